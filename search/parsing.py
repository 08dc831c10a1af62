"""What a reader typed, read: words, "exact phrases", -words; cleaned and bounded first.

`search.lookup` turns the answer into a lookup, `search.models` into the key of a promoted query.
Nothing here raises: whatever was typed is some query, if only an empty one.
"""

import re
from dataclasses import dataclass

from search.analysis import analyse
from search.expressions import All, Any, Expression, Lexeme, Phrase, Without
from search.postings import WORD, lexeme

MAX_CHARACTERS = 400
MAX_TERMS = 16

_CONTROL = re.compile("[\x00-\x1f\x7f\ud800-\udfff]+")
_SPACES = re.compile(r"\s+")
_PHRASE = re.compile(r'(?<!\S)(-?)(?:"([^"]*)"|“([^”]*)”|„([^“”]*)[“”]|«([^»]*)»)')
_EXCLUDED = re.compile(r"(?<!\S)-(?=[^\W_])(\S+)")


def clean(text: str) -> str:
    """The text on one line, without control characters, at most `MAX_CHARACTERS` long."""
    text = _CONTROL.sub(" ", text[: 4 * MAX_CHARACTERS])
    return _SPACES.sub(" ", text).strip()[:MAX_CHARACTERS]


@dataclass(frozen=True)
class Query:
    """A query in the terms of one language. `shortened`: more was typed than is looked for."""

    language: str
    words: tuple[str, ...]
    phrases: tuple[tuple[str, ...], ...]
    excluded: tuple[tuple[str, ...], ...]
    shortened: bool = False

    @property
    def terms(self) -> tuple[str, ...]:
        """Every term looked for, once."""
        return tuple(dict.fromkeys([*self.words, *(t for phrase in self.phrases for t in phrase)]))

    def __bool__(self):
        return bool(self.words or self.phrases)

    @property
    def is_one_word(self) -> bool:
        """Whether a page is a result as soon as it has one certain term."""
        return len(self.terms) == 1

    def all_words(self) -> Expression:
        """Pages that have every word and phrase."""
        words = [Lexeme(lexeme(self.language, WORD, term)) for term in dict.fromkeys(self.words)]
        return self._without(All(tuple(words + [self._phrase(p) for p in self.phrases])))

    def any_word(self) -> Expression:
        """Pages that have at least one of the words."""
        return self._without(
            Any(tuple(Lexeme(lexeme(self.language, WORD, term)) for term in self.terms))
        )

    def _phrase(self, terms: tuple[str, ...]) -> Expression:
        return Phrase(tuple(lexeme(self.language, WORD, term) for term in terms))

    def _without(self, base: Expression) -> Expression:
        if not self.excluded:
            return base
        return Without(base, tuple(self._phrase(terms) for terms in self.excluded))


def parse(text: str, language: str) -> Query:
    """The query that a text typed by a reader stands for in a language."""
    cleaned = clean(text)
    phrases: list[tuple[str, ...]] = []
    excluded: list[tuple[str, ...]] = []
    left = MAX_TERMS
    shortened = len(text) > MAX_CHARACTERS

    def terms(words: str) -> tuple[str, ...]:
        nonlocal left, shortened
        found = [term.term for term in analyse(words, language)]
        shortened = shortened or len(found) > left
        found, left = found[:left], left - min(left, len(found))
        return tuple(found)

    def take_phrase(match: re.Match) -> str:
        found = terms(next(group for group in match.groups()[1:] if group is not None))
        if found:
            (excluded if match[1] else phrases).append(found)
        return " "

    def take_excluded(match: re.Match) -> str:
        if found := terms(match[1]):
            excluded.append(found)
        return " "

    rest = _EXCLUDED.sub(take_excluded, _PHRASE.sub(take_phrase, cleaned))
    words = terms(rest)
    return Query(language, words, tuple(phrases), tuple(excluded), shortened)


def query_key(text: str, language: str) -> str:
    """What a query means, whatever its spelling and order: its terms, sorted. At most 400 long."""
    return " ".join(sorted(set(parse(text, language).terms)))[:400]
