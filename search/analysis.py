"""Words to terms: what the index stores of a page and what it looks up for a reader are the same.

`search.indexing` hands each text of a page to `analyse`, `search.lookup` each query; a page is
found when it has every term of the query. Both database engines get these terms and nothing else.

In order: fold (case, accents, signs); cut into words, where a number with its separators, an
acronym with its points and an inclusive form are one word each; drop stop words; bring the word to
one number and gender; Snowball. Accents are folded before stemming, for a reader leaves them out or
types capitals, and the two must meet; the languages' rules mend what that costs Snowball.
"""

import re
from functools import cache, lru_cache
from typing import NamedTuple

from cms.settings.languages import LANGUAGE_BY_CODE
from search.folding import fold
from search.languages import LANGUAGES
from search.languages.rules import END_OF_WORD, LETTER, Rules, words
from search.stemming import stemmer

__all__ = ["Term", "analyse"]

# No language has longer words; PostgreSQL takes no lexeme over 2 kB.
LONGEST_WORD = 64

# Before a hyphen these are no words but the beginning of one: télé-travail is télétravail.
PREFIXES = words("""
    agro anti audio auto bio co cyber eco electro extra geo hetero homo hydro hyper hypo
    infra inter intra macro maxi mega meta micro mini mono multi neo para peri photo pluri poly pre
    pseudo psycho radio re semi socio sub super supra tele ultra uni video visio
""")
# These are not even words when a space follows.
UNBOUND_PREFIXES = words("anti neo pluri")
JOINED = (
    rf"(?:(?:{'|'.join(sorted(PREFIXES))})-(?={LETTER}{{2}})"
    rf"|(?:{'|'.join(sorted(UNBOUND_PREFIXES))}) (?={LETTER}{{3}})"
    rf"|e-(?=(?:mail|learning|commerce|sport|book|sante)s?{END_OF_WORD})|week-(?=end)|start-(?=up)|free-(?=lance)|plates?-(?=forme))"
)
# 1er, 2e, 3rd, 1º: the number is the word.
ORDINAL = rf"(?:e|i?e?re?s?|eme?s?|ndes?|n?d|st|r?d|th|[oa]s?|[rtdmn][oa]){END_OF_WORD}"
NUMBER = rf"(?:\d{{1,3}}(?:[ .,']\d{{3}}){{1,5}}(?!\d)|\d+)(?:{ORDINAL})?"
ACRONYM = rf"{LETTER}(?:\.{LETTER})+(?!{LETTER}|')"
# What may follow a word and still belong to it.
SIGNS = r"['·.\-_*:|/(\[@3]"
# Letters, or digits. An empty group says that this may not be the whole word.
RUN = re.compile(
    rf"(?:{'|'.join(sorted(UNBOUND_PREFIXES))}) (?={LETTER})()|{LETTER}+(?:(?={SIGNS})())?|()\d+"
)


class Term(NamedTuple):
    """A term, and where in the original text the word stood from which it comes."""

    term: str
    start: int
    end: int


def analyse(text: str, language: str) -> list[Term]:
    """Return the terms of `text` in their order; `language` is a code such as `fr` or `pt-br`.

    Terms hold letters and digits only. Any string is accepted; the time grows with its length. An
    unknown language is read without stemming, stop words and inclusive forms.
    """
    code = language.partition("-")[0].lower()
    reader = _reader(code if code in LANGUAGE_BY_CODE else "")
    folded, offsets = fold(text)
    terms = []
    position = 0
    for found in RUN.finditer(folded):
        start, end = found.span()
        if start < position:
            continue
        # Nearly all words are alone: no sign follows, and the cache knows them.
        if found.lastindex is None:
            term = reader.term(found.group())
        else:
            term, end = reader.longest(folded, start)
        position = end
        if term:
            terms.append(Term(term, start, end))
    return terms if offsets is None else [_located(term, offsets) for term in terms]


def _located(term, offsets):
    # A word can end inside one original character (ŉ), or be followed by its own marks.
    end = max(offsets[term.end], offsets[term.end - 1] + 1)
    return Term(term.term, offsets[term.start], end)


class _Reader:
    """The words of one language: where one ends, and which term it has."""

    def __init__(self, language):
        self.rules = LANGUAGES.get(language, Rules())
        self.language = language
        tail = f"(?P<tail>{self.rules.tail})?" if self.rules.tail else ""
        self.match = re.compile(
            rf"(?P<number>{NUMBER})|(?P<acronym>{ACRONYM})"
            rf"|(?P<word>{JOINED}?(?:{self.rules.word})){tail}"
        ).match
        self._short_term = lru_cache(maxsize=2**15)(self._uncached_term)
        self._neutral = lru_cache(maxsize=2**13)(self.rules.neutral)

    def term(self, word):
        """Return the term of a word, empty for a stop word."""
        if len(word) > LONGEST_WORD:
            return word.translate(WITHOUT_SIGNS)[:LONGEST_WORD]
        return self._short_term(word)

    def longest(self, folded, start):
        """Return the term of the longest form that begins at `start`, and where the form ends."""
        found = self.match(folded, start)
        kind = found.lastgroup
        if kind == "number":
            return re.sub(r"\D", "", found["number"])[:LONGEST_WORD], found.end()
        if kind == "acronym":
            return found.group().translate(WITHOUT_SIGNS)[:LONGEST_WORD], found.end()
        word, end = found["word"], found.end("word")
        if kind == "tail" and len(word) <= LONGEST_WORD:
            neutral = self._neutral(word, found["tail"])
            if neutral:
                word, end = neutral[0], end + neutral[1]
        return self.term(word), end

    def _uncached_term(self, word):
        stop_words = self.rules.stop_words
        if word in stop_words:
            return ""
        word = self.rules.canonical(word.replace("-", "").replace(" ", "")).replace("'", "")
        # lxs is only now known for los.
        if word in stop_words:
            return ""
        stem = stemmer(self.language)
        if stem is None:
            return word
        stemmed = stem(word)
        # Some stemmers give accents back (ção).
        return self.rules.finished(stemmed if stemmed.isascii() else fold(stemmed)[0])


WITHOUT_SIGNS = str.maketrans("", "", " -'.")


@cache
def _reader(language):
    return _Reader(language)
