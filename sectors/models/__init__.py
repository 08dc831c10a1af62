"""What the union says, by trade: vocabulary, sector pages, communiqués, dossiers."""

from .communique import CommuniqueDocument, CommuniqueIndexPage, CommuniquePage
from .dossier import DossierCommunique, DossierDocument, DossierIndexPage, DossierPage
from .sector import SectorIndexPage, SectorPage
from .taxonomy import Organisation, Sector, Theme
from .team import SectorTeam

__all__ = [
    "CommuniqueDocument",
    "CommuniqueIndexPage",
    "CommuniquePage",
    "DossierCommunique",
    "DossierDocument",
    "DossierIndexPage",
    "DossierPage",
    "Organisation",
    "Sector",
    "SectorIndexPage",
    "SectorPage",
    "SectorTeam",
    "Theme",
]
