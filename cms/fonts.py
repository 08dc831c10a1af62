"""The site's fonts, made from the packages of Fontsource that npm has (`make fonts`).

A page is set in two faces, one for display and one for reading, and both stand in one file: a
browser fetches one font before its first paint, not two. The reading face is the normal width of
that file; the display face is condensed, so it is the narrow end of the same width axis, where the
glyphs of one give way to those of the other (OpenType 1.9, feature `rvrn`). A style sheet asks for
it with `font-stretch`, like for any condensed face of a family.
"""

from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from fontTools.merge import Merger
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont, newTable
from fontTools.ttLib.scaleUpem import scale_upem
from fontTools.ttLib.tables._f_v_a_r import Axis
from fontTools.ttLib.tables._g_l_y_f import Glyph
from fontTools.ttLib.tables.TupleVariation import TupleVariation
from fontTools.varLib.featureVars import addFeatureVariations
from fontTools.varLib.instancer import instantiateVariableFont
from fontTools.varLib.iup import iup_delta_optimize

VARIABLE = "@fontsource-variable"
ARCHIVO = f"{VARIABLE}/archivo/files/archivo-latin-standard-normal.woff2"
SERIF = f"{VARIABLE}/source-serif-4/files/source-serif-4-%s-standard-%s.woff2"
NASKH = f"{VARIABLE}/noto-naskh-arabic/files/noto-naskh-arabic-%s-wght-normal.woff2"
LALEZAR = "@fontsource/lalezar/files/lalezar-%s-400-normal.woff2"

# What the seven languages are written with.
SIGNS = " !\"#%&'()*+,-./0123456789:;<=>?[]_|«»·×°–—‘’“”„…‹›€−\u00a0\u2009\u202f\u2011\u2027"
LETTERS = "abcdefghijklmnopqrstuvwxyzàáâãäåæçèéêëìíîïñòóôõöøùúûüœ"
LATIN = SIGNS + LETTERS + LETTERS.upper() + "ßÿ@$\\^`{}~¡¿§©®ªº±²³µ¶•™↑↓½¼¾"
ARABIC = (
    "،؛؟ءآأؤإئابةتثجحخدذرزسشصضطظعغـفقكلمنهوىي"
    "\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652\u0653\u0654\u0655\u0670"
    "٠١٢٣٤٥٦٧٨٩٪٫٬ٱپچژڤکگی۰۱۲۳۴۵۶۷۸۹\u200c\u200d"
)

# Signs that the packages lack, and the one that looks the same: the no-break hyphen, the
# hyphenation point.
BORROWED = {"\u2011": "-", "\u2027": "·"}
# The thin spaces are missing or too wide; ours is this part of an em, so that `17 000 €` never
# borrows a space from another font.
THIN_SPACES, THIN = "\u2009\u202f", 0.13

# Half the grid that the faces were drawn on: a corner moves by a thousandth of a letter's height.
UNITS_PER_EM = 500
# Points that would follow their neighbours within so many units as weight grows, do follow them.
TOLERANCE = 1.5

# CSS weights and widths. The two faces share the weight axis, each on a part of it.
READING_WEIGHTS = (400, 700)
DISPLAY_WEIGHTS = (600, 850)
NARROW, NORMAL = 62, 100
NARROWER_THAN_BETWEEN = (-1, -0.5)
# Where 600 and 700 lie between 400 and 850, from 0 to 1. The boldest reading stands where the
# display face has gone as far of its own way as the weight 700 of Archivo goes (its table `avar`).
LIGHTEST_DISPLAY = 4 / 9
BOLDEST_READING = 0.6009

LICENCE = "https://openfontlicense.org"


@dataclass(frozen=True)
class Face:
    """A cut of one source: its regular, and how far each point of a glyph goes to its boldest.

    `owner` is the notice of who drew it.
    """

    font: TTFont
    deltas: dict[str, list[list]]
    owner: str


def make_fonts(packages: Path, folder: Path) -> list[Path]:
    """Writes the site's fonts into `folder` from npm's `packages` (a `node_modules`).

    Raises:
        FileNotFoundError: a package is missing.
    """
    weights = {"wght": READING_WEIGHTS}
    serif = {**weights, "opsz": 16}
    italic = {**serif, "wght": 400}
    narrow = {"wdth": NARROW, "wght": DISPLAY_WEIGHTS}
    made = {
        "union.woff2": unite(
            "Union",
            reading=[
                cut(packages / (SERIF % ("latin", "normal")), LATIN, "text", serif),
                cut(packages / (SERIF % ("cyrillic", "normal")), "№", "number", serif),
            ],
            display=[cut(packages / ARCHIVO, LATIN, "display", narrow)],
        ),
        "union-italic.woff2": unite(
            "Union Italic",
            reading=[cut(packages / (SERIF % ("latin", "italic")), LATIN, "text", italic)],
        ),
        "union-arabic.woff2": unite(
            "Union Arabic",
            reading=[
                cut(packages / (NASKH % "arabic"), ARABIC, "text", weights),
                cut(packages / (NASKH % "latin"), SIGNS, "text-sign", weights),
            ],
            display=[
                cut(packages / (LALEZAR % "arabic"), ARABIC, "display"),
                cut(packages / (LALEZAR % "latin"), SIGNS, "display-sign"),
            ],
        ),
    }
    for name, font in made.items():
        font.flavor = "woff2"
        font.save(folder / name)
    return [folder / name for name in made]


def cut(path: Path, characters: str, prefix: str, axes: dict | None = None) -> Face:
    """The glyphs of `characters` at the places of `axes`; their names begin with `prefix`.

    An axis has one value, or the two between which it stays variable; only the weight does.
    """
    font = TTFont(path, lazy=False, recalcTimestamp=False)
    owner = font["name"].getDebugName(0) or ""
    if axes:
        font = _again(instantiateVariableFont(font, axes))
        if "fvar" in font:
            _keep_positions_still(font)
    _add_signs(font)
    _subset(font, characters)
    scale_upem(font, UNITS_PER_EM)
    deltas = _deltas(font) if "gvar" in font else {}
    for table in ("fvar", "gvar", "avar", "prep", "fpgm", "cvt ", "gasp"):
        if table in font:
            del font[table]
    # Glyphs are called anew, so that those of two faces never have one name.
    font["post"].formatType = 3
    font = _again(font)
    names = [f"{prefix}{index}" for index in range(font["maxp"].numGlyphs)]
    font.setGlyphOrder(names)
    font["post"].formatType = 2
    font["post"].extraNames, font["post"].mapping = [], {}
    return Face(_again(font), {names[index]: each for index, each in deltas.items()}, owner)


def unite(name: str, reading: list[Face], display: list[Face] | None = None) -> TTFont:
    """One font with the display face at the narrow end of its width.

    A character that no display face has stays what it is in the reading face.
    """
    display = display or []
    swapped = _glyphs(display)
    characters = _glyphs(reading)
    font = Merger().merge(
        [_file(face.font) for face in reading] + [_mute(face) for face in display]
    )
    if display:
        _add_axes(font)
        _add_weights(font, reading, (0, BOLDEST_READING, BOLDEST_READING))
        _add_weights(font, display, (LIGHTEST_DISPLAY, 1, 1))
        swaps = {
            glyph: swapped[character]
            for character, glyph in characters.items()
            if character in swapped
        }
        addFeatureVariations(font, [([{"wdth": NARROWER_THAN_BETWEEN}], swaps)], featureTag="rvrn")
    _name(font, name, sorted({face.owner for face in [*reading, *display]}))
    font["post"].formatType = 3
    for moment in ("created", "modified"):
        setattr(font["head"], moment, getattr(reading[0].font["head"], moment))
    font.recalcTimestamp = False
    return font


def _file(font: TTFont) -> BytesIO:
    file = BytesIO()
    font.save(file)
    file.seek(0)
    return file


def _again(font: TTFont) -> TTFont:
    """The font as it is read back, so that nothing remembers what was taken out of it."""
    return TTFont(_file(font), lazy=False, recalcTimestamp=False)


def _keep_positions_still(font: TTFont) -> None:
    """Letters stand as far apart in bold as in the regular: smaller, and hardly to be seen."""
    regular = instantiateVariableFont(_again(font), {"wght": None})
    for table in {"GPOS", "GDEF"} & set(font.keys()):
        font[table] = regular[table]


def _add_signs(font: TTFont) -> None:
    glyphs = font.getBestCmap()
    new = {
        ord(sign): glyphs[ord(other)]
        for sign, other in BORROWED.items()
        if ord(sign) not in glyphs and ord(other) in glyphs
    }
    if ord(" ") in glyphs:
        if "gvar" in font:  # Read as a whole, before there is one glyph more.
            variations = font["gvar"].variations
            font["gvar"].variations = {glyph: variations[glyph] for glyph in font.getGlyphOrder()}
            font["gvar"].variations["thin-space"] = []
        font.setGlyphOrder([*font.getGlyphOrder(), "thin-space"])
        font["glyf"]["thin-space"] = Glyph()
        font["hmtx"]["thin-space"] = (round(font["head"].unitsPerEm * THIN), 0)
        new |= dict.fromkeys(map(ord, THIN_SPACES), "thin-space")
    for table in font["cmap"].tables:
        if table.isUnicode():
            table.cmap.update(new)


def _subset(font: TTFont, characters: str) -> None:
    options = Options()
    options.hinting = False
    options.name_IDs = []
    # Widths vary with the outlines, as the format allows.
    options.drop_tables += ["HVAR", "MVAR", "STAT", "BASE"]
    options.layout_features = ["kern", "mark", "mkmk", "ccmp", "locl", "liga", "tnum"]
    options.layout_features += ["init", "medi", "fina", "isol", "rlig", "calt", "curs"]
    subsetter = Subsetter(options)
    subsetter.populate(text=characters)
    subsetter.subset(font)


def _deltas(font: TTFont) -> dict[int, list[list]]:
    """For each glyph's index, the way of its points; None for one that follows its neighbours."""
    outlines, widths = font["glyf"], font["hmtx"].metrics
    found = {}
    for glyph, variations in font["gvar"].variations.items():
        points, control = outlines._getCoordinatesAndControls(glyph, widths)
        for variation in variations:
            variation.calcInferredDeltas(points, control.endPts)
            variation.roundDeltas()
        found[font.getGlyphID(glyph)] = [
            [
                delta and (round(delta[0]), round(delta[1]))
                for delta in iup_delta_optimize(
                    variation.coordinates, points, control.endPts, tolerance=TOLERANCE
                )
            ]
            for variation in variations
        ]
    return found


def _glyphs(faces: list[Face]) -> dict[int, str]:
    return {code: glyph for face in faces for code, glyph in face.font.getBestCmap().items()}


def _mute(face: Face) -> BytesIO:
    """The face without characters of its own."""
    font = _again(face.font)
    for table in font["cmap"].tables:
        table.cmap = {}
    return _file(font)


def _add_axes(font: TTFont) -> None:
    font["fvar"] = newTable("fvar")
    low, high = READING_WEIGHTS[0], DISPLAY_WEIGHTS[1]
    for tag, *values in (("wght", low, low, high), ("wdth", NARROW, NORMAL, NORMAL)):
        axis = Axis()
        axis.axisTag = tag
        axis.minValue, axis.defaultValue, axis.maxValue = values
        axis.axisNameID = 256
        font["fvar"].axes.append(axis)
    boldest = (READING_WEIGHTS[1] - low) / (high - low)
    font["avar"] = newTable("avar")
    font["avar"].segments = {
        "wght": {-1: -1, 0: 0, LIGHTEST_DISPLAY: LIGHTEST_DISPLAY, boldest: BOLDEST_READING, 1: 1},
        "wdth": {-1: -1, 0: 0, 1: 1},
    }
    font["gvar"] = newTable("gvar")
    font["gvar"].version, font["gvar"].reserved = 1, 0
    font["gvar"].variations = {glyph: [] for glyph in font.getGlyphOrder()}


def _add_weights(font: TTFont, faces: list[Face], region: tuple[float, float, float]) -> None:
    for face in faces:
        for glyph, deltas in face.deltas.items():
            font["gvar"].variations[glyph] = [
                TupleVariation({"wght": region}, list(each)) for each in deltas
            ]


def _name(font: TTFont, name: str, owners: list[str]) -> None:
    font["name"] = newTable("name")
    words = {0: " ".join(owners), 1: name, 2: "Regular", 4: name, 6: name.replace(" ", "")}
    for identity, text in {**words, 14: LICENCE, 256: "Axis"}.items():
        font["name"].setName(text, identity, 3, 1, 0x409)
