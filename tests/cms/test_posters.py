"""The pictures of the demo: all there, flat, light, the same every time, whole in any crop."""

import tomllib
from io import BytesIO
from pathlib import Path

import pytest

from cms.demo.posters import MOTIFS, draw
from cms.demo.posters.canvas import PALETTE

CONTENT = Path(__file__).parents[2] / "cms" / "demo" / "content"
SMALL = (360, 240)


def _pictures(value):
    """Every motif key that a piece of the demo's words asks for."""
    if isinstance(value, dict):
        for name, inner in value.items():
            if name == "picture" and isinstance(inner, str):
                yield inner
            else:
                yield from _pictures(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _pictures(inner)


def test_every_picture_that_the_demo_asks_for_can_be_drawn():
    asked = {
        key
        for file in CONTENT.rglob("*.toml")
        for key in _pictures(tomllib.loads(file.read_text(encoding="utf-8")))
    }
    assert asked
    assert asked <= set(MOTIFS)


def test_an_unknown_motif_is_refused():
    with pytest.raises(KeyError):
        draw("handshake", SMALL)


@pytest.mark.parametrize("key", MOTIFS)
def test_a_picture_is_flat_and_light(key):
    picture = draw(key, SMALL)
    light = BytesIO()
    picture.save(light, "AVIF", quality=50)

    pixels = picture.width * picture.height
    inks = sum(n for n, colour in picture.getcolors(pixels) if colour in PALETTE)
    assert inks / pixels > 0.55, "more soft edges than flat ink"
    assert len(light.getvalue()) < 18_000


@pytest.mark.parametrize("key", MOTIFS)
def test_a_picture_says_what_it_shows_and_what_a_crop_must_keep(key):
    motif = MOTIFS[key]
    left, top, width, height = motif.focus

    assert len(motif.description) > 30
    assert min(left, top) >= 0
    assert min(width, height) > 0.2
    assert left + width <= 1
    assert top + height <= 1
    assert motif.focal_point.x == pytest.approx(left + width / 2)
    assert motif.focal_point.y == pytest.approx(top + height / 2)


def test_the_same_motif_gives_the_same_picture():
    assert draw("crowd", SMALL).tobytes() == draw("crowd", SMALL).tobytes()


def test_no_two_motifs_are_alike():
    drawn = {key: draw(key, (120, 80)).tobytes() for key in MOTIFS}
    assert len(set(drawn.values())) == len(MOTIFS)


@pytest.mark.parametrize("size", [(360, 240), (200, 200), (160, 240), (300, 100)])
def test_a_picture_has_the_size_asked_for(size):
    assert draw("bicycle", size).size == size


def test_a_square_is_cut_round_the_focal_point():
    sheet, square = draw("till", (360, 240)), draw("till", (240, 240))
    focal = MOTIFS["till"].focal_point
    left = round(focal.x * 360 - 120)

    assert left > 60, "the focal point of this motif is right of the middle"
    start = min(left, 120)
    assert square.tobytes() == sheet.crop((start, 0, start + 240, 240)).tobytes()
