"""What readers may see: every list of the site relies on `cms.visibility`."""

import pytest
from wagtail.models import Page, PageViewRestriction

from cms.visibility import visible
from tests.factories import make_home, make_page

pytestmark = pytest.mark.django_db


def shown() -> set[str]:
    return set(visible(Page.objects.filter(depth__gt=1)).values_list("title", flat=True))


@pytest.fixture
def home():
    return make_home(title="home")


def test_a_live_page_is_visible(home):
    make_page(home, title="live")
    assert {"home", "live"} <= shown()


def test_a_draft_is_not(home):
    make_page(home, title="draft", live=False)
    assert "draft" not in shown()


def test_an_alias_is_not(home):
    make_page(home, title="source").create_alias(update_slug="alias")
    assert Page.objects.filter(title="source").count() == 2
    assert list(visible(Page.objects.filter(title="source")).values_list("slug", flat=True)) != [
        "alias"
    ]
    assert visible(Page.objects.filter(title="source")).count() == 1


@pytest.mark.parametrize("kind", ["login", "password", "groups"])
def test_a_restricted_page_and_all_below_it_are_not(home, kind):
    members = make_page(home, title="members")
    below = make_page(members, title="below")
    make_page(below, title="far below")
    PageViewRestriction.objects.create(page=members, restriction_type=kind, password="open")
    assert shown().isdisjoint({"members", "below", "far below"})


def test_a_restriction_leaves_the_neighbours_alone(home):
    """Paths are compared as prefixes: 0001 is no ancestor of 00010001's neighbour 0002."""
    pages = [make_page(home, title=f"page {number}") for number in range(3)]
    PageViewRestriction.objects.create(page=pages[1], restriction_type="login")
    assert shown() == {"home", "page 0", "page 2"}


def test_an_alias_of_a_restricted_page_restricts_what_is_below_it(home):
    members = make_page(home, title="members")
    make_page(members.create_alias(update_slug="alias"), title="below the alias")
    PageViewRestriction.objects.create(page=members, restriction_type="login")
    assert "below the alias" not in shown()


def test_it_is_one_condition_of_one_query(home, django_assert_num_queries, outside_transactions):
    PageViewRestriction.objects.create(page=home, restriction_type="login")
    assert shown() == set()
    with django_assert_num_queries(1):
        list(visible(Page.objects.all()))


def test_a_restriction_is_known_as_soon_as_it_is_made(home, committed, outside_transactions):
    assert shown() == {"home"}
    with committed():
        PageViewRestriction.objects.create(page=home, restriction_type="login")
    assert shown() == set()
