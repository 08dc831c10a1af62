"""Queries that are built once answer like those that are built each time."""

import pytest
from django.db.models import CharField, DateField, IntegerField
from wagtail.models import Page, PageViewRestriction

from cms.prepared import prepared
from cms.visibility import visible
from sectors.models import CommuniquePage
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def pages():
    """Communiqués of three days, the last one a draft."""
    index = factories.make_communique_index(factories.make_home("fr"))
    made = [factories.make_communique(index, date=f"2023-05-0{day}") for day in (1, 2, 3)]
    made[2].unpublish()
    return made


@prepared(since=DateField(), slug=CharField())
def _since(most, since, slug):
    found = CommuniquePage.objects.visible().filter(date__gte=since).exclude(slug=slug)
    return found.select_related("locale").order_by("date")[:most]


@prepared(chosen=IntegerField())
def _chosen(chosen):
    return visible(Page.objects.filter(id__in=chosen)).order_by("path").values_list("id", "title")


def test_values_take_the_places_of_the_slots(pages):
    first, second, _draft = pages
    assert _since(5, since=first.date, slug="") == [first, second]
    assert _since(5, since=second.date, slug="") == [second]
    assert _since(5, since=first.date, slug=first.slug) == [second]
    assert _since(1, since=first.date, slug="") == [first]


def test_rows_are_whole_pages_with_what_was_joined(pages, django_assert_num_queries):
    (page,) = _since(1, since=pages[0].date, slug="")
    with django_assert_num_queries(0):
        assert page.locale.language_code == "fr"
        assert page.date.isoformat() == "2023-05-01"
    assert page.translation_key == pages[0].translation_key


def test_lists_of_any_length(pages):
    rows = [(page.pk, page.title) for page in pages[:2]]
    missing = [10**6 + number for number in range(9)]
    for chosen, found in (
        ([], []),
        ([pages[0].pk], rows[:1]),
        ([pages[0].pk, pages[1].pk, pages[2].pk], rows),
        ([*missing, pages[1].pk], rows[1:]),
    ):
        assert _chosen(chosen=chosen) == found


def test_what_is_restricted_afterwards_is_not_found(pages):
    chosen = [page.pk for page in pages]
    assert len(_chosen(chosen=chosen)) == 2
    restriction = PageViewRestriction.objects.create(page=pages[0].page_ptr, password="x")
    assert _chosen(chosen=chosen) == [(pages[1].pk, pages[1].title)]
    restriction.delete()
    assert len(_chosen(chosen=chosen)) == 2
