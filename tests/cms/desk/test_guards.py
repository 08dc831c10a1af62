"""The traps of wagtail-localize, each with the guard that closes it."""

import pytest
from django.urls import reverse
from wagtail.models import Locale, Page
from wagtail_localize.locales.components import LOCALE_COMPONENTS
from wagtail_localize.models import (
    LocaleSynchronization,
    StringTranslation,
    Translation,
    TranslationContext,
    TranslationSource,
)
from wagtail_localize.operations import translate_object

from cms import checks
from cms.desk.families import translations_into
from cms.desk.guards import SecondSourceError
from cms.desk.memory import absorb
from cms.desk.publication import NotPublishableError, publish
from cms.desk.submission import begin
from tests.factories import (
    make_communique,
    make_home,
    make_locale,
    make_page,
    make_sector_page,
    translate,
)


def version(page, code) -> Page:
    """The page in a language."""
    return Page.objects.get(translation_key=page.translation_key, locale__language_code=code)


class TestNothingUntranslatedGoesLive:
    """No reader gets French under another prefix."""

    def test_beginning_a_page_begins_its_parents_as_drafts(self, communique):
        made = begin(communique, make_locale("it"))
        assert [page.specific_class.__name__ for page in made] == [
            "HomePage",
            "SectorIndexPage",
            "SectorPage",
            "CommuniquePage",
        ]
        italian = Page.objects.filter(locale=make_locale("it"))
        assert not italian.filter(live=True).exists()
        assert not italian.exclude(alias_of=None).exists()

    def test_not_even_by_wagtail_localizes_own_ways(self, communique):
        translate_object(communique, [make_locale("it")])
        italian = Page.objects.filter(locale=make_locale("it"))
        assert italian.count() == 4
        assert not italian.filter(live=True).exists()
        assert not italian.exclude(alias_of=None).exists()

    def test_an_alias_that_exists_already_goes_offline_when_its_translation_begins(self, home):
        page = make_page(home)
        spanish = version(home, "es")
        alias = page.create_alias(
            parent=spanish,
            update_locale=spanish.locale,
            update_slug="alias",
            reset_translation_key=False,
        )
        assert alias.live
        begin(page, spanish.locale)
        alias.refresh_from_db()
        assert (alias.live, alias.alias_of_id) == (False, None)

    def test_what_lacks_a_passage_is_not_published(self, communique):
        page = translate(communique, "es", publish=False, only=2)
        with pytest.raises(NotPublishableError):
            publish(translations_into(page).get())

    def test_nor_by_the_button_of_the_editor(self, admin, communique):
        page = translate(communique, "es", publish=False, only=2)
        response = admin.post(
            reverse("wagtailadmin_pages:edit", args=[page.pk]), {"action": "publish"}
        )
        assert response.status_code == 302
        assert not version(communique, "es").live

    def test_no_language_can_be_synchronised_from_another(self, home):
        with pytest.raises(ValueError, match="synchronised"):
            LocaleSynchronization.objects.create(
                locale=make_locale("it"), sync_from=make_locale("fr")
            )
        models = [component["model"] for component in LOCALE_COMPONENTS]
        assert LocaleSynchronization not in models

    def test_no_page_can_be_made_an_alias_again(self, admin, communique):
        page = translate(communique, "es")
        address = reverse("wagtail_localize:convert_to_alias", args=[page.pk])
        assert admin.post(address, follow=True).status_code == 404
        assert Page.objects.get(pk=page.pk).alias_of_id is None


class TestOneSource:
    """A page is filled from one other page, and an original from none."""

    def test_a_second_source_is_refused(self, communique):
        spanish = translate(communique, "es")
        translate(communique, "ar")
        source, _made = TranslationSource.get_or_create_from_instance(spanish)
        with pytest.raises(SecondSourceError):
            Translation.objects.create(source=source, target_locale=make_locale("ar"))

    def test_an_original_is_not_translated_from_its_translation(self, communique):
        spanish = translate(communique, "es")
        source, _made = TranslationSource.get_or_create_from_instance(spanish)
        with pytest.raises(SecondSourceError):
            Translation.objects.create(source=source, target_locale=make_locale("fr"))

    def test_two_sources_break_no_editor_and_saving_leaves_one(self, admin, communique):
        """Left behind by an earlier version, or by an importer that writes rows in bulk."""
        spanish = translate(communique, "es")
        arabic = translate(communique, "ar")
        source, _made = TranslationSource.get_or_create_from_instance(spanish)
        Translation.objects.bulk_create(
            [Translation(source=source, target_locale=arabic.locale, enabled=True)]
        )
        edit = reverse("wagtailadmin_pages:edit", args=[arabic.pk])
        desk = reverse("translation_desk:work", args=[arabic.pk])
        assert admin.get(edit).headers["Location"] == desk
        assert admin.get(desk).status_code == 200
        admin.post(desk)
        assert admin.get(edit).status_code == 200
        assert translations_into(arabic).get().source.locale == communique.locale

    def test_a_section_of_mixed_originals_keeps_each_original(self, communique):
        """Its Spanish original is not overwritten from its French translation."""
        spanish_section = translate(communique.get_parent(), "es")
        original = make_communique(spanish_section, title="Huelga", slug="huelga")
        original.save_revision().publish()
        french = translate(original, "fr")
        assert begin(french, make_locale("es")) == []
        begin(french, make_locale("ar"))
        arabic = version(original, "ar")
        assert translations_into(arabic).get().source.locale == original.locale
        assert version(original, "es").title == "Huelga"


class TestMoving:
    """A moved original takes its translations along."""

    def test_to_the_same_place_of_their_language(self, communique):
        index = communique.get_parent().get_parent()
        other = make_sector_page(index, title="Éducation")
        spanish_other = translate(other, "es")
        spanish = translate(communique, "es")
        communique.move(other, pos="last-child")
        assert version(communique, "es").get_parent().pk == spanish_other.pk
        assert version(communique, "es").url_path.startswith(spanish_other.url_path)
        assert spanish.live

    def test_they_stay_where_the_new_place_does_not_exist(self, admin, communique):
        spanish = translate(communique, "es")
        parent = spanish.get_parent()
        other = make_sector_page(communique.get_parent().get_parent(), title="Éducation")
        address = reverse("wagtailadmin_pages:move_confirm", args=[communique.pk, other.pk])
        response = admin.post(address, follow=True)
        assert version(communique, "es").get_parent().pk == parent.pk
        assert "Español" in [str(m) for m in response.context["messages"]][-1]

    def test_a_translation_moved_by_itself_moves_nothing_else(self, communique):
        other = make_sector_page(communique.get_parent().get_parent(), title="Éducation")
        spanish_other = translate(other, "es")
        spanish = translate(communique, "es")
        spanish.move(spanish_other, pos="last-child")
        communique.refresh_from_db()
        assert communique.get_parent().title == "Numérique"

    def test_a_slug_that_is_taken_there_gets_a_number(self, communique):
        other = make_sector_page(communique.get_parent().get_parent(), title="Éducation")
        spanish_other = translate(other, "es")
        spanish = translate(communique, "es")
        make_communique(spanish_other, title="Otro", slug=spanish.slug)
        communique.move(other, pos="last-child")
        assert version(communique, "es").slug == f"{spanish.slug}-1"


class TestRenamedField:
    """A field that changed its name loses no translation and breaks no editor."""

    @pytest.fixture
    def renamed(self, communique):
        """A Spanish page translated when `summary` was still called `chapeau`."""
        page = translate(communique, "es")
        TranslationContext.objects.filter(path="summary").update(
            path="chapeau", path_id=TranslationContext._get_path_id("chapeau"), field_path="chapeau"
        )
        return page

    def test_the_editor_leads_to_the_desk(self, admin, renamed):
        response = admin.get(reverse("wagtailadmin_pages:edit", args=[renamed.pk]))
        assert response.headers["Location"] == reverse("translation_desk:work", args=[renamed.pk])
        assert admin.get(response.headers["Location"]).status_code == 200

    def test_saving_there_keeps_the_translation_under_the_new_name(self, admin, renamed):
        admin.post(reverse("translation_desk:work", args=[renamed.pk]))
        kept = StringTranslation.objects.get(context__path="summary", locale=renamed.locale)
        assert kept.data == "es: Un résumé."
        edit = admin.get(reverse("wagtailadmin_pages:edit", args=[renamed.pk]))
        assert edit.status_code == 200

    def test_a_block_that_is_no_longer_offered_does_no_harm(self, admin, communique):
        page = translate(communique, "es")
        TranslationContext.objects.filter(path="body.a1").update(field_path="body.ancien")
        response = admin.get(reverse("wagtailadmin_pages:edit", args=[page.pk]))
        assert response.headers["Location"] == reverse("translation_desk:work", args=[page.pk])


class TestEditsByHand:
    """What a person wrote survives, wherever it was written."""

    def test_a_page_edited_while_its_translation_was_stopped(self, communique, admin):
        page = translate(communique, "es")
        Translation.objects.filter(target_locale=page.locale).update(enabled=False)
        page.title = "Huelga a mano"
        page.save_revision().publish()
        address = reverse("wagtailadmin_pages:edit", args=[page.pk])
        admin.post(address, {"localize-restart-translation": "1"})
        translation = translations_into(page).get()
        assert translation.enabled
        title = StringTranslation.objects.get(context__path="title", locale=page.locale)
        assert title.data == "Huelga a mano"
        translation.save_target(publish=False)
        assert version(communique, "es").title == "Huelga a mano"

    def test_an_older_edit_does_not_overwrite_a_newer_passage(self, communique):
        page = translate(communique, "es")
        page.title = "Vieja"
        page.save_revision().publish()
        title = StringTranslation.objects.get(context__path="title", locale=page.locale)
        title.data = "Nueva"
        title.save()
        absorb(translations_into(page).get())
        title.refresh_from_db()
        assert title.data == "Nueva"


class TestRecipients:
    """No translator can send the union's mail elsewhere."""

    @pytest.mark.parametrize("name", ["to_address", "contact_email"])
    def test_an_address_that_could_be_overridden_is_refused(self, monkeypatch, name):
        from django.db import models as fields
        from wagtail_localize.fields import SynchronizedField, TranslatableField

        kind = fields.EmailField() if name == "contact_email" else fields.CharField()
        kind.name = name
        for offered in (SynchronizedField(name), TranslatableField(name)):
            assert checks.can_be_overridden(kind, offered)
        assert not checks.can_be_overridden(kind, SynchronizedField(name, overridable=False))

    def test_the_site_has_none(self):
        assert checks.check_recipients(None) == []


def test_deleting_an_original_leaves_a_sound_tree_and_its_translations(communique):
    page = translate(communique, "es")
    communique.delete()
    assert Page.objects.filter(pk=page.pk, live=True).exists()
    assert (
        not Translation.objects.filter(target_locale=page.locale)
        .exclude(source__object_repr__in=["Numérique", "Secteurs"])
        .exists()
    )


def test_a_new_language_begins_with_its_home_page(home):
    made = begin(make_page(home), Locale.objects.get(language_code="it"))
    assert [page.depth for page in made] == [2, 3]
    assert make_home
