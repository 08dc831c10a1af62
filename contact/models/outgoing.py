"""Mail that waits to be sent, written in the same transaction as what it is about.

A row says to whom and about what; the words are made when it is sent. Addresses are sealed.
"""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from contact.encryption import seal, unseal

from .correspondence import Reply
from .message import Message


class OutgoingMail(models.Model):
    """One e-mail: to be sent, being sent, sent, or given up."""

    unseen_by_readers = True

    class Kind(models.TextChoices):
        """What it says. A notice and an acknowledgement hold nothing of the message."""

        NOTICE = "notice", _("Notice")
        DIGEST = "digest", _("Digest of suspected spam")
        ACKNOWLEDGEMENT = "receipt", _("Acknowledgement")
        REPLY = "reply", _("Answer")

    class State(models.TextChoices):
        """How far it has come."""

        WAITING = "waiting", _("Waiting")
        SENDING = "sending", _("Being sent")
        SENT = "sent", _("Sent")
        FAILED = "failed", _("Given up")

    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices)
    message = models.ForeignKey(
        Message,
        verbose_name=_("message"),
        null=True,
        on_delete=models.CASCADE,
        related_name="outgoing_mail",
    )
    reply = models.ForeignKey(
        Reply, null=True, blank=True, on_delete=models.CASCADE, related_name="outgoing_mail"
    )
    sealed_recipients = models.TextField(editable=False)
    state = models.CharField(_("state"), max_length=8, choices=State.choices, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    maybe_twice = models.BooleanField(
        _("may have arrived twice"),
        default=False,
        help_text=_("The worker stopped while it was being sent."),
    )
    next_attempt_at = models.DateTimeField(_("next attempt"), default=timezone.now)
    claimed_by = models.CharField(max_length=64, blank=True, editable=False)
    claimed_at = models.DateTimeField(null=True, editable=False)
    last_error = models.CharField(
        _("last error"),
        max_length=120,
        blank=True,
        help_text=_("The kind of the error and the mail server's code; nothing of the mail."),
    )
    created_at = models.DateTimeField(_("made"), default=timezone.now, editable=False)
    sent_at = models.DateTimeField(_("sent"), null=True, editable=False)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("outgoing mail")
        verbose_name_plural = _("outgoing mail")
        ordering = ["next_attempt_at", "pk"]
        indexes = [models.Index(fields=["state", "next_attempt_at"], name="mail_due")]

    def __str__(self):
        return f"{self.get_kind_display()} {self.message or ''}".strip()

    @property
    def recipients(self) -> list[str]:
        """The addresses that it goes to.

        Raises:
            SealError: none of the present keys opens them.
        """
        return unseal(self.sealed_recipients)

    @recipients.setter
    def recipients(self, addresses: list[str]) -> None:
        self.sealed_recipients = seal(addresses)
