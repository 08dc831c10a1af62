"""An address that leads nowhere leads to what was meant: same page, other language, other slug."""

from urllib.parse import unquote

import pytest
from bs4 import BeautifulSoup
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page

from sectors.models import CommuniqueIndexPage, DossierIndexPage
from tests.assertions import assert_same_for_everybody, at_most_queries
from tests.factories import add, make_communique, make_dossier, make_home, make_page, make_version

pytestmark = pytest.mark.django_db


@pytest.fixture
def homes():
    return {code: make_home(code) for code in ("fr", "en", "es", "ar")}


@pytest.fixture
def page(homes):
    """A French page with an English version, each under its own slug."""
    page = make_page(make_page(homes["fr"], slug="secteurs"), slug="numerique", title="Numérique")
    above = make_version(page.get_parent().specific, homes["en"], slug="sectors")
    make_version(page, above, slug="digital", title="Digital")
    return page


def leads_to(client, address: str) -> str:
    """Where an address leads in one permanent step."""
    response = client.get(address)
    assert response.status_code == 301, (address, response.status_code)
    assert_same_for_everybody(response)
    return unquote(response.headers["Location"])


def rename(page, slug: str, committed) -> None:
    """Gives a page a new slug, as the editor does."""
    page.slug = slug
    with committed():
        page.save_revision().publish()


def test_a_wrong_prefix_leads_to_the_version_of_that_language(client, page):
    assert leads_to(client, "/en/secteurs/numerique/") == "/en/sectors/digital/"
    assert leads_to(client, "/fr/sectors/digital/") == "/fr/secteurs/numerique/"
    assert leads_to(client, "/en/secteurs/") == "/en/sectors/"
    assert client.get("/en/sectors/digital/").status_code == 200


def test_the_query_string_goes_along(client, page):
    assert leads_to(client, "/en/secteurs/?page=2&q=%C3%A9") == "/en/sectors/?page=2&q=é"


def test_an_unknown_page_below_a_known_one_is_not_found(client, page):
    for address in ("/en/secteurs/nothing/", "/en/nothing/", "/en/secteurs/numerique/feed/"):
        response = client.get(address)
        assert response.status_code == 404
        assert not BeautifulSoup(response.content, "html.parser").main.select("[hreflang]")


def test_a_draft_or_restricted_version_is_nobodys_way(client, page):
    version = Page.objects.get(slug="digital")
    version.view_restrictions.create(restriction_type="login")
    response = client.get("/en/secteurs/numerique/")
    assert response.status_code == 404
    version.get_view_restrictions().delete()
    Page.objects.filter(pk=version.pk).update(live=False)
    assert client.get("/en/secteurs/numerique/").status_code == 404


def test_of_two_pages_with_one_address_the_translated_one_is_meant(client, homes):
    make_page(homes["es"], slug="prensa")
    page = make_page(homes["fr"], slug="prensa")
    version = make_version(page, homes["en"], slug="press")
    assert leads_to(client, "/en/prensa/") == version.url


def test_search_is_found_under_any_languages_word(client, homes):
    assert leads_to(client, "/en/recherche/?q=gr%C3%A8ve") == "/en/search/?q=grève"
    assert leads_to(client, "/fr/search/") == "/fr/recherche/"


def test_feeds_and_print_views_are_found_under_any_languages_word(client, homes):
    assert leads_to(client, "/en/flux/") == homes["en"].feed_url.replace("/flux/", "/feed/")
    index = add(homes["fr"], DossierIndexPage, slug="dossiers-fr")
    dossier = make_dossier(index, slug="rentree")
    below = make_version(index, homes["en"], slug="files")
    make_version(dossier, below, slug="school")
    assert leads_to(client, "/en/dossiers-fr/rentree/imprimer/") == "/en/files/school/print/"
    assert leads_to(client, "/fr/files/school/feed/") == "/fr/dossiers-fr/rentree/flux/"
    offered = client.get("/es/dossiers-fr/rentree/flux/")
    assert offered.status_code == 404
    assert "/fr/dossiers-fr/rentree/" in offered.content.decode()


def test_a_new_slug_keeps_the_old_address_alive(client, page, committed):
    rename(page, "informatique", committed)
    assert leads_to(client, "/fr/secteurs/numerique/") == "/fr/secteurs/informatique/"
    rename(page.get_parent().specific, "metiers", committed)
    assert leads_to(client, "/fr/secteurs/numerique/") == "/fr/metiers/informatique/"
    assert leads_to(client, "/fr/secteurs/informatique/") == "/fr/metiers/informatique/"


def test_an_old_slug_under_a_wrong_prefix_leads_to_the_version_too(client, page, committed):
    rename(page, "informatique", committed)
    assert leads_to(client, "/en/secteurs/numerique/") == "/en/sectors/digital/"


def test_a_moved_page_keeps_its_old_address_alive(client, page, homes):
    page.move(make_page(homes["fr"], slug="ailleurs"), pos="last-child")
    assert leads_to(client, "/fr/secteurs/numerique/") == "/fr/ailleurs/numerique/"


def test_what_a_member_has_decided_comes_first(client, page):
    Redirect.add_redirect("/en/secteurs/numerique/", "/en/", is_permanent=False)
    response = client.get("/en/secteurs/numerique/")
    assert (response.status_code, response.headers["Location"]) == (302, "/en/")


def test_a_page_that_is_not_translated_is_offered_in_its_languages(client, page):
    response = client.get("/es/secteurs/numerique/")
    assert response.status_code == 404
    assert_same_for_everybody(response)
    soup = BeautifulSoup(response.content, "html.parser")
    assert (soup.html["lang"], soup.html["dir"]) == ("es", "ltr")
    assert soup.find("meta", attrs={"name": "robots"})["content"] == "noindex"
    assert not soup.find("link", rel="canonical")
    offers = soup.main.select("a[hreflang]")
    assert [(a["href"], a["hreflang"], a["lang"], a["dir"]) for a in offers] == [
        ("/fr/secteurs/numerique/", "fr", "fr", "ltr"),
        ("/en/sectors/digital/", "en", "en", "ltr"),
    ]
    assert [a.get_text(" ", strip=True) for a in offers] == [
        "Français Numérique",
        "English Digital",
    ]
    menu = {a["hreflang"]: a["href"] for a in soup.header.select("a[hreflang]")}
    assert menu["en"] == "/en/sectors/digital/"
    assert menu["ar"] == "/ar/"


def test_the_offer_is_in_the_readers_language_and_direction(client, page):
    soup = BeautifulSoup(client.get("/ar/secteurs/numerique/").content, "html.parser")
    assert (soup.html["lang"], soup.html["dir"]) == ("ar", "rtl")
    assert {a["dir"] for a in soup.main.select("a[hreflang]")} == {"ltr"}


def test_a_draft_that_others_can_read_is_offered_in_their_language(client, homes):
    draft = make_page(homes["fr"], slug="brouillon", live=False)
    make_version(draft, homes["es"], slug="borrador")
    response = client.get("/fr/brouillon/")
    assert response.status_code == 404
    assert 'href="/es/borrador/"' in response.content.decode()


def test_a_list_page_that_does_not_exist_is_no_matter_of_language(client, homes):
    for code in ("fr", "en"):
        index = add(homes[code], CommuniqueIndexPage, slug="communiques")
        make_communique(index)
    assert client.get("/fr/communiques/?page=9").status_code == 404


@pytest.mark.parametrize(
    "address", ["/fr/a\0b/", "/fr/%00/", "/fr/" + "x/" * 300, "/fr/%C3%A9/%C3%A0/"]
)
def test_no_address_breaks_it(client, homes, address):
    assert client.get(address).status_code == 404


def test_to_be_sent_on_costs_little(client, page, outside_transactions):
    client.get("/en/secteurs/numerique/")
    with at_most_queries(9):
        client.get("/en/secteurs/numerique/")
    with at_most_queries(16):
        client.get("/es/secteurs/numerique/")
