"""Each of the demo's members signs in: the dashboard is accessible, and writing is a click away."""

import re

import pytest

from tests.browser.test_accessibility import axe_faults

pytestmark = pytest.mark.usefixtures("checkers")

MEMBERS = ("admin", "coordination", "moderation", "redaction", "traduction", "messagerie")


@pytest.fixture
def sign_in(new_reader):
    """Opens the dashboard of one of the demo's members in a new window."""

    def dashboard(name: str, width: int, **options):
        page = new_reader(width, **options)
        page.goto("/admin/login/")
        page.fill("[name=username]", name)
        page.fill("[name=password]", "demonstration")
        page.click("[type=submit]")
        page.wait_for_url("**/admin/")
        return page

    return dashboard


def fits(page) -> bool:
    """Whether nothing has to be scrolled sideways."""
    return page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("name", MEMBERS)
def test_axe_finds_nothing_on_any_members_dashboard(name, width, sign_in):
    page = sign_in(name, width)
    assert axe_faults(page) == []
    assert fits(page)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_reads_from_right_to_left(scheme, sign_in):
    page = sign_in("coordination", 390, locale="ar", color_scheme=scheme)
    assert page.evaluate("document.documentElement.dir") == "rtl"
    assert axe_faults(page) == []
    assert fits(page)


def test_a_writer_is_one_click_from_the_form(sign_in):
    page = sign_in("redaction", 390)
    page.locator(".board-panel--write a").first.click()
    page.wait_for_url(re.compile("/admin/pages/add/sectors/communiquepage/"))
    assert page.locator("[name=title]").is_visible()
