"""Invitations: an account without a password, and a link by which its owner sets one.

The link (`links`) works once, for some days, and no longer once another one was sent.
"""

from datetime import timedelta

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.users.models import UserProfile

from cms.members import letters, links
from cms.models import Invitation


@transaction.atomic
def invite(by, *, address: str, first_name: str, last_name: str, language: str, groups):
    """Makes the account of a new member and writes to them; returns it.

    Args:
        by: who invites.
        address: the e-mail address, which is the user name too.
        first_name: for the other members.
        last_name: for the other members.
        language: of the letter and of the admin.
        groups: the roles given.
    """
    user = get_user_model()(
        username=address.lower(), email=address, first_name=first_name, last_name=last_name
    )
    user.set_unusable_password()
    user.save()
    profile = UserProfile.get_for_user(user)
    profile.preferred_language = language
    profile.save()
    issue(user, by)
    user.groups.set(groups)
    return user


def issue(user, by) -> None:
    """Makes a link that is good from now on, the only one, and sends it."""
    row = {"invited_by": by, "issued_at": timezone.now(), "accepted_at": None}
    Invitation.objects.update_or_create(user=user, defaults=row)
    log(user, "members.invited", user=by)
    letters.send(letters.INVITED, user)


def withdraw(user) -> None:
    """Makes the link that was sent worthless."""
    Invitation.objects.filter(user=user).delete()


def open_invitation(token: str) -> Invitation | None:
    """The invitation of a link that is still good. Inside a transaction it is held."""
    lasts = timedelta(days=settings.INVITATION_DAYS)
    named = links.read_invitation(token)
    if named is None:
        return None
    rows = Invitation.objects.select_for_update(of=("self",)).select_related("user")
    found = rows.filter(
        pk=named["invitation"],
        issued_at=named["issued"],
        issued_at__gt=timezone.now() - lasts,
        accepted_at=None,
        user__is_active=True,
    )
    return found.first()


def accept(invitation: Invitation) -> None:
    """Notes that the link was used."""
    invitation.accepted_at = timezone.now()
    invitation.save()
    log(invitation.user, "members.accepted", user=invitation.user)
