"""The forms of pages: sensible values, what they ask for, what they can be looked at as."""

import json
import re

import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone, translation
from wagtail.blocks import Block
from wagtail.models import Page

from cms.blocks import BodyStream, ChapterStream, RightsStream
from cms.editing.advised_length import SUMMARY_LENGTH, TITLE_LENGTH
from cms.models import SiteDocument
from sectors.models import CommuniquePage
from tests.factories import make_communique, make_organisation, make_picture, make_version

pytestmark = pytest.mark.django_db


@pytest.fixture
def section(sections):
    return sections["education", "fr"]


@pytest.fixture
def writer(section, sign_in):
    return sign_in("writer")


def add_address(section) -> str:
    return reverse("wagtailadmin_pages:add", args=["sectors", "communiquepage", section.pk])


def form_of(client, address) -> BeautifulSoup:
    answer = client.get(address)
    assert answer.status_code == 200
    return BeautifulSoup(answer.content, "html.parser")


def data_of(soup, **changes) -> dict:
    """What a browser would send of a form, with changes."""
    form = soup.select_one("form[data-edit-form]")
    data = {}
    for field in form.select("input[name], select[name], textarea[name]"):
        if field.find_parent("template") or (
            field.get("type") == "checkbox" and not field.has_attr("checked")
        ):
            continue
        chosen = field.select_one("option[selected]")
        value = field.text if field.name == "textarea" else field.get("value", "")
        if field.name == "select":
            value = chosen["value"] if chosen else ""
        data.setdefault(field["name"], []).append(value)
    body = {"body-count": "0"} if "body-count" not in data else {}
    return {**data, **body, **changes}


def begun_with(soup) -> list[str]:
    """The kinds of block that the text of a form has when it opens."""
    stream = soup.select_one("[data-contentpath=body] [data-w-block-arguments-value]")
    return [block["type"] for block in json.loads(stream["data-w-block-arguments-value"])[0]]


def test_a_new_communique_begins_with_what_is_known(section, writer):
    own, guest = make_organisation("own"), make_organisation("guest")
    for signatories in ([own], [own, guest], [own]):
        make_communique(section, signatories=signatories)
    soup = form_of(writer, add_address(section))
    assert soup.select_one("[name=date]")["value"] == timezone.localdate().isoformat()
    assert soup.select_one("[name=kind] option[selected]")["value"] == "communique"
    boxes = soup.select("[type=checkbox][checked]")
    ticked = {box["name"]: box.get("value") for box in boxes}
    assert ticked["sectors"] == str(section.sector_id)
    assert ticked["signatories"] == str(own.pk)
    assert begun_with(soup) == ["paragraph"]


def test_titles_and_summaries_are_counted_in_the_writers_language(section, sign_in):
    soup = form_of(sign_in("writer", language="it"), add_address(section))
    for name, advised in (("title", TITLE_LENGTH), ("summary", SUMMARY_LENGTH)):
        field = soup.select_one(f"[name={name}]")
        assert "advised-length" in field["data-controller"].split()
        assert field["data-advised-length-advised-value"] == str(advised)
        assert "{used} caratteri" in field["data-advised-length-within-value"]


def test_autosave_is_humane(section, writer):
    form = form_of(writer, add_address(section)).select_one("form[data-edit-form]")
    assert form["data-w-autosave-interval-value"] == "15000"


@pytest.mark.parametrize(
    ("fields", "asked"),
    [
        ({}, True),
        ({"picture_alt": "  "}, True),
        ({"picture_alt": "A march."}, False),
        ({"picture_decorative": "on", "picture_alt": "Forgotten words."}, False),
    ],
)
def test_a_picture_is_described_before_it_is_submitted(fields, asked, section, writer):
    soup = form_of(writer, add_address(section))
    data = data_of(soup, title="Grève", slug="greve", picture=make_picture().pk, **fields)
    data = {key: value for key, value in data.items() if not key.startswith("body-")}
    data["body-count"] = "0"
    answer = writer.post(add_address(section), {**data, "action-submit": "1"})
    made = CommuniquePage.objects.filter(slug="greve").first()
    assert (made is None) == asked
    if asked:
        page = BeautifulSoup(answer.content, "html.parser")
        error = page.select_one("[data-contentpath=picture_alt] .error-message").get_text()
        assert "Dites en une phrase ce que montre l’image" in error
        kept = {**data, "action-save": ""}
        assert writer.post(add_address(section), kept).status_code == 302
    else:
        assert (made.picture_alt == "") == ("picture_decorative" in fields)


@pytest.mark.parametrize("lines", [[], [""], ["", "  "], ["", "Tous dehors."]])
@pytest.mark.parametrize("action", ["save", "submit"])
def test_a_paragraph_without_a_word_is_no_fault(action, lines, section, writer):
    def block(place: int, kind: str, value: str) -> dict[str, str]:
        named = {"type": kind, "value": value, "order": str(place), "deleted": "", "id": ""}
        return {f"body-{place}-{name}": each for name, each in named.items()}

    written = [{"key": str(n), "text": text, "type": "unstyled"} for n, text in enumerate(lines)]
    words = json.dumps({"blocks": written, "entityMap": {}})
    data = data_of(form_of(writer, add_address(section)), title="Grève", slug="greve")
    data |= {"body-count": "2", **block(0, "paragraph", words), **block(1, "heading", "Demain")}
    assert writer.post(add_address(section), {**data, f"action-{action}": "1"}).status_code == 302
    made = CommuniquePage.objects.get(slug="greve").get_latest_revision_as_object()
    kept = ["paragraph", "heading"] if any(line.strip() for line in lines) else ["heading"]
    assert [child.block_type for child in made.body] == kept


def test_an_empty_text_offers_a_paragraph_again(section, writer):
    page = make_communique(section, title="Grève")
    soup = form_of(writer, reverse("wagtailadmin_pages:edit", args=[page.pk]))
    assert begun_with(soup) == ["paragraph"]


def test_a_page_can_be_looked_at_by_night_on_paper_and_in_its_languages(sections, sign_in):
    section, italian = sections["education", "fr"], sections["education", "it"]
    page = make_communique(section, title="Grève")
    make_version(page, italian, title="Sciopero")
    draft = CommuniquePage.objects.get(title="Sciopero")
    draft.title = "Sciopero generale"
    draft.save_revision()
    page.save_revision()
    names = [name for name, _label in page.preview_modes]
    assert names == ["", "light", "dark", "print", "language-it"]
    address = reverse("wagtailadmin_pages:view_draft", args=[page.pk])

    administrator = sign_in("administrator")

    def seen(mode, client=administrator):
        return client.get(address, {"mode": mode}).content.decode()

    assert "preview.js" not in seen("")
    assert 'data-look="dark"' in seen("dark")
    assert 'lang="it"' in seen("language-it")
    assert "Sciopero generale" in seen("language-it")
    elsewhere = sign_in("writer")
    elsewhere.user.groups.get().role_group.languages.remove(italian.locale)
    Page.objects.filter(pk=draft.pk).update(live=True)
    assert "Sciopero generale" not in seen("language-it", elsewhere)


def test_several_documents_are_sent_at_once(section, writer):
    address = reverse("documents_chooser:create") + "?multiple=1"
    files = [
        SimpleUploadedFile("tract_nuit.pdf", b"%PDF-1.4 a"),
        SimpleUploadedFile("tract-jour.pdf", b"%PDF-1.4 b"),
    ]
    prefix = "document-chooser-upload"
    collection = section.sector.team.collection_id
    data = {f"{prefix}-language": "fr", f"{prefix}-collection": collection}
    answer = writer.post(address, {**data, f"{prefix}-files": files})
    assert [each["title"] for each in answer.json()["result"]] == ["Tract nuit", "Tract jour"]
    made = SiteDocument.objects.filter(collection=collection, uploaded_by_user=writer.user)
    assert sorted(made.values_list("title", flat=True)) == ["Tract jour", "Tract nuit"]

    bad = SimpleUploadedFile("virus.exe", b"MZ")
    good = SimpleUploadedFile("autre.pdf", b"%PDF-1.4 c")
    answer = writer.post(address, {**data, f"{prefix}-files": [good, bad]}).json()
    assert answer["step"] == "reshow_creation_form"
    assert "virus.exe" in answer["htmlFragment"]
    assert made.count() == 2


def test_nobody_sends_documents_to_the_shelf_of_another_sector(sections, sign_in):
    other = sections["culture", "fr"].sector.team.collection_id
    prefix = "document-chooser-upload"
    data = {
        f"{prefix}-language": "fr",
        f"{prefix}-collection": other,
        f"{prefix}-files": [SimpleUploadedFile("a.pdf", b"%PDF-1.4 a")],
    }
    sign_in("writer").post(reverse("documents_chooser:create") + "?multiple=1", data)
    assert not SiteDocument.objects.filter(collection=other).exists()


def offered_blocks():
    """The blocks that the pickers offer, by name."""
    for stream in (BodyStream(), ChapterStream(), RightsStream()):
        yield from stream.child_blocks.values()


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_every_block_shows_itself_in_the_sites_look(language, sign_in):
    writer = sign_in("writer", language=language)
    texts = set()
    for block in offered_blocks():
        assert block.is_previewable, block.name
        with translation.override(language):
            assert str(block.meta.icon)
            assert block.get_description(), block.name
        assert Block.definition_registry[block.definition_prefix] is block
        address = reverse("wagtailadmin_block_preview")
        answer = writer.get(address, {"id": block.definition_prefix})
        soup = BeautifulSoup(answer.content, "html.parser")
        assert answer.status_code == 200, block.name
        assert soup.html["lang"] == language
        assert soup.select_one("link[href*='css/main']")
        text = re.sub(r"\s+", " ", soup.main.get_text()).strip()
        assert text, block.name
        texts.add(text)
    assert len(texts) == len(list(offered_blocks()))
    if language == "ar":
        assert not any(re.search(r"[a-z]{4}", text) for text in texts)
