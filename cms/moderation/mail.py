"""Sends notices from the queue, again and again while the mail server is away.

A notice holds who gets it and what it is about, not its words: these are made when it is sent, so
that nobody is told of a page that was decided meanwhile. A task may run twice; both mails then have
the same Message-ID. Messages of readers have a mail of their own, sealed (`contact.delivery`).
"""

import logging
import smtplib
from datetime import timedelta
from uuid import uuid4

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils import timezone
from django.utils.translation import override
from django_tasks import task

from cms.moderation.letters import letter
from cms.moderation.people import Member, language_of
from cms.queue import QUEUE

logger = logging.getLogger(__name__)

PAUSES = [timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 180, 360, 720)]
# From here on, SMTP's codes refuse a mail for good.
REFUSED_FOR_GOOD = 500


def notify(members, kind: str, **about) -> None:
    """Puts a notice for each member into the queue, in the transaction that gives rise to it.

    Args:
        members: who gets it.
        kind: what it says, see `cms.moderation.letters`.
        about: what its words are made of; goes into the database as JSON.
    """
    for member in members:
        send_notice.enqueue(member.pk, kind, about, uuid4().hex)


@task(backend=QUEUE)
def send_notice(member_id: int, kind: str, about: dict, mark: str, attempt: int = 1) -> None:
    """Writes a notice and sends it, if there is still something to say."""
    member = Member.objects.filter(pk=member_id, is_active=True).exclude(email="").first()
    if member is None:
        return
    with override(language_of(member)):
        words = letter(kind, member, **about)
    if words is None:
        return
    subject, body = words
    mail = EmailMessage(
        subject=" ".join(subject.split()),
        body=body,
        to=[member.email],
        headers={
            "Message-ID": f"<{mark}@{_domain()}>",
            "Auto-Submitted": "auto-generated",
            "X-Auto-Response-Suppress": "All",
        },
    )
    try:
        mail.send()
    except (smtplib.SMTPException, OSError) as error:
        if _is_final(error) or attempt > len(PAUSES):
            logger.error("A notice was given up: %s", type(error).__name__)
            return
        later = send_notice.using(run_after=timezone.now() + PAUSES[attempt - 1])
        later.enqueue(member_id, kind, about, mark, attempt + 1)


def _is_final(error: Exception) -> bool:
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return all(code >= REFUSED_FOR_GOOD for code, _text in error.recipients.values())
    return getattr(error, "smtp_code", 0) >= REFUSED_FOR_GOOD


def _domain() -> str:
    return settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].strip("> ") or "localhost"
