"""The index agrees with what readers may see, after every kind of change, in its transaction."""

import datetime
from io import StringIO

import pytest
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.utils import timezone
from wagtail.documents import get_document_model
from wagtail.models import Page, PageViewRestriction

from search.indexing import sync
from search.models import DocumentText, IndexEntry, IndexText, IndexWord
from search.verification import differences
from sectors.models import CommuniqueDocument, CommuniquePage, Organisation, Sector, Theme

# The sectors, themes, signatories and documents of a communiqué.
READ_OF_A_PAGE = 4


@pytest.fixture(autouse=True)
def index_is_true(db):
    """Whatever a test did, the index must agree with the pages at its end."""
    yield
    assert list(differences()) == []


def test_published_page_is_found_and_unpublished_is_not(site, find):
    page = site.communique("Grève à la poste", "Les factrices se lèvent.")
    assert find("factrices") == ["Grève à la poste"]
    page.unpublish()
    assert find("factrices") == []


def test_draft_changes_are_not_found_until_published(site, find):
    page = site.communique("Un titre", "Texte premier.")
    page.title = "Brouillon"
    revision = page.save_revision()
    assert find("brouillon") == []
    revision.publish()
    assert find("brouillon") == ["Brouillon"]


def test_every_text_of_the_page_is_found(site, find):
    page = site.communique("Titre", summary="Chapeau")
    page.body = [
        ("heading", "Intertitre"),
        ("callout", {"tone": "rights", "title": "Encadré", "text": "<p>Dedans <b>gras</b></p>"}),
        ("quote", {"text": "Citation", "source": "Une standardiste", "language": ""}),
        ("steps", {"items": [{"title": "Étape", "text": "<p>Marcher</p>"}]}),
        ("figures", {"items": [{"figure": "900", "label": "emplois"}], "source": "Décompte"}),
    ]
    page.event_place = "Place Bellecour"
    page.save_revision().publish()
    words = "chapeau intertitre encadré gras citation standardiste marcher 900 décompte bellecour"
    for word in words.split():
        assert find(word) == ["Titre"], word
    # The choice of a block is no text.
    assert find("rights") == []


def test_index_changes_with_the_transaction(site, find):
    page = site.communique("Motion", "Avant.")
    try:
        with transaction.atomic():
            page.body = [("paragraph", "<p>Après.</p>")]
            page.save_revision().publish()
            assert find("après motion") == ["Motion"]
            raise RuntimeError
    except RuntimeError:
        pass
    assert not IndexText.objects.get(pk=page.pk).text.startswith("Après")


def test_restriction_hides_a_page_and_those_below(site, find):
    above = site.page("Réservé", summary="coffre")
    site.page("Dessous", parent=above, summary="coffre")
    assert len(find("coffre")) == 2
    restriction = PageViewRestriction.objects.create(page=above, restriction_type="login")
    assert find("coffre") == []
    assert not IndexWord.objects.filter(spelling="coffre").exists()
    restriction.delete()
    assert len(find("coffre")) == 2


def test_page_published_under_a_restriction_is_not_indexed(site, find):
    above = site.page("Membres")
    PageViewRestriction.objects.create(page=above, restriction_type="login")
    site.page("Secret", parent=above)
    assert find("secret") == []


def test_moving_under_a_restriction_hides(site, find):
    above, page = site.page("Membres"), site.page("Voyageuse")
    PageViewRestriction.objects.create(page=above, restriction_type="login")
    page.move(Page.objects.get(pk=above.pk), "last-child")
    assert find("voyageuse") == []
    Page.objects.get(pk=page.pk).move(Page.objects.get(pk=site.homes["fr"].pk), "last-child")
    assert find("voyageuse") == ["Voyageuse"]


def test_deleted_page_leaves_nothing(site, find):
    page = site.communique("Éphémère", "zythum")
    page.delete()
    assert find("zythum") == []
    assert not IndexText.objects.filter(pk=page.pk).exists()
    assert not IndexWord.objects.filter(spelling="zythum").exists()


def test_alias_is_found_once_it_is_a_page_of_its_own(site, find):
    page = site.communique("Originale", "alias")
    alias = page.create_alias(parent=site.indexes["fr"].specific, update_slug="copie")
    assert find("originale") == ["Originale"]
    from wagtail.actions.convert_alias import ConvertAliasPageAction

    ConvertAliasPageAction(alias).execute()
    assert find("originale") == ["Originale", "Originale"]


def test_translation_is_indexed_in_its_language(site, find):
    site.home("en")
    page = site.communique("Bonjour", "texte")
    translated = page.copy_for_translation(site.locales["en"])
    assert not IndexEntry.objects.filter(pk=translated.pk).exists()
    translated.title = "Hello workers"
    translated.save_revision().publish()
    assert find("worker", "en") == ["Hello workers"]
    assert find("worker", "fr") == []


def test_translation_published_by_wagtail_localize_is_indexed(site, find):
    from wagtail_localize.models import StringTranslation, Translation, TranslationSource

    site.home("es")
    page = site.communique("Bonjour", "texte")
    source, _made = TranslationSource.get_or_create_from_instance(page)
    translation = Translation.objects.create(source=source, target_locale=site.locales["es"])
    for segment in source.stringsegment_set.select_related("context", "string"):
        StringTranslation.objects.create(
            translation_of=segment.string,
            locale=site.locales["es"],
            context=segment.context,
            data="huelga",
            translation_type="manual",
        )
    translation.save_target(publish=True)
    assert find("huelgas", "es") == []
    translation.get_target_instance().get_latest_revision().publish()
    assert find("huelgas", "es") == ["huelga"]
    StringTranslation.objects.filter(context__path="title").update(data="paro")
    translation.save_target(publish=True)
    assert find("paros", "es") == ["paro"]


def test_scheduled_page_is_found_when_its_time_comes(site, find):
    page = site.communique("Futur", "demain")
    page.unpublish()
    page.go_live_at = timezone.now() + datetime.timedelta(hours=1)
    page.save_revision().publish()
    assert find("futur") == []
    revision = Page.objects.get(pk=page.pk).get_latest_revision()
    past = timezone.now() - datetime.timedelta(minutes=1)
    revision.content["go_live_at"] = past.isoformat()
    revision.approved_go_live_at = past
    revision.save()
    call_command("publish_scheduled", verbosity=0)
    assert find("futur") == ["Futur"]


def test_renamed_vocabulary_is_found_by_its_new_name(site, find):
    sector = Sector.objects.create(slug="rail", name_fr="Cheminots")
    theme = Theme.objects.create(slug="paie", name_fr="Salaires")
    friend = Organisation.objects.create(slug="amie", name_fr="Confédération", short_name="CNX")
    page = site.communique("Sans mot", sectors=[sector], themes=[theme])
    page.signatories = [friend]
    page.save_revision().publish()
    assert find("cheminots") == find("salaires") == find("CNX") == ["Sans mot"]
    sector.name_fr = "Ferroviaire"
    sector.save()
    friend.short_name = "XNC"
    friend.save()
    assert find("cheminots") == []
    assert find("ferroviaire") == find("XNC") == ["Sans mot"]
    theme.delete()
    assert find("salaires") == []


def leaflet(text, name="tract.pdf", language="fr"):
    """A document whose PDF says the text."""
    import typst

    pdf = typst.compile(f"#set page(width: 10cm)\n{text}".encode())
    return get_document_model().objects.create(
        title="Tract", language=language, file=ContentFile(pdf, name=name)
    )


def test_text_of_an_attached_leaflet_is_found_and_stored_once(site, find, monkeypatch):
    page = site.communique("Avec tract")
    document = leaflet("Mobilisation générale des bibliothécaires")
    page.documents = [CommuniqueDocument(document=document)]
    page.save_revision().publish()
    assert find("bibliothécaire") == ["Avec tract"]
    monkeypatch.setattr("search.attachments.PdfReader", lambda file: pytest.fail("read again"))
    page.title = "Avec le tract"
    page.save_revision().publish()
    assert DocumentText.objects.count() == 1


@pytest.mark.usefixtures("admins_indexes")
def test_replaced_file_is_read_again(site, find):
    page = site.communique("Avec tract")
    document = leaflet("Ancienne encre")
    page.documents = [CommuniqueDocument(document=document)]
    page.save_revision().publish()
    other = leaflet("Nouvelle typographie", name="autre.pdf")
    document.file, document.file_size = other.file.name, other.file_size
    document.save()
    assert find("encre") == []
    assert find("typographie") == ["Avec tract"]
    document.delete()
    assert find("typographie") == []


def test_leaflet_in_another_language_is_left_out_where_there_is_one_in_the_pages_own(site, find):
    page = site.communique("Deux tracts")
    page.documents = [
        CommuniqueDocument(document=leaflet("Colère")),
        CommuniqueDocument(document=leaflet("Anger", language="en")),
    ]
    page.save_revision().publish()
    assert find("colère") == ["Deux tracts"]
    assert find("anger") == []


def test_broken_pdf_does_not_stop_publishing(site, find):
    document = get_document_model().objects.create(
        title="Abîmé", file=ContentFile(b"%PDF-1.4 nothing", name="x.pdf")
    )
    page = site.communique("Publié quand même")
    page.documents = [CommuniqueDocument(document=document)]
    page.save_revision().publish()
    assert find("abîmé") == ["Publié quand même"]


def test_page_saved_without_publishing_is_indexed(site, find):
    page = site.communique("Avant script")
    page.title = "Après script"
    page.save()
    assert find("script") == ["Après script"]


def test_check_tells_each_kind_of_difference(site):
    page = site.communique("Vérité", "mot")
    IndexWord.objects.filter(spelling="mot").update(pages=7)
    IndexEntry.objects.filter(pk=page.pk).update(kind="wrong")
    CommuniquePage.objects.filter(pk=page.pk).update(summary="autre")
    with pytest.raises(CommandError):
        call_command("check_search_index", stdout=_Sink())
    found = " ".join(differences())
    assert "miscounted" in found
    assert "kind" in found
    assert "text differs" in found
    call_command("rebuild_search_index", stdout=_Sink())


def test_rebuilding_repairs(site, find):
    page = site.communique("Vérité", "mot")
    gone = site.communique("Disparue", "perdu")
    IndexWord.objects.filter(spelling="mot").update(pages=7)
    IndexWord.objects.create(language="fr", spelling="x", key="x", term="x", pages=1)
    IndexEntry.objects.filter(pk=page.pk).update(kind="wrong")
    IndexText.objects.filter(pk=page.pk).delete()
    Page.objects.filter(pk=gone.pk).update(live=False)
    call_command("rebuild_search_index", stdout=_Sink())
    assert find("mot") == ["Vérité"]
    assert find("perdu") == []


def test_group_restriction_counts_like_any_other(site, find):
    page = site.page("Commission")
    restriction = PageViewRestriction.objects.create(page=page, restriction_type="groups")
    restriction.groups.add(Group.objects.first())
    assert find("commission") == []


def test_publishing_asks_the_database_few_times(site, django_assert_max_num_queries):
    page = site.communique("Adresse", "un texte de quelques mots")
    page = CommuniquePage.objects.get(pk=page.pk)
    page.summary = "autres mots"
    CommuniquePage.objects.filter(pk=page.pk).update(summary=page.summary)
    # What is stored; the words that came, the entry and its text. The rest reads the page itself.
    written = {"postgresql": 1, "sqlite": 5}[connection.vendor]
    with django_assert_max_num_queries(1 + written + READ_OF_A_PAGE):
        assert sync(page)
    with django_assert_max_num_queries(1 + READ_OF_A_PAGE):
        assert not sync(page)


class _Sink(StringIO):
    def write(self, text):
        """Takes text and keeps nothing."""
        return len(text)
