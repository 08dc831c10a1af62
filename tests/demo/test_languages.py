"""The demonstration speaks one language a page, and every page leads to every language."""

import re

import polib
import pytest
from bs4 import NavigableString
from bs4.element import PreformattedString
from django.conf import settings
from django.utils.translation import override

from sectors.models import CommuniqueIndexPage
from sectors.reach import QUERY
from tests import machine

pytestmark = pytest.mark.demo

PLACEHOLDER = re.compile(r"%\(\w+\)[sd]")
SPACES = re.compile(r"\s+")


def plain(text: str) -> str:
    """A text without what typography does to it."""
    return SPACES.sub(" ", text.replace("’", "'")).strip()


def catalogue(code: str) -> polib.POFile:
    return polib.pofile(str(machine.ROOT / "locale" / code / "LC_MESSAGES" / "django.po"))


def words_of(code: str) -> set[str]:
    """The messages of a language that readers' templates show."""
    found: set[str] = set()
    for entry in catalogue(code).translated_entries():
        if any(path.startswith("templates/") for path, _line in entry.occurrences):
            found |= {entry.msgstr, *entry.msgstr_plural.values()}
    return {plain(text) for text in found if text and not PLACEHOLDER.search(text)}


@pytest.fixture(scope="module")
def only_french() -> set[str]:
    """French interface phrases of two words or more that no other language shares."""
    others = {plain(entry.msgid) for entry in catalogue("fr")}
    for code, _name in settings.LANGUAGES:
        if code not in ("fr", "en"):
            others |= words_of(code)
    return {text for text in words_of("fr") - others if " " in text}


def said(soup) -> list[str]:
    """What a page says in its own language: texts and spoken attributes outside `lang`."""
    own = soup.html["lang"]
    texts = []
    for string in soup.html.find_all(string=True):
        if type(string) is not NavigableString or isinstance(string, PreformattedString):
            continue
        marked = string.find_parent(attrs={"lang": True})
        if marked["lang"] == own and string.parent.name not in ("script", "style"):
            texts.append(plain(string))
    for tag in soup.body.find_all(True):
        marked = tag if tag.get("lang") else tag.find_parent(attrs={"lang": True})
        if marked["lang"] == own:
            texts += [plain(tag[n]) for n in ("aria-label", "title", "placeholder") if tag.get(n)]
    return [text for text in texts if text]


def test_no_french_word_of_the_interface_is_on_a_page_of_another_language(walk, only_french):
    assert len(only_french) > 60
    strays = {
        (visit.path, text)
        for visit in walk
        if visit.language != "fr"
        for text in said(visit.soup)
        if text in only_french
    }
    assert strays == set()


def test_the_french_pages_would_be_caught(walk, only_french):
    french = (visit for visit in walk if visit.language == "fr")
    assert any(set(said(visit.soup)) & only_french for visit in french)


def test_every_page_leads_to_every_language_and_says_where_it_cannot(walk):
    home = {v.language: v.path for v in walk if v.page.depth == 2}
    paths = {(v.page.translation_key, v.language): v.path for v in walk}
    for visit in walk:
        links = visit.soup.select(".colophon__languages a[hreflang]")
        assert [link["hreflang"] for link in links] == [code for code, _name in settings.LANGUAGES]
        for link in links:
            same = paths.get((visit.page.translation_key, link["hreflang"]))
            assert link["href"] == (same or home[link["hreflang"]]), visit.path
            assert bool(link.select(".language-home")) == (same is None), visit.path


def test_every_page_under_a_wrong_prefix_leads_on_or_offers_its_languages(walk, stranger):
    """One page in seven: each language's prefix before each other language's addresses."""
    paths = {(v.page.translation_key, v.language): v.path for v in walk}
    for visit in walk[::7]:
        for code, _name in settings.LANGUAGES:
            if code == visit.language or visit.page.depth == 2:
                continue
            wrong = visit.path.replace(f"/{visit.language}/", f"/{code}/", 1)
            response = stranger.get(wrong)
            right = paths.get((visit.page.translation_key, code))
            if right == wrong:
                assert response.status_code == 200
            elif right:
                assert (response.status_code, response.headers["Location"]) == (301, right)
            else:
                assert response.status_code == 404, wrong
                assert f'href="{visit.path}"' in response.content.decode(), wrong


def test_lists_in_all_languages_answer_in_every_language(demo, stranger):
    for page in CommuniqueIndexPage.objects.live().select_related("locale"):
        with override(page.locale.language_code):
            response = stranger.get(page.url + QUERY)
        assert response.status_code == 200
        assert response.content.decode().count('class="entry piece"') == 20
