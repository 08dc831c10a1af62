"""What the sitemap lists: every visible page of every language, with its alternates.

Wagtail's own sitemap leaves out the translated trees and has no alternates.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest
from wagtail.models import Page, Site

from cms.languages import homes
from cms.visibility import visible


@dataclass(frozen=True)
class SitemapEntry:
    """An address, when it last changed, and the same page in each language."""

    url: str
    changed: datetime | None
    alternates: list[tuple[str, str]]


def sitemap_entries(request: HttpRequest) -> list[SitemapEntry]:
    """Every visible page below the home pages. Its number of queries does not grow with them."""
    site = Site.find_for_request(request)
    versions: dict = defaultdict(list)
    for home in homes(site).values():
        pages = visible(Page.objects.descendant_of(home, inclusive=True))
        for page in pages.select_related("locale").order_by("path").iterator():
            address = page.get_full_url(request)
            code = page.locale.language_code
            versions[page.translation_key].append((code, address, page.last_published_at))
    return [
        SitemapEntry(
            url=url,
            changed=changed,
            alternates=[(code, address) for code, address, _changed in family],
        )
        for family in versions.values()
        for _code, url, changed in family
    ]
