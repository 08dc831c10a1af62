"""Everything that can change a page makes what is kept old; what readers never see does not."""

import datetime

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from django.db import transaction
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Locale, Page, PageViewRestriction, Site

from cms import generation
from cms.models import Navigation, NavigationItem, SiteSettings
from cms.remembered import remembered
from search.models import PromotedResult
from sectors.models import Sector
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def home():
    return factories.make_home("fr")


@pytest.fixture
def page(home):
    return factories.make_page(home)


def publish(page):
    page.title += " again"
    page.save_revision().publish()


def schedule(page):
    page.go_live_at = datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC)
    page.live = False
    page.save_revision(approved_go_live_at=page.go_live_at)
    call_command("worker", once=True)


def expire(page):
    Page.objects.filter(pk=page.pk).update(
        expire_at=datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC)
    )
    call_command("worker", once=True)


CHANGES = {
    "publish": publish,
    "unpublish": lambda page: page.unpublish(),
    "move": lambda page: page.move(factories.make_page(page.get_parent()), pos="first-child"),
    "reorder": lambda page: page.move(factories.make_page(page.get_parent()), pos="right"),
    "delete": lambda page: page.delete(),
    "scheduled publishing": schedule,
    "scheduled expiry": expire,
    "alias": lambda page: page.create_alias(update_slug="alias"),
    "restriction": lambda page: PageViewRestriction.objects.create(
        page=page, restriction_type=PageViewRestriction.LOGIN
    ),
    "translation": lambda page: factories.make_home("en"),
    "vocabulary": lambda page: Sector.objects.create(slug="sector", name_fr="Secteur"),
    "settings": lambda page: SiteSettings.load().save(),
    "menus": lambda page: NavigationItem.objects.create(
        navigation=Navigation.load(), page=page, place="header"
    ),
    "redirect": lambda page: Redirect.objects.create(old_path="/old", redirect_page=page),
    "site": lambda page: Site.objects.get(is_default_site=True).save(),
    "locale": lambda page: Locale.objects.get_or_create(language_code="pt"),
    "picture": lambda page: factories.make_picture(),
    "document": lambda page: factories.make_document(),
    "search promotion": lambda page: PromotedResult.objects.create(title="first"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_what_readers_can_see_changes_the_generation(change, page, committed):
    before = generation.current()
    with committed():
        CHANGES[change](page)
    assert generation.current() != before


UNSEEN = {
    "draft": lambda page: page.save_revision(),
    "member": lambda page: User.objects.create(username="member"),
}


@pytest.mark.parametrize("change", UNSEEN)
def test_what_readers_never_see_does_not(change, page, committed):
    before = generation.current()
    with committed():
        UNSEEN[change](page)
    assert generation.current() == before


def test_a_transaction_counts_once_and_only_when_it_is_committed(page, committed):
    before = generation.current()
    with committed():
        SiteSettings.load().save()
        SiteSettings.load().save()
        assert generation.current() == before
    assert generation.current()[0] == before[0] + 1


def test_what_is_undone_changes_nothing(page, committed):
    before = generation.current()
    with committed(), transaction.atomic():
        SiteSettings.load().save()
        transaction.set_rollback(True)
    assert generation.current() == before


def test_another_machine_sees_it_within_a_second(page, committed, settings, tmp_path, monkeypatch):
    settings.SHARED_GENERATION = True
    other = tmp_path / "generation of the other machine"
    here = settings.GENERATION_FILE
    settings.GENERATION_FILE = other
    before = generation.current()
    settings.GENERATION_FILE = here
    with committed():
        SiteSettings.load().save()
    settings.GENERATION_FILE = other
    monkeypatch.setattr(generation, "POLL_SECONDS", 0)
    assert generation.current() != before


class TestMoment:
    """It may end too early, never too late."""

    @pytest.fixture
    def moment(self, page, committed):
        with committed():
            publish(page)
        moment = generation.Moment(generation.current())
        assert moment.lasts()
        return moment

    def test_a_change_ends_it(self, moment, page, committed):
        with committed():
            publish(page)
        assert not moment.lasts()

    def test_another_machine_ends_it(self, moment, monkeypatch):
        monkeypatch.setattr(generation._elsewhere, "number", -1)
        assert not moment.lasts()

    def test_it_ends_when_one_has_to_look_around_again(self, moment, monkeypatch):
        monkeypatch.setattr(generation, "POLL_SECONDS", 0)
        assert not generation.Moment(moment.generation).lasts()

    def test_one_of_an_earlier_generation_never_begins(self, moment, page, committed):
        with committed():
            publish(page)
        assert not generation.Moment(moment.generation).lasts()


def test_what_is_remembered_is_asked_again_after_a_change(page, committed, outside_transactions):
    asked = []

    @remembered
    def title(pk):
        asked.append(pk)
        return Page.objects.get(pk=pk).title

    assert title(page.pk) == title(page.pk)
    assert asked == [page.pk]
    with committed():
        publish(page)
    assert title(page.pk).endswith("again")


def test_nothing_is_remembered_within_a_transaction(page):
    @remembered
    def title(pk):
        return Page.objects.get(pk=pk).title

    with transaction.atomic():
        publish(page)
        assert title(page.pk).endswith("again")
        transaction.set_rollback(True)
    assert not title(page.pk).endswith("again")
