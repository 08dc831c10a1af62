"""The mark and the icons: what stands in the repository is what the code draws, sharp at 16 px."""

from pathlib import Path

from PIL import Image, ImageChops

from cms.brand import draw_icons, icon

COMMITTED = Path(__file__).parents[2] / "static" / "img"


def test_the_committed_icons_are_those_that_the_code_draws(tmp_path):
    for drawn in draw_icons(tmp_path):
        committed = COMMITTED / drawn.name
        if drawn.suffix == ".svg":
            assert committed.read_text() == drawn.read_text()
        else:
            with Image.open(committed) as old, Image.open(drawn) as new:
                assert old.size == new.size
                assert (
                    ImageChops.difference(old.convert("RGB"), new.convert("RGB")).getbbox() is None
                )


def test_icons_have_the_sizes_that_browsers_ask_for():
    sizes = {
        "apple-touch-icon.png": 180,
        "icon-192.png": 192,
        "icon-512.png": 512,
        "icon-maskable-512.png": 512,
    }
    for name, size in sizes.items():
        with Image.open(COMMITTED / name) as image:
            assert image.size == (size, size)
    with Image.open(COMMITTED / "favicon.ico") as image:
        assert {(16, 16), (32, 32)} <= image.info["sizes"]


def test_the_smallest_icon_has_two_colours_and_no_blur():
    assert len(icon(16, 1).getcolors()) == 2


def test_the_fist_of_the_maskable_icon_stays_in_the_safe_zone():
    image, radius = icon(512, 22), 512 * 0.4
    ground = image.getpixel((0, 0))
    arm = range(512 - 150, 512)
    for y in range(512 - 150):
        for x in range(512):
            if image.getpixel((x, y)) != ground:
                assert (x - 256) ** 2 + (y - 256) ** 2 < radius**2
    assert all(image.getpixel((256, y)) != ground for y in arm)


def test_the_mark_takes_the_colour_of_the_words_around_it():
    assert 'fill="currentColor"' in (COMMITTED / "mark.svg").read_text()
