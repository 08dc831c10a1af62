"""What a picture of ours is: who paints it, on which paper, and what a crop must keep.

The motif modules declare theirs; the package's `draw` prints them.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from .canvas import PAPER, Canvas


class FocalPoint(NamedTuple):
    """What a crop must keep: the centre of a box and its size, in fractions of the picture."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True)
class Motif:
    """A picture that can be printed at any size; focus is left, top, width, height in fractions."""

    paint: Callable[[Canvas], None]
    focus: tuple[float, float, float, float]
    ground: int = PAPER

    @property
    def focal_point(self) -> FocalPoint:
        """The focus as the admin's focal points have it: from its centre."""
        left, top, width, height = self.focus
        return FocalPoint(left + width / 2, top + height / 2, width, height)

    @property
    def description(self) -> str:
        """What the picture shows, in one English sentence: the source of alternative texts."""
        return (self.paint.__doc__ or "").strip()
