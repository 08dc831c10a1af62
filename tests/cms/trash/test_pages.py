"""A deleted page is gone everywhere; a restored one is there again, with all that hung on it."""

import datetime

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import (
    GroupPagePermission,
    Page,
    PageLogEntry,
    PageViewRestriction,
    ReferenceIndex,
    WorkflowState,
)
from wagtail_localize.models import StringTranslation, Translation

from cms.models import TrashEntry
from cms.roles.carrying import carry
from contact.models import Message
from search.models import IndexEntry
from sectors.founding import found_sector
from sectors.models import Sector, SectorPage
from tests.cms.trash.deeds import delete, delete_many, entry_of, is_there, listed, restore
from tests.contact.factories import make_form, make_message
from tests.factories import (
    link_to,
    make_communique,
    make_dossier,
    make_dossier_index,
    make_page,
    make_version,
    publish_again,
    translate,
)


@pytest.mark.usefixtures("admins_indexes")
def test_a_page_goes_and_comes_back_as_it_was(admin, reader, communique, section, home):
    other = make_page(home, title="Autre")
    publish_again(other, body=[{"type": "paragraph", "value": link_to(communique)}])
    dossier = make_dossier(make_dossier_index(home), [communique])
    make_communique(section, title="Après")
    address = communique.url
    before = Page.objects.filter(pk=communique.pk).values().get()
    history = sorted(communique.revisions.values_list("pk", "content"))
    assert reader.get(address).status_code == 200

    answer = delete(admin, communique)
    assert answer.status_code == 302
    assert not is_there(communique)
    assert reader.get(address).status_code == 404
    assert not IndexEntry.objects.filter(pk=communique.pk).exists()
    assert admin.get(reverse("wagtailadmin_pages:edit", args=[communique.pk])).status_code == 404
    assert communique.title in listed(admin)
    assert not dossier.chosen_communiques.exists()

    restore(admin, entry_of(communique))
    assert Page.objects.filter(pk=communique.pk).values().get() == before
    assert sorted(communique.revisions.values_list("pk", "content")) == history
    assert reader.get(address).status_code == 200
    assert IndexEntry.objects.filter(pk=communique.pk).exists()
    assert type(communique).objects.get(pk=communique.pk).body == communique.body
    assert ReferenceIndex.get_references_to(communique).filter(object_id=str(other.pk)).exists()
    assert [one.communique_id for one in dossier.chosen_communiques.all()] == [communique.pk]
    assert not TrashEntry.objects.exists()
    assert communique.title not in listed(admin).split("trash-words")[1]
    assert PageLogEntry.objects.filter(page=communique, action="cms.trash.restore").exists()


def test_a_restricted_page_stays_restricted(admin, reader, communique):
    PageViewRestriction.objects.create(page=communique, restriction_type="login")
    delete(admin, communique)
    restore(admin, entry_of(communique))
    assert reader.get(communique.url).status_code == 302
    assert not IndexEntry.objects.filter(pk=communique.pk).exists()


def test_what_was_below_comes_back_with_it(admin, reader, section, communique):
    draft = make_communique(section, title="Brouillon", live=False)
    addresses = [section.url, communique.url]
    delete(admin, section)
    assert not any(is_there(page) for page in (section, communique, draft))
    entry = entry_of(section)
    assert (entry.pages, entry.live_pages) == (3, 2)
    restore(admin, entry)
    assert [reader.get(address).status_code for address in addresses] == [200, 200]
    assert not Page.objects.get(pk=draft.pk).live
    assert Page.objects.get(pk=section.pk).numchild == 2


def test_an_address_that_was_taken_gets_a_suffix(admin, reader, section, communique):
    below = make_page(section.get_parent().get_parent(), title="Rubrique", slug="rubrique")
    child = make_page(below, title="Fille", slug="fille")
    delete(admin, below)
    make_page(section.get_parent().get_parent(), title="Nouvelle", slug="rubrique")
    restore(admin, entry_of(below))
    assert reader.get("/fr/rubrique-1/").status_code == 200
    assert reader.get("/fr/rubrique-1/fille/").status_code == 200
    assert Page.objects.get(pk=child.pk).url_path.endswith("/rubrique-1/fille/")


def test_without_its_place_it_asks_for_one(admin, section, communique, home):
    delete(admin, communique)
    delete(admin, section)
    entry = entry_of(communique)
    answer = restore(admin, entry)
    place = reverse("trash:place", args=[entry.pk])
    assert answer.headers["Location"] == place
    # Among Arabic words, the sections above it keep their order.
    assert f"\u2068{entry.place}\u2069" in admin.get(place).content.decode()
    spanish = Page.objects.get(slug="home-es")
    for wrong in (spanish.pk, make_page(home).pk, 999_999, ""):
        assert admin.post(place, {"place": wrong}).status_code == 200
    assert not is_there(communique)
    restore(admin, entry_of(section))
    restore(admin, entry)
    assert Page.objects.get(pk=communique.pk).get_parent().pk == section.pk


def test_another_place_takes_it(admin, section, communique):
    elsewhere = make_version(
        section, section.get_parent(), translation_key=section.translation_key.__class__(int=7)
    )
    delete(admin, communique)
    delete(admin, section)
    entry = entry_of(communique)
    admin.post(reverse("trash:place", args=[entry.pk]), {"place": elsewhere.pk})
    page = Page.objects.get(pk=communique.pk)
    assert page.get_parent().pk == elsewhere.pk
    assert page.url_path == f"{elsewhere.url_path}greve/"
    assert page.live


def test_translations_and_the_work_of_translators_survive(admin, communique):
    spanish, arabic = translate(communique, "es"), translate(communique, "ar")
    work = set(StringTranslation.objects.values_list("pk", "data"))
    links = set(Translation.objects.values_list("pk", "source_id", "target_locale_id", "enabled"))
    delete(admin, communique, translations=[spanish.pk])
    assert [is_there(page) for page in (communique, spanish, arabic)] == [False, False, True]
    assert not Translation.objects.filter(source__object_id=communique.translation_key).exists()
    restore(admin, entry_of(communique))
    assert is_there(spanish)
    assert set(StringTranslation.objects.values_list("pk", "data")) == work
    found = Translation.objects.values_list("pk", "source_id", "target_locale_id", "enabled")
    assert set(found) == links
    assert communique.get_translations().count() == 2
    assert not TrashEntry.objects.exists()


def test_a_page_whose_place_among_translations_was_taken_stands_alone(admin, communique):
    spanish = translate(communique, "es")
    delete(admin, spanish)
    again = translate(communique, "es")
    restore(admin, entry_of(spanish))
    restored = Page.objects.get(pk=spanish.pk)
    assert restored.translation_key != communique.translation_key
    assert again.translation_key == communique.translation_key
    assert restored.slug != again.slug


def test_nothing_goes_live_by_itself(admin, section):
    """A planned page is not published from the trash, nor by surprise once it is back."""
    page = make_communique(section, title="Plus tard", live=False)
    page.go_live_at = timezone.now() + datetime.timedelta(hours=1)
    page.save_revision().publish()
    assert page.scheduled_revision
    delete(admin, page)
    call_command("publish_scheduled", verbosity=0)
    restore(admin, entry_of(page))
    page = type(page).objects.get(pk=page.pk)
    assert not page.live
    assert page.scheduled_revision is None
    page.go_live_at = timezone.now() - datetime.timedelta(hours=1)
    page.save()
    call_command("publish_scheduled", verbosity=0)
    assert not Page.objects.get(pk=page.pk).live


def test_moderation_ends_and_locks_stay(admin, section):
    found_sector(Sector(slug="transport", name_fr="Transport"))
    transport = SectorPage.objects.get(sector__slug="transport", locale=section.locale)
    page = make_communique(transport, title="À relire", live=False)
    page.save_revision()
    page.get_workflow().start(page, admin.user)
    page.locked = True
    page.save()
    delete(admin, page)
    assert not WorkflowState.objects.active().exists()
    restore(admin, entry_of(page))
    page = Page.objects.get(pk=page.pk)
    assert page.locked
    assert not page.workflow_in_progress


def test_no_message_is_lost(admin, home):
    form = make_form(home)
    message = make_message(form)
    delete(admin, form)
    message.refresh_from_db()
    assert message.page_id is None
    restore(admin, entry_of(form))
    message.refresh_from_db()
    assert message.page_id == form.pk
    assert form.form_fields.count() > 0
    delete(admin, form)
    TrashEntry.objects.all().delete()
    assert Message.objects.filter(pk=message.pk).exists()


def test_rights_on_a_section_come_back(admin, section):
    group = Group.objects.create(name="Équipe")
    GroupPagePermission.objects.create(group=group, page=section, permission_type="change")
    spanish = make_version(section, Page.objects.get(slug="home-es"))
    carry()

    def rights():
        found = GroupPagePermission.objects.filter(group=group).order_by("page")
        return [(one.page_id, hasattr(one, "carried")) for one in found]

    assert rights() == [(section.pk, False), (spanish.pk, True)]
    delete(admin, section)
    assert rights() == [(spanish.pk, False)]
    restore(admin, entry_of(section))
    assert rights() == [(section.pk, False), (spanish.pk, True)]


def test_many_at_once_come_back_one_by_one(admin, section, communique, home):
    other = make_page(home, title="Autre")
    spanish = translate(communique, "es")
    delete_many(admin, communique, other, include_translations="on")
    assert [is_there(page) for page in (communique, other, spanish)] == [False, False, False]
    restore(admin, entry_of(communique))
    assert [is_there(page) for page in (communique, other, spanish)] == [True, False, True]
    delete_many(admin, section, communique)
    assert entry_of(section).pages == 2
    restore(admin, entry_of(section))
    assert is_there(communique)


def test_redirects_to_a_page_come_back_and_none_shadows_it(admin, reader, home):
    page = make_page(home, title="Page", slug="page")
    Redirect.objects.create(old_path="/fr/ancienne", redirect_page=page)
    delete(admin, page, lead="above")
    assert reader.get("/fr/page/").headers["Location"].endswith("/fr/")
    assert reader.get("/fr/ancienne/").status_code == 404
    restore(admin, entry_of(page))
    assert reader.get("/fr/page/").status_code == 200
    assert list(Redirect.objects.values_list("old_path", flat=True)) == ["/fr/ancienne"]


def test_twice_is_once(admin, communique):
    delete(admin, communique)
    entry = entry_of(communique)
    restore(admin, entry)
    assert restore(admin, entry).status_code == 404
    assert Page.objects.filter(pk=communique.pk).count() == 1
    assert admin.get(reverse("trash:restore", args=[entry.pk])).status_code == 405
