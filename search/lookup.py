"""The lookups of one search in the index: groups for the counts, then one page of ids in order.

`search.results` makes one a request. The SQL is the same on both databases but for the condition,
which the engine writes.
"""

from datetime import date
from typing import NamedTuple

from django.conf import settings

from search.engines import Engine, engine
from search.engines.base import GROUPED, Sql
from search.expressions import Any, Expression
from search.facets import FILTERS, Counts
from search.parsing import Query, parse
from search.ranking import Part, parts


class Hit(NamedTuple):
    """A page found, with what its result says about it; SQLite gives the date in ISO form."""

    page_id: int
    kind: str
    year: int | None
    date: date | str
    sectors: str


class Lookup:
    """A query looked up: all words in every language; if that gives none in its own, any word.

    Args:
        text: what the reader typed, cleaned; read again for the other languages.
        query: the same, in the language whose pages are listed.
        chosen: the value of each filter in force: ids of sector and theme, a kind, a year.
        on: the engine to ask; by default that of the site's database.
    """

    def __init__(self, text: str, query: Query, chosen: dict[str, str], on: Engine | None = None):
        self.engine = on or engine()
        self.query = query
        self.chosen = {name: value for name, value in chosen.items() if value}
        self.any_word = False
        self.counts = Counts([])
        if not query:
            return
        others = [parse(text, code) for code, _name in settings.LANGUAGES if code != query.language]
        everywhere = [query.all_words(), *(other.all_words() for other in others if other)]
        self.counts = self._counted(Any(tuple(everywhere)))
        if len(query.terms) > 1 and not self.counts.found[query.language]:
            some = self._counted(query.any_word())
            self.any_word = bool(some.found)
            self.counts = some.with_languages_of(self.counts)

    def _counted(self, expression: Expression) -> Counts:
        listed = ("language = %s", [self.query.language])
        besides = {name: _both(self._filters(besides=name), listed) for name in FILTERS}
        besides["language"] = _both(self._filters())
        return Counts(self.engine.count(self.engine.condition(expression), besides))

    def _filters(self, besides: str = "") -> Sql:
        """The condition of the filters in force, one left aside."""
        conditions = [("1 = 1", [])]
        for name, value in self.chosen.items():
            if name == besides:
                continue
            packed = name in ("sector", "theme")
            conditions.append(
                (f"{GROUPED[name]} LIKE %s", [f"%,{value},%"])
                if packed
                else (f"{name} = %s", [value])
            )
        return _both(*conditions)

    def hits(self, by_date: bool, limit: int, start: int) -> list[Hit]:
        """The pages found under the filters in force, in order, from `start`."""
        base = self.query.any_word() if self.any_word else self.query.all_words()
        found = self.counts.found[self.query.language]
        hits: list[Hit] = []
        for part in (
            [Part(base)] if by_date else parts(self.engine, self.query, base, found, self.any_word)
        ):
            hits += self._hits_of(part, limit - len(hits), start)
            if len(hits) == limit:
                break
            start = 0 if hits or not start else start - self._size(part)
        return hits

    def _hits_of(self, part: Part, limit: int, start: int) -> list[Hit]:
        condition, parameters = self._filtered(part)
        join, joined, order = "", [], ""
        if part.scores:
            score, joined = part.scores
            join = f"LEFT JOIN ({score}) AS scored ON scored.page_id = entry.page_id"
            order = "COALESCE(scored.score, 0) DESC, "
        rows = self.engine.fetch(
            "SELECT entry.page_id, kind, year, date, sectors "
            f"FROM search_indexentry AS entry {join} WHERE {condition} "
            f"ORDER BY {order}date DESC, entry.page_id DESC LIMIT %s OFFSET %s",
            [*joined, *parameters, limit, start],
            of_all=part.scores is not None,
        )
        return [Hit(*row) for row in rows]

    def _size(self, part: Part) -> int:
        """How many pages of a part there are under the filters in force."""
        condition, parameters = self._filtered(part)
        sql = f"SELECT COUNT(*) FROM search_indexentry AS entry WHERE {condition}"
        return self.engine.fetch(sql, parameters, of_all=True)[0][0]

    def _filtered(self, part: Part) -> Sql:
        return _both(self.engine.condition(part.pages), self._filters())


def _both(*conditions: Sql) -> Sql:
    """All of the conditions in one."""
    parameters = [value for _sql, values in conditions for value in values]
    return " AND ".join(sql for sql, _values in conditions), parameters
