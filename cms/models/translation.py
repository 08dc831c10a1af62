"""What the translators' desk keeps beside wagtail-localize: counted progress, heavy jobs.

wagtail-localize counts the translated passages of a page each time that it is asked; a table of
2,000 pages in seven languages cannot. The figures are kept here and marked as stale whenever a
passage changes (`cms.desk.progress`).
"""

from django.conf import settings
from django.db import models


class TranslationProgress(models.Model):
    """How many passages of a translation are done.

    `stale` says that a passage has changed since they were counted; whoever reads a stale row
    counts again. The slug is no passage: it follows the title.
    """

    unseen_by_readers = True
    made_from_others = True

    translation = models.OneToOneField(
        "wagtail_localize.Translation",
        primary_key=True,
        on_delete=models.CASCADE,
        related_name="progress",
    )
    passages = models.PositiveIntegerField(default=0)
    translated = models.PositiveIntegerField(default=0)
    touched_at = models.DateTimeField(null=True)
    stale = models.BooleanField(default=True, db_index=True)

    def __str__(self):
        return f"{self.translation_id}: {self.translated}/{self.passages}"


class TranslationJob(models.Model):
    """Pages that are being translated in the background, and how far that is.

    With `below`, the page and its whole section; with `machine`, what lacks is drafted by machine.
    """

    unseen_by_readers = True

    page = models.ForeignKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="+")
    languages = models.JSONField(default=list)
    below = models.BooleanField(default=True)
    machine = models.BooleanField(default=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    total = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    made = models.PositiveIntegerField(default=0)
    problems = models.JSONField(default=list)
    created_at = models.DateTimeField(auto_now_add=True)
    started_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-pk"]

    def __str__(self):
        return f"{self.page_id} → {', '.join(self.languages)}"

    @property
    def percentage(self) -> int:
        """How much of the work is done, in per cent."""
        if self.ended_at:
            return 100
        return min(99, 100 * self.done // self.total) if self.total else 0
