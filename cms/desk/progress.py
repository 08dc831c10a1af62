"""Counts the translated passages of each translation, and knows which figures are stale.

The signals below mark a row as stale; `recount` is run by the worker. Nobody has to wait for it:
`cms.desk.matrix` counts stale rows by itself.
"""

from django.db import transaction
from django.db.models import Count, Exists, Max, OuterRef, Subquery
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from wagtail_localize.models import StringSegment, StringTranslation, Translation, TranslationSource

from cms.models import TranslationProgress

BATCH = 500


@receiver([post_save, post_delete], sender=StringTranslation)
def passage_changed(instance: StringTranslation, **kwargs) -> None:
    """A translated passage was written or removed."""
    if instance.context_id:
        TranslationProgress.objects.filter(
            translation__source__object_id=instance.context.object_id,
            translation__target_locale_id=instance.locale_id,
            stale=False,
        ).update(stale=True)


@receiver(post_save, sender=TranslationSource)
def original_read_again(instance: TranslationSource, created: bool, **kwargs) -> None:
    """The original's passages are about to be taken from it anew."""
    if not created:
        rows = TranslationProgress.objects.filter(translation__source=instance, stale=False)
        rows.update(stale=True)


@receiver(post_save, sender=Translation)
def translation_began(instance: Translation, created: bool, **kwargs) -> None:
    """Gives every translation its row."""
    if created:
        TranslationProgress.objects.get_or_create(translation=instance)


def recount() -> int:
    """Brings the stale figures up to date, and says how many."""
    lacking = Translation.objects.filter(progress__isnull=True)
    TranslationProgress.objects.bulk_create(
        [TranslationProgress(translation=translation) for translation in lacking],
        ignore_conflicts=True,
    )
    counted = 0
    while batch := _recount_batch():
        counted += batch
    return counted


@transaction.atomic
def _recount_batch() -> int:
    # The lock makes whoever marks a row meanwhile wait, so that no mark is lost.
    rows = TranslationProgress.objects.select_for_update().filter(stale=True)[:BATCH]
    by_id = {row.pk: row for row in rows}
    for row in by_id.values():
        row.passages, row.translated, row.touched_at, row.stale = 0, 0, None, False
    for pk, passages, translated, touched_at in _figures(by_id):
        row = by_id[pk]
        row.passages, row.translated, row.touched_at = passages or 0, translated or 0, touched_at
    TranslationProgress.objects.bulk_update(
        by_id.values(), ["passages", "translated", "touched_at", "stale"]
    )
    return len(by_id)


def _figures(ids):
    """(translation, passages, translated passages, last change to one) of each."""
    words = StringTranslation.objects.filter(
        context__object_id=OuterRef("source__object_id"), locale=OuterRef("target_locale")
    )
    segments = StringSegment.objects.filter(source=OuterRef("source")).exclude(context__path="slug")
    done = segments.filter(
        Exists(
            StringTranslation.objects.filter(
                translation_of=OuterRef("string"),
                context=OuterRef("context"),
                locale=OuterRef(OuterRef("target_locale")),
                has_error=False,
            )
        )
    )
    return (
        Translation.objects.filter(pk__in=list(ids))
        .annotate(
            passages=_count(segments, "source"),
            done=_count(done, "source"),
            touched=Subquery(
                words.order_by().values("locale").annotate(at=Max("updated_at")).values("at")
            ),
        )
        .values_list("pk", "passages", "done", "touched")
    )


def _count(rows, group: str) -> Subquery:
    return Subquery(rows.order_by().values(group).annotate(count=Count("pk")).values("count"))
