"""Keeps what translators wrote: through moved paragraphs, renamed fields and edits by hand.

wagtail-localize ties a translation to the exact place of its words. `read_again` takes the original
as it is now and carries every translation over whose words stand anywhere on the page; `absorb`
takes what was written in the page itself while its translation was stopped.
"""

from collections import defaultdict

from django.db import transaction
from wagtail.models import Locale, Page
from wagtail_localize.models import (
    StringSegment,
    StringTranslation,
    Translation,
    TranslationLog,
    TranslationSource,
)
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments


def is_outdated(source: TranslationSource, original: Page | None = None) -> bool:
    """Whether the original was published after its words were taken from it."""
    original = original or source.get_source_instance()
    return bool(original.last_published_at and original.last_published_at > source.last_updated_at)


@transaction.atomic
def read_again(source: TranslationSource) -> None:
    """Takes the words of the original as it is published, and keeps each translation that fits.

    Raises:
        ObjectDoesNotExist: the original is gone.
    """
    source.update_from_db()
    for translation in source.translations.select_related("target_locale"):
        carry_over(source, translation.target_locale)


def carry_over(source: TranslationSource, locale: Locale) -> int:
    """Copies translations of the same words from elsewhere on the page, and says how many."""
    lacking = list(
        StringSegment.objects.filter(source=source)
        .annotate_translation(locale, include_errors=True)
        .filter(translation__isnull=True)
        .exclude(context__path="slug")
        .order_by("order")
    )
    known: dict[int, StringTranslation] = {}
    if lacking:
        words = StringTranslation.objects.filter(
            context__object_id=source.object_id,
            locale=locale,
            has_error=False,
            translation_of__in={segment.string_id for segment in lacking},
        )
        known = {one.translation_of_id: one for one in words.order_by("updated_at")}
    carried = 0
    for segment in lacking:
        earlier = known.get(segment.string_id)
        if earlier is None:
            continue
        _translation, made = StringTranslation.objects.get_or_create(
            translation_of_id=segment.string_id,
            locale=locale,
            context_id=segment.context_id,
            defaults={
                "data": earlier.data,
                "translation_type": earlier.translation_type,
                "tool_name": earlier.tool_name,
                "last_translated_by_id": earlier.last_translated_by_id,
            },
        )
        carried += made
    return carried


@transaction.atomic
def absorb(translation: Translation, user=None) -> int:
    """Takes what was written into the page itself since the translation last wrote it.

    Passages are paired by their place; a block whose number of passages differs is left alone.

    Returns:
        How many passages were taken.
    """
    target = translation.get_target_instance()
    written = _written_by_hand(translation, target)
    if written is None:
        return 0
    theirs = _passages_by_path(extract_segments(written.as_object()))
    ours: dict[str, list[StringSegment]] = defaultdict(list)
    segments = translation.source.stringsegment_set.select_related("context", "string")
    for segment in segments.order_by("order"):
        ours[segment.context.path].append(segment)
    words = {
        (one.translation_of_id, one.context_id): one
        for one in StringTranslation.objects.filter(
            context__object_id=translation.source.object_id, locale=translation.target_locale
        )
    }
    taken = 0
    for path, originals in ours.items():
        if len(originals) != len(theirs[path]):
            continue
        for segment, text in zip(originals, theirs[path], strict=True):
            known = words.get((segment.string_id, segment.context_id))
            if known is None and text == segment.string.data:
                continue
            if known and (known.data == text or known.updated_at > written.created_at):
                continue
            store(segment, translation.target_locale, text, user)
            taken += 1
    return taken


def _written_by_hand(translation: Translation, target: Page):
    """The newest revision of the page if the translation did not write it, else None."""
    log = TranslationLog.objects.filter(
        source=translation.source, locale=translation.target_locale, revision__isnull=False
    )
    last = log.order_by("-pk").values_list("revision_id", flat=True).first()
    if last is None or target.latest_revision_id in (None, last):
        return None
    return target.latest_revision


def _passages_by_path(segments) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for segment in segments:
        if isinstance(segment, StringSegmentValue):
            found[segment.path].append(segment.string.data)
    return found


def store(segment: StringSegment, locale: Locale, text: str, user=None) -> StringTranslation:
    """Writes a passage in a person's name."""
    return StringTranslation.objects.update_or_create(
        translation_of_id=segment.string_id,
        locale=locale,
        context_id=segment.context_id,
        defaults={
            "data": text,
            "translation_type": StringTranslation.TRANSLATION_TYPE_MANUAL,
            "tool_name": "",
            "last_translated_by": user,
            "has_error": False,
            "field_error": "",
        },
    )[0]
