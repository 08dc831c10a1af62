"""A small French site for the tests of sectors, communiqués and dossiers."""

from dataclasses import dataclass

import pytest

from home.models import HomePage
from sectors.models import CommuniqueIndexPage, DossierIndexPage, SectorIndexPage
from tests import factories


@dataclass
class SmallSite:
    """A home page and its three indexes, in one language."""

    home: HomePage
    sectors: SectorIndexPage
    communiques: CommuniqueIndexPage
    dossiers: DossierIndexPage


def small_site(code: str, original: SmallSite | None = None) -> SmallSite:
    """The pages of a language; those of an original's translation group, if one is given."""
    home = factories.make_home(code)
    makers = {
        "sectors": factories.make_sector_index,
        "communiques": factories.make_communique_index,
        "dossiers": factories.make_dossier_index,
    }
    pages = {}
    for name, make in makers.items():
        same = {"translation_key": getattr(original, name).translation_key} if original else {}
        pages[name] = make(home, title=name.title(), slug=name, **same)
    return SmallSite(home, **pages)


@pytest.fixture
def site(db) -> SmallSite:
    """The French site."""
    return small_site("fr")


@pytest.fixture
def english(site) -> SmallSite:
    """The same in English."""
    return small_site("en", site)
