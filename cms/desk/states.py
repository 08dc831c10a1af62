"""In which state the translation of a page is, worked out by the database.

`matrix` shows every page in every language by it, `cms.explorer` the pages of one screen.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import connection, models
from django.db.models.expressions import RawSQL
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.models import Page


class State(models.TextChoices):
    """Where a translation stands, the most urgent first."""

    CHANGED = "changed", _("Original changed")
    MISSING = "missing", pgettext_lazy("a translation", "Missing")
    PROGRESS = "progress", _("In progress")
    DRAFT = "draft", _("Ready, not published")
    DONE = "done", _("Up to date")


TO_DO = frozenset({State.CHANGED, State.MISSING, State.PROGRESS})
"""The states that wait for a translator's words."""

ICONS = {
    State.CHANGED: "rotate",
    State.MISSING: "minus",
    State.PROGRESS: "edit",
    State.DRAFT: "draft",
    State.DONE: "check",
}

# A page is nobody's translation, or it is not the original. Of several, the first one made.
_ORIGINALS_OF = """
    SELECT MIN(page.id) AS id
    FROM wagtailcore_page AS page
    LEFT JOIN (
        wagtail_localize_translationsource AS source
        JOIN wagtail_localize_translation AS translation ON translation.source_id = source.id
    ) ON source.object_id = page.translation_key AND translation.target_locale_id = page.locale_id
    WHERE translation.id IS NULL AND page.alias_of_id IS NULL AND page.depth > 1
        {families}
    GROUP BY page.translation_key
"""
_ORIGINALS = _ORIGINALS_OF.format(families="")

# Figures that are marked as stale are counted on the spot; the others come from their table.
_CELLS_OF = """
    WITH original AS ({originals}    ), facts AS (
        SELECT
            original.id AS original_id, page.id AS page_id, page.locale_id, page.live,
            page.has_unpublished_changes, page.last_published_at, translation.id AS translation_id,
            source.last_updated_at AS read_at, read_page.last_published_at AS original_published_at,
            CASE WHEN progress.translation_id IS NULL OR progress.stale THEN (
                SELECT COUNT(*) FROM wagtail_localize_stringsegment AS segment
                JOIN wagtail_localize_translationcontext AS context
                    ON context.id = segment.context_id
                WHERE segment.source_id = source.id AND context.path <> 'slug' AND NOT EXISTS (
                    SELECT 1 FROM wagtail_localize_stringtranslation AS words
                    WHERE words.translation_of_id = segment.string_id
                        AND words.context_id = segment.context_id
                        AND words.locale_id = translation.target_locale_id
                        AND NOT words.has_error
                )
            ) ELSE progress.passages - progress.translated END AS lacking,
            CASE WHEN progress.translation_id IS NULL OR progress.stale THEN (
                SELECT MAX(words.updated_at) FROM wagtail_localize_stringtranslation AS words
                JOIN wagtail_localize_translationcontext AS context ON context.id = words.context_id
                WHERE context.object_id = source.object_id
                    AND words.locale_id = translation.target_locale_id
            ) ELSE progress.touched_at END AS touched_at
        FROM original
        JOIN wagtailcore_page AS first_page ON first_page.id = original.id
        JOIN wagtailcore_page AS page ON page.translation_key = first_page.translation_key
            AND page.id <> original.id AND page.alias_of_id IS NULL
        LEFT JOIN (
            wagtail_localize_translationsource AS source
            JOIN wagtail_localize_translation AS translation
                ON translation.source_id = source.id AND translation.enabled
        ) ON source.object_id = page.translation_key
            AND translation.target_locale_id = page.locale_id
        LEFT JOIN wagtailcore_page AS read_page ON read_page.translation_key = source.object_id
            AND read_page.locale_id = source.locale_id
        LEFT JOIN cms_translationprogress AS progress
            ON progress.translation_id = translation.id
        {condition}
    )
    SELECT original_id, locale_id, page_id, COALESCE(translation_id, 0), COALESCE(lacking, 0),
        CASE
            WHEN translation_id IS NULL AND live THEN 'done'
            WHEN translation_id IS NULL THEN 'draft'
            WHEN original_published_at > read_at THEN 'changed'
            WHEN lacking > 0 AND last_published_at IS NOT NULL THEN 'changed'
            WHEN lacking > 0 THEN 'progress'
            WHEN NOT live OR has_unpublished_changes OR touched_at > last_published_at THEN 'draft'
            ELSE 'done'
        END AS state
    FROM facts
"""
CELLS = _CELLS_OF.format(originals=_ORIGINALS, condition="WHERE first_page.live")


def originals():
    """The published originals, whatever their language."""
    return Page.objects.live().filter(pk__in=RawSQL(_ORIGINALS, ()))


@dataclass(frozen=True, slots=True)
class Cell:
    """A page in a language: what is there, how many passages lack, in which state it is."""

    page_id: int
    translation_id: int
    lacking: int
    state: str


MISSING = Cell(0, 0, 0, State.MISSING.value)


def cells_of(pages: Iterable[int]) -> dict[int, Cell]:
    """The states of some pages and of all their other versions, by page; originals have none."""
    ids = list(pages)
    if not ids:
        return {}
    marks = ", ".join(["%s"] * len(ids))
    families = (
        "AND page.translation_key IN "
        f"(SELECT translation_key FROM wagtailcore_page WHERE id IN ({marks}))"
    )
    originals_ = _ORIGINALS_OF.format(families=families)
    with connection.cursor() as cursor:
        cursor.execute(_CELLS_OF.format(originals=originals_, condition=""), ids)
        return {row[2]: Cell(*row[2:]) for row in cursor.fetchall()}


def originals_to_do(locale: int, states: Iterable[str]) -> RawSQL:
    """The published originals whose translation into a language exists and is in a state."""
    wanted = list(states)
    marks = ", ".join(["%s"] * len(wanted))
    return RawSQL(
        f"SELECT original_id FROM ({CELLS}) AS cells WHERE locale_id = %s AND state IN ({marks})",
        (locale, *wanted),
    )
