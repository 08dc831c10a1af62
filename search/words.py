"""The words of the site with the number of pages they stand on, kept true as pages come and go.

`search.indexing` counts pages in and out; suggestions, "did you mean" and ranking read the result.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping

from search.engines import engine
from search.engines.base import Sql
from search.models import IndexText, IndexWord
from search.postings import key, spellings

Word = tuple[str, str]  # as written, its term
_BATCH = 400


def stored_words(text: IndexText) -> set[Word]:
    """The words that were counted for an indexed page."""
    numbers = [int(number) for number in text.spans.split()]
    spans = zip(text.terms.split(), numbers[::2], numbers[1::2], strict=True)
    return spellings(f"{text.title}\n{text.text}", spans)


def counting_page(language: str, old: set[Word], new: set[Word]) -> list[Sql]:
    """The statements that count a page out of its old words and into its new ones."""
    return counting(language, dict.fromkeys(new - old, 1) | dict.fromkeys(old - new, -1))


def counting(language: str, changes: Mapping[Word, int]) -> list[Sql]:
    """The statements that add to the number of pages of words; words of no page are forgotten."""
    words = sorted(changes)
    if not words:
        return []
    rows = [(word, key(word)[:64], term, changes[word, term]) for word, term in words]
    statements = [engine().counting(language, rows)]
    fewer = [spelling for spelling, term in words if changes[spelling, term] < 0]
    for first in range(0, len(fewer), _BATCH):
        batch = fewer[first : first + _BATCH]
        marks = ", ".join(["%s"] * len(batch))
        forget = f"DELETE FROM search_indexword WHERE language = %s AND spelling IN ({marks})"
        statements.append((f"{forget} AND pages <= 0", [language, *batch]))
    return statements


def true_counts() -> dict[str, Counter[Word]]:
    """For each language, on how many pages each word stands, counted from the pages."""
    counts: dict[str, Counter[Word]] = defaultdict(Counter)
    for text in IndexText.objects.iterator(chunk_size=200):
        counts[text.language].update(stored_words(text))
    return dict(counts)


def stored_counts() -> dict[str, Counter[Word]]:
    """The same as it is stored."""
    counts: dict[str, Counter[Word]] = defaultdict(Counter)
    rows = IndexWord.objects.values_list("language", "spelling", "term", "pages")
    for language, spelling, term, pages in rows.iterator():
        counts[language][spelling, term] = pages
    return dict(counts)


def recount() -> int:
    """Makes the stored counts true again; how many were not."""
    true, stored = true_counts(), stored_counts()
    repaired = 0
    for language in true.keys() | stored.keys():
        right, kept = true.get(language, Counter()), stored.get(language, Counter())
        changes = {
            word: right[word] - kept[word]
            for word in right.keys() | kept.keys()
            if right[word] != kept[word]
        }
        engine().run(counting(language, changes))
        repaired += len(changes)
    return repaired
