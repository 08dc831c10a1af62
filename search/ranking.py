"""The order of results: whole numbers and lookups only, so that every database gives the same.

A page's score is the sum, over the words of the query, of the word's rarity times the weights of
the places where the page has it. At equal score the newer page comes first. Where very many pages
are found they are not weighed one by one, but fall into parts by their titles, each newest first.
`search.lookup` reads the parts one after the other.
"""

from typing import NamedTuple

from search.engines.base import Engine, Sql
from search.expressions import All, Any, Expression, Lexeme, Without
from search.parsing import Query
from search.postings import LEAD, OFTEN, TITLE, TITLE_HEAD, WORD, lexeme

WEIGHTS = {OFTEN: 2, LEAD: 3, TITLE: 8, TITLE_HEAD: 5}
# Only tells where some results lack some words.
WORD_WEIGHT = 2
# To weigh more of them would take longer than all the rest of a page of results.
MAX_WEIGHED = 2000


class Part(NamedTuple):
    """Results that come before those of the next part: by score if there is one, newest first."""

    pages: Expression
    scores: Sql | None = None


def parts(engine: Engine, query: Query, base: Expression, found: int, any_word: bool) -> list[Part]:
    """The results in parts that have no page in common.

    Args:
        engine: writes the lookups.
        query: gives the terms.
        base: the pages that are results.
        found: how many they are; the rule depends on it, so it must not change from page to page.
        any_word: whether some results lack some of the words.
    """
    if found <= MAX_WEIGHED:
        return [Part(base, _scores(engine, query, base, any_word))]
    listed: list[Expression] = []
    ordered: list[Part] = []
    telling = _telling(engine, query) if any_word else ()
    if telling:
        pages = All((base, Any(telling)))
        ordered.append(Part(pages, _scores(engine, query, pages, any_word)))
        listed.append(Any(telling))
    for titled in _title_tiers(query):
        ordered.append(Part(_without(All((base, titled)), listed)))
        listed.append(titled)
    return [*ordered, Part(_without(base, listed))]


def _title_tiers(query: Query) -> list[Expression]:
    """What the titles of the pages of each part have, the most telling first."""
    head, title = ([lexeme(query.language, m, t) for t in query.terms] for m in (TITLE_HEAD, TITLE))
    whole = [All(tuple(map(Lexeme, head))), All(tuple(map(Lexeme, title)))]
    return whole if query.is_one_word else [*whole, Any(tuple(map(Lexeme, title)))]


def _without(pages: Expression, before: list[Expression]) -> Expression:
    return Without(pages, tuple(before)) if before else pages


def _telling(engine: Engine, query: Query) -> tuple[Expression, ...]:
    """The rarest words of the query, as many as stand on few enough pages to weigh them all."""
    pages = _pages_with(engine, query)
    telling: list[Expression] = []
    left = MAX_WEIGHED
    for term in sorted(filter(pages.get, query.terms), key=lambda term: (pages[term], term)):
        left -= pages[term]
        if left < 0:
            break
        telling.append(Lexeme(lexeme(query.language, WORD, term)))
    return tuple(telling)


def _pages_with(engine: Engine, query: Query) -> dict[str, int]:
    """On how many pages of its language each term of a query stands; under "": of how many."""
    marks = ", ".join(["%s"] * len(query.terms))
    rows = engine.fetch(
        f"SELECT term, SUM(pages) FROM search_indexword WHERE language = %s AND term IN ({marks}) "
        "GROUP BY term UNION ALL "
        "SELECT '', COUNT(*) FROM search_indexentry WHERE language = %s",
        [query.language, *query.terms, query.language],
    )
    return {term: int(number) for term, number in rows}


def rarity(pages: int, of: int) -> int:
    """How much a word tells: 1 when every page has it, 1 more each time half as many have it."""
    return 1 + (max(of, 1) // max(pages, 1)).bit_length()


def _rarities(engine: Engine, query: Query) -> dict[str, int]:
    """The rarity of each term of a query; one word has none to be compared with."""
    if query.is_one_word:
        return dict.fromkeys(query.terms, 1)
    pages = _pages_with(engine, query)
    return {term: rarity(pages.get(term, 0), pages[""]) for term in query.terms}


def _scores(engine: Engine, query: Query, base: Expression, any_word: bool) -> Sql:
    """A SELECT of `page_id` and `score` for the pages of `base` that have more than the words."""
    weights = WEIGHTS | ({WORD: WORD_WEIGHT} if any_word else {})
    branches: list[str] = []
    parameters: list = []
    for term, rare in _rarities(engine, query).items():
        for mark, weight in weights.items():
            marked = Lexeme(lexeme(query.language, mark, term))
            sql, values = engine.matches(All((marked, base)))
            branches.append(f"SELECT page_id, {rare * weight} AS weight FROM ({sql}) AS marked")
            parameters += values
    union = " UNION ALL ".join(branches)
    return (
        f"SELECT page_id, SUM(weight) AS score FROM ({union}) AS marks GROUP BY page_id",
        parameters,
    )
