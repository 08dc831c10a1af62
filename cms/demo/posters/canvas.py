"""The printing table of our posters: flat inks on warm paper, cut with a slightly unsteady knife.

Every motif of this package is drawn on a Canvas, in units of a sheet of 1800 by 1200, whatever the
size asked for. The plate holds one ink a pixel, no mixtures: edges soften only when it is reduced.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from math import atan2, cos, hypot, pi, radians, sin

from PIL import Image, ImageDraw

from .paths import Path, Point, circle, lens, refine, ribbon, spike

WIDTH, HEIGHT = 1800, 1200
OVERSAMPLING = 3
# A coarser halftone looks bolder in a thumbnail and makes lighter files.
GRAIN = 1.35

PAPER, INK, RED, OCHRE, TEAL, COBALT, PLUM, MOSS = range(8)
PALETTE = (
    (0xF6, 0xF1, 0xE7),
    (0x1C, 0x17, 0x14),
    (0xC8, 0x10, 0x2E),
    (0xE3, 0xA4, 0x2B),
    (0x14, 0x63, 0x6A),
    (0x23, 0x48, 0x8F),
    (0x7A, 0x2A, 0x57),
    (0x48, 0x63, 0x29),
)


def _tremble(x: float, y: float) -> Point:
    """The point where the knife really passes: neighbours tremble alike, so no seam opens."""
    dx = 1.5 * sin(0.041 * x + 0.067 * y + 1.3) + 0.9 * sin(0.113 * x - 0.089 * y + 4.1)
    dy = 1.5 * sin(0.059 * x - 0.047 * y + 2.7) + 0.9 * sin(0.097 * x + 0.121 * y + 0.6)
    return x + dx, y + dy


class Canvas:
    """One sheet being printed: shapes are laid on it in order, each covering what lies below."""

    def __init__(self, width: int, ground: int = PAPER) -> None:
        self._scale = width * OVERSAMPLING / WIDTH
        height = round(width * HEIGHT / WIDTH)
        self._plate = Image.new("L", (width * OVERSAMPLING, height * OVERSAMPLING), ground)
        self._matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)

    def print(self) -> Image.Image:
        """The finished sheet in RGB, at the width asked for."""
        plate = self._plate.copy()
        plate.putpalette([channel for ink in PALETTE for channel in ink])
        return plate.convert("RGB").reduce(OVERSAMPLING)

    @contextmanager
    def at(self, x=0.0, y=0.0, turn=0.0, scale=1.0, flip=False) -> Iterator[None]:
        """Draw round another origin: moved, turned clockwise in degrees, scaled, mirrored."""
        before = self._matrix
        a, b, c, d, e, f = before
        cosine, sine = cos(radians(turn)) * scale, sin(radians(turn)) * scale
        side = -1 if flip else 1
        own = (cosine * side, sine * side, -sine, cosine)
        self._matrix = (
            a * own[0] + c * own[1],
            b * own[0] + d * own[1],
            a * own[2] + c * own[3],
            b * own[2] + d * own[3],
            a * x + c * y + e,
            b * x + d * y + f,
        )
        try:
            yield
        finally:
            self._matrix = before

    def _on_plate(self, path: Path, steady: bool) -> Path:
        a, b, c, d, e, f = self._matrix
        on_sheet = [(a * x + c * y + e, b * x + d * y + f) for x, y in path]
        if not steady:
            on_sheet = [_tremble(x, y) for x, y in refine(on_sheet, 48)]
        return [(x * self._scale, y * self._scale) for x, y in on_sheet]

    @property
    def _zoom(self) -> float:
        return hypot(self._matrix[0], self._matrix[1]) * self._scale

    def fill(self, path: Path, ink: int, edge: int | None = None, gap=0.0, steady=False) -> None:
        """Print one shape; with an edge, first cut a line of that ink and of width gap round it."""
        pen = ImageDraw.Draw(self._plate)
        points = self._on_plate(path, steady)
        if edge is not None and gap:
            width = max(1, round(2 * gap * self._zoom))
            pen.line([*points, points[0], points[1]], fill=edge, width=width, joint="curve")
            pen.polygon(points, fill=edge)
        pen.polygon(points, fill=ink)

    def stroke(self, points: Path, width, ink: int, edge: int | None = None, gap=0.0) -> None:
        """Print a band along the points; the width is one number or one for each end."""
        self.fill(ribbon(points, width), ink, edge, gap)

    def disc(self, x: float, y: float, radius: float, ink: int, edge=None, gap=0.0) -> None:
        self.fill(circle(x, y, radius), ink, edge, gap)

    @contextmanager
    def inside(self, *paths: Path) -> Iterator[None]:
        """What is drawn meanwhile shows only within these shapes."""
        mask = Image.new("1", self._plate.size, 0)
        pen = ImageDraw.Draw(mask)
        for path in paths:
            pen.polygon(self._on_plate(path, steady=False), fill=1)
        with self._through(mask):
            yield

    @contextmanager
    def only_on(self, *inks: int) -> Iterator[None]:
        """What is drawn meanwhile shows only where one of these inks lies now."""
        mask = self._plate.point([255 if ink in inks else 0 for ink in range(256)], "1")
        with self._through(mask):
            yield

    @contextmanager
    def _through(self, mask: Image.Image) -> Iterator[None]:
        before = self._plate
        self._plate = before.copy()
        try:
            yield
        finally:
            self._plate = Image.composite(self._plate, before, mask)

    def cut(self, x: float, y: float, length: float, width: float, turn: float, ink: int) -> None:
        """One stroke of the gouge, pointed at both ends, centred on a point."""
        self.fill(lens(x, y, length, width, turn), ink)

    def comb(
        self,
        start: Point,
        end: Point,
        count: int,
        length: float,
        width: float,
        ink: int,
        turn: float | None = None,
        shape=lens,
        uneven=0.45,
    ) -> None:
        """A row of gouge strokes from one point to another, across that line unless turned."""
        (x1, y1), (x2, y2) = start, end
        across = 90 + atan2(y2 - y1, x2 - x1) * 180 / pi if turn is None else turn
        for i in range(count):
            t = (i + 0.5) / count
            long = length * (1 - uneven * (0.5 + 0.3 * sin(2.4 * i + 0.9) + 0.2 * sin(5.1 * i)))
            self.fill(shape(x1 + (x2 - x1) * t, y1 + (y2 - y1) * t, long, width, across), ink)

    def notches(
        self,
        start: Point,
        end: Point,
        count: int,
        length: float,
        width: float,
        ink: int,
        turn: float | None = None,
    ) -> None:
        """Shade along an edge: notches that start on the line and point to the right of its way."""
        self.comb(start, end, count, length, width, ink, turn, spike)

    def burst(
        self,
        x: float,
        y: float,
        near: float,
        far: float,
        count: int,
        ink: int,
        start=0.0,
        end=360.0,
        share=0.5,
    ) -> None:
        """Wedges spreading from a centre between two radii, covering a share of the round."""
        step = (end - start) / count
        for i in range(count):
            middle = radians(start + (i + 0.5) * step)
            half = radians(step * share / 2)
            corners = ((near, -half), (far, -half), (far, half), (near, half))
            self.fill([(x + r * cos(middle + h), y + r * sin(middle + h)) for r, h in corners], ink)

    def dots(
        self,
        box: tuple[float, float, float, float],
        pitch: float,
        radius: float | Callable[[float, float], float],
        ink: int,
    ) -> None:
        """A halftone screen at 45 degrees over left, top, right, bottom.

        The radius may be a function of the place; pitch and radius are those of a screen of
        grain one.
        """
        left, top, right, bottom = box
        pen = ImageDraw.Draw(self._plate)
        step = pitch * GRAIN
        for row in range(int((bottom - top) / step * 2) + 2):
            for column in range(int((right - left) / step) + 2):
                x = left + (column + row % 2 / 2) * step
                y = top + row * step / 2
                r = (radius(x, y) if callable(radius) else radius) * GRAIN
                if r > step * 0.06:
                    [(px, py)] = self._on_plate([(x, y)], steady=True)
                    pr = r * self._zoom
                    pen.ellipse((px - pr, py - pr, px + pr, py + pr), fill=ink)
