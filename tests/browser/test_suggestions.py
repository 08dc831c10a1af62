"""The search field while one types: a combobox that keyboard and screen reader can use."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.test_accessibility import axe_faults

DESK = 1280
TYPED = {"fr": "grev", "ar": "نقاب"}


@pytest.fixture
def field(site, new_reader):
    """Opens a page and returns its visible search field."""

    def open_page(language="fr", width=DESK, **options):
        page = new_reader(width, **options)
        page.goto(site.path("standard", language) if language == "fr" else f"/{language}/")
        if width < 600:
            page.locator(".thumb-bar summary").nth(1).click()
        return page.locator("input[name=q]:visible").first

    return open_page


def options_of(field):
    """The suggestions that belong to a field."""
    return field.page.locator(f"#{field.get_attribute('aria-controls')} [role=option]")


@pytest.mark.parametrize("language", TYPED)
def test_words_and_titles_are_offered_and_said(language, field):
    field = field(language)
    expect(field).to_have_role("combobox")
    expect(field).to_have_attribute("aria-expanded", "false")
    field.press_sequentially(TYPED[language])
    expect(field).to_have_attribute("aria-expanded", "true")
    options = options_of(field)
    expect(options.first).to_be_visible()
    said = field.locator("xpath=..").get_by_role("status")
    expect(said).to_contain_text(str(options.count()))


def test_the_arrows_choose_and_enter_searches(field):
    field = field()
    field.press_sequentially("grev")
    options = options_of(field)
    expect(options.first).to_be_visible()
    field.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    expect(field).to_have_attribute("aria-activedescendant", options.first.get_attribute("id"))
    field.press("ArrowUp")
    expect(options.last).to_have_attribute("aria-selected", "true")
    field.press("ArrowDown")
    word = options.first.inner_text()
    field.press("Enter")
    field.page.wait_for_url(re.compile(r"\?q="))
    expect(field.page.locator("main input[name=q]")).to_have_value(word)


def test_a_title_leads_to_its_page(field):
    field = field()
    field.press_sequentially("jeu")
    title = options_of(field).locator("visible=true").filter(has_text="emplois").first
    expect(title).to_be_visible()
    title.click()
    field.page.wait_for_url("**/jeu-video-900-emplois/")


def test_escape_closes_and_keeps_what_was_typed(field):
    field = field()
    field.press_sequentially("grev")
    expect(options_of(field).first).to_be_visible()
    field.press("Escape")
    expect(options_of(field).first).to_be_hidden()
    expect(field).to_have_value("grev")
    expect(field).to_be_focused()


def test_leaving_the_field_closes_the_list(field):
    field = field()
    field.press_sequentially("grev")
    expect(options_of(field).first).to_be_visible()
    field.press("Tab")
    expect(options_of(field).first).to_be_hidden()


@pytest.mark.usefixtures("checkers")
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, DESK])
def test_axe_finds_nothing_while_suggestions_are_open(width, scheme, field):
    field = field(width=width, color_scheme=scheme)
    field.press_sequentially("grev")
    expect(options_of(field).first).to_be_visible()
    assert axe_faults(field.page) == []


def test_without_scripts_it_is_a_plain_form(site, new_reader):
    page = new_reader(DESK, java_script_enabled=False)
    page.goto(site.path("standard", "fr"))
    field = page.locator("input[name=q]:visible").first
    field.fill("travailleuses")
    field.press("Enter")
    expect(page.locator("main mark").first).to_be_visible()
    assert "travailleur" in page.locator("main").inner_text().lower()


@pytest.mark.parametrize("language", TYPED)
def test_results_mark_what_was_found_in_its_own_spelling(language, site, new_reader):
    page = new_reader()
    page.goto(f"/{language}/")
    page.locator(".thumb-bar summary").nth(1).click()
    field = page.locator("input[name=q]:visible").first
    field.fill({"fr": "salaries", "ar": "النقابه"}[language])
    field.press("Enter")
    expect(page.locator("main mark").first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
