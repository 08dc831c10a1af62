"""A member leaves: the account is closed, the texts stay, their author's name with them.

Accounts are not deleted: Wagtail would leave pages and revisions without an author.
"""

from allauth.mfa.models import Authenticator
from django.contrib.auth import get_user_model
from django.db import transaction
from wagtail.models import Page

from cms.members import invitations, sessions


class LastAdministratorError(Exception):
    """Nobody would be left who may do everything."""


@transaction.atomic
def deactivate(member) -> None:
    """Closes an account: no role, no session, no second factor, no lock on a page.

    Raises:
        LastAdministratorError: the member is the last active administrator.
    """
    others = get_user_model().objects.filter(is_superuser=True, is_active=True)
    if member.is_superuser and not others.exclude(pk=member.pk).exists():
        raise LastAdministratorError
    member.is_active = member.is_superuser = False
    member.set_unusable_password()
    member.save()
    member.groups.clear()
    invitations.withdraw(member)
    Authenticator.objects.filter(user=member).delete()
    sessions.end(member.member_sessions)
    locked = Page.objects.filter(locked_by=member)
    locked.update(locked=False, locked_by=None, locked_at=None)


@transaction.atomic
def reactivate(member, by=None) -> None:
    """Opens the account again and invites its owner; the roles are to be given anew."""
    member.is_active = True
    member.save()
    invitations.issue(member, by)
