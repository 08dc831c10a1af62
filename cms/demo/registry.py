"""What has been built so far, by key: pages, pictures, documents, vocabulary.

The builders look up here what the words refer to by name.
"""

import re
from dataclasses import dataclass, field

from wagtail.models import Locale, Page

from cms.models import Picture, SiteDocument
from sectors.models import Organisation, Sector, Theme

from .words import DemoContentError

_PAGE_LINK = re.compile(r'href="page:([\w-]+)"')


@dataclass
class Registry:
    """Everything the words can name."""

    locales: dict[str, Locale] = field(default_factory=dict)
    sectors: dict[str, Sector] = field(default_factory=dict)
    themes: dict[str, Theme] = field(default_factory=dict)
    organisations: dict[str, Organisation] = field(default_factory=dict)
    pictures: dict[str, Picture] = field(default_factory=dict)
    documents: dict[tuple[str, str], SiteDocument] = field(default_factory=dict)
    pages: dict[str, Page] = field(default_factory=dict)
    addresses: dict[tuple[str, str], str] = field(default_factory=dict)

    def page(self, key: str) -> Page:
        """The original of a page.

        Raises:
            DemoContentError: the words name a page that does not exist.
        """
        try:
            return self.pages[key]
        except KeyError:
            raise DemoContentError(f"no page is called {key}") from None

    def document(self, key: str, language: str) -> SiteDocument:
        """A leaflet in a language, or in French where it was not made in that language.

        Raises:
            DemoContentError: the words name a leaflet that does not exist.
        """
        document = self.documents.get((key, language)) or self.documents.get((key, "fr"))
        if document is None:
            raise DemoContentError(f"no leaflet is called {key}")
        return document

    def rich_text(self, html: str) -> str:
        """Rich text as Wagtail stores it: links to pages by their id."""
        return _PAGE_LINK.sub(lambda match: f'linktype="page" id="{self.page(match[1]).pk}"', html)
