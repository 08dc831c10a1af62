"""A sector closed to the public is gone for readers: no list, feed, menu or link names it."""

from urllib.parse import unquote, urlsplit

import pytest
from django.core.cache import cache
from wagtail.models import Page, PageViewRestriction

from cms.models import Navigation, NavigationItem
from sectors.models import SectorPage
from tests.demo.test_feeds_and_sitemap import feed_addresses

pytestmark = pytest.mark.demo


@pytest.fixture
def closed(stranger) -> SectorPage:
    """A French sector with communiqués, in the menu, then closed."""
    sectors = SectorPage.objects.filter(locale__language_code="fr")
    page = max(sectors, key=lambda sector: sector.numchild)
    assert page.numchild > 2
    menus = Navigation.load()
    menus.items.add(
        NavigationItem(place=NavigationItem.Place.HEADER, page=Page.objects.get(pk=page.pk))
    )
    menus.save()
    cache.clear()
    assert page.url in stranger.get("/fr/").content.decode()
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    cache.clear()
    return page


def test_a_closed_sector_is_named_nowhere(closed, walk, stranger):
    open_pages = [v for v in walk if v.language == "fr" and not v.page.path.startswith(closed.path)]
    feeds = [path for path, code in feed_addresses(walk).items() if code == "fr"]
    addresses = {visit.path for visit in open_pages} | {p for p in feeds if closed.url not in p}
    addresses |= {"/sitemap.xml", f"/fr/communiques/?sector={closed.sector.slug}"}
    naming = []
    for address in addresses:
        response = stranger.get(address)
        assert response.status_code == 200, address
        if closed.url in unquote(response.content.decode()):
            naming.append(address)
    assert naming == []


def test_a_closed_sector_and_what_stands_under_it_are_not_served(closed, stranger):
    for page in closed.get_descendants(inclusive=True):
        response = stranger.get(urlsplit(page.full_url).path)
        assert response.status_code != 200
    assert stranger.get(closed.feed_url).status_code != 200
