"""What exists only in other languages is listed when the address asks for it, and only then."""

import datetime

import feedparser
import pytest
from bs4 import BeautifulSoup
from django.utils.translation import override
from wagtail.models import PageViewRestriction

from cms.page_key import is_known
from sectors.models import CommuniquePage
from sectors.reach import QUERY
from tests import factories
from tests.sectors.conftest import SmallSite, small_site


@pytest.fixture
def arabic(site) -> SmallSite:
    """The same site in Arabic."""
    return small_site("ar", site)


@pytest.fixture
def pieces(site, english, arabic) -> dict:
    """Communiqués by the languages in which they exist; all in one sector."""
    sector = factories.make_sector("soin")
    homes = {"fr": site, "en": english, "ar": arabic}
    made = {}
    for day, codes in enumerate((("fr",), ("fr", "en"), ("en",), ("en", "ar"), ("ar",)), 1):
        first, *others = codes
        fields = {"date": datetime.date(2023, 5, day), "kind": "leaflet", "sectors": [sector]}
        name = "+".join(codes)
        page = factories.make_communique(homes[first].communiques, title=name, **fields)
        made[name] = page
        for code in others:
            factories.make_version(
                page,
                homes[code].communiques,
                title=f"{name} in {code}",
                kind="leaflet",
                sectors=[sector],
            )
    return made


def read(client, address: str) -> BeautifulSoup:
    response = client.get(address)
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def titles(soup: BeautifulSoup) -> list[str]:
    return [title.get_text(strip=True) for title in soup.select(".piece__title")]


def counts(soup: BeautifulSoup) -> dict[str, int]:
    """What each value of each filter says it would leave."""
    options = soup.select(".filter li a")
    return {a["href"]: int(a.select_one(".filter__count").get_text()) for a in options}


def test_a_list_keeps_to_its_language_unless_asked(pieces, site, client):
    soup = read(client, site.communiques.url)
    assert titles(soup) == ["fr+en", "fr"]
    assert set(counts(soup).values()) == {2}


def test_asked_for_all_languages_it_shows_one_version_of_each_the_own_first(pieces, site, client):
    soup = read(client, site.communiques.url + QUERY)
    assert titles(soup) == ["ar", "en+ar", "en", "fr+en", "fr"]
    assert soup.find(id="count").get_text().split()[0] == "5"
    assert set(counts(soup).values()) == {5}
    with override("en"):
        soup = read(client, pieces["en"].get_parent().get_url() + QUERY)
    assert titles(soup) == ["ar", "en+ar", "en", "fr+en in en", "fr"]


def test_a_piece_in_another_language_says_so(pieces, site, client):
    soup = read(client, site.communiques.url + QUERY)
    for entry, code in zip(soup.select(".entry"), ("ar", "en", "en", None, None), strict=True):
        title, label = entry.select_one(".piece__title"), entry.select_one(".kicker__language")
        assert not entry.get("lang")
        if code is None:
            assert label is None
            assert not title.get("lang")
        else:
            direction = "rtl" if code == "ar" else "ltr"
            assert (title["lang"], title["dir"]) == (code, direction)
            assert (label["lang"], label["dir"]) == (code, direction)
            assert label.get_text() == {"ar": "العربية", "en": "English"}[code]


def test_a_link_switches_it_on_and_off_and_says_how_many(pieces, site, client):
    soup = read(client, site.communiques.url + "?kind=leaflet")
    (switch,) = soup.select(".reach a")
    assert "3" in switch.get_text()
    assert switch["href"] == "?kind=leaflet&languages=all#results"
    (switch,) = read(client, site.communiques.url + switch["href"].split("#")[0]).select(".reach a")
    assert switch["href"] == "?kind=leaflet#results"


def test_the_links_of_a_list_keep_the_choice(pieces, site, client):
    soup = read(client, site.communiques.url + QUERY)
    assert all("languages=all" in href for href in counts(soup))
    empty = read(client, f"{site.communiques.url}{QUERY}&year=1871")
    assert empty.select_one(".empty a")["href"] == QUERY


def test_pages_of_results_keep_the_choice(site, english, client):
    model = factories.make_communique(english.communiques)
    factories.make_many_communiques(model, 24)
    soup = read(client, site.communiques.url + QUERY)
    assert soup.find("a", rel="next")["href"] == "?languages=all&page=2"
    assert len(read(client, site.communiques.url + "?languages=all&page=2").select(".entry")) == 5


def test_without_anything_elsewhere_there_is_no_switch(site, client):
    factories.make_communique(site.communiques)
    assert not read(client, site.communiques.url).select(".reach")


def test_another_value_is_ignored_and_said(pieces, site, client):
    soup = read(client, site.communiques.url + "?languages=some")
    assert titles(soup) == ["fr+en", "fr"]
    assert "some" in soup.select_one(".notice").get_text()


def test_what_readers_may_not_see_elsewhere_hides_nothing_and_is_not_shown(
    pieces, site, english, client
):
    members = factories.make_sector_page(english.sectors)
    PageViewRestriction.objects.create(page=members, restriction_type="login")
    factories.make_communique(members)
    closed = factories.make_version(pieces["ar"], members)
    factories.make_communique(english.communiques, live=False)
    assert CommuniquePage.objects.get(pk=closed.pk).translation_key == pieces["ar"].translation_key
    assert titles(read(client, site.communiques.url + QUERY)) == [
        "ar",
        "en+ar",
        "en",
        "fr+en",
        "fr",
    ]


def test_the_front_page_has_the_same_switch(pieces, site, client):
    soup = read(client, site.home.url)
    assert titles(soup) == ["fr+en", "fr"]
    assert soup.select_one(".reach a")["href"] == f"{QUERY}#latest"
    soup = read(client, site.home.url + QUERY)
    assert titles(soup) == ["ar", "en+ar", "en", "fr+en", "fr"]
    assert soup.select_one(".reach a")["href"] == "?#latest"
    assert soup.find("link", rel="canonical")["href"] == site.home.full_url


def test_a_sector_has_the_same_switch(pieces, site, client):
    page = factories.make_sector_page(site.sectors, pieces["fr"].sectors.get())
    assert titles(read(client, page.url)) == ["fr+en", "fr"]
    assert titles(read(client, page.url + QUERY))[0] == "ar"


def test_the_dossiers_have_the_same_switch(site, english, client):
    factories.make_dossier(english.dossiers, title="Only in English")
    soup = read(client, site.dossiers.url)
    assert "Only in English" not in soup.get_text()
    soup = read(client, site.dossiers.url + soup.select_one(".reach a")["href"].split("#")[0])
    title = soup.select_one(".cover__title")
    assert (title.get_text(strip=True), title["lang"]) == ("Only in English", "en")


def test_a_feed_keeps_its_language_unless_asked(pieces, site, client):
    feed = feedparser.parse(client.get(site.home.feed_url).content)
    assert [entry.title for entry in feed.entries] == ["fr+en", "fr"]
    whole = feedparser.parse(client.get(site.home.feed_url + QUERY).content)
    assert [entry.title for entry in whole.entries] == ["ar", "en+ar", "en", "fr+en", "fr"]
    assert whole.feed.id != feed.feed.id
    languages = [entry.title_detail.language for entry in whole.entries]
    assert languages == ["ar", "en", "en", "fr", "fr"]
    (itself,) = [link.href for link in whole.feed.links if link.rel == "self"]
    assert itself == f"http://testserver{site.home.feed_url}{QUERY}"


def test_the_page_cache_keeps_both_kinds_of_list():
    assert is_known("languages=all&kind=leaflet&page=2")
