"""The mail that members get about their account, sent by the queue.

A task holds the number of an account, never a link: a link is made when the mail is written. A mail
server that is away is tried again for a day.
"""

import logging
import smtplib
from datetime import timedelta

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from django_tasks import task
from wagtail.users.models import UserProfile

from cms.members import links
from cms.models import SiteSettings
from cms.queue import QUEUE

logger = logging.getLogger(__name__)

PAUSES = [timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 360, 1080)]

INVITED, PASSWORD, RECOVERED = "invited", "password", "recovered"
FACTOR_ADDED, FACTOR_REMOVED = "factor_added", "factor_removed"


def send(kind: str, member) -> None:
    """Puts a letter into the queue, once what it is about is committed."""
    if member.email:
        transaction.on_commit(lambda: deliver.enqueue(kind, member.pk))


@task(backend=QUEUE)
def deliver(kind: str, member: int, attempt: int = 0) -> None:
    """Writes a letter and hands it to the mail server.

    Args:
        kind: which letter.
        member: the account's number.
        attempt: how often it was tried before.
    """
    user = get_user_model().objects.filter(pk=member, is_active=True).first()
    message = letter(kind, user) if user else None
    if message is None:
        return
    try:
        message.send()
    except (smtplib.SMTPException, OSError) as error:
        if attempt == len(PAUSES):
            logger.error("A letter to a member was given up: %s", type(error).__name__)
            return
        later = timezone.now() + PAUSES[attempt]
        deliver.using(run_after=later).enqueue(kind, member, attempt + 1)


def letter(kind: str, user) -> EmailMessage | None:
    """A letter in the member's own language; None where there is nothing left to say."""
    link = _link(kind, user)
    if link is None:
        return None
    with override(UserProfile.get_for_user(user).get_preferred_language()):
        context = {
            "kind": kind,
            "user": user,
            "words": SiteSettings.load(),
            "link": settings.BASE_URL + link,
            "days": settings.INVITATION_DAYS,
        }
        return EmailMessage(
            subject=_subject(kind),
            body=render_to_string(f"members/mail/{kind}.txt", context).strip() + "\n",
            to=[user.email],
            headers={"Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All"},
        )


def _link(kind: str, user) -> str | None:
    if kind == INVITED:
        return links.invitation_link(user)
    if kind == PASSWORD:
        return links.password_link(user)
    return reverse("mfa_index")


def _subject(kind: str) -> str:
    return {
        INVITED: _("You are invited to write on the union's site"),
        PASSWORD: _("A new password for the union's site"),
        RECOVERED: _("Your second factor was removed"),
        FACTOR_ADDED: _("A second factor was added to your account"),
        FACTOR_REMOVED: _("A second factor was removed from your account"),
    }[kind]
