"""No link of the demonstration site leads nowhere, no picture is missing."""

from urllib.parse import unquote, urldefrag, urlsplit

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.files.storage import default_storage

from tests.demo.conftest import is_ours

pytestmark = pytest.mark.demo

ADDRESSES = {"a": "href", "link": "href", "script": "src", "img": "src", "form": "action"}


def addresses(visit) -> set[str]:
    """Every absolute address that a page names."""
    found = {
        tag[attribute]
        for name, attribute in ADDRESSES.items()
        for tag in visit.soup.find_all(name, {attribute: True})
    }
    for tag in visit.soup.find_all(srcset=True):
        found |= {candidate.split()[0] for candidate in tag["srcset"].split(", ")}
    found |= {tag["content"] for tag in visit.soup.find_all("meta", property="og:image")}
    return {visit.absolute(address) for address in found}


@pytest.fixture(scope="session")
def named(walk) -> dict[str, str]:
    """Each address of our own without its fragment, and a page that names it."""
    return {
        urldefrag(address).url: visit.path
        for visit in walk
        for address in addresses(visit)
        if is_ours(address)
    }


def _split(address: str) -> tuple[str, str]:
    parts = urlsplit(address)
    return unquote(parts.path), f"{parts.path}?{parts.query}" if parts.query else parts.path


def test_every_style_script_font_and_icon_exists(named):
    prefix = settings.STATIC_URL
    static = {path for path, _full in map(_split, named) if path.startswith(prefix)}
    assert len(static) > 5
    assert [path for path in static if not finders.find(path.removeprefix(prefix))] == []


def test_every_picture_exists(named):
    prefix = settings.MEDIA_URL
    media = {path for path, _full in map(_split, named) if path.startswith(prefix)}
    assert len(media) > 50
    assert [path for path in media if not default_storage.exists(path.removeprefix(prefix))] == []


def test_every_internal_link_leads_somewhere(named, walk, stranger):
    seen = {visit.path for visit in walk}
    broken = {}
    for address, source in named.items():
        path, full = _split(address)
        if path.startswith((settings.STATIC_URL, settings.MEDIA_URL)) or full in seen:
            continue
        response = stranger.get(full, follow=True)
        if response.status_code != 200:
            broken[full] = (response.status_code, source)
    assert broken == {}


def test_every_fragment_names_a_place_on_its_page(walk):
    ids = {visit.path: {tag["id"] for tag in visit.soup.find_all(id=True)} for visit in walk}
    missing = set()
    for visit in walk:
        for address in addresses(visit):
            bare, fragment = urldefrag(address)
            path = urlsplit(bare).path
            if fragment and is_ours(address) and path in ids and fragment not in ids[path]:
                missing.add((visit.path, address))
    assert missing == set()


def test_links_stay_in_the_readers_language_where_they_can(walk):
    """A page that exists in the reader's language is never linked to in another one."""
    versions, page_at = {}, {}
    for visit in walk:
        versions.setdefault(visit.page.translation_key, set()).add(visit.language)
        page_at[visit.path] = visit
    strays = set()
    for visit in walk:
        for tag in visit.soup.select("a[href]:not([hreflang])"):
            target = page_at.get(urlsplit(visit.absolute(tag["href"])).path)
            if target is None or target.language == visit.language:
                continue
            if visit.language in versions[target.page.translation_key]:
                strays.add((visit.path, target.path))
    assert strays == set()


def test_no_page_asks_another_host_for_anything(walk):
    for visit in walk:
        for name in ("link", "script", "img", "source", "iframe", "form"):
            for tag in visit.soup.find_all(name):
                values = [tag.get(attribute) for attribute in ("src", "href", "action")]
                assert all(is_ours(visit.absolute(value)) for value in values if value), tag
