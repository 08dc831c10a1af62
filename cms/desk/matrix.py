"""The state of every page in every language, in a handful of queries however many pages there are.

A row is an original: the page of its family that is translated from no other. A page in another
language has one of five states, worked out by the database; what is shown of a page is fetched for
the rows of one screen only.
"""

from collections import Counter
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cached_property

from django.core.paginator import Page as Screen
from django.core.paginator import Paginator
from django.db import connection, models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale, Page

from cms.desk.sections import Section, sections
from cms.desk.states import CELLS, MISSING, Cell, State, originals
from cms.remembered import remembered
from cms.settings.languages import LANGUAGE_BY_CODE

ROWS_ON_A_SCREEN = 25
OLDEST, NEWEST = "oldest", "newest"


class Age(models.TextChoices):
    """Since when the original has been waiting, at least."""

    WEEK = "7", _("for more than a week")
    MONTH = "30", _("for more than a month")
    QUARTER = "90", _("for more than three months")
    YEAR = "365", _("for more than a year")


@dataclass(frozen=True)
class Wanted:
    """What the address asks for; a value that does not exist counts as none."""

    sector: str = ""
    language: str = ""
    age: str = ""
    state: str = ""
    order: str = OLDEST

    @classmethod
    def from_query(cls, query) -> "Wanted":
        """Reads the address."""
        allowed = {
            "language": LANGUAGE_BY_CODE,
            "age": Age.values,
            "state": State.values,
            "order": (OLDEST, NEWEST),
        }
        chosen = {name: query.get(name, "") for name in allowed if query.get(name) in allowed[name]}
        return cls(sector=query.get("sector", "")[:80], **chosen)


@dataclass
class Tally:
    """How far a language is."""

    locale: Locale
    counts: Counter = field(default_factory=Counter)

    @property
    def total(self) -> int:
        """How many pages there are to translate into it."""
        return sum(self.counts.values())

    @property
    def percentage(self) -> int:
        """How many of them are up to date, in per cent, rounded down."""
        return 100 * self.counts[State.DONE] // self.total if self.total else 100

    @property
    def by_state(self) -> list[tuple[State, int]]:
        """Each state with its count."""
        return [(state, self.counts[state]) for state in State]


@remembered
def site_locales() -> list[Locale]:
    """Every language of the site that the admin knows, in the site's order."""
    order = {code: position for position, code in enumerate(LANGUAGE_BY_CODE)}
    found = [locale for locale in Locale.objects.all() if locale.language_code in order]
    return sorted(found, key=lambda locale: order[locale.language_code])


class Matrix:
    """Pages × languages as one screen shows them.

    Args:
        wanted: what to show.
        number: which screen; one that does not exist gives the nearest.
    """

    def __init__(self, wanted: Wanted, number: str | int | None = 1):
        self.wanted = wanted
        self.number = number

    @cached_property
    def locales(self) -> list[Locale]:
        """Every language of the site, in its order."""
        return site_locales()

    @property
    def columns(self) -> list[Locale]:
        """The languages shown: all of them, or the one asked for."""
        wanted = self.wanted.language
        return [one for one in self.locales if wanted in ("", one.language_code)]

    @cached_property
    def sections(self) -> dict[str, Section]:
        """The sectors that one can filter by."""
        return sections()

    @cached_property
    def _originals(self) -> list[tuple[int, int]]:
        """(page, locale) of the originals of the sector and age asked for, in order."""
        pages = originals()
        section = self.sections.get(self.wanted.sector)
        if section is not None:
            pages = pages.filter(section.pages())
        if self.wanted.age:
            limit = timezone.now() - timedelta(days=int(self.wanted.age))
            pages = pages.filter(last_published_at__lt=limit)
        sign = "-" if self.wanted.order == NEWEST else ""
        ordered = pages.order_by(f"{sign}last_published_at", f"{sign}pk")
        return list(ordered.values_list("pk", "locale_id"))

    @cached_property
    def _cells(self) -> dict[tuple[int, int], tuple]:
        """What exists of each original in each other language, as the database says it."""
        with connection.cursor() as cursor:
            cursor.execute(CELLS)
            return {row[:2]: row for row in cursor.fetchall()}

    def cell(self, original: int, locale: int) -> Cell:
        """A page in a language."""
        row = self._cells.get((original, locale))
        return Cell(*row[2:]) if row else MISSING

    def _state(self, original: int, locale: int) -> str:
        row = self._cells.get((original, locale))
        return row[-1] if row else MISSING.state

    @cached_property
    def tallies(self) -> list[Tally]:
        """How far each language is, of the sector and age asked for."""
        shown = dict(self._originals)
        written_in = Counter(shown.values())
        counts = {one.pk: Counter() for one in self.locales}
        for (original, locale), row in self._cells.items():
            if original in shown and locale in counts:
                counts[locale][row[-1]] += 1
        for locale, found in counts.items():
            found[MISSING.state] += len(shown) - written_in[locale] - found.total()
        return [Tally(one, counts[one.pk]) for one in self.locales]

    def _is_wanted(self, original: int, own_locale: int) -> bool:
        if not self.wanted.state:
            return True
        return any(
            locale.pk != own_locale and self._state(original, locale.pk) == self.wanted.state
            for locale in self.columns
        )

    def to_do(self, locale: Locale, states: frozenset[State]) -> list[int]:
        """The originals whose translation into a language is in one of the states, in order."""
        return [
            pk
            for pk, own_locale in self._originals
            if own_locale != locale.pk and self._state(pk, locale.pk) in states
        ]

    @cached_property
    def screen(self) -> Screen:
        """The originals' ids of this screen."""
        ids = [pk for pk, locale in self._originals if self._is_wanted(pk, locale)]
        return Paginator(ids, ROWS_ON_A_SCREEN).get_page(self.number)

    @cached_property
    def rows(self) -> list[tuple[Page, list[tuple[Locale, Cell | None]]]]:
        """(original, its cells) of this screen; None stands for the original itself."""
        pages = Page.objects.select_related("locale", "content_type").in_bulk(
            self.screen.object_list
        )
        return [
            (
                pages[pk],
                [
                    (one, None if one.pk == pages[pk].locale_id else self.cell(pk, one.pk))
                    for one in self.columns
                ],
            )
            for pk in self.screen.object_list
        ]
