"""The dashboard of each role: what it shows, to whom, and what it costs."""

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse

from cms.board.panels import ROWS
from sectors.models import CommuniquePage
from tests.assertions import at_most_queries
from tests.cms.board.conftest import begin_draft, board, panels, plan, submit, titles
from tests.contact.factories import make_form, make_message
from tests.factories import make_communique, make_many_communiques, translate

QUERIES = 30

# Everything waits in education, in French; a translation into Italian is to be done again.
SHOWN = """
              writer  moderator  translator  keeper  coordinator  administrator
write         y       y          .           .       y            y
to-moderate   .       y          .           .       y            y
my-drafts     y       y          .           .       y            y
inbox         .       .          .           y       .            y
to-translate  .       .          y           .       y            y
upcoming      y       y          .           .       y            y
"""
ROLES, *LINES = (line.split() for line in SHOWN.strip("\n").splitlines())


@pytest.fixture
def everything(sections):
    """Something waits for everybody."""
    section = sections["education", "fr"]
    somebody = get_user_model().objects.create_user("somebody")
    submit(begin_draft(section, somebody, "Soumis"), somebody)
    plan(section, somebody, "Planifié")
    original = make_communique(section, summary="Avant.")
    original.save_revision().publish()
    translate(original, "it")
    original.refresh_from_db()
    original.summary = "Après."
    original.save_revision().publish()
    make_message(make_form(section.get_parent().get_parent()))


@pytest.mark.parametrize("role", ROLES)
def test_each_role_sees_what_concerns_it(role, everything, sections, sign_in):
    client = sign_in(role)
    begin_draft(sections["education", "fr"], client.user)
    assert panels(client) == [name for name, *cells in LINES if cells[ROLES.index(role)] == "y"]


@pytest.mark.parametrize("role", ["writer", "moderator"])
def test_another_sector_is_not_seen_by_address_either(role, everything, sections, sign_in):
    client = sign_in(role, "culture")
    begin_draft(sections["education", "fr"], client.user)
    assert panels(client) == ["write"]
    for name in ("to-moderate", "my-drafts", "upcoming"):
        answer = client.get(reverse("board:list", args=[name]))
        assert b"board-row__title" not in answer.content


def test_nobody_is_left_before_an_empty_screen(sign_in):
    assert panels(sign_in("keeper")) == ["nothing"]


@pytest.mark.parametrize("role", ROLES)
def test_nothing_leads_to_the_site_of_the_software(role, everything, sign_in):
    text = sign_in(role).get(reverse("wagtailadmin_home")).content.decode()
    assert "wagtail.org" not in text
    assert "upgrade" not in text


@pytest.mark.parametrize(("role", "kept"), [("coordinator", False), ("administrator", True)])
def test_reports_on_the_software_are_the_administrators(role, kept, sign_in):
    text = sign_in(role).get(reverse("wagtailadmin_home")).content.decode()
    assert (reverse("wagtailadmin_reports:workflow_tasks") in text) is kept
    assert (reverse("wagtailadmin_reports:page_types_usage") in text) is kept
    assert reverse("wagtailadmin_reports:site_history") in text


class TestWriting:
    @pytest.mark.parametrize(("language", "opened"), [("fr", "fr"), ("it", "it"), ("es", "fr")])
    def test_one_click_opens_the_form_in_ones_language(self, language, opened, sections, sign_in):
        """The team does not work in Spanish: there the form is in the site's first language."""
        client = sign_in("writer", language=language)
        buttons = board(client).select(".board-panel--write a")
        section = sections["education", opened].pk
        assert [button["href"] for button in buttons] == [
            reverse("wagtailadmin_pages:add", args=["sectors", model, section])
            for model in ("communiquepage", "dossierpage")
        ]
        for button in buttons:
            assert client.get(button["href"]).status_code == 200

    def test_whoever_works_for_all_has_the_union_first(self, sign_in):
        client = sign_in("coordinator")
        soup = board(client)
        names = [name.get_text(strip=True) for name in soup.select(".board-place__name")]
        assert len(names) == 3
        assert names[1:] == ["education fr", "culture fr"]
        for button in soup.select(".board-panel--write a"):
            assert client.get(button["href"]).status_code == 200


class TestDrafts:
    def test_are_what_readers_do_not_have_yet(self, sections, sign_in):
        client = sign_in("moderator")
        section, user = sections["education", "fr"], client.user
        begin_draft(section, user, "Commencé")
        published = begin_draft(section, user, "Publié")
        published.latest_revision.publish()
        offline = begin_draft(section, user, "Hors ligne")
        offline.latest_revision.publish()
        CommuniquePage.objects.get(pk=offline.pk).unpublish()
        plan(section, user, "Planifié")
        begin_draft(section, get_user_model().objects.create_user("other"), "Autre")
        assert titles(board(client), "my-drafts") == ["Commencé"]
        published.refresh_from_db()
        published.title = "Publié, puis changé"
        published.save_revision(user=user)
        assert titles(board(client), "my-drafts") == ["Publié, puis changé", "Commencé"]

    def test_say_where_they_stand_what_was_sent_back_first(self, sections, sign_in):
        client = sign_in("writer")
        moderator = get_user_model().objects.create_superuser("root")
        pages = [
            begin_draft(sections["education", "fr"], client.user, title)
            for title in ("Renvoyé", "Soumis", "Commencé")
        ]
        state = submit(pages[0], client.user)
        state.task.specific.on_action(state, moderator, "reject", comment="À revoir")
        submit(pages[1], client.user)
        soup = board(client)
        assert titles(soup, "my-drafts") == ["Renvoyé", "Commencé", "Soumis"]
        assert len(soup.select(".board-panel--my-drafts .board-row__state")) == 2

    def test_translations_are_the_desks(self, sections, sign_in):
        client = sign_in("translator")
        original = make_communique(sections["education", "fr"], summary="Un résumé.")
        original.save_revision().publish()
        target = translate(original, "it", publish=False)
        target.owner = client.user
        target.has_unpublished_changes = True
        target.save()
        assert panels(client) == ["to-translate"]


def test_what_waits_longest_is_approved_first(sections, sign_in):
    client = sign_in("moderator")
    writer = get_user_model().objects.create_user("writer", first_name="Anna", last_name="Ferri")
    for title in ("Premier", "Second"):
        submit(begin_draft(sections["education", "fr"], writer, title), writer)
    soup = board(client)
    assert titles(soup, "to-moderate") == ["Premier", "Second"]
    assert "Anna Ferri" in soup.select_one(".board-panel--to-moderate").get_text()
    for link in soup.select(".board-panel--to-moderate a"):
        assert client.get(link["href"]).status_code == 200


def test_what_is_submitted_of_a_published_page_can_be_compared(sections, sign_in):
    client = sign_in("moderator")
    page = begin_draft(sections["education", "fr"], client.user)
    page.latest_revision.publish()
    page.refresh_from_db()
    page.title = "Changé"
    page.save_revision(user=client.user)
    submit(page, client.user)
    links = [link["href"] for link in board(client).select(".board-panel--to-moderate a")]
    assert len(links) == 2
    assert b"Chang" in client.get(links[1]).content


def test_what_goes_live_next_comes_in_its_order(sections, sign_in):
    client = sign_in("writer")
    for title, days in (("Après-demain", 2), ("Demain", 1)):
        plan(sections["education", "fr"], client.user, title, days)
    assert titles(board(client), "upcoming") == ["Demain", "Après-demain"]


def test_languages_lead_to_the_desk_as_it_is_counted(everything, sign_in):
    client = sign_in("translator")
    links = board(client).select(".board-panel--to-translate .board-row__facts a")
    addresses = [link["href"] for link in links]
    desk = reverse("translation_desk:index")
    assert addresses[0] == f"{desk}?language=it&state=changed"
    assert all("language=it" in address for address in addresses)
    assert "desk-state--changed" in client.get(addresses[0]).content.decode()


@pytest.mark.parametrize("role", ["writer", "coordinator", "administrator"])
def test_costs_the_same_for_ten_drafts_and_two_hundred(role, everything, sections, sign_in):
    client = sign_in(role)
    section = sections["education", "fr"]
    numbers = []
    for count in (9, 190):
        draft = begin_draft(section, client.user)
        submit(draft, client.user)
        plan(section, client.user, "Planifié")
        section.refresh_from_db()
        make_many_communiques(draft, count)
        section.refresh_from_db()
        with at_most_queries(QUERIES) as asked:
            soup = board(client)
        numbers.append(len(asked))
        assert len(titles(soup, "my-drafts")) == ROWS
    assert numbers[0] == numbers[1]


class TestTheWholeList:
    def test_has_all_screen_by_screen(self, sections, sign_in):
        client = sign_in("writer")
        draft = begin_draft(sections["education", "fr"], client.user)
        make_many_communiques(draft, 29)
        link = board(client).select_one(".board-panel--my-drafts .board-panel__more a")
        soup = client.get(link["href"]).content
        assert soup.count(b"board-row__title") == 25
        assert client.get(link["href"], {"p": "2"}).content.count(b"board-row__title") == 5
        assert client.get(link["href"], {"p": "x"}).status_code == 200

    def test_exists_for_panels_of_pages_only(self, sign_in):
        assert sign_in("writer").get(reverse("board:list", args=["write"])).status_code == 404

    def test_wants_a_member(self, client, sections):
        assert client.get(reverse("board:list", args=["my-drafts"])).status_code == 302
