"""What both engines store of a page: its terms in order, and marks that say how much each weighs.

Pure functions from texts to stored terms ("lexemes"). A lexeme is the language's code, one digit
that says what it tells, and the term: `fr1grev` says that a French page has the word, `fr4grev`
that its title has. Ranking is then a sum of whole numbers over lookups, the same on every database.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import Enum
from functools import lru_cache

from search.analysis import Term, analyse
from search.folding import fold

# A page has the word: at all; several times; in its summary or a heading; in its title; in the few
# words that open its title; and the beginnings of the words of its title, for suggestions.
WORD, OFTEN, LEAD, TITLE, TITLE_HEAD, TITLE_KEY = "123459"
OFTEN_FROM = 3
MAX_HEAD = 3  # words

# What a `tsvector` can hold; FTS5 is held to the same, so that both find the same.
MAX_POSITION = 16_000
MAX_PLACES_OF_A_TERM = 250
MAX_BYTES = 900_000
MAX_TEXT = 200_000
MAX_SPELLING = 64


_END_OF_HEAD = re.compile(r"[:!?؟]")


class Zone(Enum):
    """Where on the page a text stands."""

    TITLE = "title"
    LEAD = "lead"
    TEXT = "text"
    FILING = "filing"


@dataclass(frozen=True)
class Passage:
    """A text of a page. What is filed (sectors, signatories) is found but never quoted."""

    zone: Zone
    text: str


@dataclass
class Postings:
    """What an engine stores: lexemes in order ("" is a gap that no phrase crosses), and marks."""

    stream: list[str] = field(default_factory=list)
    marks: set[str] = field(default_factory=set)


@dataclass
class AnalysedPage:
    """A page's quotable text, its terms with their places in it, and its postings."""

    title: str
    text: str
    terms: list[Term]
    postings: Postings

    @property
    def words(self) -> set[tuple[str, str]]:
        """(spelling, term) of each word of the page."""
        return spellings(f"{self.title}\n{self.text}", self.terms)


def lexeme(language: str, mark: str, term: str) -> str:
    """The stored form of a term."""
    return f"{language.replace('-', '')}{mark}{term}"


@lru_cache(maxsize=2**14)
def key(word: str) -> str:
    """A spelling without accents, case and signs: what a reader types of it."""
    if word.isascii() and word.isalpha():
        return word.lower()
    folded = fold(word)[0]
    return folded if folded.isalnum() else "".join(filter(str.isalnum, folded))


def spellings(text: str, terms: Iterable[Term]) -> set[tuple[str, str]]:
    """(spelling, term) of each word of a text, in small letters, overlong ones left out."""
    found = {(text[start:end].lower(), term) for term, start, end in terms}
    return {(spelling, term) for spelling, term in found if 0 < len(spelling) <= MAX_SPELLING}


def analyse_page(language: str, passages: list[Passage]) -> AnalysedPage:
    """The analysed form of a page; the first passage is its title."""
    title, terms, shown, length, size = passages[0].text, [], [], 0, 0
    postings = Postings()
    stream, has_word = postings.stream, lexeme(language, WORD, "")
    seen: dict[str, int] = {}
    in_zone: dict[Zone, set[str]] = {zone: set() for zone in Zone}
    for passage in passages:
        text = passage.text[: max(0, MAX_TEXT - length)]
        found = analyse(text, language)
        quoted = passage.zone is not Zone.FILING
        for term, start, end in found:
            word = has_word + term
            size += (len(word) if word.isascii() else len(word.encode())) + 4
            if size > MAX_BYTES:
                break
            seen[term] = times = seen.get(term, 0) + 1
            # Among the marks where a position is worth nothing.
            if not quoted or len(stream) >= MAX_POSITION:
                postings.marks.add(word)
            else:
                stream.append(word if times <= MAX_PLACES_OF_A_TERM else "")
            if quoted:
                terms.append(Term(term, start + length, end + length))
        if stream and stream[-1]:
            stream.append("")
        in_zone[passage.zone].update([term.term for term in found])
        if quoted:
            shown.append(text)
            length += len(text) + 1
    often = (term for term, times in seen.items() if times >= OFTEN_FROM)
    marked = {OFTEN: often, LEAD: in_zone[Zone.LEAD], TITLE: in_zone[Zone.TITLE]}
    marked |= {TITLE_HEAD: _head_of_title(title, terms), TITLE_KEY: _title_keys(title, terms)}
    for mark, those in marked.items():
        beginning = lexeme(language, mark, "")
        postings.marks.update(beginning + term for term in those)
    return AnalysedPage(title, "\n".join(shown[1:]), terms, postings)


def _head_of_title(title: str, terms: list[Term]) -> set[str]:
    """The few words that announce the rest (“Join: three steps”), or are the whole title."""
    head = _END_OF_HEAD.search(title)
    end = head.start() if head else len(title)
    words = [term.term for term in terms if term.end <= end]
    return set(words) if len(words) <= MAX_HEAD else set()


def _title_keys(title: str, terms: list[Term]) -> set[str]:
    """The words of the title as a reader begins to type them."""
    return {
        key(title[term.start : term.end])[:MAX_SPELLING] for term in terms if term.end <= len(title)
    }
