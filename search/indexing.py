"""Writes the index: the only place that does.

`search.signals` calls it at every change that readers can see, and the command that rebuilds.

Each function works within the caller's transaction: index and pages change together or not at all.
"""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from wagtail.models import Page

from cms.models import BasePage
from cms.visibility import visible
from search.engines import engine
from search.models import IndexEntry, IndexText
from search.passages import known_language, passages
from search.postings import AnalysedPage, Passage, analyse_page
from search.stored import index_text, know_language, stored_of, storing
from search.words import counting_page, stored_words


@dataclass
class IndexedPage:
    """What belongs into the index for one page."""

    row: dict
    passages: list[Passage]

    @property
    def digest(self) -> str:
        """Changes when anything of it does."""
        content = repr((sorted(self.row.items()), self.passages))
        return hashlib.md5(content.encode(errors="replace"), usedforsecurity=False).hexdigest()

    def analysed(self) -> AnalysedPage:
        """Its text in terms."""
        return analyse_page(self.row["language"], self.passages)


def indexed_page(page: BasePage) -> IndexedPage:
    """What belongs into the index for a page that readers may see."""
    facets = page.search_facets()
    date = facets["date"]
    fallback = page.first_published_at or page.last_published_at or timezone.now()
    row = {
        "page_id": page.pk,
        "language": page.locale.language_code,
        "kind": facets["kind"],
        "date": date or timezone.localtime(fallback).date(),
        "year": date.year if date else None,
        "sectors": packed(facets["sectors"]),
        "themes": packed(facets["themes"]),
    }
    return IndexedPage(row, passages(page, facets))


def packed(vocabulary: Iterable) -> str:
    """Ids between commas, so that `,7,` is found in one string comparison; at most 255 long."""
    ids = sorted({item.pk for item in vocabulary})
    return f",{','.join(map(str, ids))}," if ids else ""


def sync(page: Page, force: bool = False) -> bool:
    """Makes the index agree with a page as it is in hand.

    Args:
        page: the page, of its own type, in the state that readers are to see.
        force: write even what seems unchanged.

    Returns:
        Whether anything was written.
    """
    if not isinstance(page, BasePage) or not page.live or page.alias_of_id:
        return remove([page.pk]) > 0
    with transaction.atomic(savepoint=False):
        stored = stored_of(page)
        know_language(page, stored.language)
        if stored.restricted or not known_language(page):
            return remove([page.pk]) > 0
        return _write(indexed_page(page), stored.text, force)


def sync_all(pages: Iterable[Page]) -> None:
    """Makes the index agree with each of the pages as they are stored."""
    for page in pages:
        sync(page)


def sync_tree(path: str) -> None:
    """Makes the index agree about which pages of a part of the tree readers may see."""
    tree = Page.objects.filter(path__startswith=path)
    shown = set(visible(tree).values_list("pk", flat=True))
    indexed = set(
        IndexEntry.objects.filter(page__path__startswith=path).values_list("pk", flat=True)
    )
    remove(sorted(indexed - shown))
    sync_all(Page.objects.filter(pk__in=shown - indexed).specific())


def remove(page_ids: list[int]) -> int:
    """Takes pages out of the index; how many of them were in it."""
    stored = list(IndexText.objects.filter(pk__in=page_ids))
    if not stored:
        return 0
    with transaction.atomic():
        engine().lock()
        for text in stored:
            engine().run(counting_page(text.language, stored_words(text), set()))
        engine().remove([text.pk for text in stored])
        IndexText.objects.filter(pk__in=[text.pk for text in stored]).delete()
    return len(stored)


def indexable() -> Iterator[BasePage]:
    """Every page that belongs into the index, of its own type."""
    for page in visible(Page.objects.all()).specific().iterator(chunk_size=100):
        if isinstance(page, BasePage) and known_language(page):
            yield page


def _write(indexed: IndexedPage, stored: IndexText | None, force: bool) -> bool:
    """Writes a page in one round trip, within the lock of `stored_of`."""
    digest, language = indexed.digest, indexed.row["language"]
    if stored and stored.digest == digest and not force:
        return False
    analysed = indexed.analysed()
    old = stored_words(stored) if stored else set()
    statements = []
    if stored and stored.language != language:
        statements += counting_page(stored.language, old, set())
        old = set()
    statements += counting_page(language, old, analysed.words)
    statements += engine().storing(indexed.row, analysed.postings)
    statements.append(storing(index_text(indexed.row["page_id"], language, analysed, digest)))
    engine().run(statements)
    return True
