"""Synthetic pages for `bench/search_bench.py`: drawn, and analysed as publishing would.

Pages have 300 words drawn by Zipf's law from a made vocabulary, in seven languages, five kinds, ten
years, eight sectors, twelve themes. Page number n is the same in every run and on every database.
"""

import datetime
import itertools
import random
from collections import Counter
from dataclasses import dataclass, field

from django.conf import settings

from search.indexing import IndexedPage
from search.models import IndexText
from search.postings import Passage, Postings, Zone
from search.stored import index_text

KINDS = ("communique", "leaflet", "campaign", "action", "international")
SECTORS, THEMES = 8, 12
LETTERS = {"ar": ("بتجحدرسشصطعفقكلمنهي", "اوي"), "": ("bcdfglmnprstv", "aeiou")}
VOCABULARY = 30_000
WORDS_A_PAGE = 300
WORDS_A_PARAGRAPH = 60
WORDS_A_TITLE = 7
TODAY = datetime.date(2024, 12, 31)


def codes() -> list[str]:
    """The site's languages."""
    return [code for code, _name in settings.LANGUAGES]


class Texts:
    """Draws words by Zipf's law."""

    def __init__(self):
        chance = random.Random(1)
        self.words = {code: _vocabulary(code, chance) for code in codes()}
        self.weights = list(itertools.accumulate(1 / rank for rank in range(1, VOCABULARY + 1)))

    def draw(self, chance: random.Random, language: str, count: int) -> list[str]:
        """That many words."""
        return chance.choices(self.words[language], cum_weights=self.weights, k=count)

    def paragraphs(self, chance: random.Random, language: str) -> list[str]:
        """The text of a page."""
        words = self.draw(chance, language, WORDS_A_PAGE)
        starts = range(0, WORDS_A_PAGE, WORDS_A_PARAGRAPH)
        return [" ".join(words[at : at + WORDS_A_PARAGRAPH]).capitalize() + "." for at in starts]


def _vocabulary(language: str, chance: random.Random) -> list[str]:
    """Made words of two to four syllables, the most frequent first."""
    consonants, vowels = LETTERS.get(language, LETTERS[""])
    words: dict[str, None] = {}
    while len(words) < VOCABULARY:
        syllables = range(chance.randint(2, 4))
        words["".join(chance.choice(consonants) + chance.choice(vowels) for _ in syllables)] = None
    return list(words)


@dataclass(frozen=True)
class Vocabulary:
    """The ids of sectors and themes in a database, and that of its first synthetic page."""

    sectors: tuple[int, ...]
    themes: tuple[int, ...]
    first_page: int


@dataclass
class Drawn:
    """Some pages: what is stored of each, and on how many each word of a language stands."""

    numbers: list[int] = field(default_factory=list)
    rows: list[dict] = field(default_factory=list)
    postings: list[Postings] = field(default_factory=list)
    texts: list[IndexText] = field(default_factory=list)
    words: dict[str, Counter] = field(default_factory=dict)


def drawn(texts: Texts, vocabulary: Vocabulary, numbers: range) -> Drawn:
    """The pages of these numbers, whole and analysed. Needs no database."""
    found = Drawn()
    for number in numbers:
        indexed = _page(texts, vocabulary, number)
        analysed, language = indexed.analysed(), indexed.row["language"]
        found.numbers.append(number)
        found.rows.append(indexed.row)
        found.postings.append(analysed.postings)
        found.texts.append(index_text(indexed.row["page_id"], language, analysed, indexed.digest))
        found.words.setdefault(language, Counter()).update(analysed.words)
    return found


def _page(texts: Texts, vocabulary: Vocabulary, number: int) -> IndexedPage:
    chance = random.Random(number)
    language = codes()[number % len(codes())]
    title = " ".join(texts.draw(chance, language, WORDS_A_TITLE)).capitalize()
    date = TODAY - datetime.timedelta(days=chance.randrange(3650))
    row = {
        "page_id": vocabulary.first_page + number,
        "language": language,
        "kind": chance.choice(KINDS),
        "date": date,
        "year": date.year,
        "sectors": _packed(chance, vocabulary.sectors),
        "themes": _packed(chance, vocabulary.themes),
    }
    lead, *rest = texts.paragraphs(chance, language)
    passages = [Passage(Zone.TITLE, title), Passage(Zone.LEAD, lead)]
    return IndexedPage(row, passages + [Passage(Zone.TEXT, text) for text in rest])


def _packed(chance: random.Random, ids: tuple[int, ...]) -> str:
    return f",{','.join(map(str, sorted(chance.sample(ids, chance.randint(1, 2)))))},"
