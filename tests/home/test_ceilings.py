"""A page costs the database the same at 40 and at 4,000 communiqués, and little at both."""

import pytest

from home.models import PinnedPage
from sectors.models import CommuniqueDocument, CommuniquePage
from sectors.reach import QUERY
from tests import factories
from tests.assertions import at_most_queries

CEILINGS = {
    "home": 20,
    "home in all languages": 20,
    "listing": 20,
    "listing in all languages": 20,
    "filtered": 20,
    "communique": 15,
    "dossier": 20,
    "sector": 20,
    "sector in all languages": 20,
}
# In a process that has answered once since the last change, with Django's caches empty.
REMEMBERING = {
    "home": 10,
    "home in all languages": 10,
    "listing": 12,
    "listing in all languages": 12,
    "filtered": 12,
    # With a picture and a document in its text, which few have; without them 9.
    "communique": 11,
    "dossier": 10,
    "sector": 10,
    "sector in all languages": 10,
}
FEW, MANY = 40, 4_000

pytestmark = pytest.mark.usefixtures("outside_transactions")


@pytest.fixture
def addresses(front) -> dict[str, str]:
    """A page of each type, as full as editors make them, and where it is."""
    picture = factories.make_picture(240, 160)
    section = factories.make_sector_page(
        front.sectors, factories.make_sector("soin"), picture=picture
    )
    body = [
        ("paragraph", factories.link_to(front.dossiers)),
        ("pages", {"title": "Voir", "items": [front.communiques, front.sectors]}),
        ("documents", {"title": "Tracts", "items": [factories.make_document()]}),
        (
            "picture",
            {"image": {"image": picture, "alt_text": "", "decorative": True}, "caption": ""},
        ),
    ]
    model = factories.make_communique(
        section,
        picture=picture,
        summary="Chapeau",
        body=body,
        themes=[factories.make_theme("salaire")],
    )
    model.documents = [CommuniqueDocument(document=factories.make_document())]
    model.signatories = [factories.make_organisation()]
    model.save()
    factories.make_many_communiques(model, FEW - 1)
    chosen = CommuniquePage.objects.order_by("pk")[5:10]
    dossier = factories.make_dossier(
        front.dossiers, chosen, picture=picture, sectors=[section.sector]
    )
    front.home.pinned_pages = [PinnedPage(page=page.page_ptr) for page in chosen[:3]]
    front.home.dossier_in_focus = dossier
    front.home.message_page = model.page_ptr
    front.home.save()
    english = factories.make_communique_index(factories.make_home("en"))
    factories.make_many_communiques(factories.make_communique(english, picture=picture), 30)
    return {
        "home": front.home.url,
        "home in all languages": front.home.url + QUERY,
        "listing": front.communiques.url,
        "listing in all languages": front.communiques.url + QUERY,
        "filtered": f"{front.communiques.url}?sector=soin&theme=salaire&year=2023&page=2",
        "communique": CommuniquePage.objects.order_by("pk")[20].url,
        "dossier": dossier.url,
        "sector": section.url,
        "sector in all languages": section.url + QUERY,
    }


def costs(addresses: dict[str, str], reader, remembering: bool = False) -> dict[str, int]:
    """How many queries each page takes, its pictures being made already."""
    counted = {}
    for name, address in addresses.items():
        assert reader.get(address).status_code == 200
        with at_most_queries(60, remembering) as captured:
            reader.get(address)
        counted[name] = len(captured)
    return counted


def test_the_fullest_page_of_each_type_keeps_its_ceiling(addresses, reader):
    counted = costs(addresses, reader)
    assert {name: n for name, n in counted.items() if n > CEILINGS[name]} == {}


def test_a_process_remembers_what_every_page_needs(addresses, reader):
    counted = costs(addresses, reader, remembering=True)
    assert {name: n for name, n in counted.items() if n > REMEMBERING[name]} == {}


def test_a_page_costs_the_same_however_long_the_list(addresses, reader):
    few = costs(addresses, reader)
    model = CommuniquePage.objects.order_by("pk").first()
    factories.make_many_communiques(model, MANY - FEW)
    assert CommuniquePage.objects.visible().in_language("fr").count() == MANY
    assert costs(addresses, reader) == few
