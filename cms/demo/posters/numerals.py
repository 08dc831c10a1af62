"""Poster numerals, tall and narrow, for the few pictures that count something.

Drawn here because the pictures carry no type: a numeral is 100 units high and about 52 wide.
"""

from .canvas import Canvas
from .paths import rect, rounded

_ONE = [(0, 14), (22, 0), (36, 0), (36, 100), (16, 100), (16, 24), (0, 32)]
_TWO = [
    (0, 34, 2),
    (0, 0, 16),
    (48, 0, 18),
    (48, 42, 12),
    (22, 82, 0),
    (48, 82, 0),
    (48, 100, 0),
    (0, 100, 0),
    (0, 84, 4),
    (28, 40, 6),
    (28, 17, 7),
    (19, 17, 6),
    (19, 34, 2),
]
_THREE = [
    (0, 30, 0),
    (0, 0, 16),
    (48, 0, 18),
    (48, 44, 10),
    (40, 49, 6),
    (48, 55, 10),
    (48, 100, 18),
    (0, 100, 18),
    (0, 70, 0),
    (19, 70, 0),
    (19, 83, 6),
    (29, 83, 6),
    (29, 58, 5),
    (14, 58, 0),
    (14, 41, 0),
    (29, 41, 5),
    (29, 17, 6),
    (19, 17, 6),
    (19, 30, 0),
]
_FOUR = [
    (20, 0),
    (40, 0),
    (40, 60),
    (50, 60),
    (50, 77),
    (40, 77),
    (40, 100),
    (21, 100),
    (21, 77),
    (0, 77),
    (0, 62),
]
_ZERO = [(0, 0, 18), (48, 0, 18), (48, 100, 18), (0, 100, 18)]
OUTLINES = {"0": _ZERO, "1": _ONE, "2": _TWO, "3": _THREE, "4": _FOUR}
HOLES = {
    "0": [(19, 17, 6), (29, 17, 6), (29, 83, 6), (19, 83, 6)],
    "4": [(21, 60), (21, 26), (13, 60)],
}


def numeral(canvas: Canvas, digit: str, ink: int, ground: int, edge=None, gap=0.0) -> None:
    """One digit with its top left corner at (0, 0); the ground shows through its holes."""
    if digit == ",":
        canvas.fill(rect(0, 82, 18, 18), ink)
        canvas.fill([(18, 82), (18, 104), (4, 122), (4, 100)], ink)
        return
    canvas.fill(rounded(OUTLINES[digit]), ink, edge, gap)
    if digit in HOLES:
        canvas.fill(rounded(HOLES[digit]), ground)
