"""What a reader gets for a query: order, filters, languages, marks, ways on, whatever was typed."""

import datetime
import time

import pytest
from django.core.cache import cache
from django.urls import reverse
from django.utils import translation
from wagtail.models import PageViewRestriction

from search.models import PromotedPage, PromotedQuery, PromotedResult
from sectors.models import Sector, Theme

MAX_QUERIES = 12


def joined(pieces):
    """Pieces as one text, found words between brackets."""
    return "".join(f"[{piece.text}]" if piece.marked else piece.text for piece in pieces)


def test_words_of_the_title_weigh_most_then_the_newer_page(site, find):
    site.communique("Texte", "la cantine", date=datetime.date(2024, 1, 1))
    site.communique("Vieille cantine", "rien", date=datetime.date(2020, 1, 1))
    site.communique("Autre", "rien", summary="Une cantine", date=datetime.date(2019, 1, 1))
    site.communique("Encore", "la cantine", date=datetime.date(2023, 1, 1))
    assert find("cantine") == ["Vieille cantine", "Autre", "Texte", "Encore"]
    assert find("cantine", sort="date") == ["Texte", "Encore", "Vieille cantine", "Autre"]


def test_all_words_else_any_and_says_so(site, search):
    site.communique("Un", "pain et beurre")
    site.communique("Deux", "pain seul")
    both = search("pain beurre")
    assert (both.count, both.any_word) == (1, False)
    some = search("beurre pain zinc")
    assert (some.count, some.any_word) == (2, True)


def test_phrase_and_exclusion(site, find):
    site.communique("Suite", "le droit de grève est à nous")
    site.communique("Éloignés", "la grève est un droit")
    assert find('"droit de grève"') == ["Suite"]
    assert find("«droit de grève»") == ["Suite"]
    assert find("droit grève -nous -suite") == ["Éloignés"]
    assert find('grève -"droit de grève"') == ["Éloignés"]


def test_phrase_does_not_cross_paragraphs(site, find):
    page = site.communique("Coupée")
    page.body = [("paragraph", "<p>fin du droit</p>"), ("paragraph", "<p>grève demain</p>")]
    page.save_revision().publish()
    assert find('"droit grève"') == ["Coupée"]  # as some of the words
    site.communique("Entière", "droit grève")
    assert find('"droit grève"') == ["Entière"]


def test_reader_language_first_others_offered_with_their_count(site, search):
    site.communique("Solidarité", "CNX")
    site.communique("Solidarity", "CNX", language="en")
    site.communique("More solidarity", "CNX", language="en")
    found = search("CNX", "fr")
    assert [joined(item.title) for item in found.page] == ["Solidarité"]
    assert [(o.language, o.count) for o in found.other_languages] == [("en", 2)]
    assert search("CNX", "fr", language="en").count == 2


def test_facets_count_under_the_other_filters(site, search):
    rail = Sector.objects.create(slug="rail", name_fr="Rail")
    soin = Sector.objects.create(slug="soin", name_fr="Soin")
    paie = Theme.objects.create(slug="paie", name_fr="Paie")
    site.communique("A", "piquet", sectors=[rail], kind="leaflet", themes=[paie])
    site.communique("B", "piquet", sectors=[rail, soin], date=datetime.date(2021, 1, 1))
    site.communique("C", "piquet", sectors=[soin], kind="leaflet")
    found = search("piquet", sector="rail")
    options = {f.name: {o.label: o.count for o in f.options} for f in found.facets}
    assert found.count == 2
    assert options["sector"] == {"Rail": 2, "Soin": 2}
    assert options["theme"] == {"Paie": 1}
    assert options["year"] == {"2022": 1, "2021": 1}
    assert sorted(options["kind"].values()) == [1, 1]
    assert search("piquet", sector="rail", kind="leaflet", year="2022").count == 1


def test_snippet_marks_the_original_spelling_and_cuts_at_words(site, search):
    text = "Début. " + "mot " * 100 + "les travailleur·euses de l’assurance-chômage " + "fin " * 100
    site.communique("Titre", text)
    (item,) = search("travailleuses chomage").page
    shown = joined(item.snippet)
    assert "[travailleur·euses]" in shown
    assert "[chômage]" in shown
    assert shown.startswith("… mot ")
    assert shown.endswith(" …")
    assert len(shown) < 300


def test_markup_in_a_page_or_query_is_shown_as_text(site, client):
    site.communique("Balise", "&lt;script&gt;alert&lt;/script&gt;")
    with translation.override("fr"):
        address = reverse("search:results")
    html = client.get(address, {"q": "<script>alert(1)</script> alert"}).content.decode()
    assert "<script>alert" not in html


def test_did_you_mean_knows_public_words_only(site, search):
    site.communique("Assemblée", "intermittence")
    assert search("intermitence").correction == "intermittence"
    assert search("intermittences").correction == ""
    assert search("asemblée").correction == "assemblée"
    hidden = site.page("Conspiration")
    PageViewRestriction.objects.create(page=hidden, restriction_type="login")
    assert search("conspirattion").correction == ""


def test_promoted_pages_stand_apart_in_the_readers_language(site, search):
    join = site.page("Adhérer")
    promoted = PromotedResult(title="Adhésion", language="fr")
    promoted.queries = [PromotedQuery(words="Adhésions au syndicat")]
    promoted.pages = [PromotedPage(page=join)]
    promoted.save()
    site.communique("Adhésion au syndicat", "texte")
    assert [page.title for page in search("syndicat adhesion").promoted] == ["Adhérer"]
    assert search("syndicat").promoted == []
    assert search("syndicat adhesion", kind="leaflet").promoted == []
    join.unpublish()
    assert search("syndicat adhesion").promoted == []


@pytest.mark.parametrize(
    "typed",
    [
        "mot " * 10_000,
        "a\x00b",
        '"',
        '""" " "',
        "   ",
        "🙂🙂",
        "<b>gras</b>",
        "'; DROP TABLE search_indexentry; --",
        "a & b | !c :* <-> (",
        "NEAR(a b) AND OR NOT *",
        "-",
        "-seul",
        "le la les",
        "x" * 1_000_000,
        "\u202e\ufeff\ufffd",
        "%_%",
    ],
)
def test_anything_typed_is_answered(site, client, typed):
    site.communique("Mot", "seul")
    with translation.override("fr"):
        addresses = [reverse("search:results"), reverse("search:suggestions")]
    for address in addresses:
        before = time.monotonic()
        assert client.get(address, {"q": typed}).status_code == 200
        assert time.monotonic() - before < 3


@pytest.mark.parametrize(
    ("number", "status"),
    [
        ("1", 200),
        ("2", 404),
        ("abc", 404),
        ("9999", 404),
        ("-1", 404),
        ("0", 404),
        ("²", 404),
        ("9" * 400, 404),
        ("", 404),
    ],
)
def test_page_numbers(site, client, number, status):
    site.communique("Mot")
    with translation.override("fr"):
        address = reverse("search:results")
    assert client.get(address, {"q": "mot", "page": number}).status_code == status


def test_unknown_filters_are_said_and_left_aside(site, search):
    site.communique("Mot")
    found = search("mot", sector="nope", year="20x1", kind="\x00", language="xx", sort="up")
    assert found.count == 1
    assert len(found.unknown) == 5


def test_results_come_in_pages(site, search):
    for number in range(12):
        site.communique(f"Bulletin {number}", date=datetime.date(2022, 1, number + 1))
    first, second = search("bulletin"), search("bulletin", page="2")
    titles = [joined(item.title) for listing in (first, second) for item in listing.page]
    assert titles == [f"[Bulletin] {number}" for number in range(11, -1, -1)]


def test_page_costs_few_queries(site, client, django_assert_max_num_queries):
    rail = Sector.objects.create(slug="rail", name_fr="Rail")
    for number in range(12):
        site.communique(f"Bulletin {number}", "de grève", sectors=[rail])
    with translation.override("fr"):
        address = reverse("search:results")
    client.get(address, {"q": "bulletin grève"})
    cache.clear()
    with django_assert_max_num_queries(MAX_QUERIES):
        client.get(address, {"q": "bulletin grève", "sector": "rail"})


def test_answers_are_kept_by_nobody(site, client, caplog):
    with translation.override("fr"):
        for name in ("search:results", "search:suggestions"):
            response = client.get(reverse(name), {"q": "motsecret"})
            assert "no-store" in response["Cache-Control"]
            assert response["X-Robots-Tag"] == "noindex"
            assert not response.cookies
        client.get(reverse("search:results"), {"q": "motsecret", "page": "77"})
    assert "motsecret" not in caplog.text


def test_filters_stand_only_where_they_narrow_something(site, client):
    site.communique("Mot")
    with translation.override("fr"):
        address = reverse("search:results")
    for words, narrows in (("mot", True), ("zzzz", False)):
        html = client.get(address, {"q": words}).content.decode()
        assert ("listing__filters" in html) is narrows


def test_search_is_found_in_every_language(site, client):
    for code in site.locales:
        with translation.override(code):
            response = client.get(reverse("search:results"))
        html = response.content.decode()
        assert response.status_code == 200
        assert 'role="search"' in html
        assert f'lang="{code}"' in html
        assert "noindex" in html


def test_suggestions_ignore_accents_and_inclusive_forms(site, client):
    for number in range(2):
        site.communique(f"Les salarié·es {number}", "assemblée générale")
    site.communique("Hors sujet", "rien")

    def suggested(typed):
        with translation.override("fr"):
            answer = client.get(reverse("search:suggestions"), {"q": typed}).json()
        assert len(answer[1]) == len(answer[2]) == len(answer[3])
        return answer[1]

    assert suggested("SALARIE")[0] == "salarié·es"
    assert suggested("salariées")[0] == "salarié·es"
    assert suggested("hors suj") == ["hors sujet", "Hors sujet"]
    assert suggested("grande assemblee gen")[0] == "grande assemblee générale"
    assert suggested("s") == []


def test_suggestions_hold_nothing_hidden(site, client):
    page = site.page("Clandestin")
    PageViewRestriction.objects.create(page=page, restriction_type="login")
    draft = site.page("Clandestine")
    draft.unpublish()
    with translation.override("fr"):
        assert client.get(reverse("search:suggestions"), {"q": "clan"}).json()[1] == []


def test_browsers_are_offered_the_search(site, client):
    import xml.etree.ElementTree as ET

    with translation.override("fr"):
        response = client.get(reverse("search:description"))
        results = reverse("search:results")
    assert response["Content-Type"] == "application/opensearchdescription+xml"
    root = ET.fromstring(response.content)
    templates = [url.get("template") for url in root if url.tag.endswith("}Url")]
    assert f"http://testserver{results}?q={{searchTerms}}" in templates
    assert 0 < len(root[0].text) <= 16
