"""No page of the demo costs a first reader more queries than its type may."""

import pytest
from django.utils.translation import override

from home.models import SiteMapPage
from sectors.models import DossierPage

pytestmark = pytest.mark.demo

CEILINGS = {
    "homepage": 20,
    "communiqueindexpage": 20,
    "communiquepage": 15,
    "dossierpage": 20,
    "sectorpage": 20,
}
OTHERS = 20


def test_no_page_asks_more_than_its_ceiling(walk):
    over = {
        visit.path: (len(visit.queries), visit.queries)
        for visit in walk
        if len(visit.queries) > CEILINGS.get(visit.page._meta.model_name, OTHERS)
    }
    assert over == {}


def test_no_list_asks_for_a_column_that_it_left_out(walk):
    """Django fetches such a column by itself, one page after the other (`BasePage.listed`)."""
    alone = {
        visit.path: asked
        for visit in walk
        if (asked := [query for query in visit.queries if query.endswith("LIMIT 21")])
        and not isinstance(visit.page, SiteMapPage)  # its parent, once
    }
    assert alone == {}


def test_the_walk_met_every_type_that_has_a_ceiling(walk):
    assert {visit.page._meta.model_name for visit in walk} >= set(CEILINGS)


def test_feeds_and_printed_dossiers_have_a_ceiling_too(
    walk, stranger, django_assert_max_num_queries
):
    """They show twenty whole texts: their blocks may ask for their own pictures and documents."""
    dossiers = [v.page for v in walk if isinstance(v.page, DossierPage)]
    for dossier in dossiers:
        for name in ("feed", "print"):
            with override(dossier.locale.language_code):
                address = dossier.url + dossier.reverse_subpage(name)
            stranger.get(address)
            with django_assert_max_num_queries(60):
                assert stranger.get(address).status_code == 200
