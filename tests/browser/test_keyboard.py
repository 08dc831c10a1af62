"""Everything can be reached and used with the keyboard, and one always sees where one is."""

import pytest
from playwright.sync_api import expect

from tests.browser.scripts import script
from tests.served import LANGUAGES, PAGE_TYPES

MOST_STOPS = 400
NEXT_FRAME = "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"


def walk(page) -> list[dict]:
    """Every stop of the Tab key from the top of the page until the focus leaves it."""
    stops, focus = [], script("focus")
    # A face that arrives late moves what has the focus.
    page.evaluate("document.fonts.ready.then(() => true)")
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        stop = page.evaluate(focus)
        if stop is None:
            return stops
        if stop["faults"]:
            # The window follows the focus with the next frame.
            page.evaluate(NEXT_FRAME)
            stop = page.evaluate(focus)
        stops.append(stop)
    raise AssertionError(f"more than {MOST_STOPS} stops, or a trap: {stops[-1]['what']}")


def faults_of(stops: list[dict]) -> list[str]:
    """One line for each stop whose focus shows badly."""
    return [f"{', '.join(stop['faults'])}: {stop['what']}" for stop in stops if stop["faults"]]


def tab_to(page, locator) -> None:
    """Presses Tab until an element has the focus.

    Raises:
        AssertionError: the element is never reached.
    """
    for _ in range(MOST_STOPS):
        if locator.evaluate("element => element === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"the Tab key never reaches {locator}")


@pytest.mark.parametrize(("language", "width"), [("fr", 360), ("ar", 1280)])
def test_the_focus_is_always_seen(language, width, site, new_reader):
    page = new_reader(width, reduced_motion="reduce")
    for page_type in PAGE_TYPES:
        page.goto(site.path(page_type, language))
        stops = walk(page)
        assert len(stops) > 10, page_type
        assert faults_of(stops) == [], page_type


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_focus_is_seen_by_day_and_by_night_on_posters(scheme, site, new_reader):
    page = new_reader(1280, color_scheme=scheme, reduced_motion="reduce")
    for page_type in ("home", "campaign", "dossier"):
        page.goto(site.path(page_type, "fr"))
        assert faults_of(walk(page)) == []


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("page_type", ["home", "communique", "missing"])
def test_the_first_stop_leads_past_the_menus(page_type, width, site, new_reader):
    page = new_reader(width, reduced_motion="reduce")
    page.goto(site.path(page_type, "fr"))
    page.keyboard.press("Tab")
    skip = page.locator(":focus")
    expect(skip).to_have_attribute("href", "#content")
    expect(skip).to_be_in_viewport(ratio=1)
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_menu_of_a_phone_opens_and_leads_on(language, site, new_reader):
    page = new_reader(reduced_motion="reduce")
    page.goto(site.path("home", language))
    tab_to(page, page.locator(".thumb-bar summary").first)
    page.keyboard.press("Enter")
    panel = page.locator(".thumb-bar__panel").first
    expect(panel).to_be_visible()
    wanted = panel.get_by_role("link").nth(2)
    address = wanted.get_attribute("href")
    tab_to(page, wanted)
    page.keyboard.press("Enter")
    page.wait_for_url("**" + address)
    expect(page.locator("h1")).to_be_visible()


def test_the_menu_of_a_desk_leads_on(site, new_reader):
    page = new_reader(1280)
    page.goto(site.path("home", "fr"))
    wanted = page.locator(".masthead__menu a").nth(1)
    address = wanted.get_attribute("href")
    tab_to(page, wanted)
    page.keyboard.press("Enter")
    page.wait_for_url("**" + address)


@pytest.mark.parametrize("width", [360, 1280])
def test_the_language_menu_leads_to_the_same_page_in_another_language(width, site, new_reader):
    page = new_reader(width, reduced_motion="reduce")
    page.goto(site.path("communique", "fr"))
    if width < 600:
        tab_to(page, page.locator(".thumb-bar summary").last)
        page.keyboard.press("Enter")
        arabic = page.locator(".thumb-bar__panel a[hreflang=ar]")
    else:
        arabic = page.locator(".folio__languages a[hreflang=ar]")
    tab_to(page, arabic)
    page.keyboard.press("Enter")
    page.wait_for_url("**" + site.path("communique", "ar"))
    expect(page.locator("html")).to_have_attribute("dir", "rtl")


def test_filters_open_choose_and_clear(site, new_reader):
    page = new_reader(reduced_motion="reduce")
    page.goto(site.path("communiques", "fr"))
    everything = page.locator("#count").inner_text()
    tab_to(page, page.locator(".filter summary").first)
    page.keyboard.press("Enter")
    option = page.locator(".filter[open] li a").first
    expect(option).to_be_visible()
    promised = option.locator(".filter__count").inner_text()
    tab_to(page, option)
    page.keyboard.press("Enter")
    page.wait_for_url("**?*=*")
    assert page.locator("#count").inner_text().split()[0] == promised
    assert page.locator(".entry").count() == min(int(promised), 20)
    tab_to(page, page.locator(".chip"))
    page.keyboard.press("Enter")
    expect(page.locator("#count")).to_have_text(everything)
