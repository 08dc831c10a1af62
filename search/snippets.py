"""A few words around what was found, in the page's own spelling, the found words marked.

`search.results` makes one for each result. Places come from the index, so nothing is analysed here.
"""

from collections.abc import Collection
from dataclasses import dataclass

from search.models import IndexText

BEFORE = 60  # characters of text before the first found word
LENGTH = 240  # characters of the whole snippet
MAX_CONSIDERED = 200  # found words of a page among which the best stretch is sought
ELLIPSIS = "…"

Span = tuple[int, int]


@dataclass(frozen=True)
class Piece:
    """A stretch of text, found words marked."""

    text: str
    marked: bool = False


def found_spans(text: IndexText, terms: Collection[str]) -> list[Span]:
    """Where the terms stand in title + newline + text, in order."""
    numbers = text.spans.split()
    return [
        (int(numbers[2 * index]), int(numbers[2 * index + 1]))
        for index, term in enumerate(text.terms.split())
        if term in terms
    ]


def marked_title(text: IndexText, spans: list[Span]) -> list[Piece]:
    """The title with the found words marked."""
    end = len(text.title)
    return _pieces(text.title, 0, end, [span for span in spans if span[1] <= end])


def snippet(text: IndexText, spans: list[Span]) -> list[Piece]:
    """The stretch of the text that shows most of what was found; its beginning if nothing was."""
    whole = f"{text.title}\n{text.text}"
    first = len(text.title) + 1
    inside = [span for span in spans if span[0] >= first]
    start, end = _window(whole, first, inside)
    shown = [span for span in inside if start <= span[0] and span[1] <= end]
    pieces = _pieces(whole, start, end, shown)
    if start > first:
        pieces.insert(0, Piece(f"{ELLIPSIS} "))
    if end < len(whole):
        pieces.append(Piece(f" {ELLIPSIS}"))
    return pieces


def _window(whole: str, first: int, spans: list[Span]) -> Span:
    """Where to cut: at words, around the stretch with the most different found words."""
    start = first
    if spans:
        considered = spans[:MAX_CONSIDERED]
        best = max(considered, key=lambda span: (_richness(whole, considered, span[0]), -span[0]))
        start = max(first, best[0] - BEFORE)
    if start > first:
        start = _next_word(whole, start, best[0])
    end = min(len(whole), start + LENGTH)
    if end < len(whole):
        cut = max(whole.rfind(" ", start, end), whole.rfind("\n", start, end))
        end = cut if cut > start else end
        end = max([end, *(span[1] for span in spans if span[0] < end < span[1])])
    return start, end


def _richness(whole: str, spans: list[Span], start: int) -> int:
    """How many different found words stand in a snippet that begins there."""
    stop = start + LENGTH - BEFORE
    return len({whole[a:b].lower() for a, b in spans if start <= a and b <= stop})


def _next_word(whole: str, start: int, limit: int) -> int:
    """The first beginning of a word from `start`, `limit` at the latest."""
    for position in range(start, limit):
        if whole[position - 1].isspace():
            return position
    return limit


def _pieces(whole: str, start: int, end: int, spans: list[Span]) -> list[Piece]:
    pieces: list[Piece] = []
    position = start
    for from_, to in spans:
        if from_ > position:
            pieces.append(Piece(whole[position:from_]))
        pieces.append(Piece(whole[max(from_, position) : to], marked=True))
        position = max(position, to)
    if position < end:
        pieces.append(Piece(whole[position:end]))
    return pieces
