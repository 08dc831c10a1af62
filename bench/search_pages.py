"""Synthetic pages for `bench/search_bench.py`, written in bulk with their index.

Pages have 300 words drawn by Zipf's law from a made vocabulary, in seven languages, five kinds, ten
years, eight sectors, twelve themes. Page number n is the same in every run and on every database.
"""

import datetime
import itertools
import random
import sys
import time
import uuid
from collections import Counter

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import connection, transaction
from wagtail.models import Locale, Page, Site

from search.engines import engine
from search.engines.base import COLUMNS
from search.engines.postgresql import tsvector
from search.indexing import IndexedPage, index_text
from search.models import IndexEntry, IndexText
from search.postings import Passage, Postings, Zone
from search.words import add_counts
from sectors.models import CommuniquePage, Sector, Theme

KINDS = ("communique", "leaflet", "campaign", "action", "international")
LETTERS = {"ar": ("بتجحدرسشصطعفقكلمنهي", "اوي"), "": ("bcdfglmnprstv", "aeiou")}
VOCABULARY = 30_000
WORDS_A_PAGE = 300
WORDS_A_PARAGRAPH = 60
WORDS_A_TITLE = 7
BATCH = 500
DEPTH = 3  # below a home page
TODAY = datetime.date(2024, 12, 31)
SQLITE_TABLES = (
    *("search_terms", "search_indexentry", "search_indextext", "search_indexword"),
    *("wagtailsearch_indexentry", "wagtailcore_grouppagepermission", "wagtailcore_workflowpage"),
    "wagtailcore_page",
)


class Texts:
    """Draws words by Zipf's law."""

    def __init__(self):
        chance = random.Random(1)
        self.words = {code: _vocabulary(code, chance) for code, _name in settings.LANGUAGES}
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


def prepare(keep: bool) -> int:
    """Makes what pages refer to; empties the database of pages, or says how many it holds."""
    call_command("migrate", verbosity=0, skip_checks=True)
    held = Page.objects.filter(depth=DEPTH).count() if keep else 0
    if held:
        assert held == IndexEntry.objects.count(), "an earlier run was cut short: leave out --keep"
        return held
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("TRUNCATE wagtailcore_page, search_indexword CASCADE")
    else:
        with connection.constraint_checks_disabled(), connection.cursor() as cursor:
            for table in SQLITE_TABLES:
                cursor.execute(f"DELETE FROM {table}")
    for number in range(8):
        Sector.objects.get_or_create(slug=f"s{number}", defaults={"name_fr": f"Secteur {number}"})
    for number in range(12):
        Theme.objects.get_or_create(slug=f"t{number}", defaults={"name_fr": f"Thème {number}"})
    locales = {code: Locale.objects.get_or_create(language_code=code)[0] for code in codes()}
    root = Page.add_root(title="Root", slug="root", locale=locales["fr"])
    home = root.add_child(instance=Page(title="Home", slug="home", locale=locales["fr"]))
    Site.objects.all().delete()
    Site.objects.create(hostname="testserver", root_page=home, is_default_site=True)
    return 0


def codes() -> list[str]:
    """The site's languages."""
    return [code for code, _name in settings.LANGUAGES]


class Filling:
    """Adds pages, from one number to another, with their index.

    Args:
        texts: gives them their words.
    """

    def __init__(self, texts: Texts):
        self.texts = texts
        self.home = Page.objects.get(depth=DEPTH - 1)
        self.locales = {locale.language_code: locale for locale in Locale.objects.all()}
        self.type = ContentType.objects.get_for_model(CommuniquePage)
        self.sectors, self.themes = (
            list(model.objects.values_list("pk", flat=True).order_by("pk"))
            for model in (Sector, Theme)
        )
        self.counts: dict[str, Counter] = {code: Counter() for code in codes()}

    def run(self, first: int, last: int) -> None:
        """Adds the pages `first` to `last` - 1; without pages, nothing."""
        if first >= last:
            return
        started = time.perf_counter()
        _drop_gin()
        for start in range(first, last, BATCH):
            self._write(range(start, min(start + BATCH, last)))
        with transaction.atomic():
            for code, changes in self.counts.items():
                add_counts(code, changes)
        Page.objects.filter(depth=DEPTH - 1).update(numchild=last)
        _make_gin()
        seconds = time.perf_counter() - started
        print(f"{last - first} pages written in {seconds:.0f} s", file=sys.stderr)

    @transaction.atomic
    def _write(self, numbers: range) -> None:
        """The pages and, as publishing would write it, their index."""
        chances = [random.Random(number) for number in numbers]
        pages = [self._page(*each) for each in zip(numbers, chances, strict=True)]
        Page.objects.bulk_create(pages)
        entries, texts = [], []
        for page, chance in zip(pages, chances, strict=True):
            indexed = self._indexed(page, chance)
            analysed, code = indexed.analysed(), indexed.row["language"]
            entries.append((indexed.row, analysed.postings))
            texts.append(index_text(page.pk, code, analysed, indexed.digest))
            self.counts[code].update(analysed.words)
        _write_entries(entries)
        IndexText.objects.bulk_create(texts)

    def _page(self, number: int, chance: random.Random) -> Page:
        code = codes()[number % len(self.locales)]
        title = " ".join(self.texts.draw(chance, code, WORDS_A_TITLE)).capitalize()
        place = Page.numconv_obj().int2str(number + 1).rjust(Page.steplen, "0")
        return Page(
            title=title,
            draft_title=title,
            slug=f"p{number}",
            path=self.home.path + place,
            depth=DEPTH,
            locale=self.locales[code],
            translation_key=uuid.UUID(int=number + 1, version=4),
            content_type=self.type,
            live=True,
            url_path=f"{self.home.url_path}p{number}/",
        )

    def _indexed(self, page: Page, chance: random.Random) -> IndexedPage:
        code = page.locale.language_code
        date = TODAY - datetime.timedelta(days=chance.randrange(3650))
        row = {
            "page_id": page.pk,
            "language": code,
            "kind": chance.choice(KINDS),
            "date": date,
            "year": date.year,
            "sectors": _packed(chance, self.sectors),
            "themes": _packed(chance, self.themes),
        }
        lead, *rest = self.texts.paragraphs(chance, code)
        passages = [Passage(Zone.TITLE, page.title), Passage(Zone.LEAD, lead)]
        return IndexedPage(row, passages + [Passage(Zone.TEXT, text) for text in rest])


def _write_entries(entries: list[tuple[dict, Postings]]) -> None:
    """Many at once where the database can: to wait for each takes longer than to write it."""
    if connection.vendor != "postgresql":
        for row, postings in entries:
            engine().write(row, postings)
        return
    copy = f"COPY search_indexentry ({', '.join(COLUMNS)}, terms) FROM STDIN"
    with connection.cursor() as cursor, cursor.copy(copy) as rows:
        for row, postings in entries:
            rows.write_row([*(row[column] for column in COLUMNS), tsvector(postings)])


def _packed(chance: random.Random, ids: list[int]) -> str:
    return f",{','.join(map(str, sorted(chance.sample(ids, chance.randint(1, 2)))))},"


def _drop_gin() -> None:
    """PostgreSQL's index is ten times faster to make at the end than page by page."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("DROP INDEX IF EXISTS search_entry_terms")


def _make_gin() -> None:
    """Makes it again as the migration does."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET maintenance_work_mem = '512MB'")
            cursor.execute(
                "CREATE INDEX search_entry_terms ON search_indexentry "
                "USING gin (terms) WITH (fastupdate = off)"
            )
            cursor.execute("RESET maintenance_work_mem")


def settle() -> None:
    """What the databases do by themselves after a while."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            for table in ("search_indexentry", "search_indextext", "search_indexword"):
                cursor.execute(f"VACUUM (ANALYZE) {table}")
            cursor.execute("VACUUM (ANALYZE) wagtailcore_page")
        else:
            cursor.execute("INSERT INTO search_terms (search_terms) VALUES ('optimize')")
            cursor.execute("ANALYZE")
