"""Who did what to which message, and when. It holds nothing of the message and outlives it."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class AuditEntry(models.Model):
    """One reading, answer, export, deletion. Written with `contact.audit.record`."""

    unseen_by_readers = True

    class Action(models.TextChoices):
        """What was done."""

        READ = "read", _("Read")
        CHANGED = "changed", _("Changed")
        NOTED = "noted", _("Noted")
        ANSWERED = "answered", _("Answered")
        EXPORTED = "exported", _("Exported")
        DELETED = "deleted", _("Deleted")
        EXPIRED = "expired", _("Expired")

    at = models.DateTimeField(_("when"), default=timezone.now, db_index=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("who"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    user_name = models.CharField(_("name"), max_length=150, blank=True)
    action = models.CharField(_("what"), max_length=10, choices=Action.choices)
    receipt = models.CharField(_("number"), max_length=20, blank=True, db_index=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("entry of the log")
        verbose_name_plural = _("log of the inbox")
        ordering = ["-at", "-pk"]

    def __str__(self):
        return f"{self.user_name} {self.action} {self.receipt}"
