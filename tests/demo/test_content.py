"""The demonstration shows everything that the site can do, in the languages that were promised."""

from collections import Counter

import pytest
from django.conf import settings
from wagtail.fields import StreamField
from wagtail.models import Page, get_page_models

from cms.blocks.streams import BodyStream, ChapterStream, RightsStream
from cms.models import BasePage
from sectors.models import CommuniquePage, Organisation, Sector

pytestmark = pytest.mark.demo

WHOLE_LANGUAGES = ("en", "es", "ar")


@pytest.fixture(scope="session")
def counts(walk) -> dict[str, Counter]:
    """How many pages of each type each language has, by the type's name."""
    found = {code: Counter() for code, _name in settings.LANGUAGES}
    for visit in walk:
        found[visit.language][visit.page._meta.model_name] += 1
    return found


def test_every_page_type_has_a_page(walk):
    ours = {model for model in get_page_models() if issubclass(model, BasePage)}
    assert {type(visit.page) for visit in walk} == ours


def _block_types(stream) -> set[str]:
    found = set()
    for block in stream:
        found.add(block.block_type)
        if block.block_type == "chapter":
            found |= _block_types(block.value["body"])
    return found


def test_every_block_occurs(walk):
    offered = {
        name for stream in (BodyStream, ChapterStream, RightsStream) for name in stream.base_blocks
    }
    used = set()
    for visit in walk:
        for field in visit.page._meta.get_fields():
            if isinstance(field, StreamField):
                used |= _block_types(getattr(visit.page, field.name))
    assert used == offered


def test_every_kind_of_communique_occurs(walk):
    kinds = {v.page.kind for v in walk if isinstance(v.page, CommuniquePage)}
    assert kinds == set(CommuniquePage.Kind)


def test_every_colour_is_a_sectors(walk):
    assert {sector.colour for sector in Sector.objects.all()} == set(Sector.Colour)


@pytest.fixture(autouse=True)
def _database(demo, db):
    """These tests also ask the database."""


def test_french_is_whole(counts):
    assert counts["fr"]["communiquepage"] >= 40
    assert counts["fr"]["sectorpage"] == Sector.objects.count() == 8
    assert counts["fr"]["dossierpage"] == 3


def test_twelve_sister_organisations_in_eight_countries():
    sisters = Organisation.objects.filter(sister=True)
    assert sisters.count() >= 12
    assert sisters.exclude(country="").values("country").distinct().count() >= 8


@pytest.mark.parametrize("code", WHOLE_LANGUAGES)
def test_the_main_pages_exist_in_english_spanish_and_arabic(counts, code):
    assert counts[code]["homepage"] == 1
    assert counts[code]["sectorpage"] == 8
    assert counts[code]["dossierpage"] >= 1
    assert counts[code]["communiquepage"] >= 10


def test_home_and_joining_exist_in_every_language(walk):
    languages = {code for code, _name in settings.LANGUAGES}
    homes = {visit.language for visit in walk if visit.page.depth == 2}
    joining = next(v for v in walk if v.path.startswith("/fr/") and "adherer" in v.path)
    joins = {v.language for v in walk if v.page.translation_key == joining.page.translation_key}
    assert homes == joins == languages


def test_vocabulary_has_a_name_in_every_language():
    for code, _name in settings.LANGUAGES:
        unnamed = [
            sector.slug for sector in Sector.objects.all() if not getattr(sector, f"name_{code}")
        ]
        assert unnamed == [], code


def test_inclusive_spellings_are_mixed_as_the_union_mixes_them(walk):
    french = " ".join(v.soup.get_text() for v in walk if v.language == "fr")
    assert "·e" in french
    assert ".e" in french
    assert "-euse" in french or "-e" in french


def test_the_tree_is_sound(demo, db):
    assert [len(found) for found in Page.find_problems()] == [0, 0, 0, 0, 0]
