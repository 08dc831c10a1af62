"""axe-core finds nothing on any page type: every rule it has but the strictest level (AAA)."""

import pytest

from tests import machine
from tests.browser.scripts import script, wait_until_laid_out
from tests.served import LANGUAGES, PAGE_TYPES

pytestmark = pytest.mark.usefixtures("checkers")

WIDTHS = (360, 1280)
SCHEMES = ("light", "dark")


def axe_faults(page) -> list[str]:
    """What axe says against the page as it stands, one line a fault."""
    wait_until_laid_out(page)
    if not page.evaluate("typeof axe === 'object'"):
        page.evaluate(machine.AXE.read_text())
    return page.evaluate(script("axe_faults"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_axe_finds_nothing_on_any_page_type_by_day_and_by_night(language, site, new_reader):
    page = new_reader()
    faults = []
    for page_type in PAGE_TYPES:
        page.goto(site.path(page_type, language))
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 800})
            for scheme in SCHEMES:
                page.emulate_media(color_scheme=scheme)
                seen = f"{page_type}, {width} px, {scheme}"
                faults += [f"{seen}: {fault}" for fault in axe_faults(page)]
    assert faults == []


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_axe_finds_nothing_in_what_opens(language, scheme, site, new_reader):
    page = new_reader(color_scheme=scheme)
    page.goto(site.path("communiques", language))
    faults = []
    for summary in page.locator("summary:visible").all():
        summary.click()
        faults += axe_faults(page)
    page.goto(site.path("communique", language))
    page.locator("[data-mastodon] summary").click()
    faults += axe_faults(page)
    assert faults == []
