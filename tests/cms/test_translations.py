"""The same page in another language, as menus, links and lists get it."""

import pytest
from django.utils import translation
from wagtail.models import PageViewRestriction

from cms.translations import forget, localized, remember, versions
from tests.factories import link_to, make_home, make_page, make_version, rendered

pytestmark = pytest.mark.django_db


@pytest.fixture
def homes():
    return {code: make_home(code) for code in ("fr", "en", "ar")}


@pytest.fixture(autouse=True)
def _between_requests():
    forget()
    yield
    forget()


def titles(pages) -> list[str]:
    return [page.title for page in pages]


def test_each_page_comes_in_the_readers_language_in_the_order_given(homes):
    first = make_page(homes["fr"], title="un")
    second = make_page(homes["fr"], title="deux")
    make_version(first, homes["en"], title="one")
    make_version(second, homes["en"], title="two")
    with translation.override("en"):
        assert titles(localized([second.pk, first.pk])) == ["two", "one"]


def test_a_page_that_is_not_translated_keeps_its_own_language(homes):
    page = make_page(homes["fr"], title="un")
    assert titles(localized([page.pk], "ar")) == ["un"]


def test_what_readers_may_not_see_is_left_out(homes):
    draft = make_page(homes["fr"], live=False)
    members = make_page(homes["fr"])
    PageViewRestriction.objects.create(page=members, restriction_type="login")
    below = make_page(members)
    assert localized([draft.pk, members.pk, below.pk, None], "fr") == []


def test_a_draft_translation_gives_way_to_the_original(homes):
    page = make_page(homes["fr"], title="un")
    make_version(page, homes["en"], title="one", live=False)
    assert titles(localized([page.pk], "en")) == ["un"]


def test_a_translation_is_shown_although_the_original_is_a_draft(homes):
    page = make_page(homes["fr"], title="un", live=False)
    make_version(page, homes["en"], title="one")
    assert titles(localized([page.pk], "en")) == ["one"]


def test_what_was_remembered_asks_no_more(homes, django_assert_num_queries):
    page = make_page(homes["fr"])
    hidden = make_page(homes["fr"], live=False)
    remember([page.pk, hidden.pk], "fr")
    with django_assert_num_queries(0):
        found = versions([page.pk, hidden.pk], "fr")
    assert [found[page.pk].pk] == [one.pk for one in found.values()] == [page.pk]


def test_a_link_in_running_text_follows_the_readers_language(homes):
    page = make_page(homes["fr"], slug="page")
    make_version(page, homes["en"], slug="page-en")
    assert 'href="/fr/page/"' in rendered(link_to(page))
    with translation.override("en"):
        assert 'href="/en/page-en/"' in rendered(link_to(page))
    with translation.override("ar"):
        assert 'href="/fr/page/"' in rendered(link_to(page))


def test_a_link_to_a_page_that_readers_may_not_see_has_no_address(homes):
    page = make_page(homes["fr"], live=False)
    assert "href" not in rendered(link_to(page))


def test_an_answer_remembers_nothing_for_the_next_one(homes, client):
    """Unpublishing a page is seen by the next reader."""
    page = make_page(homes["fr"], title="un")
    assert client.get(page.url).status_code == 200
    page.live = False
    page.save()
    assert localized([page.pk], "fr") == []
