"""What somebody wrote to us.

All answers are one sealed text; in clear stand only the facts by which the inbox files a message.
"""

from dataclasses import asdict, dataclass
from datetime import timedelta
from functools import cached_property

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from contact.encryption import address_digest, seal, unseal
from contact.receipts import new_receipt

from .form_page import ContactPage


@dataclass(frozen=True)
class Answer:
    """An answer to a question, in the words of the form's original language.

    `value` is what was sent: a text, or the keys of the chosen choices; `text` is how it is read.
    """

    key: str
    kind: str
    label: str
    value: str | bool | list[str]
    text: str


class Message(models.Model):
    """A message of a form: sealed answers, and what becomes of it."""

    unseen_by_readers = True

    class Status(models.TextChoices):
        """How far it has come. The doubtful are kept apart and never thrown away."""

        NEW = "new", _("New")
        IN_HAND = "in_hand", _("In hand")
        ANSWERED = "answered", _("Answered")
        SUSPECTED = "suspected", _("Suspected spam")
        SPAM = "spam", _("Spam")

    receipt = models.CharField(_("number"), max_length=20, unique=True, default=new_receipt)
    page = models.ForeignKey(
        ContactPage,
        verbose_name=_("form"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="messages",
    )
    form_key = models.UUIDField(editable=False, db_index=True)
    kind = models.CharField(_("kind"), max_length=10, choices=ContactPage.Kind.choices)
    language = models.CharField(_("language"), max_length=8, choices=settings.LANGUAGES)
    sector = models.ForeignKey(
        "sectors.Sector",
        verbose_name=_("sector"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    status = models.CharField(
        _("status"), max_length=10, choices=Status.choices, default=Status.NEW
    )
    assigned_to = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("assigned to"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    sealed_answers = models.TextField(editable=False)
    address_digest = models.CharField(max_length=64, blank=True, editable=False, db_index=True)
    spam_score = models.PositiveSmallIntegerField(default=0, editable=False)
    spam_reasons = models.JSONField(default=list, editable=False)
    received_at = models.DateTimeField(_("received"), default=timezone.now, editable=False)
    expires_at = models.DateTimeField(_("erased on"), editable=False, db_index=True)
    idempotency = models.CharField(max_length=64, unique=True, editable=False)

    # Neither sectors nor forms are "used" by a message, and no trace of it outlives it.
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        ordering = ["-received_at", "-pk"]
        indexes = [
            models.Index(fields=["status", "-received_at"], name="message_by_status"),
            models.Index(fields=["sector", "-received_at"], name="message_by_sector"),
            models.Index(fields=["-received_at", "-id"], name="message_by_date"),
        ]
        permissions = [
            ("answer_message", _("Can answer messages")),
            ("export_message", _("Can export messages")),
            ("view_every_sector", _("Keeps the inbox: every sector's messages")),
        ]

    def __str__(self):
        return self.receipt

    def write(self, answers: list[Answer]) -> None:
        """Seals the answers and remembers the hash of the first e-mail address among them."""
        self.sealed_answers = seal([asdict(answer) for answer in answers])
        self.address_digest = address_digest(_address_among(answers))
        self.__dict__.pop("answers", None)

    @cached_property
    def answers(self) -> list[Answer]:
        """The answers in the form's order.

        Raises:
            SealError: none of the present keys opens them.
        """
        return [Answer(**answer) for answer in unseal(self.sealed_answers)]

    @property
    def reply_address(self) -> str:
        """The e-mail address that the writer gave; empty when there is none."""
        return _address_among(self.answers)

    @property
    def days_left(self) -> int:
        """Whole days until it is erased, today's included; 0 once it is due."""
        left = self.expires_at - timezone.now()
        return max(0, -(-left // timedelta(days=1)))


def _address_among(answers: list[Answer]) -> str:
    return next((answer.text for answer in answers if answer.kind == "email" and answer.text), "")
