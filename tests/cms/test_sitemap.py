"""The sitemap: every public page of every language, with its alternates, by the protocol."""

from pathlib import Path
from xml.etree import ElementTree

import pytest
from wagtail.models import PageViewRestriction
from xmlschema import XMLSchema

from tests.assertions import at_most_queries
from tests.factories import make_home, make_page, make_version

pytestmark = pytest.mark.django_db

SCHEMA = Path(__file__).parents[1] / "schemas" / "sitemap.xsd"
NAMES = {
    "s": "http://www.sitemaps.org/schemas/sitemap/0.9",
    "x": "http://www.w3.org/1999/xhtml",
}


def read(client) -> dict[str, dict[str, str]]:
    """The alternates of each address by language, the sitemap having been validated."""
    response = client.get("/sitemap.xml")
    assert response.headers["Content-Type"] == "application/xml; charset=utf-8"
    xml = response.content.decode()
    XMLSchema(SCHEMA).validate(xml)
    return {
        url.findtext("s:loc", namespaces=NAMES): {
            link.get("hreflang"): link.get("href") for link in url.findall("x:link", NAMES)
        }
        for url in ElementTree.fromstring(xml).findall("s:url", NAMES)
    }


def test_it_lists_every_language_with_alternates(client):
    homes = {code: make_home(code) for code in ("fr", "ar")}
    page = make_page(homes["fr"])
    version = make_version(page, homes["ar"])
    lone = make_page(homes["ar"])
    entries = read(client)
    assert set(entries) == {p.full_url for p in (*homes.values(), page, version, lone)}
    both = {"fr": page.full_url, "ar": version.full_url, "x-default": page.full_url}
    assert entries[page.full_url] == entries[version.full_url] == both


def test_what_readers_may_not_see_is_not_in_it(client):
    home = make_home()
    make_page(home, live=False)
    members = make_page(home)
    make_page(members)
    PageViewRestriction.objects.create(page=members, restriction_type="login")
    make_page(home).create_alias(update_slug="alias")
    assert len(read(client)) == 2


def test_its_queries_do_not_grow_with_the_pages(client):
    home = make_home()
    make_page(home)
    with at_most_queries(12) as few:
        client.get("/sitemap.xml")
    for _number in range(10):
        make_page(home)
    with at_most_queries(len(few)):
        client.get("/sitemap.xml")


def test_odd_characters_in_an_address_are_escaped(client):
    make_page(make_home(), slug="sécurité")
    assert any(address.endswith("/fr/s%C3%A9curit%C3%A9/") for address in read(client))
