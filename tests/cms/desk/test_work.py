"""What has changed in an original, and the work on it."""

import pytest
from django.urls import reverse
from wagtail.models import Page
from wagtail_localize.models import StringTranslation

from cms.desk.changes import Work, differences
from cms.desk.families import translations_into
from cms.desk.markup import BrokenMarkupError, checked
from cms.desk.memory import read_again
from sectors.models import CommuniquePage
from tests.cms.desk.conftest import BODY
from tests.factories import make_locale, translate

NEW = {"type": "paragraph", "value": "<p>Deuxième paragraphe, corrigé, du texte.</p>", "id": "b2"}


def republish(page, **fields) -> None:
    """Publishes the original with a change."""
    page = CommuniquePage.objects.get(pk=page.pk)
    for name, value in fields.items():
        setattr(page, name, value)
    page.save_revision().publish()


@pytest.fixture
def spanish(communique):
    """The published Spanish translation."""
    return translate(communique, "es")


def work_on(page) -> Work:
    """The work on a translated page, read anew."""
    return Work.of(translations_into(page).get())


def words(passages) -> list[str]:
    return [passage.original for passage in passages]


class TestWhatChanged:
    """Passage by passage, what was and what is; all that fits is kept."""

    def test_nothing_changed(self, spanish):
        assert work_on(spanish).to_do == []
        assert len(work_on(spanish).kept) == 4

    def test_one_paragraph_shows_what_was_and_what_is(self, communique, spanish):
        republish(communique, body=[BODY[0], NEW])
        (passage,) = work_on(spanish).to_do
        assert passage.earlier == "Deuxième paragraphe du texte."
        assert passage.original == "Deuxième paragraphe, corrigé, du texte."
        assert passage.earlier_translation == "es: Deuxième paragraphe du texte."
        assert ("new", "paragraphe, corrigé,") in passage.difference
        assert len(work_on(spanish).kept) == 3

    def test_it_still_does_when_another_language_has_taken_the_change(self, communique, spanish):
        translate(communique, "ar")
        republish(communique, body=[BODY[0], NEW])
        read_again(translations_into(spanish).get().source)
        (passage,) = work_on(spanish).to_do
        assert passage.earlier_translation == "es: Deuxième paragraphe du texte."

    def test_a_paragraph_that_only_moved_to_another_block_is_kept(self, communique, spanish):
        moved = [{**BODY[1], "id": "z9"}, {**BODY[0], "id": "y8"}]
        republish(communique, body=moved)
        assert work_on(spanish).to_do == []
        read_again(translations_into(spanish).get().source)
        assert work_on(spanish).to_do == []
        data = StringTranslation.objects.get(context__path="body.z9").data
        assert data == "es: Deuxième paragraphe du texte."

    def test_a_new_paragraph_has_no_past(self, communique, spanish):
        added = {"type": "paragraph", "value": "<p>Tout neuf.</p>", "id": "c3"}
        republish(communique, body=[*BODY, added])
        (passage,) = work_on(spanish).to_do
        assert (passage.original, passage.earlier, passage.proposal) == ("Tout neuf.", "", "")

    def test_a_paragraph_that_is_gone_is_named(self, communique, spanish):
        republish(communique, body=[BODY[0]])
        work = work_on(spanish)
        assert (work.to_do, work.gone) == ([], ["Deuxième paragraphe du texte."])

    def test_words_are_compared_one_by_one(self):
        assert differences("un deux trois", "un quatre trois") == [
            ("same", "un "),
            ("gone", "deux"),
            ("new", "quatre"),
            ("same", " trois"),
        ]


class TestSaving:
    """Only what the translator wrote is changed."""

    def test_one_paragraph_is_updated_and_the_rest_stays(self, communique, spanish):
        republish(communique, body=[BODY[0], NEW])
        (passage,) = work_on(spanish).to_do
        before = dict(StringTranslation.objects.values_list("pk", "data"))
        outcome = work_on(spanish).take({passage.key: "Segundo párrafo, corregido."}, set())
        assert (outcome.taken, outcome.refused) == (1, {})
        after = dict(StringTranslation.objects.values_list("pk", "data"))
        assert {pk: after[pk] for pk in before} == before
        assert work_on(spanish).to_do == []

    def test_an_earlier_translation_left_as_it_was_needs_a_word(self, communique, spanish):
        republish(communique, body=[BODY[0], NEW])
        (passage,) = work_on(spanish).to_do
        texts = {passage.key: passage.proposal}
        assert work_on(spanish).take(texts, set()).taken == 0
        assert work_on(spanish).take(texts, {passage.key}).taken == 1

    def test_a_live_page_stays_as_it_is_until_it_is_published(self, admin, communique, spanish):
        republish(communique, body=[BODY[0], NEW])
        (passage,) = work_on(spanish).to_do
        address = reverse("translation_desk:work", args=[spanish.pk])
        admin.post(address, {f"text-{passage.key}": "Segundo."})
        body = CommuniquePage.objects.get(pk=spanish.pk).body.get_prep_value()
        assert body[1]["value"] == "<p>es: Deuxième paragraphe du texte.</p>"

    def test_save_and_publish(self, admin, communique, spanish, django_capture_on_commit_callbacks):
        republish(communique, body=[BODY[0], NEW])
        (passage,) = work_on(spanish).to_do
        address = reverse("translation_desk:work", args=[spanish.pk])
        with django_capture_on_commit_callbacks(execute=True):
            response = admin.post(address, {f"text-{passage.key}": "Segundo.", "publish": "1"})
        assert response.headers["Location"] == reverse("translation_desk:index")
        page = CommuniquePage.objects.get(pk=spanish.pk)
        assert [block["value"] for block in page.body.get_prep_value()] == [
            "<p>es: Premier paragraphe.</p>",
            "<p>Segundo.</p>",
        ]
        assert page.title == "es: Grève"

    def test_what_is_refused_is_shown_again_with_the_reason(self, admin, communique, spanish):
        republish(communique, body=[BODY[0], NEW])
        (passage,) = work_on(spanish).to_do
        address = reverse("translation_desk:work", args=[spanish.pk])
        html = admin.post(address, {f"text-{passage.key}": "Segundo <b>sin fin"}).content.decode()
        assert "Segundo &lt;b&gt;sin fin" in html
        assert 'aria-invalid="true"' in html

    def test_a_title_that_is_too_long_is_refused(self, communique, spanish):
        republish(communique, title="Grève générale")
        (passage,) = work_on(spanish).to_do
        outcome = work_on(spanish).take({passage.key: "x" * 300}, set())
        assert "300" in outcome.refused[passage.key]


class TestMarkup:
    """Tags and links come back as they went out."""

    ORIGINAL = 'Lire <a id="a1">le <b>tract</b></a>.'

    def test_a_sound_passage_is_taken(self):
        assert checked(self.ORIGINAL, 'Leer <a id="a1">la <b>hoja</b></a>.')

    @pytest.mark.parametrize(
        "broken",
        [
            "Leer la hoja.",
            'Leer <a id="a2">la hoja</a>.',
            'Leer <a id="a1">la <b>hoja</a>.',
            'Leer <a id="a1">la hoja.',
            'Leer</b> <a id="a1">la hoja</a>.',
            '<p>Leer <a id="a1">la hoja</a></p>',
            '<a id="a1">x</a><script>alert(1)</script>',
            '<a id="a1" href="//evil">x</a>',
            '<a id="a1">x</a><b onclick="x()">y</b>',
            '<a id="a1">x</a>\x00',
        ],
    )
    def test_a_broken_one_is_refused(self, broken):
        with pytest.raises(BrokenMarkupError):
            checked(self.ORIGINAL, broken)


class TestRights:
    """A translator works in their own language and nowhere else."""

    @pytest.mark.parametrize(("code", "allowed"), [("es", True), ("ar", False)])
    def test_views(self, translator, communique, code, allowed):
        page = translate(communique, code)
        other = {"page_id": communique.pk, "code": code}
        for address in (
            reverse("translation_desk:work", args=[page.pk]),
            reverse("translation_desk:begin", kwargs=other),
            reverse("translation_desk:file", kwargs=other),
        ):
            # Wagtail sends those who may not back to its home page.
            answer = translator.get(address)
            refused = answer.status_code == 302 and answer.headers["Location"] == "/admin/"
            assert refused is not allowed

    @pytest.mark.parametrize(("code", "allowed"), [("es", True), ("it", False), ("ar", False)])
    def test_beginning(self, translator, communique, code, allowed):
        translator.post(reverse("translation_desk:begin", args=[communique.pk, code]))
        exists = Page.objects.filter(
            translation_key=communique.translation_key, locale=make_locale(code)
        ).exists()
        assert exists is allowed

    def test_nobody_without_rights_sees_the_desk(self, client, communique):
        assert client.get("/admin/translations/").status_code == 302

    def test_looking_writes_nothing(self, translator, communique):
        count = Page.objects.count()
        translator.get(reverse("translation_desk:begin", args=[communique.pk, "es"]))
        translator.get("/admin/translations/")
        assert Page.objects.count() == count


def test_begun_from_the_table_the_work_opens(admin, communique):
    address = reverse("translation_desk:begin", args=[communique.pk, "es"])
    assert address in admin.get("/admin/translations/").content.decode()
    response = admin.post(address)
    page = Page.objects.get(slug="greve", locale=make_locale("es"))
    assert response.headers["Location"] == reverse("translation_desk:work", args=[page.pk])
    assert admin.get(response.headers["Location"]).status_code == 200
    assert admin.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).status_code == 200


def test_the_address_follows_the_title_and_then_stays(communique, spanish):
    assert spanish.slug == "es-greve"
    republish(communique, slug="grande-greve")
    assert work_on(spanish).to_do == []


def test_a_title_without_latin_letters_keeps_the_originals_address(communique):
    assert translate(communique, "ar", publish=False).slug == "greve"
