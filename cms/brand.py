"""The union's mark, a raised fist on a grid of sixteen pixels, and the icons made from it.

The grid makes it sharp at the size of a browser tab; `draw_icons` writes every icon file of the
site from the one outline below, and the posters print it on their union card.
"""

from itertools import pairwise
from pathlib import Path

from PIL import Image, ImageDraw

GRID = 16
PAPER, RED = "#f6f1e7", "#c8102e"
OUTLINES = (
    ((3, 2), (5, 2), (5, 6), (3, 6)),
    ((6, 1), (8, 1), (8, 6), (6, 6)),
    ((9, 1), (11, 1), (11, 6), (9, 6)),
    (
        (12, 2), (14, 2), (14, 12), (13, 12), (13, 13), (12, 13), (12, 16), (4, 16), (4, 14),
        (3, 14), (3, 13), (2, 13), (2, 12), (1, 12), (1, 7), (11, 7), (11, 10), (6, 10), (6, 11),
        (12, 11),
    ),
)  # fmt: skip
_FAVICON_SIZES = (16, 32, 48)


def _path() -> str:
    """The outline as the data of one SVG path."""
    return "".join("M" + "L".join(f"{x} {y}" for x, y in outline) + "z" for outline in OUTLINES)


def mark_svg() -> str:
    """The mark alone, in the colour of the words around it."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {GRID} {GRID}">'
        f'<path fill="currentColor" d="{_path()}"/></svg>\n'
    )


def favicon_svg() -> str:
    """The mark on a red square, its arm rising from the lower edge; the same on light and dark."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {GRID} {GRID}">'
        f'<path fill="{RED}" d="M0 0h{GRID}v{GRID}H0z"/>'
        f'<path fill="{PAPER}" d="{_path()}"/></svg>\n'
    )


def icon(size: int, cell: int) -> Image.Image:
    """The mark on red, `size` pixels square, each square of the grid `cell` pixels wide.

    The arm goes on to the lower edge, so that the fist rises from it whatever the margin.
    """
    image = Image.new("RGB", (size, size), RED)
    pen = ImageDraw.Draw(image)
    left, top = (size - (GRID - 1) * cell) // 2, (size - GRID * cell) // 2
    for outline in OUTLINES:
        shape = [(left + x * cell, size if y == GRID else top + y * cell) for x, y in outline]
        _fill_exactly(pen, shape)
    return image


def _fill_exactly(pen: ImageDraw.ImageDraw, shape: list[tuple[int, int]]) -> None:
    """Fill up to, not including, the right and lower edges, where Pillow's polygon adds a pixel."""
    rows = sorted({y for _, y in shape})
    for top, bottom in pairwise(rows):
        edges = sorted(
            x
            for (x, y1), (_, y2) in zip(shape, shape[1:] + shape[:1], strict=True)
            if min(y1, y2) <= top and max(y1, y2) >= bottom
        )
        for start, end in zip(edges[::2], edges[1::2], strict=True):
            pen.rectangle((start, top, end - 1, bottom - 1), fill=PAPER)


def draw_icons(folder: Path) -> list[Path]:
    """Write the mark and every icon of the site into the folder; the paths written."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, words in (("mark.svg", mark_svg()), ("favicon.svg", favicon_svg())):
        (folder / name).write_text(words, encoding="utf-8")
    for name, size, cell in (
        ("apple-touch-icon.png", 180, 10),
        ("icon-192.png", 192, 11),
        ("icon-512.png", 512, 29),
        ("icon-maskable-512.png", 512, 22),
    ):
        icon(size, cell).save(folder / name, optimize=True)
    sizes = [icon(size, size // GRID) for size in _FAVICON_SIZES]
    sizes[-1].save(
        folder / "favicon.ico", append_images=sizes[:-1], sizes=[image.size for image in sizes]
    )
    return sorted(folder.iterdir())
