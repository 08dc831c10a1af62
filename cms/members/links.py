"""The addresses that letters hold: made when a letter is written, kept nowhere.

A link of an invitation is signed and names when it was issued: another one makes it worthless.
"""

from typing import TypedDict

from django.contrib.auth.tokens import default_token_generator
from django.core import signing
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode

from cms.models import Invitation

SALT = "cms.members.invitation"


class Named(TypedDict):
    """What a link says: which invitation, issued when."""

    invitation: int
    issued: str


def invitation_link(user) -> str | None:
    """Where the member accepts; None where no invitation is open."""
    invitation = Invitation.objects.filter(user=user, accepted_at=None).first()
    if invitation is None:
        return None
    named = Named(invitation=invitation.pk, issued=invitation.issued_at.isoformat())
    return reverse("accept_invitation", args=[signing.dumps(named, salt=SALT)])


def read_invitation(token: str) -> Named | None:
    """What the link of an invitation says; None where it is not ours."""
    try:
        return signing.loads(token, salt=SALT)
    except signing.BadSignature:
        return None


def password_link(user) -> str:
    """Where the member sets a new password: works once, for as long as Django's settings say."""
    name = urlsafe_base64_encode(force_bytes(user.pk))
    token = default_token_generator.make_token(user)
    return reverse("wagtailadmin_password_reset_confirm", args=[name, token])
