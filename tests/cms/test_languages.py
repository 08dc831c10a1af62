"""The list of languages, and the guard that no language answers with another one's pages."""

import pytest
from django.conf import settings
from django.utils.translation import get_language_info

from cms.settings.languages import LANGUAGE_BY_CODE, SITE_LANGUAGES, direction
from tests.factories import make_home, make_page


@pytest.mark.parametrize("language", SITE_LANGUAGES, ids=lambda language: language.code)
def test_the_list_agrees_with_what_django_knows(language):
    known = get_language_info(language.code)
    assert known["bidi"] == (language.direction == "rtl")


def test_codes_are_unique_and_french_comes_first():
    assert len(LANGUAGE_BY_CODE) == len(SITE_LANGUAGES)
    assert settings.LANGUAGES[0][0] == settings.LANGUAGE_CODE == "fr"


def test_an_unknown_language_reads_from_left_to_right():
    assert direction("ar") == "rtl"
    assert direction("xx") == "ltr"


@pytest.mark.django_db
def test_a_language_without_home_page_answers_404_not_french(client):
    home = make_home("fr")
    make_page(home, slug="page")
    assert client.get("/fr/page/").status_code == 200
    assert client.get("/it/").status_code == 404
    assert client.get("/it/page/").status_code == 404


@pytest.mark.django_db
def test_a_page_answers_under_its_own_language_only(client):
    make_page(make_home("fr"), slug="page")
    make_home("en")
    assert client.get("/en/page/").status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/fr/draft/", "/fr/parent/draft/", "/fr/nothing/at/all/"])
def test_drafts_and_unknown_addresses_are_not_found(client, address):
    home = make_home("fr")
    make_page(home, slug="draft", live=False)
    make_page(make_page(home, slug="parent"), slug="draft", live=False)
    assert client.get(address).status_code == 404


@pytest.mark.django_db
def test_a_restricted_page_asks_to_log_in(client):
    home = make_home("fr")
    members = make_page(home, slug="members")
    members.view_restrictions.create(restriction_type="login")
    make_page(members, slug="below")
    assert client.get("/fr/members/below/").status_code == 302
