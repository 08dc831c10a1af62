"""A French home page with its list of communiqués and dossiers."""

from dataclasses import dataclass

import pytest

from home.models import HomePage
from sectors.models import CommuniqueIndexPage, DossierIndexPage, SectorIndexPage
from tests import factories


@dataclass
class Front:
    """A home page and what stands below it."""

    home: HomePage
    sectors: SectorIndexPage
    communiques: CommuniqueIndexPage
    dossiers: DossierIndexPage


@pytest.fixture
def front(db) -> Front:
    """The French site."""
    home = factories.make_home()
    return Front(
        home,
        factories.make_sector_index(home),
        factories.make_communique_index(home),
        factories.make_dossier_index(home),
    )
