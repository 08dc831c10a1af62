"""Publications are filed where they stand, and lead to their neighbours and documents."""

import datetime
import itertools

import pytest
from wagtail.models import PageViewRestriction

from sectors.models import CommuniqueDocument, CommuniquePage
from sectors.models.communique import NEAR
from tests import factories

DAY = datetime.date(2023, 5, 1)


def reloaded(page):
    """The page as it is stored."""
    return type(page).objects.get(pk=page.pk)


def test_a_communique_written_in_a_section_is_filed_under_its_sector(site):
    section = factories.make_sector_page(site.sectors)
    page = reloaded(factories.make_communique(section))
    assert list(page.sectors.all()) == [section.sector]
    assert page.lead_sector == section.sector


def test_the_sectors_that_an_editor_chose_are_kept(site):
    section = factories.make_sector_page(site.sectors)
    other = factories.make_sector()
    page = reloaded(factories.make_communique(section, sectors=[other]))
    assert list(page.sectors.all()) == [other]
    assert page.lead_sector == other


def test_of_several_sectors_that_of_the_section_leads(site):
    first = factories.make_sector(order=1)
    section = factories.make_sector_page(site.sectors, factories.make_sector(order=2))
    page = factories.make_communique(section, sectors=[first, section.sector])
    assert reloaded(page).lead_sector == section.sector


def test_a_confederal_communique_needs_no_sector(site):
    page = reloaded(factories.make_communique(site.communiques))
    assert list(page.sectors.all()) == []
    assert page.lead_sector is None


def test_a_dossier_is_filed_the_same_way(site):
    section = factories.make_sector_page(site.sectors)
    assert reloaded(factories.make_dossier(section)).lead_sector == section.sector


def test_taking_away_the_last_sector_files_it_again_at_home(site):
    section = factories.make_sector_page(site.sectors)
    page = factories.make_communique(section, sectors=[factories.make_sector()])
    page.sectors = []
    page.save_revision().publish()
    assert reloaded(page).lead_sector == section.sector


def test_the_sectors_survive_into_a_translation(site, english):
    sector = factories.make_sector()
    page = factories.make_communique(site.communiques, sectors=[sector])
    translation = page.copy_for_translation(english.home.locale)
    assert list(reloaded(translation).sectors.all()) == [sector]
    assert reloaded(translation).lead_sector == sector


def days_later(number: int) -> datetime.date:
    """A date so many days after the first."""
    return DAY + datetime.timedelta(days=number)


def test_neighbours_are_the_next_by_date(site):
    pages = [factories.make_communique(site.communiques, date=days_later(n)) for n in (3, 0, 2, 1)]
    newest, oldest, second, third = pages
    assert newest.neighbours() == (None, second)
    assert second.neighbours() == (newest, third)
    assert third.neighbours() == (second, oldest)
    assert oldest.neighbours() == (third, None)


def test_of_one_day_the_one_made_last_is_newer(site):
    first, second, third = [factories.make_communique(site.communiques) for _ in range(3)]
    assert second.neighbours() == (third, first)


def test_neighbours_are_found_beyond_many_of_other_sections(site, english):
    older, newer = [factories.make_communique(site.communiques, date=days_later(n)) for n in (0, 2)]
    other = factories.make_communique(english.communiques, date=days_later(1))
    factories.make_many_communiques(other, NEAR + 1)
    assert older.neighbours() == (newer, None)
    assert newer.neighbours() == (None, older)
    assert other.neighbours()[1] is None


def test_neighbours_agree_with_the_list_in_both_directions(site):
    for number in (0, 2, 1, 1, 0, 2):
        factories.make_communique(site.communiques, date=days_later(number))
    in_list = list(CommuniquePage.objects.newest_first())
    for newer, older in itertools.pairwise(in_list):
        assert newer.neighbours()[1] == older
        assert older.neighbours()[0] == newer


def test_neighbours_that_readers_may_not_see_are_passed_over(site):
    oldest = factories.make_communique(site.communiques, date=days_later(0))
    factories.make_communique(site.communiques, date=days_later(1), live=False)
    closed = factories.make_communique(site.communiques, date=days_later(2))
    PageViewRestriction.objects.create(page=closed, restriction_type=PageViewRestriction.LOGIN)
    newest = factories.make_communique(site.communiques, date=days_later(3))
    assert oldest.neighbours() == (newest, None)


def test_neighbours_stand_in_the_same_section(site):
    sections = [factories.make_sector_page(site.sectors) for _ in range(2)]
    here = factories.make_communique(sections[0])
    factories.make_communique(sections[1], date=days_later(1))
    factories.make_communique(site.communiques, date=days_later(2))
    assert here.neighbours() == (None, None)


def attach(page: CommuniquePage, *documents) -> CommuniquePage:
    """The communiqué with documents."""
    page.documents = [CommuniqueDocument(document=document) for document in documents]
    page.save()
    return reloaded(page)


def test_readers_are_offered_the_document_in_their_language(site, english):
    french, en = factories.make_document("fr"), factories.make_document("en")
    page = factories.make_communique(site.communiques)
    assert attach(page, french, en).documents_for_reader() == [french]
    version = factories.make_version(page, english.communiques)
    assert attach(version, french, en).documents_for_reader() == [en]


def test_without_one_in_their_language_they_are_offered_all(site):
    documents = [factories.make_document("es"), factories.make_document("en")]
    page = attach(factories.make_communique(site.communiques), *documents)
    assert page.documents_for_reader() == documents


@pytest.mark.parametrize("kind", CommuniquePage.Kind.values)
def test_only_a_campaign_opens_like_a_poster(site, reader, kind):
    page = factories.make_communique(site.communiques, kind=kind)
    poster = "article__head--poster" in reader.get(page.url).content.decode()
    assert poster == (kind == CommuniquePage.Kind.CAMPAIGN)


def test_a_call_to_action_says_where_and_when(site, reader):
    start = datetime.datetime(2024, 5, 1, 12, 30, tzinfo=datetime.UTC)
    page = factories.make_communique(
        site.communiques, kind="action", event_place="Place Bellecour, Lyon", event_start=start
    )
    html = reader.get(page.url).content.decode()
    assert "Place Bellecour, Lyon" in html
    assert "14:30" in html or "14h30" in html or "14 h 30" in html.replace("\xa0", " ")
