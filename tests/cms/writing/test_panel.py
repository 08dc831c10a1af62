"""The remarks in the editor: of the stored page, of unsaved words, of a new page; and whose."""

import json

import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from django.contrib.auth import get_user_model
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield
from wagtail.users.models import UserProfile

from cms.writing.review import CHECKS, MOST_EXAMPLES, MOST_REMARKS, review
from cms.writing.texts import Kind, read
from tests.factories import (
    make_communique,
    make_dossier,
    make_dossier_index,
    make_home,
    make_picture,
    make_sector_index,
    make_sector_page,
)

FAULTY = (
    "<h3>Petit</h3><p><b>Nos droits</b></p><p>A l'unité! "
    '<a href="https://x.example/">cliquez ici</a>, un.e, "oui"</p>'
    "<p>عيش حرية عدالة</p>"
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def section():
    """A French sector page."""
    return make_sector_page(make_sector_index(make_home("fr")), title="Éducation")


@pytest.fixture
def communique(section):
    """A communiqué with nearly everything to remark."""
    page = make_communique(section, title="Long " * 16, summary="Des salarié·es")
    page.picture = make_picture()
    page.body = [{"type": "paragraph", "value": FAULTY, "id": "a1"}]
    page.save_revision().publish()
    return page


@pytest.fixture
def member(client):
    """The browser of a member whose admin is Arabic."""
    user = get_user_model().objects.create_superuser("admin", "a@example.org", "x")
    UserProfile.objects.create(user=user, preferred_language="ar")
    client.force_login(user)
    return client


def form(**fields) -> dict:
    return nested_form_data(
        {
            "title": "Grève",
            "slug": "greve",
            "kind": "communique",
            "date": "2024-05-01",
            "body": streamfield([]),
            "documents": inline_formset([]),
            "comments": inline_formset([]),
            **fields,
        }
    )


def remarked(html: bytes) -> dict[str, str]:
    """The places that lead somewhere, with what they quote."""
    places = BeautifulSoup(html, "html.parser").select("[data-writing-path]")
    return {place["data-writing-path"]: place.get_text(" ", strip=True) for place in places}


def test_a_handful_weightiest_first(communique):
    found = review(read(communique, "fr"))
    shown = [remark.check.name for remark in found.remarks]
    assert shown == [check.name for check in CHECKS][:MOST_REMARKS]
    assert found.waiting == 3
    assert [remark.check.name for remark in found.mended] == ["quotes", "spaces"]
    assert found.count == 8
    assert all(len(remark.examples) <= MOST_EXAMPLES for remark in found.remarks)


def test_every_part_of_a_page_has_its_place(section):
    dossier = make_dossier(
        make_dossier_index(section.get_parent().get_parent()),
        title="Dossier",
        summary="Résumé",
        introduction="<p>Introduction</p>",
    )
    picture = make_picture()
    shown = {"image": picture.pk, "alt_text": "", "decorative": False}
    blocks = [
        ("heading", "Titre"),
        ("quote", {"text": "Enough", "source": "", "language": "en"}),
        ("questions", {"items": [{"question": "Quand ?", "answer": "<p>Demain</p>"}]}),
        ("action", {"label": "Ici", "page": None, "url": "https://x.example/"}),
        ("picture", {"image": shown, "caption": ""}),
        ("picture", {"image": {**shown, "decorative": True}, "caption": ""}),
    ]
    body = [{"type": kind, "value": value, "id": kind} for kind, value in blocks]
    dossier.chapters = [
        {"type": "chapter", "id": "c", "value": {"title": "Chapitre", "body": body}}
    ]
    dossier.save()
    dossier.refresh_from_db()
    reading = read(dossier, "fr")
    within = "chapters.c.body"
    found = {(text.place.path, text.kind, text.language) for text in reading.texts}
    assert {
        ("title", Kind.TITLE, "fr"),
        ("summary", Kind.PLAIN, "fr"),
        ("introduction", Kind.RICH, "fr"),
        ("chapters.c.title", Kind.PLAIN, "fr"),
        (f"{within}.heading", Kind.HEADING, "fr"),
        (f"{within}.quote.text", Kind.PLAIN, "en"),
        (f"{within}.action.label", Kind.LINK, "fr"),
    } <= found
    [answer] = [text for text in reading.texts if text.place.path.endswith(".answer")]
    assert (answer.kind, answer.stream) == (Kind.RICH, within)
    assert [one.place.path for one in reading.pictures] == [f"{within}.picture.image"]


def test_the_editor_opens_with_the_remarks_in_the_members_language(member, communique):
    page = member.get(reverse("wagtailadmin_pages:edit", args=[communique.pk])).content
    found = remarked(page)
    assert {"picture_alt", "body.a1"} <= set(found)
    assert "عيش حرية عدالة" in page.decode()
    words = BeautifulSoup(page, "html.parser")
    assert words.select_one(".writing-remark__title").get_text() == "صورة بلا وصف"
    button = json.loads(words.select_one("#language-marks").get_text())
    assert button["label"] == "لغة مقطع"
    assert [one["name"] for one in button["languages"]] == [
        name for _code, name in settings.LANGUAGES
    ]


def test_unsaved_words_are_read_as_they_are_typed(member, communique):
    preview = reverse("wagtailadmin_pages:preview_on_edit", args=[communique.pk])
    remarks = reverse("remarks_on_edit", args=[communique.pk])
    assert remarks == preview.replace("preview/", "remarks/")  # as the script derives it
    assert "picture_alt" in remarked(member.get(remarks).content)
    body = streamfield([("paragraph", rich_text("<p>Tous à l'Etat</p>"))])
    answer = member.post(preview, form(body=body))
    assert answer.json()["is_valid"]
    [(place, words)] = [
        one for one in remarked(member.get(remarks).content).items() if "Etat" in one[1]
    ]
    assert place.startswith("body.")
    assert "État" in words
    communique.refresh_from_db()
    assert communique.body[0].value.source == FAULTY  # nothing was saved


def test_a_page_that_is_not_there_yet(member, section):
    where = ["sectors", "communiquepage", section.pk]
    preview = reverse("wagtailadmin_pages:preview_on_add", args=where)
    remarks = reverse("remarks_on_add", args=where)
    assert remarks == preview.replace("preview/", "remarks/")
    assert remarked(member.get(remarks).content) == {}
    member.post(preview, form(summary="l'ECOLE est fermée"))
    assert "ÉCOLE" in remarked(member.get(remarks).content)["summary"]


def test_nobody_else_reads_them(client, communique):
    addresses = [
        reverse("remarks_on_edit", args=[communique.pk]),
        reverse("remarks_on_add", args=["sectors", "communiquepage", communique.get_parent().pk]),
    ]
    assert [client.get(address).status_code for address in addresses] == [302, 302]
    stranger = get_user_model().objects.create_user("stranger", password="x")
    client.force_login(stranger)
    assert all(client.get(address).status_code in (302, 403) for address in addresses)


def test_publishing_is_never_held_up(member, communique):
    address = reverse("wagtailadmin_pages:edit", args=[communique.pk])
    body = streamfield([("paragraph", rich_text(FAULTY))])
    member.post(address, form(body=body, **{"action-publish": "1"}))
    communique.refresh_from_db()
    assert communique.title == "Grève"
    assert communique.live
