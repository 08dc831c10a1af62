"""What the search field offers while a reader types: words of the site, then titles.

`search.views` asks at every pause. Accents and inclusive forms are ignored on both sides; only
words and titles of public pages are known here, since both come from the index.
"""

from dataclasses import dataclass

from django.http import HttpRequest
from wagtail.models import Page

from search.analysis import analyse
from search.engines import engine
from search.expressions import All, Lexeme
from search.parsing import clean
from search.postings import TITLE, TITLE_KEY, key, lexeme

MAX_WORDS = 5
MAX_TITLES = 4
MIN_LETTERS = 2
MAX_LETTERS = 80
_MAX_SPELLINGS = 40


@dataclass(frozen=True)
class Suggestion:
    """What may be searched for, or a page with its address."""

    text: str
    url: str = ""


def suggestions(text: str, language: str, request: HttpRequest) -> list[Suggestion]:
    """Completions of what was typed so far. Three queries at most."""
    text = clean(text)[:MAX_LETTERS]
    begun, _space, last = text.rpartition(" ")
    beginning = key(last)
    if len(beginning) < MIN_LETTERS:
        return []
    words = [Suggestion(f"{begun} {word}".strip()) for word in _words(last, beginning, language)]
    return words + _titles(begun, beginning, language, request)


def _words(last: str, beginning: str, language: str) -> list[str]:
    """The most frequent words that begin so, each in its most frequent spelling."""
    condition, parameters = engine().starts_with("key", beginning[:64])
    terms = [term.term for term in analyse(last, language)]
    same = "OR term = %s" if len(terms) == 1 else ""
    rows = engine().fetch(
        f"SELECT spelling, term FROM search_indexword WHERE language = %s AND ({condition} {same}) "
        "ORDER BY pages DESC, spelling LIMIT %s",
        [language, *parameters, *(terms if same else []), _MAX_SPELLINGS],
    )
    by_term: dict[str, str] = {}
    for spelling, term in rows:
        by_term.setdefault(term, spelling)
    return list(by_term.values())[:MAX_WORDS]


def _titles(begun: str, beginning: str, language: str, request: HttpRequest) -> list[Suggestion]:
    """The newest pages whose title has the whole words and one that begins so."""
    whole = [Lexeme(lexeme(language, TITLE, term.term)) for term in analyse(begun, language)]
    last = Lexeme(lexeme(language, TITLE_KEY, beginning[:64]), prefix=True)
    condition, parameters = engine().condition(All((*whole, last)))
    rows = engine().fetch(
        f"SELECT page_id FROM search_indexentry AS entry WHERE {condition} "
        "ORDER BY date DESC, page_id DESC LIMIT %s",
        [*parameters, MAX_TITLES],
    )
    ids = [page_id for (page_id,) in rows]
    pages = Page.objects.select_related("locale").in_bulk(ids)
    return [Suggestion(pages[pk].title, pages[pk].get_url(request) or "") for pk in ids]
