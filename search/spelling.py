"""“Did you mean”: for a word that no page has, the nearest word that some page has.

`search.results` asks only when not every word of a query was found. The words are those of public
pages alone, since they are counted from the index.
"""

from collections import Counter

from search.analysis import analyse
from search.engines import engine
from search.models import IndexWord
from search.parsing import clean
from search.postings import key

MAX_CANDIDATES = 4000


def did_you_mean(text: str, language: str) -> str:
    """The query with its unknown words replaced by words of the site; empty if none would help."""
    text = clean(text)
    words = analyse(text, language)
    known = set(
        IndexWord.objects.filter(
            language=language, term__in={word.term for word in words}
        ).values_list("term", flat=True)
    )
    corrected, position = "", 0
    for word in words:
        if word.term in known:
            continue
        nearest = _nearest(key(text[word.start : word.end]), language)
        if not nearest:
            return ""
        corrected += text[position : word.start] + nearest
        position = word.end
    return corrected + text[position:] if corrected else ""


def _nearest(word: str, language: str) -> str:
    """The site's word nearest to a folded word: one mistake, two in a long one; "" if none is."""
    allowed = 1 if len(word) < 5 else 2
    if len(word) < 3:
        return ""
    best: tuple | None = None
    letters = Counter(word)
    for spelling, candidate, pages in _candidates(word, allowed, language):
        if sum((letters - Counter(candidate)).values()) > allowed:
            continue
        distance = _distance(word, candidate, allowed)
        if distance <= allowed and (best is None or (distance, -pages, spelling) < best):
            best = (distance, -pages, spelling)
    return best[2] if best else ""


def _candidates(word: str, allowed: int, language: str) -> list[tuple[str, str, int]]:
    """(spelling, key, pages) of words of about this length that begin with one of its letters."""
    beginnings = dict.fromkeys((word[0], word[1]))
    conditions, parameters = zip(
        *(engine().starts_with("key", letter) for letter in beginnings), strict=True
    )
    return engine().fetch(
        "SELECT spelling, key, pages FROM search_indexword WHERE language = %s "
        f"AND LENGTH(key) BETWEEN %s AND %s AND ({' OR '.join(conditions)}) "
        "ORDER BY pages DESC, spelling LIMIT %s",
        [
            language,
            len(word) - allowed,
            len(word) + allowed,
            *(value for values in parameters for value in values),
            MAX_CANDIDATES,
        ],
    )


def _distance(one: str, other: str, limit: int) -> int:
    """Letters to add, drop, replace or swap with a neighbour; above `limit`, any such number."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, start=1):
        last, before, row = before, row, [i]
        for j, match in enumerate(other, start=1):
            cost = min(before[j] + 1, row[-1] + 1, before[j - 1] + (letter != match))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == match:
                cost = min(cost, last[j - 2] + 1)
            row.append(cost)
        if min(row) > limit and (not before or min(before) > limit):
            return limit + 1
    return row[-1]
