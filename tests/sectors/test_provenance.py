"""A translation says which language it comes from, and which organisation made it."""

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth import get_user_model
from django.urls import reverse

from sectors.models import CommuniquePage
from tests.factories import (
    make_communique,
    make_communique_index,
    make_home,
    make_organisation,
    translate,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def original():
    """A communiqué written in Arabic, under an Arabic index whose French one exists too."""
    french = make_communique_index(make_home("fr"), slug="communiques")
    french.save_revision().publish()
    make_home("ar")
    index = translate(french, "ar")
    page = make_communique(index, title="إضراب", slug="idrab", summary="ملخص")
    page.save_revision().publish()
    return page


@pytest.fixture
def admin(client):
    user = get_user_model().objects.create_superuser("admin", "a@example.org", "x")
    client.force_login(user)
    return client


def provenance(client, page) -> str:
    soup = BeautifulSoup(client.get(page.url).content, "html.parser")
    found = soup.select_one(".article__provenance")
    return " ".join(found.get_text(" ").split()) if found else ""


def test_an_arabic_original_is_translated_into_french(client, original):
    page = translate(original, "fr")
    assert page.get_parent().locale.language_code == "fr"
    html = client.get(page.url).content.decode()
    assert page.live
    assert f'href="{original.url}"' in html
    assert "العربية" in provenance(client, page)


def test_the_original_names_no_other(client, original):
    translate(original, "fr")
    assert provenance(client, original) == ""


def test_who_translated_is_named_and_stays_through_the_next_update(
    admin, original, django_capture_on_commit_callbacks
):
    page = translate(original, "fr")
    union = make_organisation("solidarite", name_fr="Union Solidarité")
    address = reverse("translation_desk:work", args=[page.pk])
    with django_capture_on_commit_callbacks(execute=True):
        admin.post(address, {"credit": union.pk})
    page = CommuniquePage.objects.get(pk=page.pk)
    assert "Union Solidarité" in provenance(admin, page)
    original.title = "إضراب عام"
    original.save_revision().publish()
    page = CommuniquePage.objects.get(pk=page.pk)
    assert page.translated_by == union
    assert CommuniquePage.objects.get(pk=original.pk).translated_by is None


def test_the_credit_is_no_translators_field(original):
    """It is neither offered as a passage nor copied from the original."""
    original.translated_by = make_organisation("autre")
    original.save_revision().publish()
    assert translate(original, "fr", publish=False).translated_by is None
