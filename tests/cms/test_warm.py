"""A process that starts makes ready what most readers ask for."""

import pytest

from cms import generation, warm
from cms.page_cache import PageCache
from cms.wsgi import application
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("open_connection")]


@pytest.fixture
def site(settings):
    """Two home pages and a communiqué, and a server that makes pages ready."""
    settings.WARM_PAGES, settings.BASE_URL = 10, "http://localhost"
    home = factories.make_home("fr")
    factories.make_home("ar")
    index = factories.make_communique_index(home)
    factories.make_communique(index, live=False)
    return [home, index, factories.make_communique(index)]


def test_home_pages_come_first_and_drafts_not_at_all(site):
    found = warm.addresses(10)
    assert set(found[:2]) == {"/fr/", "/ar/"}
    assert found[2:] == [site[1].url, site[2].url]
    assert warm.addresses(1) == found[:1]


def test_they_are_ready_under_the_address_that_readers_use(site):
    cache = PageCache(application.application)
    assert warm.warm(cache) == 4
    kept = {key[:3] for key in cache.shelves["pages"].answers}
    assert kept == {("http", "localhost", path) for path in warm.addresses(10)}


def test_a_change_ends_it(site, monkeypatch):
    numbers = iter(range(100))
    monkeypatch.setattr(generation, "current", lambda: (next(numbers) // 3, 0))
    assert warm.warm(lambda environ, start_response: [start_response("200 OK", []) and b""]) < 4


def test_nothing_is_asked_unless_told(settings):
    settings.WARM_PAGES = 0
    warm.in_background(pytest.fail)
