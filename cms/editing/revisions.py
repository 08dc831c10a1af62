"""Old versions of texts: what autosave left behind is forgotten, what was public is kept.

While somebody writes, one version is saved over and over, but each sitting leaves one. After the
time in which a mistake is noticed they only fill the database. The worker calls `forget_drafts`.
"""

from datetime import timedelta

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from wagtail.models import ModelLogEntry, Page, PageLogEntry, Revision, TaskState

KEPT_DRAFTS = timedelta(days=30)
_BATCH = 500


def forgettable(now=None):
    """The versions that nobody will ask for.

    Kept are those of the last thirty days, the last one of each text, and all that were published,
    are live, will go live by themselves or were submitted to a moderator.
    """
    limit = (now or timezone.now()) - KEPT_DRAFTS
    same = Revision.objects.filter(
        base_content_type=OuterRef("base_content_type"), object_id=OuterRef("object_id")
    )
    later = Q(created_at__gt=OuterRef("created_at"))
    later |= Q(created_at=OuterRef("created_at"), pk__gt=OuterRef("pk"))
    published = {"action": "wagtail.publish", "revision": OuterRef("pk")}
    return Revision.objects.filter(
        Exists(same.filter(later)), created_at__lt=limit, approved_go_live_at=None
    ).exclude(
        Exists(TaskState.objects.filter(revision=OuterRef("pk")))
        | Exists(PageLogEntry.objects.filter(**published))
        | Exists(ModelLogEntry.objects.filter(**published))
        | Exists(Page.objects.filter(live_revision=OuterRef("pk")))
        | Exists(Page.objects.filter(latest_revision=OuterRef("pk")))
    )


def forget_drafts() -> int:
    """Deletes those versions, and answers how many. Comments move to the next version."""
    forgotten = 0
    while batch := list(forgettable().order_by("pk")[:_BATCH]):
        for revision in batch:
            revision.delete()
        forgotten += len(batch)
    return forgotten
