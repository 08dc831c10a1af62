"""Union leaflets as PDF: one A4 sheet with a big headline, a poster, two columns and an address.

The demo builders call `leaflet_pdf` for the documents that a communiqué offers for download. The
page itself is set by `leaflet.typ`, in the site's own fonts.
"""

import json
import shutil
from bisect import bisect_left
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import segno
import typst
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont
from PIL import Image

from cms.brand import mark_svg
from cms.fonts import NARROW, NORMAL
from cms.settings.languages import direction
from cms.typography import typeset_text

from .posters import draw

FONTS = Path(__file__).parents[2] / "static" / "fonts"
TEMPLATE = Path(__file__).with_name("leaflet.typ")
AUTHOR = "CNT-SO"
INK = "#1c1714"

# Every leaflet bears the same date, so that the same words always give the same bytes.
PRINTED = 1_704_067_200
# Body sizes in points, the largest that fits one side wins; then the picture grows into what is
# left, its height in millimetres. A text too long for one side is set on two.
BODY_SIZES = (9.6, 10.5, 11.5, 13)
PICTURE_HEIGHTS = (88, 106, 130)
TWO_SIDES = (11, 112, 2)
SHEET_WIDTH = 210
PICTURE_WIDTH = 1100
PICTURE_COLOURS = 6

# The families that leaflet.typ asks for, each one place in a font of the site: of a variable font
# typst takes the default alone, and of two files of the same family only one.
FACES = {
    "Leaflet Display": ("union.woff2", {"wdth": NARROW, "wght": 850}),
    "Leaflet Display Arabic": ("union-arabic.woff2", {"wdth": NARROW, "wght": 850}),
    "Leaflet Text": ("union.woff2", {"wdth": NORMAL, "wght": 400}),
    "Leaflet Text Arabic": ("union-arabic.woff2", {"wdth": NORMAL, "wght": 400}),
}


class Heading(str):
    """A paragraph of a leaflet that is set as a heading within the text."""

    __slots__ = ()


def leaflet_pdf(
    *,
    title: str,
    kicker: str,
    paragraphs: Iterable[str],
    foot_lines: Iterable[str],
    language: str,
    url: str = "",
    motif: str | None = None,
) -> bytes:
    """The leaflet as a tagged PDF (PDF/UA-1), on one side if the text allows, else on two.

    The first paragraph is the lead; a `Heading` among the others is set as one. The first line of
    the foot is the union's name. The address is printed and stands as a code to scan. All words
    are plain text; the same words give the same bytes. Raises KeyError for an unknown motif and
    typst.TypstError if the page cannot be set.
    """
    words = {
        "title": typeset_text(title, language),
        "kicker": typeset_text(kicker, language),
        "paragraphs": _kinds(paragraphs, language),
        "foot": [typeset_text(line, language) for line in foot_lines],
        "language": language,
        "direction": direction(language),
        "author": AUTHOR,
        "url": url,
        "picture": motif is not None,
    }
    with TemporaryDirectory() as folder:
        root = Path(folder)
        shutil.copy(TEMPLATE, root)
        (root / "mark.svg").write_text(mark_svg().replace("currentColor", INK))
        if url:
            segno.make(url, error="m").save(str(root / "code.svg"), border=1, dark=INK)
        return _set(root, json.dumps(words, ensure_ascii=False), motif)


def _kinds(paragraphs: Iterable[str], language: str) -> list[tuple[str, str]]:
    kinds = []
    for i, paragraph in enumerate(paragraphs):
        kind = "heading" if isinstance(paragraph, Heading) else "lead" if i == 0 else "text"
        kinds.append((kind, typeset_text(paragraph, language)))
    return kinds


def _set(root: Path, words: str, motif: str | None) -> bytes:
    """The PDF at the largest sizes that fit one side, else at reading size on two."""
    lowest = PICTURE_HEIGHTS[0]
    if motif is not None:
        _print_picture(root, motif, lowest)
    body = _largest(BODY_SIZES, lambda size: _fits(root, words, size, lowest))
    layout = TWO_SIDES
    if body is not None:
        height = _largest(PICTURE_HEIGHTS, lambda height: _fits(root, words, body, height))
        layout = (body, height or lowest, 1)
    if motif is not None:
        _print_picture(root, motif, layout[1])
    compiler = _compiler(root, words, *layout)
    return compiler.compile(format="pdf", timestamp=PRINTED, pdf_standards="ua-1")


def _largest(sizes: tuple[float, ...], fits: Callable[[float], bool]) -> float | None:
    """The last of the rising sizes that fits, found by halving; None if even the first does not."""
    fitting = bisect_left(sizes, True, key=lambda size: not fits(size))
    return sizes[fitting - 1] if fitting else None


def _fits(root: Path, words: str, body: float, picture: float) -> bool:
    pages = _compiler(root, words, body, picture, 1).query("<pages>", field="value", one=True)
    return json.loads(pages) == 1


def _compiler(root: Path, words: str, body: float, picture: float, sides: int) -> typst.Compiler:
    return typst.Compiler(
        input=str(root / TEMPLATE.name),
        root=str(root),
        font_paths=_fonts(),
        sys_inputs={
            "leaflet": words,
            "body": str(body),
            "picture": str(picture),
            "sides": str(sides),
        },
    )


def _print_picture(root: Path, motif: str, height: float) -> None:
    """Write the picture of the sheet, `height` millimetres high, in its commonest colours only.

    The pictures are flat: without the shades of softened edges the file is half as large.
    """
    size = (PICTURE_WIDTH, round(PICTURE_WIDTH * height / SHEET_WIDTH))
    picture = draw(motif, size)
    counted = sorted(picture.getcolors(size[0] * size[1]), reverse=True)
    inks = Image.new("P", (1, 1))
    inks.putpalette([level for _, colour in counted[:PICTURE_COLOURS] for level in colour])
    picture.quantize(palette=inks, dither=Image.Dither.NONE).save(root / "picture.png")


@cache
def _font_folder() -> TemporaryDirectory:
    """The site's web fonts as the TrueType files that typst reads; removed when Python ends."""
    folder = TemporaryDirectory(prefix="leaflet-fonts-")
    for family, (file, place) in FACES.items():
        font = instantiateVariableFont(TTFont(FONTS / file, recalcTimestamp=False), place)
        font.flavor = None
        for record in font["name"].names:
            if record.nameID in (1, 6):
                record.string = family if record.nameID == 1 else family.replace(" ", "")
        font.save(Path(folder.name) / f"{family}.ttf")
    return folder


@cache
def _fonts() -> typst.Fonts:
    """Those faces alone, listed once a process: typst opens each file when a page needs it."""
    return typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[_font_folder().name],
    )
