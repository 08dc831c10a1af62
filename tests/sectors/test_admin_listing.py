"""The lists of the admin: columns, filters, the states of languages, what they cost."""

import json
from datetime import date

import pytest
from bs4 import BeautifulSoup
from django.contrib.contenttypes.models import ContentType
from django.urls import reverse
from wagtail.models import Page

from sectors.models import CommuniquePage, DossierPage
from tests.assertions import at_most_queries
from tests.cms.board.conftest import sections, sign_in
from tests.factories import add, make_communique, publish_again, translate

__all__ = ["sections", "sign_in"]


@pytest.fixture
def written(sections) -> dict[str, Page]:
    """Communiqués of two sectors: translated, changed since, half translated, a draft."""
    education, culture = sections["education", "fr"], sections["culture", "fr"]
    made = {
        "done": make_communique(education, title="Fait", date=date(2024, 5, 1)),
        "changed": make_communique(
            education, title="Changé", date=date(2024, 4, 1), kind="leaflet"
        ),
        "begun": make_communique(culture, title="Commencé", date=date(2024, 3, 1)),
        "draft": make_communique(culture, title="Brouillon", date=date(2024, 2, 1), live=False),
    }
    for name in ("done", "changed"):
        publish_again(made[name], summary="Un résumé.")
        translate(made[name], "it")
    publish_again(made["changed"], summary="Un autre.")
    publish_again(made["begun"], summary="Un résumé.")
    translate(made["begun"], "it", publish=False, only=1)
    return made


def rows(client, address: str, **query) -> dict[str, BeautifulSoup]:
    """The rows of a list, by title."""
    answer = client.get(address, query)
    assert answer.status_code == 200
    soup = BeautifulSoup(answer.content, "html.parser")
    return {
        row.select_one(".title-wrapper").get_text(strip=True): row
        for row in soup.select("table.listing tbody tr")
    }


def states(row: BeautifulSoup) -> dict[str, str]:
    """The state of each language as it is read out, by its code."""
    return {
        mark.select_one("span[aria-hidden]").get_text(strip=True): mark["title"].split(": ")[1]
        for mark in row.select(".version")
    }


def test_communiques_by_sector_kind_date_and_language(sign_in, sections, written):
    client = sign_in("coordinator")
    listing = reverse("communiques:index")
    found = rows(client, listing, locale="fr")
    assert list(found) == ["Fait", "Changé", "Commencé", "Brouillon"]
    assert "education fr" in found["Changé"].get_text()
    assert "Tract" in found["Changé"].get_text()
    assert states(found["Fait"]) == {"fr": "Original", "es": "Manquante", "it": "À jour"}
    assert states(found["Changé"])["it"] == "Original modifié"
    assert states(found["Commencé"])["it"] == "En cours"
    assert states(found["Brouillon"]) == {"fr": "Original, non publié"}
    education = sections["education", "fr"].sector.pk
    for query, expected in (
        ({"sectors": education}, ["Fait", "Changé"]),
        ({"kind": "leaflet"}, ["Changé"]),
        ({"date_from": "2024-03-15", "date_to": "2024-04-15"}, ["Changé"]),
        ({"into": "it", "state": "done"}, ["Fait"]),
        ({"into": "it"}, ["Changé", "Commencé"]),
        ({"into": "es"}, ["Fait", "Changé", "Commencé"]),
        ({"state": "changed"}, ["Changé"]),
    ):
        assert list(rows(client, listing, locale="fr", **query)) == expected, query
    assert len(rows(client, listing, locale="it")) == 3
    assert client.get(listing, {"into": "xx", "sectors": "0"}).status_code == 200
    # Each mark leads to where one works on that language; strangers' ones lead nowhere.
    for mark in found["Commencé"].select("a.version"):
        assert client.get(mark["href"], follow=True).status_code == 200
    translator = sign_in("translator")
    row = rows(translator, listing)[next(iter(rows(translator, listing)))]
    links = {one.select_one("span[aria-hidden]").get_text() for one in row.select("a.version")}
    assert links == {"it"}


def test_dossiers_and_the_menu(sign_in, sections, written):
    add(sections["education", "fr"], DossierPage, title="Rentrée")
    writer, translator, keeper = sign_in("writer"), sign_in("translator"), sign_in("keeper")
    assert list(rows(writer, reverse("dossiers:index"))) == ["Rentrée"]
    # A writer reads what their own section has.
    assert set(rows(writer, reverse("communiques:index"), locale="fr")) == {"Fait", "Changé"}
    assert keeper.get(reverse("communiques:index")).status_code == 302

    def menu(client) -> str:
        soup = BeautifulSoup(client.get(reverse("wagtailadmin_home")).content, "html.parser")
        props = json.loads(soup.select_one("#wagtail-sidebar-props").string)
        return json.dumps(props, ensure_ascii=False)

    for words in ("Communiqués", "Dossiers", "Traductions", "Toutes les pages", "Suivi"):
        assert words in menu(writer)
    assert "communiques/?locale=fr" in menu(writer)
    assert "communiques/?locale" not in menu(translator)
    assert "/communiques/" not in menu(keeper)


# Of these Wagtail's own tree asks all but a few; with fifty children as with two.
MOST_OF_THE_TREE = 30
# A chooser shows 25 rows, and Wagtail asks for the parent of each.
MOST_OF_A_CHOOSER = 48


def test_a_full_screen_costs_no_more_than_a_short_one(
    sign_in, sections, written, outside_transactions
):
    section = sections["education", "fr"]
    coordinator, translator = sign_in("coordinator"), sign_in("translator")
    tree = reverse("wagtailadmin_explore", args=[section.pk])
    italian = reverse("wagtailadmin_explore", args=[sections["education", "it"].pk])
    asked = [(coordinator, reverse("communiques:index"), 20)]
    asked += [(translator, reverse("communiques:index"), 21)]
    asked += [
        (sign_in(role), tree, MOST_OF_THE_TREE)
        for role in ("administrator", "coordinator", "moderator", "writer")
    ]
    asked += [(translator, italian, MOST_OF_THE_TREE)]
    for number in range(47):
        make_communique(section, title=f"Communiqué {number}")
    assert CommuniquePage.objects.child_of(section).count() == 49
    add(section, DossierPage, title="Rentrée")
    for client, address, ceiling in asked:
        client.get(address)
        with at_most_queries(ceiling, remembering=True):
            assert client.get(address).status_code == 200
    chooser = reverse("wagtailadmin_choose_page_child", args=[section.pk])
    client = sign_in("moderator")
    client.get(chooser)
    with at_most_queries(MOST_OF_A_CHOOSER, remembering=True):
        assert client.get(chooser).status_code == 200
    assert set(rows(client, tree, into="it", state="changed")) == {"Changé"}
    assert states(rows(client, tree)["Rentrée"])["fr"] == "Original"
    dossiers = ContentType.objects.get_for_model(DossierPage).pk
    assert set(rows(client, tree, content_type=dossiers)) == {"Rentrée"}
    assert len(rows(client, tree, content_type=0)) > 2


def test_the_admin_bears_the_mark_and_the_name_of_the_union(client, sign_in, sections):
    for answer in (client.get(reverse("wagtailadmin_login")), sign_in("writer").get("/admin/")):
        text = answer.content.decode()
        assert "img/favicon.svg" in text
        assert "icon-wagtail" not in text
        title = BeautifulSoup(text, "html.parser").title.get_text()
        assert "Wagtail" not in title
        assert "Syndicat du numérique" in title
