"""What members write about a message: notes among themselves, and answers. Sealed as it is."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from contact.encryption import seal, unseal

from .message import Message


class SealedWords(models.Model):
    """Words of a member that belong to a message and go with it."""

    unseen_by_readers = True

    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("author"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    written_at = models.DateTimeField(_("written"), default=timezone.now, editable=False)
    sealed_text = models.TextField(editable=False)

    wagtail_reference_index_ignore = True

    class Meta:
        abstract = True
        ordering = ["written_at", "pk"]

    def __str__(self):
        return f"{self.author}, {self.written_at:%Y-%m-%d}"

    @property
    def text(self) -> str:
        """The words.

        Raises:
            SealError: none of the present keys opens them.
        """
        return unseal(self.sealed_text)

    @text.setter
    def text(self, words: str) -> None:
        self.sealed_text = seal(words)


class Note(SealedWords):
    """A note among members; the writer of the message never sees it."""

    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="notes")

    class Meta(SealedWords.Meta):
        verbose_name = _("note")
        verbose_name_plural = _("notes")


class Reply(SealedWords):
    """An answer, sent by e-mail through the queue."""

    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="replies")

    class Meta(SealedWords.Meta):
        verbose_name = _("answer")
        verbose_name_plural = _("answers")
