"""Forms that members build and translators translate, and what neither of them may do."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.test import Client
from django.urls import reverse
from wagtail.models import GroupPagePermission
from wagtail_localize.models import (
    OverridableSegment,
    StringSegment,
    StringTranslation,
    Translation,
    TranslationSource,
)

from contact.models import ContactPage, FormField
from search.indexing import indexed_page
from tests.contact.factories import make_form, make_message
from tests.factories import make_home, make_sector

pytestmark = pytest.mark.django_db

QUESTIONS = (
    {"label": "Statut", "field_type": "radio", "choices": "Salarié·e\nAu chômage"},
    {"label": "Texte", "field_type": "multiline", "help_text": "Prenez la place qu'il faut."},
)


@pytest.fixture
def page():
    home = make_home()
    make_home("es")
    recipients = {make_sector("ecole"): "ecole@union.example"}
    return make_form(
        home,
        QUESTIONS,
        recipients,
        title="Écrire",
        slug="ecrire",
        from_address="ecole@union.example",
        thanks="Nous vous répondrons bientôt.",
        introduction=[("paragraph", "<p>Avant d'écrire, réfléchissez.</p>")],
    )


def translated(page, words: dict[str, str]) -> ContactPage:
    """The page in Spanish, by wagtail-localize, with the words of a translator."""
    spanish = page.locale.__class__.objects.get(language_code="es")
    source, _made = TranslationSource.get_or_create_from_instance(page)
    translation = Translation.objects.create(source=source, target_locale=spanish)
    for segment in StringSegment.objects.filter(source=source):
        if segment.string.data in words:
            StringTranslation.objects.create(
                translation_of=segment.string,
                locale=spanish,
                context=segment.context,
                data=words[segment.string.data],
            )
    translation.save_target(publish=True)
    return ContactPage.objects.get(locale=spanish)


class TestTranslation:
    def test_a_translator_is_offered_words_and_nothing_else(self, page):
        source, _made = TranslationSource.get_or_create_from_instance(page)
        strings = StringSegment.objects.filter(source=source)
        offered = {segment.context.path.split(".")[-1] for segment in strings}
        assert {"label", "help_text", "choices", "thanks"} <= offered
        overridable = OverridableSegment.objects.filter(source=source)
        offered |= {segment.context.path.split(".")[-1] for segment in overridable}
        kept = {"to_address", "from_address", "sector_recipients", "clean_name", "field_type"}
        kept |= {"required", "purpose", "choice_keys", "retention_days", "acknowledge", "kind"}
        assert offered & kept == set()
        everything = " ".join(str(segment.string.data) for segment in strings)
        assert "@" not in everything

    def test_choices_are_stored_under_the_same_keys_in_every_language(self, page):
        spanish = translated(
            page, {"Statut": "Situación", "Salarié·e<br/>Au chômage": "Con nómina<br/>En paro"}
        )
        question = spanish.form_fields.get(clean_name="statut")
        assert question.label == "Situación"
        assert question.keyed_choices() == [("salariee", "Con nómina"), ("au_chomage", "En paro")]
        assert spanish.to_address == page.to_address
        assert not spanish.is_original

    def test_a_choice_that_the_translator_left_out_can_still_be_chosen(self, page):
        spanish = translated(page, {"Salarié·e<br/>Au chômage": "Con nómina"})
        question = spanish.form_fields.get(clean_name="statut")
        assert question.keyed_choices() == [
            ("salariee", "Con nómina"),
            ("au_chomage", "Au chômage"),
        ]

    def test_rewording_the_original_renames_nothing_that_is_stored(self, page):
        question = page.form_fields.get(clean_name="statut")
        question.label, question.choices = "Situation", "En poste\nAu chômage"
        question.save()
        question = FormField.objects.get(pk=question.pk)
        assert question.clean_name == "statut"
        assert [key for key, _label in question.keyed_choices()] == ["salariee", "au_chomage"]


class TestEditing:
    @pytest.fixture
    def editor(self, page, django_user_model):
        """Somebody who may do everything with pages, and nothing with messages."""
        user = django_user_model.objects.create_user("editor")
        group = Group.objects.create(name="editors of everything")
        group.permissions.add(Permission.objects.get(codename="access_admin"))
        for codename in ("add_page", "change_page", "publish_page"):
            permission = Permission.objects.get(
                codename=codename, content_type__app_label="wagtailcore"
            )
            GroupPagePermission.objects.create(
                group=group, page=page.get_root(), permission=permission
            )
        user.groups.add(group)
        client = Client()
        client.force_login(user)
        return client

    def test_the_form_can_be_edited_and_previewed(self, page, editor):
        address = reverse("wagtailadmin_pages:edit", args=[page.pk])
        html = editor.get(address).content.decode()
        assert "form_fields-TOTAL_FORMS" in html
        assert "choice_keys" not in html
        assert page.make_preview_request().status_code == 200

    @pytest.mark.parametrize(
        "name", ["list_submissions", "list_submissions_results", "delete_submissions"]
    )
    def test_whoever_may_edit_a_form_reads_no_answer_by_wagtail_s_own_pages(
        self, page, editor, name
    ):
        """Wagtail shows and deletes submissions to whoever may edit the page (CVE-2026-44199)."""
        make_message(page, text="Mon chef me menace")
        response = editor.get(reverse(f"wagtailforms:{name}", args=[page.pk]))
        assert response.status_code in (302, 403, 404)
        assert b"menace" not in response.content
        listed = editor.get(reverse("wagtailforms:index"))
        assert "Écrire" not in listed.content.decode()

    def test_a_copy_of_a_form_is_a_form_of_its_own(self, page):
        copy = page.copy(update_attrs={"slug": "copie", "title": "Copie"})
        assert copy.is_original
        assert copy.to_address == page.to_address
        names = [question.clean_name for question in copy.form_fields.all()]
        assert names == ["statut", "texte"]


class TestSearch:
    def test_the_introduction_is_found_and_no_message_ever_is(self, page):
        make_message(page, text="Mon chef me menace")
        words = repr(indexed_page(page).passages)
        assert "réfléchissez" in words
        assert "menace" not in words
        assert "bientôt" not in words
