"""The site map shows the tree that readers may see, communiqués left to their own list."""

from bs4 import BeautifulSoup
from wagtail.models import PageViewRestriction

from tests import factories


def titles(tree: list) -> list:
    """The tree with titles for pages."""
    return [(page.title, titles(children)) for page, children in tree]


def test_pages_stand_under_their_parents(front):
    site_map = factories.make_site_map(front.home, title="Plan")
    about = factories.make_page(front.home, title="À propos")
    factories.make_page(about, title="Statuts")
    section = factories.make_sector_page(front.sectors, title="Soin")
    factories.make_dossier(section, title="Urgences")
    factories.make_communique(section, title="Pas ici")
    expected = [
        (front.sectors.title, [("Soin", [("Urgences", [])])]),
        (front.communiques.title, []),
        (front.dossiers.title, []),
        ("Plan", []),
        ("À propos", [("Statuts", [])]),
    ]
    assert titles(site_map.tree()) == expected


def test_what_readers_may_not_see_is_left_out(front):
    site_map = factories.make_site_map(front.home, title="Plan")
    factories.make_page(front.home, live=False)
    section = factories.make_sector_page(front.sectors, title="Fermé")
    factories.make_dossier(section)
    PageViewRestriction.objects.create(page=section, restriction_type=PageViewRestriction.LOGIN)
    assert [children for _title, children in titles(site_map.tree())] == [[], [], [], []]


def test_the_page_nests_its_lists_and_asks_little(front, reader, django_assert_max_num_queries):
    site_map = factories.make_site_map(front.home)
    section = factories.make_sector_page(front.sectors)
    with django_assert_max_num_queries(2):
        site_map.tree()
    soup = BeautifulSoup(reader.get(site_map.url).content, "html.parser")
    link = soup.select_one(f'.site-map ul ul a[href="{section.url}"]')
    assert link.get_text() == section.title
