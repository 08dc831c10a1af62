"""The demo's feeds and its sitemap, read as feed readers and search engines read them."""

from urllib.parse import urlsplit

import feedparser
import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from wagtail.models import Page, PageViewRestriction

pytestmark = pytest.mark.demo


def sitemap(stranger) -> BeautifulSoup:
    """The sitemap, parsed."""
    return BeautifulSoup(stranger.get("/sitemap.xml").content, "html.parser")


def feed_addresses(walk) -> dict[str, str]:
    """The language of every feed that a page announces, by path."""
    return {
        urlsplit(visit.absolute(link["href"])).path: visit.language
        for visit in walk
        for link in visit.soup.find_all("link", type="application/atom+xml")
    }


def test_every_feed_can_be_read(walk, stranger):
    feeds = feed_addresses(walk)
    syndicated = [v for v in walk if hasattr(v.page, "feed_entries")]
    assert len(feeds) == len(syndicated)
    for path, language in feeds.items():
        response = stranger.get(path)
        assert response.status_code == 200, path
        read = feedparser.parse(response.content)
        assert not read.bozo, (path, read.get("bozo_exception"))
        assert read.feed.title
        assert read.feed.language == language
        assert len(read.entries) <= 20
        assert all(entry.content[0].value and entry.title for entry in read.entries), path


def test_the_french_feeds_are_not_empty(walk, stranger):
    for path, language in feed_addresses(walk).items():
        if language == "fr":
            assert feedparser.parse(stranger.get(path).content).entries, path


def test_the_sitemap_lists_exactly_the_public_pages(stranger):
    restricted = PageViewRestriction.objects.values_list("page__path", flat=True)
    expected = {
        page.full_url
        for page in Page.objects.filter(live=True, alias_of=None, depth__gt=1)
        if not page.path.startswith(tuple(restricted))
    }
    listed = [element.get_text() for element in sitemap(stranger).find_all("loc")]
    assert len(listed) == len(set(listed))
    assert set(listed) == expected


def test_the_sitemap_names_the_alternates_that_the_pages_name(walk, stranger):
    in_sitemap = {
        entry.loc.get_text(): {
            (link["hreflang"], link["href"]) for link in entry.find_all("xhtml:link")
        }
        for entry in sitemap(stranger).find_all("url")
    }
    for visit in walk:
        links = visit.soup.find_all("link", rel="alternate", hreflang=True)
        on_page = {(link["hreflang"], link["href"]) for link in links}
        assert in_sitemap[settings.BASE_URL + visit.path] == on_page, visit.path
