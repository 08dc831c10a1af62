"""A member writes: a remark leads to its place, a passage is given its language and loses it."""

import pytest

from tests import machine
from tests.browser.test_translating import page_id

TITLE = "Année blanche : quatre mois de plus, et un trou au bout"


@pytest.fixture
def editor(site, new_reader):
    """The form of a communiqué, open in a wide window."""
    page = new_reader(1280)
    page.goto("/admin/login/")
    page.fill("[name=username]", "admin")
    page.fill("[name=password]", "demonstration")
    page.click("[type=submit]")
    page.wait_for_url("**/admin/")
    page.goto(f"/admin/pages/{page_id(site.folder, TITLE)}/edit/")
    return page


def faults_of(page, selector: str) -> list[str]:
    """What axe finds wrong in a part of the page."""
    page.evaluate(machine.AXE.read_text())
    return page.evaluate(
        "async (selector) => (await axe.run(selector)).violations.map((one) => one.id)", selector
    )


@pytest.mark.usefixtures("checkers")
def test_a_remark_leads_to_its_place(editor):
    editor.fill("#id_summary", "On ferme l'ECOLE.")
    editor.click("[data-side-panel-toggle=checks]")
    place = editor.locator("[data-writing-path=summary]", has_text="ÉCOLE")
    place.wait_for()
    assert faults_of(editor, ".writing-panel") == []
    place.focus()
    editor.keyboard.press("Enter")
    assert editor.evaluate("document.activeElement.id") == "id_summary"
    editor.fill("#id_summary", "On ferme l'École.")
    place.wait_for(state="detached")


@pytest.mark.usefixtures("checkers")
def test_a_passage_gets_its_language_and_loses_it(editor):
    passage = editor.locator("[data-contentpath=body] .public-DraftEditor-content").first
    passage.click()
    editor.keyboard.press("Control+a")
    editor.locator("button[name=language]:visible").click()
    assert faults_of(editor, ".language-menu") == []
    names = editor.locator(".language-menu button").all_inner_texts()
    assert names[1:] == [
        "Français",
        "English",
        "Español",
        "Italiano",
        "Deutsch",
        "Português",
        "العربية",
    ]
    editor.keyboard.press("End")
    editor.keyboard.press("Enter")
    marked = passage.locator("[style*='--language-mark']")
    marked.first.wait_for()
    assert marked.first.evaluate("one => getComputedStyle(one).direction") == "rtl"
    assert passage.evaluate("one => one === document.activeElement")
    editor.keyboard.press("Control+Shift+L")
    chosen = editor.locator(".language-menu [aria-checked=true]")
    assert chosen.inner_text() == "العربية"
    editor.keyboard.press("Home")
    editor.keyboard.press("Enter")
    marked.first.wait_for(state="detached")
