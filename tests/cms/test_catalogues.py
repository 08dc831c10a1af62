"""The interface speaks every language: catalogues are loaded, and their words fit their places."""

import re
import string

import polib
import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext

from tests import machine

TRANSLATED = [code for code, _name in settings.LANGUAGES if code != "en"]
SEGMENT = re.compile(r"[\w-]+/\Z")
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]")


def entries(code: str) -> polib.POFile:
    return polib.pofile(str(machine.ROOT / "locale" / code / "LC_MESSAGES" / "django.po"))


@pytest.mark.parametrize("code", TRANSLATED)
def test_the_catalogue_is_loaded(code):
    plain = [one for one in entries(code).translated_entries() if not one.msgid_plural]
    own = next(one for one in plain if one.msgid == "Skip to the content" and one.msgstr)
    assert own.msgstr != own.msgid
    with translation.override(code):
        assert gettext(own.msgid) == own.msgstr


def test_english_is_the_source():
    with translation.override("en"):
        assert gettext("Skip to the content") == "Skip to the content"


@pytest.mark.parametrize("code", TRANSLATED)
def test_translations_keep_what_is_filled_in(code):
    """A placeholder lost or renamed would break the page, or silently lose a number."""
    wrong = []
    for entry in entries(code).translated_entries():
        wanted = {frozenset(PLACEHOLDER.findall(m)) for m in (entry.msgid, entry.msgid_plural) if m}
        texts = entry.msgstr_plural.values() if entry.msgid_plural else [entry.msgstr]
        # A form of exactly none, one or two may say the number in words.
        allowed = wanted | ({frozenset()} if entry.msgid_plural else set())
        wrong += [text for text in texts if frozenset(PLACEHOLDER.findall(text)) not in allowed]
    assert wrong == []


@pytest.mark.parametrize("code", TRANSLATED)
def test_translations_keep_the_spaces_and_markup_at_their_ends(code):
    wrong = [
        entry.msgid
        for entry in entries(code).translated_entries()
        if entry.msgstr
        and (
            entry.msgid[0] in string.whitespace,
            entry.msgid[-1] in string.whitespace,
            re.findall(r"</?\w+", entry.msgid),
        )
        != (
            entry.msgstr[0] in string.whitespace,
            entry.msgstr[-1] in string.whitespace,
            re.findall(r"</?\w+", entry.msgstr),
        )
    ]
    assert wrong == []


@pytest.mark.parametrize("code", dict(settings.LANGUAGES))
@pytest.mark.parametrize("part", ["feed/", "print/", "search/"])
def test_translated_parts_of_addresses_can_stand_in_an_address(code, part):
    with translation.override(code):
        assert SEGMENT.match(gettext(part))


@pytest.mark.parametrize("code", dict(settings.LANGUAGES))
def test_two_kinds_of_address_are_never_translated_alike(code):
    with translation.override(code):
        parts = [gettext(part) for part in ("feed/", "print/", "search/")]
        assert len(set(parts)) == 3
        assert reverse("search:results").startswith(f"/{code}/")
