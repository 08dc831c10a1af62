"""The picture element: what browsers need to choose a file and to keep its place.

Every picture here has all its sizes; `test_renditions.py` is about how they come to be.
"""

import re

import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from PIL import Image

from cms.pictures import PRESETS, responsive_picture, share_rendition
from tests.factories import make_ready_picture

pytestmark = pytest.mark.django_db

CANDIDATE = re.compile(r"(\S+) (\d+)w")


def parsed(picture, preset="lead", **options):
    return BeautifulSoup(responsive_picture(picture, preset, **options), "html.parser").picture


def candidates(source) -> dict[int, str]:
    """The file of each width that a `srcset` offers."""
    found = CANDIDATE.findall(source["srcset"])
    assert len(found) == source["srcset"].count(",") + 1
    return {int(width): url for url, width in found}


def measure(url: str) -> tuple[str, int, int]:
    with Image.open(f"{settings.MEDIA_ROOT}/{url.removeprefix(settings.MEDIA_URL)}") as image:
        return image.format, image.width, image.height


def test_newer_formats_come_first_each_file_as_wide_as_it_says():
    sources = parsed(make_ready_picture(1300, 900)).find_all("source")
    assert [source["type"] for source in sources] == ["image/avif", "image/webp"]
    for source, name in zip(sources, ("AVIF", "WEBP"), strict=True):
        assert source["sizes"] == PRESETS["lead"].sizes
        assert list(candidates(source)) == sorted(PRESETS["lead"].widths)
        for width, url in candidates(source).items():
            assert measure(url)[:2] == (name, width)


@pytest.mark.parametrize("preset", PRESETS)
def test_the_reserved_place_has_the_shape_of_the_file(preset):
    image = parsed(make_ready_picture(1000, 800), preset).img
    _format, width, height = measure(image["src"])
    assert (int(image["width"]), int(image["height"])) == (width, height)


def test_every_candidate_has_the_same_shape():
    sources = parsed(make_ready_picture(1300, 500), "lead").find_all("source")
    sizes = [measure(url) for source in sources for url in candidates(source).values()]
    assert all(abs(width / height - 3 / 2) < 0.02 for _format, width, height in sizes)


def test_a_small_picture_is_never_blown_up_nor_offered_twice():
    for source in parsed(make_ready_picture(500, 400), "body").find_all("source"):
        widths = list(candidates(source))
        assert max(widths) <= 500
        assert len(widths) == len(set(widths))


def test_pictures_are_lazy_but_for_the_first():
    picture = make_ready_picture()
    lazy, eager = parsed(picture).img, parsed(picture, eager=True).img
    assert (lazy["loading"], lazy.get("fetchpriority")) == ("lazy", None)
    assert (eager.get("loading"), eager["fetchpriority"]) == (None, "high")


def test_the_alternative_text_is_always_there_and_escaped():
    picture = make_ready_picture()
    assert parsed(picture).img["alt"] == ""
    html = responsive_picture(picture, "lead", alt='Une "main" <b>', css_class="wide")
    assert 'alt="Une &quot;main&quot; &lt;b&gt;"' in html
    assert 'class="wide"' in html


def test_no_picture_is_nothing():
    assert responsive_picture(None, "lead") == ""


def test_an_unknown_preset_is_an_error():
    with pytest.raises(KeyError):
        responsive_picture(make_ready_picture(), "no-such-preset")


def test_made_once_a_picture_costs_one_query(outside_transactions, django_assert_max_num_queries):
    picture = make_ready_picture()
    responsive_picture(picture, "lead")
    with django_assert_max_num_queries(1):
        responsive_picture(picture, "lead")


def test_shared_links_show_a_jpeg_of_the_usual_size():
    assert measure(share_rendition(make_ready_picture(1300, 900)).url) == ("JPEG", 1200, 630)
