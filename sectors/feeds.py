"""Atom feeds (RFC 4287): the whole site, a sector, a dossier; full text, one per language.

Pages that have a feed inherit `SyndicatedMixin` and say which entries it holds.
"""

import re
import uuid
from datetime import UTC, datetime, time

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override
from wagtail.contrib.routable_page.models import path

from cms import pictures
from cms.models import SiteSettings
from cms.typography import typeset_html, typeset_text
from sectors.reach import QUERY, reaches_everywhere

MAX_ENTRIES = 20

# Characters that XML 1.0 forbids even as references.
_FORBIDDEN_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_ROOT_RELATIVE = re.compile(r'((?:href|src)="|srcset="|, )(/(?!/))')


class FullTextAtomFeed(Atom1Feed):
    """Django's Atom feed with each entry's whole text and language."""

    def item_attributes(self, item):
        """The attributes of an entry's element."""
        return {"xml:lang": item["language"]}

    def add_item_elements(self, handler, item):
        """Adds the whole text after the standard elements."""
        super().add_item_elements(handler, item)
        handler.addQuickElement("content", item["content"], {"type": "html"})


def stable_id(page, suffix: str = "") -> str:
    """An identifier that survives moves and new addresses: one per page and language."""
    return uuid.uuid5(page.translation_key, page.locale.language_code + suffix).urn


def _clean(text: str) -> str:
    return _FORBIDDEN_IN_XML.sub("", text)


def _entry(page, request: HttpRequest) -> dict:
    language = page.locale.language_code
    with override(language):
        html = render_to_string("sectors/feed_entry.html", {"page": page, "request": request})
    root = request.build_absolute_uri("/")
    absolute = _ROOT_RELATIVE.sub(lambda match: match[1] + root + match[2][1:], html)
    published = datetime.combine(page.date, time(12), tzinfo=timezone.get_default_timezone())
    return {
        "title": _clean(typeset_text(page.title, language)),
        "link": page.get_full_url(request),
        "description": _clean(typeset_text(page.summary, language)),
        "unique_id": stable_id(page),
        "pubdate": published,
        "updateddate": page.last_published_at or published,
        "categories": [sector.name for sector in page.sectors.all()],
        "content": _clean(typeset_html(absolute, language)),
        "language": language,
    }


def atom_response(page, request: HttpRequest) -> HttpResponse:
    """The feed of a page: its newest entries, at most `MAX_ENTRIES`, in full.

    What exists only in other languages is among them where the address asks for it.
    """
    words = SiteSettings.current()
    everywhere = reaches_everywhere(request.GET)
    entries = page.feed_entries(everywhere)
    feed_url = request.build_absolute_uri(request.path + (QUERY if everywhere else ""))
    title = words.name if page.depth == 2 else f"{words.name} – {page.title}"
    feed = FullTextAtomFeed(
        title=_clean(title),
        link=page.get_full_url(request),
        description=None,
        subtitle=_clean(page.description),
        language=page.locale.language_code,
        feed_url=feed_url,
        feed_guid=stable_id(page, ":feed:all" if everywhere else ":feed"),
        author_name=_clean(words.name),
    )
    newest = list(entries[:MAX_ENTRIES])
    pictures.remember(entry.picture_id for entry in newest)
    items = [_entry(entry, request) for entry in newest]
    for item in items:
        feed.add_item(**item)
    if not items:
        feed.latest_post_date = lambda: page.last_published_at or datetime.now(UTC)
    return HttpResponse(feed.writeString("utf-8"), content_type=feed.content_type)


class SyndicatedMixin:
    """A page with an Atom feed. The page says what it holds in `feed_entries`."""

    def feed_entries(self, everywhere: bool = False):
        """The publications of the feed, newest first.

        Args:
            everywhere: whether those that exist only in other languages are among them.
        """
        raise NotImplementedError

    @property
    def feed_url(self) -> str:
        """The address of the feed, from the root of the site."""
        return self.url + self.reverse_subpage("feed")

    @path(_("feed/"), name="feed")
    def feed_view(self, request):
        """Serves the feed."""
        return atom_response(self, request)
