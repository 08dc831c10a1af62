"""The list of communiqués keeps its promises: right counts, every page of results, no error."""

import datetime
import itertools
from collections import Counter
from contextlib import suppress

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.http import Http404, QueryDict
from django.utils.translation import override
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from wagtail.models import PageViewRestriction

from cms.scheduled import count_rows
from sectors.listing import FACETS, CommuniqueListing
from sectors.models import CommuniquePage
from tests import factories

KINDS = CommuniquePage.Kind.values
YEARS = (2021, 2022, 2023)


def listing(query: str = "", language: str = "fr") -> CommuniqueListing:
    """The list that a query string asks for."""
    return CommuniqueListing(CommuniquePage, QueryDict(query), language)


@pytest.fixture
def filed(site) -> list[dict]:
    """Forty communiqués filed as if at random; what each is filed under, by filter."""
    sectors = {slug: factories.make_sector(slug) for slug in ("web", "rue", "soin")}
    themes = {slug: factories.make_theme(slug) for slug in ("salaire", "droit", "climat")}
    facts = []
    for number in range(1, 41):
        # Knuth's multiplicative hash: as good as chance, and the same at every run.
        mixed = number * 2654435761 % 2**32 >> 8
        chosen_sectors = [slug for bit, slug in enumerate(sectors) if mixed >> bit & 1]
        chosen_themes = [slug for bit, slug in enumerate(themes) if mixed >> bit & 8]
        kind, year = KINDS[mixed % 5], YEARS[mixed % 3]
        page = factories.make_communique(
            site.communiques,
            kind=kind,
            date=datetime.date(year, mixed % 11 + 1, mixed % 23 + 1),
            sectors=[sectors[slug] for slug in chosen_sectors],
            themes=[themes[slug] for slug in chosen_themes],
        )
        filing = {
            "sector": chosen_sectors,
            "theme": chosen_themes,
            "kind": [kind],
            "year": [str(year)],
        }
        facts.append({"page": page, **filing})
    return facts


def combinations() -> list[dict]:
    """A quarter of the combinations of filters, with two values each, and without."""
    values = [
        ("", "web", "soin"),
        ("", "salaire", "climat"),
        ("", *KINDS[:2]),
        ("", "2021", "2023"),
    ]
    return [dict(zip(FACETS, chosen, strict=True)) for chosen in itertools.product(*values)][::4]


def matching(filed: list[dict], filters: dict, but: str = "") -> list[dict]:
    """The communiqués that satisfy the filters, one of them left aside: counted one by one."""
    return [
        facts
        for facts in filed
        if all(not value or name == but or value in facts[name] for name, value in filters.items())
    ]


def as_query(filters: dict) -> str:
    """The query string of filters."""
    query = QueryDict(mutable=True)
    query.update({name: value for name, value in filters.items() if value})
    return query.urlencode()


def leads_to(facet, option) -> str:
    """The value that an option of a filter chooses."""
    return QueryDict(option.query.removeprefix("?"))[facet.name]


def test_every_combination_of_filters_lists_what_it_should(filed):
    for filters in combinations():
        found = listing(as_query(filters))
        expected = matching(filed, filters)
        assert found.count == len(expected), filters
        expected.sort(key=lambda facts: (facts["page"].date, facts["page"].pk), reverse=True)
        shown = [page.pk for page in found.page]
        assert shown == [facts["page"].pk for facts in expected[:20]], filters


def test_every_filter_says_how_many_it_would_leave(filed):
    for filters in combinations():
        for facet in listing(as_query(filters)).facets:
            under_others = matching(filed, filters, but=facet.name)
            expected = Counter(value for facts in under_others for value in facts[facet.name])
            options = {leads_to(facet, option): option.count for option in facet.options}
            assert {value: count for value, count in options.items() if count} == expected


def test_a_filter_in_force_can_be_taken_away(filed):
    found = listing("sector=web&kind=leaflet")
    by_name = {facet.name: facet for facet in found.facets}
    assert by_name["sector"].selected.label == "Web"
    assert by_name["theme"].selected is None
    assert by_name["sector"].clear == "?kind=leaflet"
    assert listing(by_name["sector"].clear[1:]).count == listing("kind=leaflet").count


def test_filters_are_named_in_the_readers_language(site):
    factories.make_communique(
        site.communiques, sectors=[factories.make_sector("soin", name_en="Care")]
    )
    for code, name in (("fr", "Soin"), ("en", "Care"), ("ar", "Soin")):
        with override(code):
            assert listing().facets[0].options[0].label == name


def test_drafts_restricted_and_foreign_communiques_are_not_counted(site, english):
    factories.make_communique(site.communiques)
    factories.make_communique(site.communiques, live=False)
    factories.make_communique(english.communiques)
    closed = factories.make_sector_page(site.sectors)
    factories.make_communique(closed)
    assert listing().count == 2
    PageViewRestriction.objects.create(page=closed, restriction_type=PageViewRestriction.LOGIN)
    found = listing()
    assert found.count == len(found.page) == 1
    assert sum(option.count for facet in found.facets for option in facet.options) == 2


@pytest.fixture
def long_list(site):
    """The index of forty-five leaflets of one sector."""
    model = factories.make_communique(
        site.communiques, kind="leaflet", sectors=[factories.make_sector("web")]
    )
    factories.make_many_communiques(model, 44)
    return site.communiques


def test_pages_of_results_show_each_communique_once(long_list):
    pages = [list(listing(f"page={number}").page) for number in (1, 2, 3)]
    assert [len(page) for page in pages] == [20, 20, 5]
    assert len({item.pk for page in pages for item in page}) == 45


def test_pages_of_results_are_linked_and_keep_the_filters(long_list, reader):
    answer = reader.get(long_list.url, {"kind": "leaflet", "sector": "web", "page": 2})
    soup = BeautifulSoup(answer.content, "html.parser")
    links = {rel: soup.find("a", rel=rel)["href"] for rel in ("prev", "next")}
    assert links == {"prev": "?sector=web&kind=leaflet", "next": "?sector=web&kind=leaflet&page=3"}
    assert len(soup.select(".entry")) == 20
    assert soup.find(id="count").get_text().split()[0] == "45"


def test_changing_a_filter_starts_again_at_the_first_page(long_list):
    for facet in listing("page=2&kind=leaflet").facets:
        assert all("page" not in option.query for option in facet.options)
        assert "page" not in facet.clear


def test_a_page_of_results_that_does_not_exist_is_a_404(long_list, reader):
    for number in ("abc", "0", "-1", "4", "9999", "1.0", "", "²", "١", "9" * 400, "\0"):
        assert reader.get(long_list.url, {"page": number}).status_code == 404, number


@pytest.mark.parametrize("name", FACETS)
def test_an_unknown_value_is_ignored_and_said(long_list, reader, name):
    for value in ("inconnu", "<b>gras</b>", "0000", "20233", "é\0", "a" * 5000):
        answer = reader.get(long_list.url, {name: value})
        assert answer.status_code == 200
        soup = BeautifulSoup(answer.content, "html.parser")
        assert soup.find(id="count").get_text().split()[0] == "45"
        assert value[:6].replace("\0", "") in soup.select_one(".notice").get_text()
        assert not soup.select(".notice b")


def test_no_notice_without_an_unknown_value(long_list, reader):
    answer = reader.get(long_list.url, {"kind": "leaflet"})
    assert not BeautifulSoup(answer.content, "html.parser").select(".notice")


def test_a_year_without_communiques_is_an_empty_list(long_list, reader):
    answer = reader.get(long_list.url, {"year": "1871"})
    assert answer.status_code == 200
    assert BeautifulSoup(answer.content, "html.parser").select_one(".empty a")["href"] == "?"


VALUES = st.one_of(
    st.text(st.characters(codec="utf-8"), max_size=12),
    st.sampled_from(["web", "leaflet", "2023", "0000", "0001", "9999", "1", "2", "-1", "٢٠٢٣"]),
)
NAMES = st.one_of(st.sampled_from([*FACETS, "page"]), st.text(max_size=5))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(st.lists(st.tuples(NAMES, VALUES), max_size=6))
@example([("year", "0000")])
@example([("year", "9999")])
def test_no_query_string_breaks_the_list(long_list, pairs):
    query = QueryDict(mutable=True)
    for name, value in pairs:
        query.appendlist(name, value)
    found = CommuniqueListing(CommuniquePage, query, "fr")
    assert len(found.facets) == len(FACETS)
    assert 0 <= found.count <= 45
    with suppress(Http404):
        assert len(found.page) <= 20


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=10)
@given(st.text("sectorpagekindyeartheme=&%;+0123456789FfZé\0\n[]", max_size=40))
def test_no_address_breaks_the_page(long_list, reader, query):
    answer = reader.get(long_list.url, QUERY_STRING=query.encode().decode("latin-1"))
    assert answer.status_code in (200, 404)


@pytest.mark.django_db
@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL knows how many it will need")
def test_sqlite_reads_the_newest_from_the_index_of_dates():
    for code in ("fr", "en", "es", "ar"):
        index = factories.make_communique_index(factories.make_home(code))
        factories.make_many_communiques(factories.make_communique(index), 500)
    count_rows()
    newest = CommuniquePage.objects.visible().in_language("fr").with_relations().newest_first()
    plan = newest[:20].explain()
    assert "sectors_communiquepage_date" in plan
    assert "FOR ORDER BY" not in plan
