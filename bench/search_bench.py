"""Measures search on synthetic pages, prints a table, keeps the figures: `make bench-search`.

    python bench/search_bench.py --database URL --sizes 2000 20000 [--keep] [--stock-up-to N]

The database named is emptied of pages: give one made for this. With `--keep` the pages that an
earlier run left are measured again, and others added where a size asks for more. Queries draw their
words by the same law as the pages (`bench/search_pages.py`), so frequent words are asked for most.
Each measure is the whole work of one request, from the typed text to what the template reads.
"""

import argparse
import json
import os
import random
import statistics
import sys
import time
from collections.abc import Callable
from functools import cache
from pathlib import Path

import django

QUERIES = 300
STOCK_QUERIES = 20
PUBLISHED = 40
INDEXED_AT_ONCE = 500

Query = tuple[str, str]  # language, words


def queries(texts) -> list[Query]:
    """One to three words, two thirds of them in French."""
    from search_pages import codes

    chance = random.Random(2)
    drawn = []
    for _number in range(QUERIES):
        code = "fr" if chance.random() < 2 / 3 else chance.choice(codes())
        words = texts.draw(chance, code, chance.choice((1, 2, 2, 3)))
        drawn.append((code, " ".join(words)))
    return drawn


def quantiles(times: list[float]) -> dict[str, float]:
    """p50 and p95 of times in ms."""
    cuts = statistics.quantiles(times, n=100)
    return {"p50_ms": round(statistics.median(times), 2), "p95_ms": round(cuts[94], 2)}


def measured(work: Callable[[str, str], None], drawn: list[Query]) -> dict[str, float]:
    """p50 and p95 of the work on each query; a tenth of them warms up."""
    from django.utils import translation

    times = []
    warming = drawn[: len(drawn) // 10]
    for number, (code, words) in enumerate([*warming, *drawn]):
        with translation.override(code):
            before = time.perf_counter()
            work(code, words)
            if number >= len(warming):
                times.append((time.perf_counter() - before) * 1000)
    return quantiles(times)


@cache
def _site():
    """Every page of the site looks it up once, before its own work."""
    from wagtail.models import Site

    return Site.objects.get()


def _request(**query: str):
    from django.test import RequestFactory

    request = RequestFactory().get("/", query)
    request._wagtail_site = _site()
    return request


def results_page(code: str, words: str) -> None:
    """Hits, count, five facets, ten snippets, ways on."""
    from search.results import Results

    found = Results(_request(q=words))
    assert found.count >= 0
    for attribute in ("page", "facets", "languages", "promoted", "correction"):
        getattr(found, attribute)


def suggestion(code: str, words: str) -> None:
    """What is offered for the words, the last one being typed."""
    from search.suggestions import suggestions

    suggestions(words[: max(3, len(words) - 2)], code, _request())


def stock(code: str, words: str) -> None:
    """Wagtail's own search of the same pages: ten results and their count."""
    from wagtail.models import Locale, Page

    found = Page.objects.filter(locale=Locale.objects.get(language_code=code), live=True)
    found = found.search(words)
    list(found[:10])
    found.count()


def index_for_stock() -> None:
    """Lets Wagtail index the pages, with their text, as its own signal handler would."""
    from search_filling import DEPTH
    from wagtail.models import Page
    from wagtail.search import index as stock_index
    from wagtail.search.backends import get_search_backend

    from search.models import IndexText

    # Base pages have no text of their own: they are given that of the index.
    if not any(field.field_name == "search_description" for field in Page.search_fields):
        Page.search_fields = [*Page.search_fields, stock_index.SearchField("search_description")]
    index = get_search_backend().get_index_for_model(Page)
    pages = Page.objects.filter(depth=DEPTH).order_by("pk")
    for first in range(0, pages.count(), INDEXED_AT_ONCE):
        batch = list(pages[first : first + INDEXED_AT_ONCE])
        texts = IndexText.objects.in_bulk([page.pk for page in batch])
        for page in batch:
            page.search_description = texts[page.pk].text
        index.add_items(Page, batch)


def publishing(texts) -> dict[str, float]:
    """What the index costs when a page with 300 words is published, first or again.

    The page is published as the admin does it, from its revision; only the index's part is timed.
    """
    from django.utils import timezone
    from search_filling import DEPTH
    from search_pages import TODAY
    from wagtail.models import Locale, Page

    from search import signals
    from sectors.models import CommuniquePage, Sector, Theme

    times: list[float] = []
    sync = signals.sync

    def timed(page) -> None:
        before = time.perf_counter()
        sync(page)
        times.append((time.perf_counter() - before) * 1000)

    french = Locale.objects.get(language_code="fr")
    sectors, themes = list(Sector.objects.all()[:2]), list(Theme.objects.all()[:2])
    for number in range(PUBLISHED):
        chance = random.Random(-1 - number)
        page = CommuniquePage(
            title=" ".join(texts.draw(chance, "fr", 7)),
            slug=f"new{number}",
            locale=french,
            body=[("paragraph", f"<p>{text}</p>") for text in texts.paragraphs(chance, "fr")],
            date=TODAY,
            live=False,
            first_published_at=timezone.now(),
        )
        Page.objects.get(depth=DEPTH - 1).add_child(instance=page)
        page.sectors, page.themes = sectors, themes
        signals.sync = timed
        try:
            page.save_revision().publish()
            page.title += " encore"
            page.save_revision().publish()
        finally:
            signals.sync = sync
        page.delete()
    assert len(times) == 2 * PUBLISHED, "a publishing reaches the index once"
    return quantiles(times[4:])


def explain(code: str, words: str) -> str:
    """The database's plan for the pages that have the words.

    Raises:
        AssertionError: PostgreSQL leaves its GIN index unused.
    """
    from search.engines import engine
    from search.parsing import parse

    condition, parameters = engine().condition(parse(words, code).all_words())
    on_postgresql = engine().connection.vendor == "postgresql"
    rows = engine().fetch(
        ("EXPLAIN (ANALYZE, BUFFERS, COSTS OFF) " if on_postgresql else "EXPLAIN QUERY PLAN ")
        + f"SELECT COUNT(*) FROM search_indexentry AS entry WHERE {condition}",
        parameters,
    )
    plan = "\n".join("    " + str(row[-1]) for row in rows)
    assert not on_postgresql or "Bitmap Index Scan on search_entry_terms" in plan, plan
    return plan


def measure(texts, with_stock: bool) -> dict[str, dict[str, float]]:
    """Every measure at the present size."""
    from search_filling import settle

    drawn = queries(texts)
    settle()
    figures = {"results": measured(results_page, drawn), "suggestions": measured(suggestion, drawn)}
    figures["publish"] = publishing(texts)
    print(explain(*drawn[0]), file=sys.stderr)
    if with_stock:
        index_for_stock()
        settle()
        figures["stock"] = measured(stock, drawn[:STOCK_QUERIES])
    return figures


def main() -> None:
    """Reads the arguments, fills, measures, prints the table, adds the figures to the file."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--database", required=True, help="a database of its own, as a URL")
    parser.add_argument("--sizes", type=int, nargs="+", default=[2000, 20_000])
    parser.add_argument("--keep", action="store_true", help="go on from the pages that it holds")
    parser.add_argument("--stock-up-to", type=int, default=20_000, metavar="N")
    parser.add_argument("--json", type=Path, default=Path(__file__).with_name("search.json"))
    options = parser.parse_args()
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
    os.environ["DATABASE_URL"] = options.database
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.local")
    django.setup()

    from django.conf import settings
    from django.db import connection
    from search_filling import fill, prepare
    from search_pages import Texts

    settings.ALLOWED_HOSTS = ["testserver"]
    held = prepare(options.keep)
    sizes = sorted(size for size in options.sizes if size >= held)
    if not sizes:
        parser.error(f"the database holds {held} pages already")
    texts = Texts()
    kept = json.loads(options.json.read_text()) if options.json.exists() else {}
    for size in sizes:
        fill(texts, held, size)
        held = size
        figures = measure(texts, size <= options.stock_up_to)
        for name, times in figures.items():
            place = f"{connection.vendor:<11}{size:>8} {name:<12}"
            print(f"{place} p50 {times['p50_ms']:>9.2f} ms  p95 {times['p95_ms']:>9.2f} ms")
        figures.pop("publish")
        kept.setdefault(connection.vendor, {}).setdefault(str(size), {}).update(figures)
        options.json.write_text(json.dumps(kept, indent=2, sort_keys=True) + "\n")


if __name__ == "__main__":
    main()
