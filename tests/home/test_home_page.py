"""The front page: what editors pinned, then the latest, nothing twice, nothing hidden."""

import datetime

import pytest
from bs4 import BeautifulSoup
from wagtail.models import Page, PageViewRestriction

from home.models import HomePage, PinnedPage
from tests import factories


def pin(home: HomePage, *pages: Page) -> None:
    """Pins pages to a home page."""
    home.pinned_pages = [PinnedPage(page=Page.objects.get(pk=page.pk)) for page in pages]
    home.save()


def shown(home: HomePage, reader) -> dict:
    """What the template was given."""
    answer = reader.get(home.url)
    assert answer.status_code == 200
    return answer.context_data


def close(page: Page) -> None:
    """Keeps a page for members."""
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)


@pytest.fixture
def english(front) -> Page:
    """The English list of communiqués, under an English home page."""
    return factories.make_communique_index(factories.make_home("en"))


def test_an_empty_front_page_is_served(front, reader):
    context = shown(front.home, reader)
    assert context["lead"] is None
    assert context["pinned"] == context["latest"] == []


def test_the_first_pinned_page_leads_and_the_others_follow_in_order(front, reader):
    pages = [factories.make_communique(front.communiques) for _ in range(2)]
    dossier = factories.make_dossier(front.dossiers)
    pin(front.home, pages[1], dossier, pages[0])
    context = shown(front.home, reader)
    assert context["lead"] == pages[1]
    assert context["pinned"] == [dossier, pages[0]]


def test_the_latest_leave_out_what_is_pinned(front, reader):
    days = [datetime.date(2023, 1, day) for day in range(1, 13)]
    pages = [factories.make_communique(front.communiques, date=day) for day in days]
    newest_first = pages[::-1]
    pin(front.home, newest_first[0], newest_first[3])
    rest = [page for page in newest_first if page not in (newest_first[0], newest_first[3])]
    assert shown(front.home, reader)["latest"] == rest[: HomePage.latest_count]


def test_the_edition_is_dated_by_the_newest_piece_pinned_or_not(front, reader):
    pages = [
        factories.make_communique(front.communiques, date=datetime.date(2024, 3, day))
        for day in (2, 4)
    ]
    pin(front.home, pages[1])
    assert shown(front.home, reader)["edition_date"] == datetime.date(2024, 3, 4)


def test_no_communique_is_linked_twice(front, reader):
    pages = [factories.make_communique(front.communiques) for _ in range(4)]
    pin(front.home, pages[0], pages[1])
    soup = BeautifulSoup(reader.get(front.home.url).content, "html.parser")
    links = [tag["href"] for tag in soup.main.find_all("a", href=True)]
    assert [links.count(page.url) for page in pages] == [1, 1, 1, 1]


def test_drafts_and_restricted_pages_are_not_on_the_front_page(front, reader):
    open_page = factories.make_communique(front.communiques)
    draft = factories.make_communique(front.communiques, live=False)
    closed = factories.make_communique(front.communiques)
    close(closed)
    pin(front.home, closed, draft, open_page)
    front.home.dossier_in_focus = factories.make_dossier(front.dossiers, live=False)
    front.home.message_page = Page.objects.get(pk=closed.pk)
    front.home.save()
    context = shown(front.home, reader)
    assert context["lead"] == open_page
    assert context["pinned"] == context["latest"] == []
    assert context["dossier"] is None
    assert context["message_target"] is None


def test_a_dossier_in_focus_is_shown(front, reader):
    front.home.dossier_in_focus = factories.make_dossier(front.dossiers, title="La rentrée")
    front.home.save()
    assert shown(front.home, reader)["dossier"].title == "La rentrée"


def test_the_message_leads_to_the_page_in_the_readers_language(front, english, reader):
    french = factories.make_communique(front.communiques)
    version = factories.make_version(french, english)
    home = english.get_parent().specific
    for page in (front.home, home):
        page.message_title, page.message_link_label = "Assez !", "Lire"
        page.message_page = Page.objects.get(pk=french.pk)
        page.save()
    for page, target in ((front.home, french), (home, version)):
        soup = BeautifulSoup(reader.get(page.url).content, "html.parser")
        assert soup.select_one(".poster__action a")["href"] == target.url


def test_a_message_without_a_page_has_no_button(front, reader):
    front.home.message_title, front.home.message_link_label = "Assez !", "Lire"
    front.home.save()
    soup = BeautifulSoup(reader.get(front.home.url).content, "html.parser")
    assert "Assez" in soup.select_one(".poster__words").get_text()
    assert not soup.select(".poster__action")


def test_pinned_pages_follow_the_readers_language(front, english, reader):
    translated = factories.make_communique(front.communiques)
    version = factories.make_version(translated, english)
    french_only = factories.make_communique(front.communiques, title="Pas traduit")
    home = english.get_parent().specific
    pin(home, translated, french_only)
    context = shown(home, reader)
    assert context["lead"] == version
    assert context["pinned"] == [french_only]
    soup = BeautifulSoup(reader.get(home.url).content, "html.parser")
    assert soup.main.find("a", string="Pas traduit").find_parent(lang=True)["lang"] == "fr"


def test_the_latest_are_those_of_the_language(front, english, reader):
    french = factories.make_communique(front.communiques)
    in_english = factories.make_communique(english)
    assert shown(front.home, reader)["latest"] == [french]
    assert shown(english.get_parent().specific, reader)["latest"] == [in_english]
