"""Readers of a page that goes are led on if the member says so, never from one that is there."""

import pytest
from django.urls import reverse
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page

from tests.cms.trash.deeds import delete, delete_many, entry_of, restore
from tests.factories import make_communique, make_page, publish_again, translate


def unpublish(client, page, **answers):
    return client.post(reverse("wagtailadmin_pages:unpublish", args=[page.pk]), answers)


def led(reader, address: str) -> str:
    """Where a reader ends who asks for an address; empty where there is nothing."""
    answer = reader.get(address)
    return answer.headers.get("Location", "") if answer.status_code in (301, 302) else ""


@pytest.fixture
def elsewhere(home):
    """A published page."""
    return make_page(home, title="Ailleurs", slug="ailleurs")


@pytest.mark.parametrize("take", [unpublish, delete])
def test_the_three_answers(admin, reader, home, elsewhere, take):
    wanted = {"above": home.url, "page": elsewhere.url, "nowhere": "", "nonsense": ""}
    for answer, target in wanted.items():
        page = make_page(home, slug=f"page-{answer}")
        html = admin.get(
            reverse(f"wagtailadmin_pages:{take.__name__}", args=[page.pk])
        ).content.decode()
        assert 'name="lead" value="above"' in html
        take(admin, page, lead=answer, lead_page=elsewhere.pk)
        assert led(reader, f"/fr/page-{answer}/") == target
    assert Redirect.objects.count() == 2
    assert not Redirect.objects.filter(is_permanent=True).exists()


def test_it_goes_when_the_page_is_back(admin, reader, home, elsewhere):
    page = make_page(home, slug="page")
    unpublish(admin, page, lead="page", lead_page=elsewhere.pk)
    assert led(reader, "/fr/page/") == elsewhere.url
    publish_again(Page.objects.get(pk=page.pk).specific)
    assert reader.get("/fr/page/").status_code == 200
    unpublish(admin, page)
    assert led(reader, "/fr/page/") == ""


def test_one_that_comes_to_the_address(admin, reader, committed, home, elsewhere):
    first = make_page(home, slug="premiere")
    delete(admin, first, lead="above")
    publish_again(make_page(home, slug="premiere", live=False))
    assert not Redirect.objects.exists()
    second = make_page(home, slug="seconde")
    delete(admin, second, lead="above")
    below = make_page(make_page(elsewhere, slug="x"), slug="seconde")
    below.move(home, pos="last-child")
    below = type(below).objects.get(pk=below.pk)
    assert not Redirect.objects.filter(old_path="/fr/seconde").exists()
    assert led(reader, "/fr/ailleurs/x/seconde/") == "/fr/seconde/"
    third = make_page(home, slug="troisieme")
    delete(admin, third, lead="above")
    with committed():
        publish_again(below, slug="troisieme")
    assert not Redirect.objects.filter(old_path="/fr/troisieme").exists()
    assert led(reader, "/fr/seconde/") == "/fr/troisieme/"
    with committed():
        publish_again(below, slug="seconde")
    assert reader.get("/fr/seconde/").status_code == 200
    assert not Redirect.objects.filter(old_path="/fr/seconde").exists()


def test_what_is_below_and_translations_go_along(admin, reader, section, communique):
    spanish = translate(communique, "es")
    addresses = [communique.url, spanish.url]
    unpublish(admin, section, lead="above", include_descendants="on", translations=[spanish.pk])
    assert led(reader, addresses[0]) == section.get_parent().url
    unpublish(admin, spanish, lead="above")
    assert led(reader, addresses[1]).startswith("/es/")


def test_many_at_once(admin, reader, section, communique, elsewhere):
    other = make_communique(section, slug="autre")
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "unpublish"])
    address += f"?id={communique.pk}&id={other.pk}"
    assert 'name="lead"' in admin.get(address).content.decode()
    admin.post(address, {"lead": "page", "lead_page": elsewhere.pk})
    assert [led(reader, page.url) for page in (communique, other)] == [elsewhere.url] * 2
    publish_again(communique)
    publish_again(other)
    assert not Redirect.objects.exists()
    delete_many(admin, communique, other, lead="above")
    assert [led(reader, page.url) for page in (communique, other)] == [section.url] * 2
    restore(admin, entry_of(other))
    assert [one.old_path for one in Redirect.objects.all()] == [communique.url.rstrip("/")]


def test_never_to_what_readers_cannot_see(admin, reader, home, section, communique):
    draft = make_page(home, live=False)
    answer = unpublish(admin, communique, lead="page", lead_page=draft.pk)
    assert answer.status_code == 302
    assert not Redirect.objects.exists()
    publish_again(communique)
    unpublish(admin, section, lead="page", lead_page=communique.pk, include_descendants="on")
    assert not Redirect.objects.exists()


def test_only_for_who_publishes_there(translator, communique):
    spanish = translate(communique, "es")
    unpublish(translator, spanish, lead="above", translations=[communique.pk])
    ours = Redirect.objects.filter(is_permanent=False)
    assert [one.old_path for one in ours] == [spanish.url.rstrip("/")]
    unpublish(translator, communique, lead="above")
    assert ours.count() == 1
