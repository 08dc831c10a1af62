"""A sector's page collects what is filed under its trade, wherever it was written."""

import datetime

from wagtail.models import PageViewRestriction

from sectors.models import CommuniqueDocument, DossierPage, SectorPage
from tests import factories


def test_it_collects_communiques_from_everywhere(site):
    section = factories.make_sector_page(site.sectors)
    other = factories.make_sector_page(site.sectors)
    own = factories.make_communique(section)
    confederal = factories.make_communique(site.communiques, sectors=[section.sector])
    shared = factories.make_communique(other, sectors=[other.sector, section.sector])
    factories.make_communique(other)
    assert set(section.communiques()) == {own, confederal, shared}


def test_it_leaves_out_drafts_and_other_languages(site, english):
    section = factories.make_sector_page(site.sectors)
    version = factories.make_version(section, english.sectors)
    french = factories.make_communique(section)
    factories.make_communique(section, live=False)
    translated = factories.make_version(french, version)
    assert list(section.communiques()) == [french]
    assert list(version.communiques()) == [translated]


def test_it_shows_the_latest_first_and_not_too_many(site, reader):
    section = factories.make_sector_page(site.sectors)
    days = [datetime.date(2023, 1, day) for day in range(1, 11)]
    pages = [factories.make_communique(section, date=day) for day in days]
    shown = reader.get(section.url).context_data["communiques"]
    assert list(shown) == pages[::-1][: SectorPage.latest_count]


def test_it_collects_dossiers(site):
    section = factories.make_sector_page(site.sectors)
    own = factories.make_dossier(section)
    chosen = factories.make_dossier(site.dossiers, sectors=[section.sector])
    factories.make_dossier(site.dossiers)
    assert set(section.publications(DossierPage)) == {own, chosen}


def test_its_leaflets_are_those_of_its_communiques_in_its_language(site):
    section = factories.make_sector_page(site.sectors)
    french, english_one = factories.make_document("fr"), factories.make_document("en")
    factories.make_document("fr")
    for _number in range(2):
        page = factories.make_communique(section)
        page.documents = [CommuniqueDocument(document=d) for d in (french, english_one)]
        page.save()
    assert list(section.leaflets()) == [french]


def test_the_leaflets_of_a_draft_are_not_handed_out(site):
    section = factories.make_sector_page(site.sectors)
    page = factories.make_communique(section, live=False)
    page.documents = [CommuniqueDocument(document=factories.make_document("fr"))]
    page.save()
    assert list(section.leaflets()) == []


def test_sectors_are_listed_in_the_order_of_the_vocabulary(site, english, reader):
    orders = (3, 1, 2)
    pages = [
        factories.make_sector_page(site.sectors, factories.make_sector(order=n)) for n in orders
    ]
    factories.make_sector_page(english.sectors)
    shown = reader.get(site.sectors.url).context_data["sector_pages"]
    assert list(shown) == [pages[1], pages[2], pages[0]]


def test_a_restricted_sector_is_not_listed(site):
    page = factories.make_sector_page(site.sectors)
    assert list(SectorPage.in_order(site.home.locale)) == [page]
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    assert list(SectorPage.in_order(site.home.locale)) == []
