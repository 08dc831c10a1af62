"""The way back in for a member who has lost the second factor: a coordinator's or a command's."""

from allauth.mfa.models import Authenticator
from django.db import transaction
from wagtail.log_actions import log

from cms.members import letters, sessions


@transaction.atomic
def recover(member, by=None) -> int:
    """Removes every second factor and ends every session; how many proofs there were.

    The password stays: whoever recovers an account cannot enter it.

    Args:
        member: who has lost it.
        by: who was asked; None for the person who runs the server.
    """
    removed, _by_model = Authenticator.objects.filter(user=member).delete()
    sessions.end(member.member_sessions)
    log(member, "members.recovered", user=by)
    letters.send(letters.RECOVERED, member)
    return removed
