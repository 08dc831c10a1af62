"""A sector in one step: everything it needs, in every language, and people who may use it."""

from io import StringIO

import pytest
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils.translation import override
from wagtail.models import Page

from cms.roles.catalogue import COORDINATOR
from cms.roles.groups import settle_site_role
from sectors.founding import found_sector, rarest_colour
from sectors.models import Sector, SectorPage
from tests.cms.roles.conftest import browser_of
from tests.factories import make_home, make_locale, make_sector, make_sector_index, make_version

pytestmark = pytest.mark.django_db


@pytest.fixture
def index():
    """The pages of sectors in French, Italian and Arabic; Spanish has a home page only."""
    index = make_sector_index(make_home("fr"))
    for code in ("it", "ar"):
        make_version(index, make_home(code))
    make_home("es")
    return index


@pytest.fixture
def founded(index):
    """A sector with a name in French and Italian."""
    return found_sector(
        Sector(slug="transport", name_fr="Transport", name_it="Trasporti", colour="teal")
    )


def page_in(code: str) -> Page:
    """The sector's page in a language."""
    return SectorPage.objects.get(sector__slug="transport", locale__language_code=code)


class TestWhatIsMade:
    def test_its_page_is_published_where_it_has_a_name(self, founded, reader):
        for code, title in (("fr", "Transport"), ("it", "Trasporti")):
            assert page_in(code).title == title
            assert title in reader.get(page_in(code).url).content.decode()

    def test_and_waits_for_its_translators_where_it_has_none(self, founded, reader):
        assert not page_in("ar").live
        assert reader.get(page_in("ar").url).status_code == 404

    def test_a_language_without_a_page_of_sectors_is_left_out_and_said(self, founded):
        assert founded.left_out == [make_locale("es")]
        assert not SectorPage.objects.filter(locale=make_locale("es")).exists()

    def test_its_feed_answers(self, founded, reader):
        with override("it"):
            address = page_in("it").feed_url
        assert reader.get(address).headers["Content-Type"].startswith("application/atom+xml")

    def test_its_writers_write_and_its_moderators_publish_in_every_language(self, founded):
        writer, moderator = (
            browser_of(group).user for group in (founded.team.writers, founded.team.moderators)
        )
        for page in founded.pages:
            assert page.permissions_for_user(writer).can_edit()
            assert not page.permissions_for_user(writer).can_publish()
            assert page.permissions_for_user(moderator).can_publish()
            assert page.get_workflow() == founded.team.workflow

    def test_it_has_a_shelf_and_a_colour(self, founded):
        assert founded.team.collection.name == "Transport"
        assert founded.sector.colour == "teal"

    def test_the_tree_is_sound(self, founded):
        assert [problem for problem in Page.find_problems() if problem] == []

    def test_the_workflow_reaches_no_further_than_its_moderators(self, founded):
        founded.team.moderators.role_group.languages.set([make_locale("fr")])
        assert page_in("fr").get_workflow() == founded.team.workflow
        assert page_in("it").get_workflow() != founded.team.workflow
        founded.team.moderators.role_group.languages.clear()
        assert page_in("it").get_workflow() == founded.team.workflow


def test_the_rarest_colour_is_chosen():
    for colour in Sector.Colour.values[:-1]:
        make_sector(colour=colour)
    assert rarest_colour() == Sector.Colour.values[-1]


class TestTheCommand:
    def test_it_says_what_it_made(self, index):
        said = StringIO()
        call_command("make_sector", "Transport", "--name", "it=Trasporti", stdout=said)
        assert f"it: {page_in('it').url} (published)" in said.getvalue()
        assert "ar: " in said.getvalue()
        assert "es: left out" in said.getvalue()

    def test_as_a_draft_readers_see_nothing(self, index):
        call_command("make_sector", "Transport", "--draft", stdout=StringIO())
        assert not SectorPage.objects.live().exists()

    @pytest.mark.parametrize(
        "wrong", [["--name", "xx=Transport"], ["--name", "it"], ["--email", "nowhere"]]
    )
    def test_what_is_wrong_is_said_and_nothing_is_made(self, index, wrong):
        with pytest.raises(CommandError):
            call_command("make_sector", "Transport", *wrong, stdout=StringIO())
        assert not Sector.objects.exists()
        assert not SectorPage.objects.exists()

    def test_without_a_page_of_sectors_nothing_is_made(self):
        make_home("fr")
        with pytest.raises(CommandError, match="no page of sectors"):
            call_command("make_sector", "Transport", stdout=StringIO())
        assert not Sector.objects.exists()


class TestTheForm:
    FORM = {"name_fr": "Transport", "name_it": "Trasporti", "colour": "teal", "live": "on"}

    @pytest.fixture
    def coordinator(self, index):
        """The browser of a coordinator."""
        return browser_of(settle_site_role(COORDINATOR))

    def test_one_step_founds_it_and_leads_to_its_page(self, coordinator):
        answer = coordinator.post(reverse("found_sector"), self.FORM)
        edit = reverse("wagtailadmin_pages:edit", args=[page_in("fr").pk])
        assert answer.headers["Location"] == edit
        assert page_in("it").live
        assert page_in("fr").owner == coordinator.user

    def test_the_vocabulary_leads_to_it(self, coordinator):
        answer = coordinator.get(reverse("wagtailsnippets_sectors_sector:add"))
        assert answer.headers["Location"] == reverse("found_sector")

    def test_an_address_that_is_taken_is_refused(self, coordinator):
        make_sector("transport")
        answer = coordinator.post(reverse("found_sector"), self.FORM)
        assert answer.status_code == 200
        assert "slug" in answer.context["form"].errors
        assert not SectorPage.objects.exists()

    def test_without_a_page_of_sectors_the_form_says_so(self, client):
        make_home("fr")
        client.force_login(get_user_model().objects.create_superuser("root"))
        answer = client.post(reverse("found_sector"), self.FORM)
        assert answer.context["form"].non_field_errors()
        assert not Sector.objects.exists()
