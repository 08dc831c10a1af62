"""A member writes: pasted text comes in clean, files in one go, mistakes are led to."""

import re
from pathlib import Path

import pytest
from django.conf import settings

from cms.editing.rich_text_area import TidyRichTextArea
from tests import machine
from tests.browser.test_dashboard import fits, sign_in

__all__ = ["sign_in"]

PASTED = Path(__file__).parent / "pasted"
SOURCES = sorted(file.stem for file in PASTED.glob("*.html") if ".expected" not in file.name)
PASTE = """html => {
  const data = new DataTransfer();
  data.setData("text/html", html);
  data.setData("text/plain", "plain");
  const event = new Event("paste", { bubbles: true, cancelable: true });
  Object.defineProperty(event, "clipboardData", { value: data });
  const editor = document.querySelector("[data-contentpath=body] .public-DraftEditor-content");
  editor.dispatchEvent(event);
}"""

# Wagtail's own editor of running text has no name, so axe looks at our places only.
AXE_WITHIN = """async places => {
  const found = await axe.run({ include: places.map(place => [place]) });
  return found.violations.map(rule => `${rule.id}: ${rule.nodes[0].html}`);
}"""


@pytest.fixture
def begin(sign_in):
    """Opens the form of a new communiqué."""

    def form(width=1280, **options):
        page = sign_in("redaction", width, **options)
        page.locator(".board-panel--write a").first.click()
        page.wait_for_url(re.compile("/admin/pages/add/sectors/communiquepage/"))
        page.locator("[data-contentpath=body] .public-DraftEditor-content").wait_for()
        return page

    return form


def as_saved(state: str) -> str:
    """The HTML of what the editor holds, as the server would store it."""
    features = settings.WAGTAILADMIN_RICH_TEXT_EDITORS["default"]["OPTIONS"]["features"]
    html = TidyRichTextArea(features=features).value_from_datadict({"x": state}, {}, "x")
    return re.sub(r' data-block-key="[^"]*"', "", html)


def test_pasted_text_comes_in_clean(begin):
    page = begin()
    text = page.locator("[name=body-0-value]")
    for source in SOURCES:
        page.evaluate(PASTE, (PASTED / f"{source}.html").read_text())
        expected = (PASTED / f"{source}.expected.html").read_text().replace("\n", "")
        words = re.sub(r"<.*", "", expected.removeprefix("<h3>"))
        page.wait_for_function(
            "words => document.querySelector('[name=body-0-value]').value.includes(words)",
            arg=words,
        )
        assert as_saved(text.input_value()) == expected, source
        page.locator("[data-contentpath=body] .public-DraftEditor-content").click()
        page.keyboard.press("Control+A")
        page.keyboard.press("Delete")


def test_counts_sends_several_files_and_leads_to_what_is_wrong(begin):
    page = begin()
    page.fill("[name=title]", "La direction recule " * 5)
    counter = page.locator("[name=title] ~ .advised-length")
    assert counter.get_attribute("data-over") == "true"
    assert "90" in counter.inner_text()
    described = page.locator("[name=title]").get_attribute("aria-describedby")
    assert counter.get_attribute("id") in described.split()

    page.click("#id_documents-OPEN_MODAL")
    page.click("#tab-label-upload")
    names = ("tract_nuit.pdf", "tract-jour.pdf")
    files = [
        {"name": name, "mimeType": "application/pdf", "buffer": name.encode()} for name in names
    ]
    page.set_input_files("#tab-upload input[type=file]", files)
    page.click("#tab-upload button[type=submit]")
    titles = page.locator("#id_documents-FORMS .chooser__title")
    titles.nth(1).wait_for()
    assert titles.all_inner_texts() == ["Tract nuit", "Tract jour"]

    page.evaluate("window.onbeforeunload = null")
    page.locator("[data-contentpath=body] button.c-sf-add-button").last.click()
    page.get_by_role("option", name="Citation", exact=True).click()
    page.locator("[name=body-1-value-text]").wait_for()
    page.locator("footer .w-dropdown__toggle").click()
    page.locator("[name=action-submit]").click()
    # The quotation lacks its words; the paragraph above it, in which nothing stood, is gone.
    page.wait_for_function("() => document.activeElement.name === 'body-0-value-text'")


@pytest.mark.usefixtures("checkers")
@pytest.mark.parametrize(("width", "locale"), [(390, "fr-FR"), (1280, "ar")])
def test_axe_finds_nothing_in_what_we_add(width, locale, begin):
    page = begin(width, locale=locale)
    places = ("title", "summary", "picture_alt", "picture_decorative", "themes")
    ours = [f"[data-contentpath={place}]" for place in places]
    for place in ours:
        assert page.locator(place).count() == 1, place
    page.evaluate(machine.AXE.read_text())
    assert page.evaluate(AXE_WITHIN, ours) == []
    assert fits(page)
