"""The proof that the index agrees with the pages: everything is computed anew and compared.

`check_search_index` prints what is found, the tests expect nothing.
"""

from collections.abc import Iterator

from search.engines import engine
from search.engines.base import COLUMNS
from search.indexing import indexable, indexed_page
from search.models import IndexEntry, IndexText
from search.stored import index_text
from search.words import stored_counts, true_counts


def differences() -> Iterator[str]:
    """A line for each difference between the index and the public pages."""
    texts = set(IndexText.objects.values_list("pk", flat=True))
    entries = set(IndexEntry.objects.values_list("pk", flat=True))
    postings = engine().page_ids()
    public: set[int] = set()
    for page in indexable():
        public.add(page.pk)
        if page.pk in texts & entries & postings:
            yield from _differences_of(page)
        else:
            yield f"page {page.pk} is public but not indexed"
    for stored in (texts, entries, postings):
        for page_id in sorted(stored - public):
            yield f"page {page_id} is indexed but not public"
    true, stored_words = true_counts(), stored_counts()
    for language in sorted(true.keys() | stored_words.keys()):
        if true.get(language) != stored_words.get(language):
            yield f"the words of {language} are miscounted"


def _differences_of(page) -> Iterator[str]:
    indexed = indexed_page(page)
    analysed = indexed.analysed()
    row = IndexEntry.objects.filter(pk=page.pk).values(*COLUMNS).get()
    for column in COLUMNS:
        if row[column] != indexed.row[column]:
            yield f"page {page.pk}: {column} is {row[column]!r}, not {indexed.row[column]!r}"
    text = index_text(page.pk, indexed.row["language"], analysed, indexed.digest)
    stored = IndexText.objects.get(pk=page.pk)
    for name in ("language", "title", "text", "terms", "spans", "digest"):
        if getattr(stored, name) != getattr(text, name):
            yield f"page {page.pk}: {name} differs"
    if not engine().holds(page.pk, analysed.postings):
        yield f"page {page.pk}: its terms differ"
