"""Ready answers: the same bytes as Django's, never old, never another person's."""

import gzip
import time
from io import BytesIO, StringIO

import brotli
import pytest
from django.core.management import call_command
from django.core.wsgi import get_wsgi_application
from wagtail.models import PageViewRestriction

from cms import generation, page_cache
from cms.evidence import Evidence
from cms.page_cache import PageCache, Shelf
from cms.page_key import key_of
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("open_connection")]


def get(cache, path, method="GET", **headers):
    """Status, headers and body of an answer."""
    path, _mark, query = path.partition("?")
    environ = {
        "REQUEST_METHOD": method,
        "PATH_INFO": path,
        "QUERY_STRING": query,
        "HTTP_HOST": "testserver",
        "SERVER_NAME": "testserver",
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "wsgi.url_scheme": "http",
        "wsgi.input": BytesIO(),
        **{f"HTTP_{name.upper()}": value for name, value in headers.items()},
    }
    said = []
    body = b"".join(cache(environ, lambda *start: said.append(start)))
    return said[0][0], dict(said[0][1]), body


@pytest.fixture
def home():
    return factories.make_home("fr")


def rename(page, title):
    """Publishes a page under another title."""
    page.title = title
    page.save_revision().publish()


def test_the_second_reader_costs_django_nothing(cache, home):
    first, second = get(cache, "/fr/"), get(cache, "/fr/")
    assert first == second
    assert first[0] == "200 OK"
    assert cache.application.times == 1


def test_a_change_is_seen_by_the_next_request(cache, home, committed):
    get(cache, "/fr/")
    with committed():
        rename(home, "Quite another title")
    assert b"Quite another title" in get(cache, "/fr/")[2]
    assert cache.application.times == 2


@pytest.mark.parametrize(
    ("encoding", "decode"),
    [("br, gzip", brotli.decompress), ("gzip", gzip.decompress), ("", bytes)],
)
def test_every_encoding_holds_the_same_page(cache, home, encoding, decode):
    plain = get(cache, "/fr/")[2]
    _status, headers, body = get(cache, "/fr/", accept_encoding=encoding)
    assert decode(body) == plain
    assert headers["Content-Length"] == str(len(body))
    assert headers["Vary"] == "Accept-Encoding"


def test_what_the_browser_has_is_not_sent_again(cache, home, committed):
    etag = get(cache, "/fr/")[1]["ETag"]
    status, headers, body = get(cache, "/fr/", if_none_match=etag)
    assert (status, body) == ("304 Not Modified", b"")
    assert headers["ETag"] == etag
    assert set(headers) == {"ETag", "Vary", "Cache-Control", "Surrogate-Control"}
    with committed():
        rename(home, "Changed")
    assert get(cache, "/fr/", if_none_match=etag)[0] == "200 OK"


def test_the_same_page_under_another_policy_is_another_answer():
    """A browser that is told 304 goes on with the headers that it has."""

    def etag(**headers):
        named = [("Content-Type", "text/html"), *headers.items()]
        return page_cache.pack(generation.current(), "200 OK", named, b"words", Evidence()).etag

    assert etag(policy="strict") == etag(policy="strict") != etag(policy="stricter")


class TestShortWay:
    """What was just sent is sent to the same request without looking for it."""

    ASKED = (
        {},
        {"accept_encoding": "gzip"},
        {"accept_encoding": "br"},
        {"method": "HEAD"},
        {"method": "HEAD", "accept_encoding": "br"},
        {"cookie": "of=another"},
        {"host": "other.example"},
        {"x_forwarded_proto": "https"},
    )

    @pytest.fixture
    def hurried(self, cache, home, committed, monkeypatch):
        """A cache that has been asked for a page often enough."""
        with committed():
            rename(home, "At first")
        for _time in range(3):
            get(cache, "/fr/")
        return cache

    def test_it_is_taken(self, hurried, monkeypatch):
        usual = get(hurried, "/fr/")
        monkeypatch.delattr(PageCache, "_answer")
        assert get(hurried, "/fr/") == usual

    def test_it_ends_with_a_change(self, hurried, home, committed):
        with committed():
            rename(home, "Changed at once")
        assert b"Changed at once" in get(hurried, "/fr/")[2]

    def test_a_member_does_not_take_it(self, hurried):
        before = hurried.application.times
        get(hurried, "/fr/", cookie="sessionid=x")
        assert hurried.application.times == before + 1

    def test_every_request_gets_its_own(self, hurried, settings):
        settings.ALLOWED_HOSTS = ["*"]
        etag = get(hurried, "/fr/")[1]["ETag"]
        asked = [*self.ASKED, {"if_none_match": etag}, {"if_none_match": "another"}]
        usual = [get(PageCache(hurried.application), "/fr/", **each) for each in asked]
        for _time in range(4):
            assert [get(hurried, "/fr/", **each) for each in asked] == usual
        assert len(hurried.moment.notes) == len(asked)

    def test_strangers_cannot_fill_it(self, hurried, monkeypatch):
        monkeypatch.setattr(page_cache, "MOST_NOTES", 5)
        for number in range(20):
            get(hurried, "/fr/", if_none_match=str(number))
        assert len(hurried.moment.notes) == 5

    def test_long_headers_do_not_fill_it(self, hurried):
        before = len(hurried.moment.notes)
        get(hurried, "/fr/", if_none_match="x" * page_cache.MAX_REQUEST)
        assert len(hurried.moment.notes) == before


def test_browsers_ask_again_and_shared_caches_soon(cache, home):
    headers = get(cache, "/fr/")[1]
    assert headers["Cache-Control"] == page_cache.FOR_BROWSERS
    assert headers["Surrogate-Control"] == page_cache.FOR_SHARED_CACHES
    assert "Set-Cookie" not in headers


def test_head_gives_the_head_alone(cache, home):
    body = get(cache, "/fr/")[2]
    _status, headers, nothing = get(cache, "/fr/", method="HEAD")
    assert nothing == b""
    assert headers["Content-Length"] == str(len(body))


def test_a_member_never_gets_nor_leaves_a_kept_page(cache, home):
    get(cache, "/fr/", cookie="sessionid=x")
    get(cache, "/fr/", cookie="sessionid=x")
    get(cache, "/fr/")
    assert cache.application.times == 3


def test_a_restricted_page_is_never_kept(cache, home):
    page = factories.make_page(home, slug="members")
    PageViewRestriction.objects.create(
        page=page, restriction_type=PageViewRestriction.PASSWORD, password="secret"
    )
    get(cache, "/fr/members/")
    get(cache, "/fr/members/")
    assert cache.application.times == 2
    assert not cache.shelves["pages"].answers


def test_a_page_that_becomes_restricted_is_shown_no_more(cache, home, committed):
    page = factories.make_page(home, slug="open", title="Open to all")
    assert b"Open to all" in get(cache, "/fr/open/")[2]
    with committed():
        PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    assert get(cache, "/fr/open/")[0].startswith("302")


@pytest.mark.parametrize("path", ["/", "/admin/login/", "/healthz"])
def test_what_depends_on_more_than_the_address_is_not_kept(cache, home, path):
    get(cache, path)
    get(cache, path)
    assert cache.application.times == 2


def test_a_form_that_is_sent_reaches_django(cache, home):
    get(cache, "/fr/", method="POST")
    get(cache, "/fr/", method="POST")
    assert cache.application.times == 2


def test_what_follows_who_passes_an_address_on_is_left_aside(cache, home):
    plain = get(cache, "/fr/")
    for followed in ("fbclid=IwAR2-x_Y", "utm_source=a&utm_medium=b%26c", "gclid="):
        assert get(cache, f"/fr/?{followed}") == plain
    assert cache.application.times == 1
    get(cache, "/fr/recherche/?q=paie")
    search = get(cache, "/fr/recherche/?utm_campaign=x&q=paie&mc_eid=y")
    assert search == get(cache, "/fr/recherche/?q=paie")
    assert b"utm" not in search[2]
    assert cache.application.times == 2


def test_missing_pages_are_kept_apart_and_in_bounds(cache, home, monkeypatch):
    monkeypatch.setattr(cache.shelves["missing"], "room", 50_000)
    get(cache, "/fr/")
    for number in range(20):
        assert get(cache, f"/fr/missing-{number}/")[0].startswith("404")
    assert cache.shelves["missing"].taken <= 50_000
    asked = cache.application.times
    get(cache, "/fr/")
    assert cache.application.times == asked


def test_the_second_to_search_finds_the_results_ready(cache, home):
    first, second = (get(cache, "/fr/recherche/?q=accueil") for _time in range(2))
    assert first == second
    assert "no-store" in first[1]["Cache-Control"]
    assert "Surrogate-Control" not in first[1]
    assert cache.application.times == 1


def test_what_is_published_is_found_by_the_next_search(cache, home, committed):
    get(cache, "/fr/recherche/?q=cheminots")
    with committed():
        factories.make_page(home, slug="rail", title="Cheminots en lutte")
    assert b"/fr/rail/" in get(cache, "/fr/recherche/?q=cheminots")[2]


def test_an_index_written_again_is_searched_at_once(cache, home):
    get(cache, "/fr/recherche/?q=cheminots")
    call_command("rebuild_search_index", stdout=StringIO())
    get(cache, "/fr/recherche/?q=cheminots")
    assert cache.application.times == 2


@pytest.mark.parametrize(
    "path", ["/fr/recherche/suggestions.json?q=gr", "/fr/recherche/?q=accueil&page=1"]
)
def test_of_search_nothing_else_is_kept(cache, home, path):
    get(cache, path)
    get(cache, path)
    assert cache.application.times == 2


def test_searches_without_end_push_out_nothing_but_searches(cache, home, monkeypatch):
    monkeypatch.setattr(cache.shelves["searches"], "room", 100_000)
    get(cache, "/fr/")
    for number in range(20):
        get(cache, f"/fr/recherche/?q=word{number}")
    assert 0 < cache.shelves["searches"].taken <= 100_000
    asked = cache.application.times
    get(cache, "/fr/")
    assert cache.application.times == asked


def test_a_shelf_throws_out_what_was_unused_longest():
    answer = page_cache.pack(
        (0, 0), "200 OK", [("Content-Type", "text/html")], b"x" * 3000, Evidence()
    )
    shelf = Shelf(3 * answer.size)
    for name in "abc":
        shelf.put(("", "", name, ""), answer)
    shelf.get(("", "", "a", ""))
    shelf.put(("", "", "d", ""), answer)
    assert [key[2] for key in shelf.answers] == ["c", "a", "d"]
    assert shelf.taken == 3 * answer.size


def test_while_one_renders_the_others_get_what_there_was(cache, home, committed):
    old = get(cache, "/fr/")[2]
    with committed():
        rename(home, "Newer")
    key = key_of(
        {
            "REQUEST_METHOD": "GET",
            "PATH_INFO": "/fr/",
            "HTTP_HOST": "testserver",
            "wsgi.url_scheme": "http",
        }
    )
    cache.being_rendered[key] = generation.current(), time.monotonic()
    assert get(cache, "/fr/")[2] == old
    cache.being_rendered.clear()
    assert get(cache, "/fr/")[2] != old


def test_nobody_is_told_the_old_while_something_older_or_for_long_is_rendered(
    cache, home, committed
):
    get(cache, "/fr/")
    key = ("http", "testserver", "/fr/", "")
    before = generation.current()
    for title, begun in (
        ("Newer", lambda: (before, time.monotonic())),
        ("Newest", lambda: (generation.current(), time.monotonic() - 1)),
    ):
        with committed():
            rename(home, title)
        cache.being_rendered[key] = begun()
        assert title.encode() in get(cache, "/fr/")[2]


def test_an_answer_rendered_while_something_changed_is_old_at_once(home, committed):
    application = get_wsgi_application()

    def slow(environ, start_response):
        answer = application(environ, start_response)
        with committed():
            rename(home, "Changed while rendering")
        return answer

    cache = PageCache(slow)
    get(cache, "/fr/")
    cache.application = application
    assert b"Changed while rendering" in get(cache, "/fr/")[2]


def test_uncached_texts_are_compressed_all_the_same(cache, home):
    headers = get(cache, "/fr/?unknown=1", accept_encoding="gzip")[1]
    assert headers["Content-Encoding"] == "gzip"


def test_what_django_answers_to_nonsense_is_handed_on(cache, home):
    assert get(cache, "/fr/communiques/?page=%00")[0][:3] in ("200", "404")
    assert get(cache, "/\x00")[0].startswith("404")
