"""Evidence is all that was asked, as it was answered, also by way of what is remembered."""

import pytest
from django.db import OperationalError, connection
from wagtail.models import Locale, Page

from cms import generation
from cms.evidence import Evidence, gathered
from cms.remembered import remembered
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def home():
    return factories.make_home("fr")


def later() -> generation.Generation:
    """Another generation, in which nothing has been asked yet."""
    generation.advance()
    return generation.current()


def test_it_holds_while_the_rows_are_the_same(home):
    with gathered() as evidence:
        assert Page.objects.get(pk=home.pk).title == home.title
    assert evidence.still_holds(later())
    Page.objects.filter(pk=home.pk).update(title="Another")
    assert not evidence.still_holds(later())


def test_what_nobody_asked_for_does_not_matter(home):
    with gathered() as evidence:
        Page.objects.filter(pk=home.pk).values_list("slug").get()
    Page.objects.filter(pk=home.pk).update(title="Another")
    assert evidence.still_holds(later())


@pytest.mark.parametrize(
    "read",
    [
        lambda cursor: [cursor.fetchone() for _time in range(4)],
        lambda cursor: [cursor.fetchmany(2), cursor.fetchmany(2)],
        lambda cursor: cursor.fetchall(),
        list,
    ],
)
def test_rows_are_read_as_if_nobody_looked_on(read):
    for code in ("en", "fr", "it"):
        Locale.objects.get_or_create(language_code=code)
    sql = "SELECT language_code FROM wagtailcore_locale ORDER BY language_code LIMIT 3"
    with connection.cursor() as cursor:
        cursor.execute(sql)
        expected = read(cursor)
    with gathered() as evidence, connection.cursor() as cursor:
        cursor.execute(sql)
        assert read(cursor) == expected
        cursor.execute(sql, ())
        assert read(cursor) == expected
    assert len(evidence.digests) == 2


def test_it_is_handed_on_by_what_is_remembered(home, outside_transactions):
    @remembered
    def title():
        return Page.objects.get(pk=home.pk).title

    for _asked_and_known in range(2):
        with gathered() as evidence:
            title()
        assert len(evidence.digests) == 1
    Page.objects.filter(pk=home.pk).update(title="Another")
    assert not evidence.still_holds(later())


def test_the_generation_is_no_part_of_it(home, settings, monkeypatch, outside_transactions):
    settings.SHARED_GENERATION = True
    monkeypatch.setattr("cms.generation.POLL_SECONDS", 0)
    with gathered() as evidence:
        generation.current()
    assert evidence.digests == {}


def test_two_answers_to_one_question_are_none():
    question, evidence = ("SELECT 1", ()), Evidence()
    evidence.add(question, b"one")
    evidence.add(question, b"one")
    assert evidence.whole
    evidence.add(question, b"another")
    assert not evidence.still_holds(later())


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one set of rows")
def test_several_statements_at_once_have_their_rows():
    with gathered(), connection.cursor() as cursor:
        cursor.execute("SELECT 1; SELECT 2")
        cursor.nextset()
        assert cursor.fetchall() == [(2,)]


@pytest.mark.parametrize(
    ("sql", "reads"),
    [
        ("SELECT slug FROM wagtailcore_page", True),
        ("WITH found AS (SELECT slug FROM wagtailcore_page) SELECT * FROM found", True),
        ("UPDATE wagtailcore_page SET title = 'Another'", False),
        ("SELECT 1;", False),
        ("INSERT INTO wagtailcore_locale (language_code) VALUES ('xx') RETURNING id", False),
    ],
)
def test_what_writes_cannot_be_asked_again(home, sql, reads):
    with gathered() as evidence, connection.cursor() as cursor:
        cursor.execute(sql)
    assert evidence.still_holds(later()) is reads


def test_a_question_is_asked_once_a_generation(home, django_assert_num_queries):
    with gathered() as evidence:
        Page.objects.get(pk=home.pk)
    now = later()
    with django_assert_num_queries(1):
        assert evidence.still_holds(now)
        assert evidence.still_holds(now)


def test_a_database_that_does_not_answer_proves_nothing(home):
    with gathered() as evidence:
        Page.objects.get(pk=home.pk)

    def refuse(*_statement):
        raise OperationalError

    with connection.execute_wrapper(refuse):
        assert not evidence.still_holds(later())
