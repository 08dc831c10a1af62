"""What readers come for is first: queries written from a need, in four languages, over the demo."""

from pathlib import Path

import pytest
from django.test import RequestFactory
from django.utils import translation
from wagtail.models import Site

from search import ranking
from search.results import Results
from search.verification import differences

RANKING = Path(__file__).with_name("ranking.tsv").read_text().splitlines()
QUERIES = [tuple(line.split("\t")) for line in RANKING if not line.startswith("#")]

pytestmark = [pytest.mark.demo, pytest.mark.django_db]


def first(language, words):
    """The last part of the address of the first result."""
    host = Site.objects.get(is_default_site=True).hostname
    request = RequestFactory().get("/", {"q": words}, headers={"host": host})
    with translation.override(language):
        return next((item.url.strip("/").split("/")[-1] for item in Results(request).page), None)


def test_there_are_forty_queries_in_four_languages():
    assert len(QUERIES) >= 40
    assert {language for language, _words, _slug in QUERIES} == {"fr", "en", "es", "ar"}


@pytest.mark.parametrize(("language", "words", "slug"), QUERIES)
def test_right_page_comes_first(demo, language, words, slug):
    assert first(language, words) == slug


def test_nine_in_ten_are_first_even_where_titles_alone_decide(demo, monkeypatch):
    monkeypatch.setattr(ranking, "MAX_WEIGHED", 0)
    right = [words for language, words, slug in QUERIES if first(language, words) == slug]
    assert len(right) >= 0.9 * len(QUERIES)


def test_index_of_the_demo_agrees_with_its_pages(demo):
    assert list(differences()) == []
