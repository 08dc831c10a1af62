"""Both engines find the same pages in the same order: for every pair, every query, any expression.

Runs where the suite runs on PostgreSQL; the other side is SQLite in memory.
"""

import datetime
import random
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.db.backends.sqlite3.base import DatabaseWrapper
from wagtail.models import Page

from search import ranking
from search.engines import engine
from search.engines.postgresql import PostgresqlEngine, tsquery
from search.engines.sqlite import SqliteEngine, fts5_query
from search.expressions import All, Any, Lexeme, Phrase, Without
from search.lookup import Lookup
from search.parsing import clean, parse
from search.postings import Passage, Zone, analyse_page
from search.words import counting

PAIRS = Path(__file__).with_name("pairs.tsv")
SCHEMA = """
    CREATE TABLE search_indexentry (page_id integer PRIMARY KEY, language text, kind text,
        date text, year integer, sectors text, themes text);
    CREATE TABLE search_indexword (id integer PRIMARY KEY, language text, spelling text, key text,
        term text, pages integer, UNIQUE (language, spelling, term));
    CREATE VIRTUAL TABLE search_terms
        USING fts5(stream, marks, tokenize = 'ascii', columnsize = 0);
"""
QUERIES = (
    "travailleuses",
    "grève générale",
    '"droit de grève"',
    "grève -générale",
    "syndicat zzz",
    '-"droit de grève" salaires',
    "l'assurance chomage",
    "النقابه",
    "strike workers",
    "le la les",
    "1er mai 2021",
    '"" - "',
    "a" * 300,
    "huelga",
    "grève " * 30,
)


@pytest.fixture
def twin():
    """SQLite in memory with the tables of the index."""
    other = DatabaseWrapper({**connection.settings_dict, "NAME": ":memory:", "OPTIONS": {}}, "twin")
    with other.cursor() as cursor:
        for statement in filter(str.strip, SCHEMA.split(";")):
            cursor.execute(statement)
    yield SqliteEngine(other)
    other.close()


def corpus():
    """(language, texts): the documents of the pairs, and texts mixed from their words."""
    chance = random.Random(7)
    by_language = {code: [] for code, _name in settings.LANGUAGES}
    for line in PAIRS.read_text().splitlines():
        if line and not line.startswith("#"):
            language, _query, document, _match = line.split("\t")
            by_language.setdefault(language, []).append(document)
    for language, documents in by_language.items():
        words = " ".join(documents).split() or ["mot"]
        for document in dict.fromkeys(documents):
            yield language, (document, "", "")
        for _ in range(40):
            yield language, [" ".join(chance.choices(words, k=size)) for size in (5, 20, 120)]


def fill(engines, documents=None):
    """Writes the same pages through each engine."""
    chance = random.Random(8)
    root = Page.get_first_root_node()
    documents = documents or list(corpus())
    pages = [
        Page(
            title="x",
            slug=f"x{n}",
            path=f"{root.path}{n + 5000:04d}",
            depth=2,
            content_type_id=root.content_type_id,
            locale_id=root.locale_id,
        )
        for n in range(len(documents))
    ]
    Page.objects.bulk_create(pages)
    words = {}
    for page, (language, (title, lead, text)) in zip(pages, documents, strict=True):
        zones = zip((Zone.TITLE, Zone.LEAD, Zone.TEXT), (title, lead, text), strict=True)
        analysed = analyse_page(language, [Passage(zone, text) for zone, text in zones])
        date = datetime.date(2020 + chance.randrange(4), 1, 1)
        row = {
            "page_id": page.pk,
            "language": language,
            "kind": "k",
            "date": date,
            "year": date.year,
            "sectors": ",1,",
            "themes": "",
        }
        for each in engines:
            each.run(each.storing(row, analysed.postings))
        for word in analysed.words:
            counted = words.setdefault(language, {})
            counted[word] = counted.get(word, 0) + 1
    for language, counted in words.items():
        engine().run(counting(language, counted))
    return words


def found(text, language, on):
    """Everything that a lookup says."""
    said = []
    for chosen in ({}, {"year": "2021", "sector": "1"}):
        lookup = Lookup(clean(text), parse(text, language), chosen, on)
        said += [lookup.any_word, lookup.counts.by_language, lookup.counts.by_filter]
        if lookup.counts.by_language[language]:
            for by_date in (False, True):
                hits = lookup.hits(by_date, 500, 0)
                said.append([(hit.page_id, str(hit.date)) for hit in hits])
            half = len(hits) // 2
            assert lookup.hits(False, len(hits) - half, half) == lookup.hits(False, 500, 0)[half:]
    return said


def test_pairs_given_are_found_through_the_index(db):
    lines = [line.split("\t")[:4] for line in PAIRS.read_text().splitlines()]
    pairs = [line for line in lines if len(line) == 4 and not line[0].startswith("#")]
    fill([engine()], [(language, (document, "", "")) for language, _q, document, _m in pairs])
    ids = list(
        Page.objects.filter(slug__startswith="x").order_by("path").values_list("pk", flat=True)
    )
    missed, false = [], []
    for page_id, (language, query, document, match) in zip(ids, pairs, strict=True):
        lookup = Lookup(query, parse(query, language), {})
        hits = lookup.hits(True, 9999, 0) if lookup.counts.found and not lookup.any_word else []
        found_it = page_id in {hit.page_id for hit in hits}
        if found_it != (match == "1"):
            (missed if match == "1" else false).append((query, document))
    assert false == []
    wanted = sum(match == "1" for *_rest, match in pairs)
    assert len(missed) <= 0.02 * wanted, missed


@pytest.mark.skipif(connection.vendor != "postgresql", reason="needs PostgreSQL beside SQLite")
@pytest.mark.parametrize("weighed", [ranking.MAX_WEIGHED, 4])
def test_both_engines_give_the_same_results_in_the_same_order(db, twin, weighed, monkeypatch):
    monkeypatch.setattr(ranking, "MAX_WEIGHED", weighed)
    words = fill([engine(), twin])
    with twin.connection.cursor() as cursor:
        for language, counted in words.items():
            cursor.executemany(
                "INSERT INTO search_indexword (language, spelling, key, term, pages) "
                "VALUES (%s, %s, '', %s, %s)",
                [(language, spelling, term, pages) for (spelling, term), pages in counted.items()],
            )
    chance = random.Random(9)
    queries = [(code, text) for code, _name in settings.LANGUAGES for text in QUERIES]
    for line in PAIRS.read_text().splitlines():
        if line and not line.startswith("#"):
            queries += [tuple(line.split("\t")[:2])]
    for language, counted in words.items():
        spellings = [spelling for spelling, _term in counted]
        for signs in (("", ""), ("", "-"), ('"', '"')):
            one, other = chance.choice(spellings), chance.choice(spellings)
            queries.append((language, f"{signs[0]}{one} {signs[1]}{other}"))
    assert len(queries) > 150
    with_results = 0
    for language, text in queries:
        ours, theirs = found(text, language, engine()), found(text, language, twin)
        assert ours == theirs, (language, text)
        with_results += bool(ours[1])
    assert with_results > len(queries) / 2


@pytest.mark.skipif(connection.vendor != "postgresql", reason="GIN is PostgreSQL's")
@pytest.mark.parametrize("weighed", [ranking.MAX_WEIGHED, 4])
@pytest.mark.parametrize("text", ["grève", "droit grève", '"droit de grève"', "grève zzz -jour"])
def test_postgresql_finds_pages_by_its_index(db, text, weighed, monkeypatch):
    monkeypatch.setattr(ranking, "MAX_WEIGHED", weighed)
    fill([engine()])
    plans = []

    class Explaining(PostgresqlEngine):
        def fetch(self, sql, parameters, of_all=False):
            if "@@" in sql:
                plan = super().fetch(f"EXPLAIN {sql}", parameters, of_all)
                plans.append("\n".join(line for (line,) in plan))
            return super().fetch(sql, parameters, of_all)

    lookup = Lookup(text, parse(text, "fr"), {}, Explaining(connection))
    assert lookup.hits(False, 500, 0)
    assert len(plans) >= 2
    for plan in plans:
        assert "on search_entry_terms" in plan, plan
        assert "Seq Scan on search_indexentry" not in plan, plan


def test_each_engine_is_asked_in_its_own_language():
    expression = Without(
        All((Lexeme("fr1a"), Any((Phrase(("fr1b", "fr1c")), Lexeme("fr1d", prefix=True))))),
        (Lexeme("fr1e"), Phrase(("fr1f",))),
    )
    assert tsquery(expression) == (
        "(('fr1a' & (('fr1b' <-> 'fr1c') | 'fr1d':*)) & !'fr1e' & !('fr1f'))"
    )
    assert (
        fts5_query(expression) == '(("fr1a" AND ("fr1b fr1c" OR "fr1d"*)) NOT ("fr1e" OR "fr1f"))'
    )


def test_every_term_of_a_very_long_page_is_stored(site, find):
    long = " ".join(f"mot{number}" for number in range(20_000)) + " " + "grève " * 400 + "zénith"
    site.communique("Longue", long)
    assert find("zénith mot19000") == ["Longue"]
    assert find('"mot15000 mot15001"') == ["Longue"]
