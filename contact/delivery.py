"""Sends the mail that waits, at least once each, and says what happened to it.

The worker calls `deliver` every few seconds (`contact.scheduled`). A row is claimed before its
mail is handed to the server and marked afterwards; when the worker dies in between, the row is
sent again and marked as perhaps having arrived twice.
"""

import logging
import smtplib
import time
from collections.abc import Iterator
from datetime import datetime, timedelta

from django.core.mail import get_connection
from django.db.models import F, Q
from django.utils import timezone

from cms.queue import is_alive, worker_id
from contact.letters import letter
from contact.models import OutgoingMail

logger = logging.getLogger(__name__)

# So that one round leaves the worker time for its other work.
ROUND_SECONDS = 20
BATCH = 50
# A claim of another machine's worker, which cannot be asked whether it lives.
LONGEST_SENDING = timedelta(minutes=10)
# After each failure of a mail: the last pause is repeated until the mail is given up.
PAUSES = [timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 180, 360)]
GIVEN_UP_AFTER = timedelta(days=7)
# While the server does not answer at all: pauses between two rounds, in seconds.
FIRST_SERVER_PAUSE, LONGEST_SERVER_PAUSE = 5, 300

# SMTP's codes: the server closes; from here on, a mail is refused for good.
SERVICE_CLOSES, REFUSED_FOR_GOOD = 421, 500

State = OutgoingMail.State


class Server:
    """What the worker remembers of the mail server: until when to leave it alone."""

    def __init__(self):
        self.failures = 0
        self.rest_until = 0.0

    @property
    def rests(self) -> bool:
        """Whether the pause after the last failure is not over."""
        return time.monotonic() < self.rest_until

    def failed(self) -> None:
        """Makes the next pause twice as long."""
        pause = min(FIRST_SERVER_PAUSE * 2**self.failures, LONGEST_SERVER_PAUSE)
        self.failures += 1
        self.rest_until = time.monotonic() + pause

    def answered(self) -> None:
        """Forgets the failures."""
        self.failures, self.rest_until = 0, 0.0


server = Server()


def deliver() -> int:
    """Sends what is due, for `ROUND_SECONDS` at most; how many mails were sent.

    A server that does not answer ends the round: the other mails keep their turn.
    """
    if server.rests:
        return 0
    release_abandoned()
    end, sent = time.monotonic() + ROUND_SECONDS, 0
    connection = get_connection()
    try:
        for mail in _due():
            if not _send(mail, connection):
                break
            sent += mail.state == State.SENT
            if time.monotonic() > end:
                break
    finally:
        _close(connection)
    return sent


def release_abandoned() -> int:
    """Puts back what a dead worker was sending; how many mails."""
    sending = OutgoingMail.objects.filter(state=State.SENDING)
    abandoned = [mail.pk for mail in sending if _is_abandoned(mail)]
    return sending.filter(pk__in=abandoned).update(
        state=State.WAITING, maybe_twice=True, claimed_by=""
    )


def _is_abandoned(mail: OutgoingMail) -> bool:
    alive = is_alive(mail.claimed_by)
    if alive is None:
        return mail.claimed_at < timezone.now() - LONGEST_SENDING
    return not alive or mail.claimed_by == worker_id()


def _due() -> Iterator[OutgoingMail]:
    """The mails whose turn it is, each claimed for this worker, the longest due first."""
    while True:
        now = timezone.now()
        due = OutgoingMail.objects.filter(state=State.WAITING, next_attempt_at__lte=now)
        batch = list(due.select_related("message__page__locale", "reply")[:BATCH])
        for mail in batch:
            claim = {"state": State.SENDING, "claimed_by": worker_id(), "claimed_at": now}
            claimed = OutgoingMail.objects.filter(pk=mail.pk, state=State.WAITING)
            if claimed.update(**claim, attempts=F("attempts") + 1):
                mail.attempts += 1
                yield mail
        if len(batch) < BATCH:
            return


def _send(mail: OutgoingMail, connection) -> bool:
    """Sends one mail and marks it; whether the server can be asked for more."""
    try:
        # It stays open for the whole round.
        connection.open()
    except (smtplib.SMTPException, OSError) as error:
        return _server_failed(mail, connection, error)
    try:
        message = letter(mail)
        message.connection = connection
        message.send()
    except (smtplib.SMTPRecipientsRefused, smtplib.SMTPResponseException) as error:
        closes = _code(error) == SERVICE_CLOSES
        return (_server_failed if closes else _refused)(mail, connection, error)
    except (smtplib.SMTPException, OSError) as error:
        # It broke off, or hangs: perhaps it had taken the mail.
        _mark(mail, maybe_twice=True)
        return _server_failed(mail, connection, error)
    except Exception as error:
        # Whatever is wrong with one mail must not hold up those behind it.
        logger.exception("A mail could not be written")
        return _refused(mail, connection, error)
    server.answered()
    mail.state = State.SENT
    _mark(mail, state=State.SENT, sent_at=timezone.now(), claimed_by="", last_error="")
    return True


def _server_failed(mail: OutgoingMail, connection, error: Exception) -> bool:
    """The server is away, hangs or lets nobody in: the mail keeps its turn, the round ends."""
    logger.warning("The mail server does not answer: %s", type(error).__name__)
    server.failed()
    _close(connection)
    _put_back(mail, type(error).__name__, timezone.now())
    return False


def _code(error: Exception) -> int:
    """SMTP's code of a refusal; of several recipients' the worst; 0 for what is none."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return max(code for code, _text in error.recipients.values())
    return getattr(error, "smtp_code", 0)


def _refused(mail: OutgoingMail, connection, error: Exception) -> bool:
    """One mail is refused, for good (5xx) or for now; the server can be asked for more."""
    code = _code(error)
    reason = f"{type(error).__name__} {code or ''}".strip()
    _close(connection)
    if code >= REFUSED_FOR_GOOD or mail.created_at < timezone.now() - GIVEN_UP_AFTER:
        logger.error("A mail was given up: %s", reason)
        _mark(mail, state=State.FAILED, claimed_by="", last_error=reason)
    else:
        pause = PAUSES[min(mail.attempts, len(PAUSES)) - 1]
        _put_back(mail, reason, timezone.now() + pause)
    return True


def _put_back(mail: OutgoingMail, error: str, when: datetime) -> None:
    _mark(mail, state=State.WAITING, next_attempt_at=when, claimed_by="", last_error=error)


def _mark(mail: OutgoingMail, **changes) -> None:
    OutgoingMail.objects.filter(pk=mail.pk).update(**changes)


def _close(connection) -> None:
    """A server that is gone need not be told good-bye."""
    try:
        connection.close()
    except (smtplib.SMTPException, OSError):
        connection.connection = None


def try_again(mails) -> int:
    """Makes mails due at once, those that were given up included; how many.

    Args:
        mails: a queryset of `OutgoingMail`.
    """
    stuck = mails.filter(Q(state=State.FAILED) | Q(state=State.WAITING))
    server.answered()
    return stuck.update(state=State.WAITING, next_attempt_at=timezone.now(), attempts=0)
