"""Pages that exist once or a handful of times."""

from .home import HomePage, PinnedPage
from .site_map import SiteMapPage
from .standard import StandardPage

__all__ = ["HomePage", "PinnedPage", "SiteMapPage", "StandardPage"]
