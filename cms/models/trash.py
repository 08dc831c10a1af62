"""What was deleted in the admin and may still be brought back; see `cms.trash`."""

import uuid
from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

KEPT_DAYS = 30
"""For how long what was deleted can be brought back."""


class TrashEntry(models.Model):
    """A page with all below it, a document or a picture, as it was when somebody deleted it.

    The rows themselves are gone from their tables; `rows` holds them, `file` names what was kept of
    a document's or picture's file. The other columns are what the list shows and what says who may
    bring it back.
    """

    unseen_by_readers = True

    class Kind(models.TextChoices):
        """What was deleted."""

        PAGE = "page", _("Page")
        DOCUMENT = "document", _("Document")
        PICTURE = "picture", _("Picture")

    batch = models.UUIDField(default=uuid.uuid4, editable=False, db_index=True)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    model = models.CharField(max_length=100)
    object_id = models.PositiveBigIntegerField()
    title = models.CharField(max_length=255)
    language = models.CharField(max_length=12, blank=True)
    place = models.CharField(max_length=255, blank=True)
    above = models.JSONField(default=list)
    rights = models.JSONField(default=list)
    pages = models.PositiveIntegerField(default=0)
    live_pages = models.PositiveIntegerField(default=0)
    owner_id = models.PositiveBigIntegerField(null=True)
    deleted_at = models.DateTimeField(auto_now_add=True, db_index=True)
    deleted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    file = models.CharField(max_length=255, blank=True)
    rows = models.BinaryField()

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("entry of the trash")
        verbose_name_plural = _("trash")
        ordering = ["-deleted_at", "-pk"]

    def __str__(self):
        return self.title

    @property
    def pages_below(self) -> int:
        """How many pages went with it."""
        return max(0, self.pages - 1)

    @property
    def erased_at(self) -> datetime:
        """When it is gone for good."""
        return self.deleted_at + timedelta(days=KEPT_DAYS)
