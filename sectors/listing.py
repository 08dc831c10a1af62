"""The list of communiqués that an address asks for: filters, counts, pages of results.

Filters stand in the query string (`?sector=education&kind=leaflet&year=2023&page=2`) and combine.
An unknown value is ignored and said; a page of results that does not exist is a 404. What exists
only in other languages is listed where the address asks for it (`sectors.reach`).
"""

import re
from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from django.core.paginator import EmptyPage, Page, Paginator
from django.http import Http404, QueryDict
from django.utils.translation import gettext as _

from cms import pictures
from cms.remembered import era
from sectors.counting import Filters, count_elsewhere, counts, days_of, rows, vocabulary
from sectors.models.taxonomy import Sector, Theme
from sectors.reach import EVERYWHERE, PARAMETER, Reach, reaches_everywhere

PAGE_SIZE = 20
FACETS = ("sector", "theme", "kind", "year")


@dataclass(frozen=True)
class Option:
    """One value of a filter: its words, how many communiqués it would leave, where it leads."""

    label: str
    count: int
    query: str
    selected: bool


@dataclass(frozen=True)
class Facet:
    """A filter with its possible values; `clear` is the query string without it."""

    name: str
    label: str
    options: list[Option]
    clear: str

    @property
    def selected(self) -> Option | None:
        """The value in force, or None."""
        return next((option for option in self.options if option.selected), None)


class CountedPaginator(Paginator):
    """A paginator that was told its count, which the facets have already counted."""

    def __init__(self, pages, size: int, count: int):
        super().__init__(pages, size)
        self.count = count


class CommuniqueListing:
    """Communiqués filtered by the query string, with the count of every possible filter.

    Args:
        model: the type of page that is listed.
        query: the request's query string.
        language: the reader's.

    Raises:
        Http404: on reading `page`, where the number is no page of the results.
    """

    def __init__(self, model, query: QueryDict, language: str):
        self.model, self.query, self.language = model, query, language
        self.everywhere = reaches_everywhere(query)
        self.sectors, self.themes = vocabulary(Sector), vocabulary(Theme)
        self.kinds = dict(model.Kind.choices)
        self.unknown: list[str] = []
        self.selection = {name: self._read(name) for name in FACETS}
        if query.get(PARAMETER, EVERYWHERE) != EVERYWHERE:
            self.unknown.append(query[PARAMETER][:40])

    def _read(self, name: str) -> str:
        """The value of a filter, or "" where it is absent or unknown (then noted in `unknown`)."""
        value = self.query.get(name, "").strip()
        known = {
            "sector": lambda: value in self.sectors,
            "theme": lambda: value in self.themes,
            "kind": lambda: value in self.kinds,
            # Dates know no year 0.
            "year": lambda: re.fullmatch("[0-9]{4}", value) is not None and value != "0000",
        }
        if not value or known[name]():
            return value
        self.unknown.append(value[:40])
        return ""

    def _filters(self, *names: str) -> Filters:
        """The named filters that are in force."""
        value_of = {
            "sector": lambda slug: self.sectors[slug].pk,
            "theme": lambda slug: self.themes[slug].pk,
            "kind": str,
            "year": days_of,
        }
        chosen = self.selection
        return tuple((name, value_of[name](chosen[name])) for name in names if chosen[name])

    def _counts(self, names: tuple[str, ...], *by: str) -> list[tuple]:
        """Rows of (kind, year, *by, count) under the named filters."""
        filters = self._filters(*names)
        return counts(self.model, self.language, self.everywhere, filters, *by)

    def _chosen(self, kind: str, year: int, but: str = "") -> bool:
        """Whether a row is of the selected kind and year, one of the two left aside."""
        wanted_kind, wanted_year = self.selection["kind"], self.selection["year"]
        return (but == "kind" or not wanted_kind or kind == wanted_kind) and (
            but == "year" or not wanted_year or str(year) == wanted_year
        )

    @cached_property
    def _by_kind_and_year(self) -> list[tuple]:
        return self._counts(("sector", "theme"))

    @cached_property
    def count(self) -> int:
        """How many communiqués satisfy every filter."""
        counted = self._by_kind_and_year
        return sum(count for kind, year, count in counted if self._chosen(kind, year))

    @cached_property
    def page(self):
        """The page of results that the address asks for.

        Raises:
            Http404: its number is no page of the results.
        """
        paginator = CountedPaginator([], PAGE_SIZE, self.count)
        asked = self.query.get("page", "1")
        if not (asked.isascii() and asked.isdigit() and len(asked) < 8):
            raise Http404("not a page number")
        try:
            number = paginator.validate_number(int(asked))
        except EmptyPage as error:
            raise Http404("no such page of results") from error
        part = slice(PAGE_SIZE * (number - 1), PAGE_SIZE * number)
        filters = self._filters(*FACETS)
        found = rows(self.model, self.language, self.everywhere, filters, part)
        pictures.remember(communique.picture_id for communique in found)
        return Page(found, number, paginator)

    def query_with(self, **changes: str) -> str:
        """The query string of the current filters, changed; pages start again at the first."""
        query = QueryDict(mutable=True)
        reach = {PARAMETER: EVERYWHERE if self.everywhere else ""}
        for name, value in ({**self.selection, **reach, **changes}).items():
            if value:
                query[name] = value
        return f"?{query.urlencode()}" if query else "?"

    def page_query(self, number: int) -> str:
        """The query string of a page of results."""
        return self.query_with(page=str(number) if number > 1 else "")

    @property
    def unfiltered_query(self) -> str:
        """The query string without any filter."""
        return self.query_with(**dict.fromkeys(FACETS, ""))

    @cached_property
    def reach(self) -> Reach:
        """The switch to what exists only in other languages, counted under the same filters."""
        elsewhere = count_elsewhere(self.model, self.language, self._filters(*FACETS))
        query = self.query_with(**{PARAMETER: "" if self.everywhere else EVERYWHERE})
        return Reach(self.everywhere, query, elsewhere)

    @property
    def place(self) -> tuple:
        """What its filters depend on, to know them again (`cms.kept`).

        The counts are asked for so that whoever shows the filters relies on them (`cms.evidence`).
        """
        self._counts(("theme",), "sectors"), self._counts(("sector",), "themes"), self.count
        return era(), self.everywhere, tuple(self.selection.values())

    @cached_property
    def facets(self) -> list[Facet]:
        """Every filter that leaves a choice, with counts under the other filters."""
        kinds, years, sectors, themes = Counter(), Counter(), Counter(), Counter()
        for kind, year, count in self._by_kind_and_year:
            if self._chosen(kind, year, but="kind"):
                kinds[kind] += count
            if self._chosen(kind, year, but="year"):
                years[str(year)] += count
        for kind, year, pk, count in self._counts(("theme",), "sectors"):
            if self._chosen(kind, year):
                sectors[pk] += count
        for kind, year, pk, count in self._counts(("sector",), "themes"):
            if self._chosen(kind, year):
                themes[pk] += count
        return [
            self._facet(
                "sector",
                _("Sector"),
                [(s.slug, s.name, sectors[s.pk]) for s in self.sectors.values()],
            ),
            self._facet(
                "theme", _("Theme"), [(t.slug, t.name, themes[t.pk]) for t in self.themes.values()]
            ),
            self._facet("kind", _("Kind"), [(k, str(v), kinds[k]) for k, v in self.kinds.items()]),
            self._facet("year", _("Year"), [(y, y, years[y]) for y in sorted(years, reverse=True)]),
        ]

    def _facet(self, name: str, label: str, values: list[tuple[str, str, int]]) -> Facet:
        options = [
            Option(words, count, self.query_with(**{name: value}), self.selection[name] == value)
            for value, words, count in values
            if count or self.selection[name] == value
        ]
        return Facet(name, label, options, self.query_with(**{name: ""}))
