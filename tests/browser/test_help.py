"""The guide in a browser: accessible, readable on a telephone, with pictures that can be made."""

import pytest
from PIL import Image

from tests.browser.test_accessibility import axe_faults

pytestmark = pytest.mark.usefixtures("checkers")


@pytest.fixture
def sign_in(new_reader):
    """Opens the admin as one of the demo's members in a new window."""

    def admin(name: str, width: int, **options):
        page = new_reader(width, **options)
        page.goto("/admin/login/?next=/admin/help/")
        page.fill("[name=username]", name)
        page.fill("[name=password]", "demonstration")
        page.click("[type=submit]")
        page.wait_for_url("**/admin/help/")
        return page

    return admin


@pytest.mark.parametrize(
    ("width", "locale", "scheme"), [(390, "ar", "dark"), (1280, "fr-FR", "light")]
)
def test_reads_well_in_both_directions_by_day_and_by_night(width, locale, scheme, sign_in):
    page = sign_in("redaction", width, locale=locale, color_scheme=scheme)
    for path in ("", "?q=photo", "write-communique/"):
        page.goto(f"/admin/help/{path}")
        assert axe_faults(page) == [], path
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path


def test_a_writer_gets_from_the_form_to_its_explanation_and_keeps_what_was_typed(sign_in):
    page = sign_in("redaction", 1280)
    page.goto("/admin/")
    page.locator(".board-panel--write a").first.click()
    page.fill("[name=title]", "Deux agents pour cent enfants")
    with page.expect_popup() as opened:
        page.locator("a.help-link").click()
    guide = opened.value
    guide.wait_for_url("**/admin/help/write-communique/")
    picture = guide.locator(".help-picture img").first
    picture.scroll_into_view_if_needed()
    guide.wait_for_function("() => document.querySelector('.help-picture img').naturalWidth > 0")
    assert page.input_value("[name=title]") == "Deux agents pour cent enfants"


def test_its_pictures_can_be_taken_again(site, tmp_path):
    names = ("write-panel", "communique-form")
    site.manage("draw_help", *names, "--folder", str(tmp_path), "--site", site.address)
    for name in names:
        with Image.open(tmp_path / f"{name}.webp") as picture:
            assert picture.format == "WEBP"
            # Not one colour: something was photographed, and something framed in red.
            colours = picture.convert("RGB").getcolors(maxcolors=2**24)
            assert len(colours) > 50
            assert any(red > 180 and green < 60 and blue < 80 for _n, (red, green, blue) in colours)
