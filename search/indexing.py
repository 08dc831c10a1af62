"""Writes the index: the only place that does.

`search.signals` calls it at every change that readers can see, and the command that rebuilds.

Each function works within the caller's transaction: index and pages change together or not at all.
"""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db import connection, transaction
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from cms.models import BasePage
from cms.visibility import visible
from search.engines import engine
from search.models import IndexEntry, IndexText
from search.passages import known_language, passages
from search.postings import AnalysedPage, Passage, analyse_page
from search.words import count_page, stored_words

_TEXT_COLUMNS = ("page_id", "language", "title", "text", "terms", "spans", "digest")


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


def is_public(page: Page) -> bool:
    """Whether `cms.visibility.visible` holds for a page in hand; one query at most."""
    if not page.live or page.alias_of_id:
        return False
    steps = range(page.steplen, len(page.path) + 1, page.steplen)
    above = [page.path[:length] for length in steps]
    return not PageViewRestriction.objects.filter(page__path__in=above).exists()


def sync(page: Page, force: bool = False) -> bool:
    """Makes the index agree with a page as it is in hand.

    Args:
        page: the page, of its own type, in the state that readers are to see.
        force: write even what seems unchanged.

    Returns:
        Whether anything was written.
    """
    if isinstance(page, BasePage) and known_language(page) and is_public(page):
        return _write(indexed_page(page), force)
    return remove([page.pk]) > 0


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
            count_page(text.language, stored_words(text), set())
        engine().remove([text.pk for text in stored])
        IndexText.objects.filter(pk__in=[text.pk for text in stored]).delete()
    return len(stored)


def indexable() -> Iterator[BasePage]:
    """Every page that belongs into the index, of its own type."""
    for page in visible(Page.objects.all()).specific().iterator(chunk_size=100):
        if isinstance(page, BasePage) and known_language(page):
            yield page


def _write(indexed: IndexedPage, force: bool) -> bool:
    digest, page_id = indexed.digest, indexed.row["page_id"]
    with transaction.atomic(savepoint=False):
        engine().lock()
        stored = _stored_text(page_id)
        if stored and stored.digest == digest and not force:
            return False
        analysed = indexed.analysed()
        language = indexed.row["language"]
        old = stored_words(stored) if stored else set()
        if stored and stored.language != language:
            count_page(stored.language, old, set())
            old = set()
        count_page(language, old, analysed.words)
        engine().write(indexed.row, analysed.postings)
        _store_text(index_text(page_id, language, analysed, digest))
    return True


def _stored_text(page_id: int) -> IndexText | None:
    """The words kept of a page. Plain SQL: the ORM would take a third of the time of publishing."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {', '.join(_TEXT_COLUMNS)} FROM search_indextext WHERE page_id = %s", [page_id]
        )
        row = cursor.fetchone()
    return IndexText(**dict(zip(_TEXT_COLUMNS, row, strict=True))) if row else None


def _store_text(text: IndexText) -> None:
    values = [getattr(text, column) for column in _TEXT_COLUMNS]
    changes = ", ".join(f"{column} = excluded.{column}" for column in _TEXT_COLUMNS[1:])
    marks = ", ".join(["%s"] * len(values))
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO search_indextext ({', '.join(_TEXT_COLUMNS)}) VALUES ({marks}) "
            f"ON CONFLICT (page_id) DO UPDATE SET {changes}",
            values,
        )


def index_text(page_id: int, language: str, analysed: AnalysedPage, digest: str) -> IndexText:
    """The row that keeps a page's words for quoting, not saved."""
    return IndexText(
        page_id=page_id,
        language=language,
        title=analysed.title,
        text=analysed.text,
        terms=" ".join(term.term for term in analysed.terms),
        spans=" ".join(f"{term.start} {term.end}" for term in analysed.terms),
        digest=digest,
    )
