"""The demo's translations, made as a translator makes them: by wagtail-localize, string by string.

The target page is written in memory with the same block ids; its strings are then paired with the
original's, place by place, and stored in the translation memory before the page is published.
"""

import json
from collections import defaultdict

from wagtail.models import Locale, Page
from wagtail_localize.models import (
    SegmentOverride,
    StringTranslation,
    Translation,
    TranslationSource,
)
from wagtail_localize.segments import OverridableSegmentValue, StringSegmentValue
from wagtail_localize.segments.extract import extract_segments

from .words import DemoContentError


def translate(original: Page, target: Page, locale: Locale) -> None:
    """Publishes the translation of a page.

    Args:
        original: the published original.
        target: the same page written in the other language, unsaved.
        locale: the other language.

    Raises:
        DemoContentError: the two do not have the same strings in the same places.
    """
    source, _made = TranslationSource.update_or_create_from_instance(original)
    translation, _made = Translation.objects.get_or_create(source=source, target_locale=locale)
    wanted = extract_segments(target)
    _store_strings(source, locale, wanted, original)
    _store_overrides(source, locale, wanted)
    translation.save_target(publish=True)


def _store_strings(source, locale: Locale, wanted: list, original: Page) -> None:
    """In one statement a page: new translations are counted as stale, so no signal is missed."""
    ours, theirs, rows = defaultdict(list), defaultdict(list), {}
    segments = source.stringsegment_set.select_related("context", "string").order_by("order")
    for segment in segments:
        ours[segment.context.path].append(segment)
    for segment in wanted:
        if isinstance(segment, StringSegmentValue):
            theirs[segment.path].append(segment)
    for path, originals in ours.items():
        translated = theirs[path]
        if len(originals) != len(translated):
            raise DemoContentError(
                f"{original.slug} in {locale.language_code}: {path} has {len(originals)} strings "
                f"in the original and {len(translated)} in the translation"
            )
        for segment, words in zip(originals, translated, strict=True):
            rows[segment.context_id, segment.string_id] = StringTranslation(
                translation_of=segment.string,
                locale=locale,
                context=segment.context,
                data=words.string.data,
            )
    StringTranslation.objects.bulk_create(
        rows.values(),
        update_conflicts=True,
        unique_fields=["locale", "translation_of", "context"],
        update_fields=["data"],
    )


def _store_overrides(source, locale: Locale, wanted: list) -> None:
    """Where the translation names another file than the original, such as its own leaflet."""
    theirs = {
        segment.path: segment.data
        for segment in wanted
        if isinstance(segment, OverridableSegmentValue)
    }
    for segment in source.overridablesegment_set.select_related("context"):
        path = segment.context.path
        if path in theirs and theirs[path] != segment.data:
            SegmentOverride.objects.update_or_create(
                locale=locale,
                context=segment.context,
                defaults={"data_json": json.dumps(theirs[path])},
            )
