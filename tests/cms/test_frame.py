"""What stands around every page: menus, languages, breadcrumbs, alternates."""

import pytest
from django.test import RequestFactory
from django.utils import translation
from wagtail.models import PageViewRestriction

from cms.frame import Frame
from cms.models import Navigation, NavigationItem, SiteSettings
from tests.assertions import at_most_queries
from tests.factories import make_home, make_page, make_version

pytestmark = pytest.mark.django_db


@pytest.fixture
def homes():
    return {code: make_home(code) for code in ("fr", "en", "ar")}


def frame_of(page=None, language="fr") -> Frame:
    request = RequestFactory().get("/")
    with translation.override(language):
        return Frame(request, page)


def put_in_menu(*pages, place="header") -> None:
    navigation = Navigation.load()
    for order, page in enumerate(pages):
        NavigationItem.objects.create(
            navigation=navigation, place=place, page=page, sort_order=order
        )


def test_the_menu_shows_short_titles_in_order_and_marks_the_current_section(homes):
    first = make_page(homes["fr"], title="A long title", menu_title="Short")
    second = make_page(homes["fr"], title="Second")
    child = make_page(first)
    put_in_menu(second, first)
    frame = frame_of(child)
    menu = frame.header_menu
    assert frame.footer_menu == []
    assert [(link.title, link.current) for link in menu] == [("Second", False), ("Short", True)]
    assert menu[1].url == first.url


def test_the_menu_is_in_the_readers_language_whatever_version_was_chosen(homes):
    page = make_page(homes["fr"], title="un")
    make_version(page, homes["en"], title="one")
    put_in_menu(page)
    assert [link.title for link in frame_of(homes["en"]).header_menu] == ["one"]


def test_a_page_that_is_not_translated_or_not_public_is_left_out_of_menus(homes):
    here = make_page(homes["fr"])
    draft = make_page(homes["fr"], live=False)
    put_in_menu(here, draft, place="footer")
    assert [link.url for link in frame_of(homes["fr"]).footer_menu] == [here.url]
    assert frame_of(homes["ar"]).footer_menu == []


def test_joining_leads_to_the_page_in_the_readers_language_or_nowhere(homes):
    page = make_page(homes["fr"])
    version = make_version(page, homes["en"])
    words = SiteSettings.load()
    words.join_page = page
    words.save()
    assert frame_of(homes["en"]).join.url == version.url
    assert frame_of(homes["ar"]).join is None


def test_languages_lead_to_the_same_page_or_say_that_it_is_only_the_home_page(homes):
    page = make_page(homes["fr"])
    version = make_version(page, homes["en"])
    links = {link.code: link for link in frame_of(page).languages}
    assert list(links) == ["fr", "en", "ar"]
    assert (links["fr"].current, links["fr"].exact) == (True, True)
    assert (links["en"].url, links["en"].exact) == (version.url, True)
    assert (links["ar"].url, links["ar"].exact) == (homes["ar"].url, False)
    assert (links["ar"].name, links["ar"].direction) == ("العربية", "rtl")


def test_a_language_without_public_home_page_is_not_offered(homes):
    homes["ar"].live = False
    homes["ar"].save()
    assert [link.code for link in frame_of(homes["fr"]).languages] == ["fr", "en"]


def test_alternates_are_the_public_versions_itself_included(homes):
    page = make_page(homes["fr"])
    version = make_version(page, homes["en"])
    members = make_page(homes["ar"])
    PageViewRestriction.objects.create(page=members, restriction_type="login")
    make_version(page, members)
    assert frame_of(page).alternates == [("fr", page.full_url), ("en", version.full_url)]


def test_breadcrumbs_lead_from_the_home_page_down(homes):
    parent = make_page(homes["fr"], title="A long title", menu_title="Parent")
    page = make_page(parent)
    with translation.override("en"):
        trail = frame_of(page).breadcrumbs
    assert [(link.title, link.url) for link in trail] == [
        ("Home", homes["fr"].url),
        ("Parent", parent.url),
    ]
    assert frame_of(homes["fr"]).breadcrumbs == []


def test_without_a_page_the_frame_still_stands(homes):
    frame = frame_of(language="en")
    assert frame.home.pk == homes["en"].pk
    assert frame.breadcrumbs == []
    assert frame.alternates == []
    assert frame.site_feed_url.startswith("/en/")


def test_its_queries_do_not_grow_with_the_menus(homes):
    pages = [make_page(homes["fr"]) for _number in range(12)]
    put_in_menu(*pages[:2])
    with at_most_queries(10) as few:
        read_everything(frame_of(pages[0]))
    put_in_menu(*pages[2:])
    with at_most_queries(len(few)):
        read_everything(frame_of(pages[0]))


def read_everything(frame: Frame) -> None:
    for name in ("header_menu", "footer_menu", "join", "languages", "alternates", "breadcrumbs"):
        getattr(frame, name)
