"""The results of a search as the address asks for them: hits, counts, snippets, ways on.

The view makes one `Results` a request and the template reads it. Filters stand in the query string
(`?q=…&sector=education&year=2023&sort=date&page=2`) and combine; an unknown value is ignored and
said; a page of results that does not exist is a 404. What readers type is written nowhere.
"""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.conf import settings
from django.core.paginator import EmptyPage, Paginator
from django.http import Http404, HttpRequest, QueryDict
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.models import get_page_models

from cms.models import BasePage
from search.facets import FILTERS, Counts, Facet, Option
from search.lookup import Hit, Lookup
from search.models import IndexText, found_texts
from search.parsing import clean, parse
from search.promoted import promoted_pages
from search.snippets import Piece, found_spans, marked_title, snippet
from search.spelling import did_you_mean
from search.vocabulary import Name, vocabulary

PAGE_SIZE = 10
SORTS = ("relevance", "date")


@dataclass(frozen=True)
class Result:
    """A page found, ready to be shown."""

    url: str
    title: list[Piece]
    snippet: list[Piece]
    language: str
    kind: str
    date: date | None
    sector: Name | None


class Results:
    """What a search found.

    Args:
        request: the reader's request, whose query string says what is looked for.

    Raises:
        Http404: on reading `page`, where the number is no page of the results.
    """

    def __init__(self, request: HttpRequest):
        self.request = request
        self.query: QueryDict = request.GET
        self.text = clean(self.query.get("q", ""))
        self.sectors, self.themes = vocabulary(get_language())
        self.kinds = _kinds()
        self.unknown: list[str] = []
        self.selection = {name: self._read(name) for name in ("language", "sort", *FILTERS)}
        self.language = self.selection["language"] or get_language()
        self.sort = self.selection["sort"] or SORTS[0]
        self.parsed = parse(self.query.get("q", ""), self.language)

    def _read(self, name: str) -> str:
        """The value of a choice, or "" where it is absent or unknown (then noted in `unknown`)."""
        value = self.query.get(name, "").strip()
        known = {
            "language": lambda: value in dict(settings.LANGUAGES),
            "sort": lambda: value in SORTS,
            "sector": lambda: value in self.sectors,
            "theme": lambda: value in self.themes,
            "kind": lambda: value in self.kinds,
            "year": lambda: value.isascii() and value.isdigit() and len(value) == 4,
        }
        if not value or known[name]():
            return value
        self.unknown.append(clean(value)[:40])
        return ""

    @cached_property
    def lookup(self) -> Lookup:
        """The pages found, counted."""
        ids = {"sector": self.sectors, "theme": self.themes}
        chosen = {
            name: str(ids[name][value].pk) if value and name in ids else value
            for name in FILTERS
            for value in [self.selection[name]]
        }
        return Lookup(self.text, self.parsed, chosen)

    @property
    def counts(self) -> Counts:
        """How many pages were found under each value of each filter."""
        return self.lookup.counts

    @property
    def count(self) -> int:
        """How many pages satisfy the query and every filter."""
        return self.counts.by_language[self.language]

    @property
    def any_word(self) -> bool:
        """Whether no page has all the words, so that those with some of them are listed."""
        return self.lookup.any_word

    @cached_property
    def page(self):
        """The page of results that the address asks for.

        Raises:
            Http404: its number is no page of the results.
        """
        number = self.query.get("page", "1")
        if not (number.isascii() and number.isdigit() and len(number) < 8):
            raise Http404("not a page number")
        paginator = Paginator(range(self.count), PAGE_SIZE)
        try:
            page = paginator.page(int(number))
        except EmptyPage as error:
            raise Http404("no such page of results") from error
        page.object_list = self._results(page.object_list)
        return page

    def _results(self, places: range) -> list[Result]:
        """The results at these places of the list."""
        if not places:
            return []
        hits = self.lookup.hits(self.sort == "date", len(places), places.start)
        texts = found_texts([hit.page_id for hit in hits])
        return [self._result(texts[hit.page_id], hit) for hit in hits]

    def _result(self, text: IndexText, hit: Hit) -> Result:
        spans = found_spans(text, set(self.parsed.terms))
        own = [each for each in self.sectors.values() if f",{each.pk}," in hit.sectors]
        return Result(
            url=text.page.get_url(self.request) or "",
            title=marked_title(text, spans),
            snippet=snippet(text, spans),
            language=text.language,
            kind=self.kinds.get(hit.kind, ""),
            date=date.fromisoformat(str(hit.date)) if hit.year else None,
            sector=own[0] if own else None,
        )

    @cached_property
    def promoted(self) -> list:
        """The pages that the editors set above the results; on the first page, unfiltered."""
        narrowed = (
            any(self.selection[name] for name in FILTERS) or self.query.get("page", "1") != "1"
        )
        return [] if narrowed or not self.parsed else promoted_pages(self.text, self.language)

    @cached_property
    def correction(self) -> str:
        """What the reader may have meant, where not every word was found; may be empty."""
        if not self.parsed or (self.counts.found and not self.any_word):
            return ""
        return did_you_mean(self.text, self.language)

    def query_with(self, **changes: str) -> str:
        """The query string of this search, changed; pages start again at the first."""
        query = QueryDict(mutable=True)
        for name, value in ({"q": self.text, **self.selection, **changes}).items():
            if value:
                query[name] = value
        return f"?{query.urlencode()}" if query else "?"

    def page_query(self, number: int) -> str:
        """The query string of a page of results."""
        return self.query_with(page=str(number) if number > 1 else "")

    @property
    def correction_query(self) -> str:
        """The query string of the corrected search."""
        return self.query_with(q=self.correction)

    @cached_property
    def facets(self) -> list[Facet]:
        """Every filter with its values and their counts under the other filters."""
        found = self.counts.by_filter
        sectors = [(s.slug, s.name, found["sector"][str(s.pk)]) for s in self.sectors.values()]
        themes = [(t.slug, t.name, found["theme"][str(t.pk)]) for t in self.themes.values()]
        kinds = [(kind, label, found["kind"][kind]) for kind, label in self.kinds.items()]
        years = [(year, year, found["year"][year]) for year in sorted(found["year"], reverse=True)]
        return [
            self._facet("sector", _("Sector"), sectors),
            self._facet("theme", _("Theme"), themes),
            self._facet("kind", _("Kind"), kinds),
            self._facet("year", _("Year"), years),
        ]

    def _facet(self, name: str, label: str, values: list[tuple[str, str, int]]) -> Facet:
        options = [
            Option(words, count, self.query_with(**{name: value}), self.selection[name] == value)
            for value, words, count in values
            if count or self.selection[name] == value
        ]
        return Facet(name, label, options, self.query_with(**{name: ""}))

    @cached_property
    def languages(self) -> Facet:
        """The languages in which something was found; the listed one is the reader's at first."""
        options = [
            Option(name, count, self.query_with(language=code), code == self.language, code)
            for code, name in settings.LANGUAGES
            for count in [self.counts.by_language[code]]
            if count or code == self.language
        ]
        return Facet("language", _("Language"), options, self.query_with(language=""))

    @property
    def other_languages(self) -> list[Option]:
        """The other languages in which something was found."""
        return [option for option in self.languages.options if not option.selected]

    @property
    def can_be_narrowed(self) -> bool:
        """Whether there is any filter to show."""
        return bool(self.other_languages) or any(facet.options for facet in self.facets)

    @property
    def sorts(self) -> list[Option]:
        """The two orders."""
        labels = {"relevance": _("Best match first"), "date": _("Newest first")}
        return [
            Option(
                labels[sort],
                0,
                self.query_with(sort="" if sort == SORTS[0] else sort),
                sort == self.sort,
            )
            for sort in SORTS
        ]


def _kinds() -> dict[str, str]:
    """The label of each kind of page that search knows."""
    kinds: dict[str, str] = {}
    for model in get_page_models():
        if issubclass(model, BasePage):
            kinds |= {str(kind): capfirst(label) for kind, label in model.search_kinds.items()}
    return kinds
