"""The site's fonts: what they hold, and how two faces become one file."""

from pathlib import Path

import polib
import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables.TupleVariation import TupleVariation
from fontTools.varLib.instancer import instantiateVariableFont

from cms.fonts import ARABIC, LATIN, NARROW, NORMAL, SIGNS, cut, make_fonts, unite
from tests.served import ROOT

FONTS = ROOT / "static" / "fonts"
# Marks that turn a line of writing, and the end of a line: nobody sees them.
JOINERS = set("\u200c\u200d")
UNSEEN = set("\n\u200e\u200f\u2066\u2069")


def shipped(name: str) -> TTFont:
    return TTFont(FONTS / f"{name}.woff2")


def swapped(font: TTFont) -> dict[str, str]:
    """The glyphs that give way at the narrow width, and to which."""
    table = font["GSUB"].table
    [record] = table.FeatureVariations.FeatureVariationRecord
    [change] = {
        lookup
        for substitution in record.FeatureTableSubstitution.SubstitutionRecord
        for lookup in substitution.Feature.LookupListIndex
    }
    return table.LookupList.Lookup[change].SubTable[0].mapping


@pytest.mark.parametrize(
    ("name", "characters"), [("union", LATIN), ("union-arabic", ARABIC + SIGNS)]
)
def test_every_sign_is_there_in_both_faces(name, characters):
    font = shipped(name)
    glyphs, narrow = font.getBestCmap(), swapped(font)
    assert {sign for sign in characters if ord(sign) not in glyphs} == set()
    seen = set(characters) - JOINERS
    assert {sign for sign in seen if glyphs[ord(sign)] not in narrow} == set()


def test_all_that_the_site_says_can_be_set():
    known = {
        chr(code) for name in ("union", "union-arabic") for code in shipped(name).getBestCmap()
    }
    texts = {
        str(path.relative_to(ROOT)): path.read_text()
        for path in (ROOT / "cms" / "demo" / "content").rglob("*.toml")
    }
    for path in ROOT.glob("locale/*/LC_MESSAGES/django.po"):
        entries = polib.pofile(str(path))
        texts[str(path.relative_to(ROOT))] = "".join(
            one.msgstr + "".join(one.msgstr_plural.values()) for one in entries
        )
    assert len(texts) > 20
    strange = {name: set(text) - known - UNSEEN for name, text in texts.items()}
    assert {name: signs for name, signs in strange.items() if signs} == {}


@pytest.mark.parametrize("name", ["union", "union-arabic", "union-italic"])
def test_a_font_says_who_drew_it_and_its_licence(name):
    names = shipped(name)["name"]
    assert "20" in names.getDebugName(0)
    assert "openfontlicense" in names.getDebugName(14)


def source(path: Path, height: int, weights: tuple[int, int, int], bolder: int) -> Path:
    """A font of one letter, a box that is wider by `bolder` at the highest weight."""
    pen = TTGlyphPen(None)
    for start, *others in ([(0, 0), (0, height), (200, height), (200, 0)],):
        pen.moveTo(start)
        for point in others:
            pen.lineTo(point)
        pen.closePath()
    empty = TTGlyphPen(None).glyph()
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder([".notdef", "space", "hyphen", "A"])
    builder.setupCharacterMap({32: "space", 45: "hyphen", 65: "A"})
    builder.setupGlyf({".notdef": empty, "space": empty, "hyphen": empty, "A": pen.glyph()})
    builder.setupHorizontalMetrics(dict.fromkeys(builder.font.getGlyphOrder(), (300, 0)))
    builder.setupHorizontalHeader(ascent=900, descent=-200)
    builder.setupNameTable({"familyName": "Box", "styleName": "Regular", "copyright": "Nobody"})
    builder.setupOS2()
    builder.setupPost()
    builder.setupFvar([("wght", *weights, "Weight")], [])
    wider = [(0, 0), (0, 0), (bolder, 0), (bolder, 0)] + [(0, 0)] * 4
    builder.setupGvar({"A": [TupleVariation({"wght": (0, 1, 1)}, wider)]})
    builder.addOpenTypeFeatures("languagesystem DFLT dflt; feature kern { pos A A -20; } kern;")
    builder.save(path)
    return path


@pytest.fixture
def united(tmp_path) -> Path:
    low = source(tmp_path / "low.ttf", 400, (400, 400, 700), 100)
    high = source(tmp_path / "high.ttf", 800, (600, 600, 850), 60)
    font = unite(
        "Boxes",
        [cut(low, "A -\u2011\u202f", "text", {"wght": (400, 700)})],
        [cut(high, "A", "display", {"wght": (600, 850)})],
    )
    font.save(tmp_path / "boxes.ttf")
    return tmp_path / "boxes.ttf"


def box(path: Path, weight: int, width: int) -> tuple[int, int]:
    """Width and height of the letter at a place of the font, in thousandths of an em."""
    font = instantiateVariableFont(TTFont(path), {"wght": weight, "wdth": width})
    glyph = font.getBestCmap()[ord("A")]
    for feature in font["GSUB"].table.FeatureList.FeatureRecord if "GSUB" in font else ():
        for lookup in feature.Feature.LookupListIndex:
            table = font["GSUB"].table.LookupList.Lookup[lookup].SubTable[0]
            glyph = table.mapping.get(glyph, glyph)
    outline = font["glyf"][glyph]
    scale = 1000 / font["head"].unitsPerEm
    return round(outline.xMax * scale), round(outline.yMax * scale)


def test_a_united_font_is_one_face_at_its_normal_width_and_the_other_at_its_narrow(united):
    assert box(united, 400, NORMAL) == (200, 400)
    assert box(united, 600, NARROW) == (200, 800)


def test_each_face_goes_from_its_lightest_to_its_boldest(united):
    assert box(united, 700, NORMAL) == (300, 400)
    assert box(united, 850, NARROW) == (260, 800)


def test_what_the_display_face_lacks_stays_as_it_is(united):
    font = TTFont(united)
    glyphs = font.getBestCmap()
    assert set(swapped(font)) == {glyphs[ord("A")]}


def test_signs_that_a_source_lacks_are_borrowed(united):
    font = TTFont(united)
    glyphs = font.getBestCmap()
    assert glyphs[0x2011] == glyphs[ord("-")]
    assert font["hmtx"][glyphs[0x202F]][0] / font["head"].unitsPerEm == pytest.approx(0.13)


def test_the_same_sources_give_the_same_bytes(united, tmp_path):
    again = unite(
        "Boxes",
        [cut(tmp_path / "low.ttf", "A -\u2011\u202f", "text", {"wght": (400, 700)})],
        [cut(tmp_path / "high.ttf", "A", "display", {"wght": (600, 850)})],
    )
    again.save(tmp_path / "again.ttf")
    assert (tmp_path / "again.ttf").read_bytes() == united.read_bytes()


def test_a_missing_package_is_named(tmp_path):
    with pytest.raises(FileNotFoundError, match="source-serif"):
        make_fonts(tmp_path, tmp_path)
