"""Fills a database with the pages of `bench/search_pages.py` and their index, in bulk.

`bench/search_bench.py` calls it before it measures. Every page is drawn and analysed, by as many
processes as there are processors; this one writes what they send, in the order of the numbers.
"""

import os
import sys
import time
import uuid
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from itertools import islice
from multiprocessing import get_context

from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import connection, connections, models, transaction
from search_pages import SECTORS, THEMES, Drawn, Texts, Vocabulary, codes, drawn
from wagtail.models import Locale, Page, Site

from search.engines import engine
from search.engines.postgresql import tsvector
from search.models import IndexEntry, IndexText
from search.words import counting
from sectors.models import CommuniquePage, Sector, Theme

BATCH = 500
# Batches on their way: enough that nobody waits, few enough to be held in memory.
AHEAD = 8
COUNTED_AT_ONCE = 20_000
DEPTH = 3  # below a home page
FIRST_PAGE = 1_000
SQLITE_TABLES = (
    *("search_terms", "search_indexentry", "search_indextext", "search_indexword"),
    *("wagtailsearch_indexentry", "wagtailcore_grouppagepermission", "wagtailcore_workflowpage"),
    "wagtailcore_page",
)


def prepare(keep: bool) -> int:
    """Makes what pages refer to; empties the database of pages, or says how many it holds."""
    call_command("migrate", verbosity=0, skip_checks=True)
    held = Page.objects.filter(depth=DEPTH).count() if keep else 0
    if held:
        home = Page.objects.get(depth=DEPTH - 1)
        whole = held == home.numchild == IndexEntry.objects.count()
        assert whole, "an earlier run was cut short: leave out --keep"
        return held
    _empty()
    for number in range(SECTORS):
        Sector.objects.get_or_create(slug=f"s{number}", defaults={"name_fr": f"Secteur {number}"})
    for number in range(THEMES):
        Theme.objects.get_or_create(slug=f"t{number}", defaults={"name_fr": f"Thème {number}"})
    locales = {code: Locale.objects.get_or_create(language_code=code)[0] for code in codes()}
    root = Page.add_root(title="Root", slug="root", locale=locales["fr"])
    home = root.add_child(instance=Page(title="Home", slug="home", locale=locales["fr"]))
    Site.objects.all().delete()
    Site.objects.create(hostname="testserver", root_page=home, is_default_site=True)
    return 0


def _empty() -> None:
    """Leaves neither pages nor an index."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("TRUNCATE wagtailcore_page, search_indexword RESTART IDENTITY CASCADE")
    else:
        with connection.constraint_checks_disabled(), connection.cursor() as cursor:
            for table in SQLITE_TABLES:
                cursor.execute(f"DELETE FROM {table}")
            cursor.execute("DELETE FROM sqlite_sequence WHERE name = 'wagtailcore_page'")


def fill(texts: Texts, first: int, last: int) -> None:
    """Adds the pages `first` to `last` - 1 with their index; without pages, nothing."""
    if first >= last:
        return
    started = time.perf_counter()
    filling = _Filling()
    _drop_gin()
    for pages in _drawn_ahead(texts, filling.vocabulary, first, last):
        filling.write(pages)
    filling.count()
    # Last, for it says that the filling was not cut short.
    Page.objects.filter(depth=DEPTH - 1).update(numchild=last)
    _make_gin()
    seconds = time.perf_counter() - started
    print(f"{last - first} pages written in {seconds:.0f} s", file=sys.stderr)


def _drawn_ahead(texts: Texts, vocabulary: Vocabulary, first: int, last: int) -> Iterator[Drawn]:
    """The pages in batches, drawn by other processes while this one writes."""
    batches = (range(at, min(at + BATCH, last)) for at in range(first, last, BATCH))
    # The processes start as copies of this one, and no connection must be shared.
    connections.close_all()
    with ProcessPoolExecutor(os.cpu_count(), get_context("fork")) as pool:
        waiting = [pool.submit(drawn, texts, vocabulary, b) for b in islice(batches, AHEAD)]
        while waiting:
            yield waiting.pop(0).result()
            waiting += [pool.submit(drawn, texts, vocabulary, b) for b in islice(batches, 1)]


class _Filling:
    """Writes pages as they were drawn, in as few statements as the database allows."""

    def __init__(self):
        self.home = Page.objects.get(depth=DEPTH - 1)
        self.locales = {locale.language_code: locale.pk for locale in Locale.objects.all()}
        ids = (
            tuple(model.objects.values_list("pk", flat=True).order_by("pk"))
            for model in (Sector, Theme)
        )
        self.vocabulary = Vocabulary(*ids, first_page=FIRST_PAGE)
        self.counts: dict[str, Counter] = {code: Counter() for code in codes()}
        self.page = _values(
            Page(
                depth=DEPTH,
                live=True,
                content_type=ContentType.objects.get_for_model(CommuniquePage),
                locale=self.home.locale,
            )
        )

    @transaction.atomic
    def write(self, pages: Drawn) -> None:
        """The pages and, as publishing would write it, their index."""
        each = zip(pages.numbers, pages.texts, strict=True)
        _insert(Page._meta.db_table, [self._page(number, text) for number, text in each])
        _insert(IndexText._meta.db_table, [_values(text) for text in pages.texts])
        if connection.vendor == "postgresql":
            stored = zip(pages.rows, pages.postings, strict=True)
            rows = [{**row, "terms": tsvector(postings)} for row, postings in stored]
            _insert("search_indexentry", rows)
        else:
            for row, postings in zip(pages.rows, pages.postings, strict=True):
                engine().run(engine().storing(row, postings))
        for code, words in pages.words.items():
            self.counts[code].update(words)

    @transaction.atomic
    def count(self) -> None:
        """The words of all the pages that were written; the next page gets the next number."""
        for code, counted in self.counts.items():
            words = iter(sorted(counted.items()))
            while some := dict(islice(words, COUNTED_AT_ONCE)):
                engine().run(counting(code, some))
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute(
                    "SELECT setval(pg_get_serial_sequence('wagtailcore_page', 'id'), "
                    "(SELECT max(id) FROM wagtailcore_page))"
                )

    def _page(self, number: int, text: IndexText) -> dict:
        """The row of a page of which the index already has the words."""
        place = Page.numconv_obj().int2str(number + 1).rjust(Page.steplen, "0")
        key = uuid.UUID(int=number + 1, version=4)
        return self.page | {
            "id": text.page_id,
            "path": self.home.path + place,
            "translation_key": key if connection.vendor == "postgresql" else key.hex,
            "title": text.title,
            "draft_title": text.title,
            "slug": f"p{number}",
            "url_path": f"{self.home.url_path}p{number}/",
            "locale_id": self.locales[text.language],
        }


def _values(row: models.Model) -> dict:
    """A model's row as the database takes it."""
    return {
        field.column: field.get_db_prep_save(getattr(row, field.attname), connection)
        for field in row._meta.local_concrete_fields
    }


def _insert(table: str, rows: list[dict]) -> None:
    """Many rows with the same columns at once."""
    columns = ", ".join(connection.ops.quote_name(column) for column in rows[0])
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(tuple(row.values()))
        else:
            marks = ", ".join(["%s"] * len(rows[0]))
            cursor.executemany(
                f"INSERT INTO {table} ({columns}) VALUES ({marks})",
                [tuple(row.values()) for row in rows],
            )


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
