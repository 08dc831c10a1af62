"""The admin's own search survives what breaks the stock backends."""

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse
from wagtail.models import Page

TYPED = ['"', 'grève "', "a\x00b", "\x00", "mot " * 5_000, "'; --", "(((", "*", "NEAR(", "🙂"]


@pytest.mark.parametrize("typed", TYPED)
def test_stock_search_of_pages_does_not_fail(site, typed):
    site.communique("Mot")
    list(Page.objects.search(typed))
    list(Page.objects.autocomplete(typed))


@pytest.mark.parametrize("typed", ['"', "a\x00b", "mot " * 900])
@pytest.mark.parametrize(
    "address", ["wagtailadmin_pages:search", "wagtailimages:index", "wagtaildocs:index"]
)
def test_search_pages_of_the_admin_answer(site, client, typed, address):
    client.force_login(get_user_model().objects.create_superuser("admin"))
    assert client.get(reverse(address), {"q": typed}).status_code == 200


@pytest.mark.usefixtures("admins_indexes")
def test_words_are_still_found(site):
    page = site.communique("Grève à la poste")
    assert [found.pk for found in Page.objects.search("poste")] == [page.pk]
