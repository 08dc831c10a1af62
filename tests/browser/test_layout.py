"""Nothing sticks out, nothing jumps, every picture knows its size."""

import pytest

from tests.browser.scripts import script, wait_until_laid_out
from tests.served import LANGUAGES, PAGE_TYPES

WIDTHS = (320, 360, 768, 1280)
# What browsers round to 0.00: a line that grows by a pixel when its face arrives.
MOST_SHIFT = 0.005
# 400 ms and 1.6 Mbit/s: fonts and pictures arrive visibly late, as on a phone with little data.
SLOW_NETWORK = {
    "offline": False,
    "latency": 400,
    "downloadThroughput": 200_000,
    "uploadThroughput": 90_000,
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_page_scrolls_sideways(language, site, new_reader):
    page = new_reader()
    faults, sticking_out = [], script("sticking_out")
    for page_type in PAGE_TYPES:
        page.goto(site.path(page_type, language))
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 800})
            seen = f"{page_type}, {width} px"
            faults += [f"{seen}: {fault}" for fault in page.evaluate(sticking_out)]
    assert faults == []


@pytest.mark.parametrize("page_type", ["home", "communiques", "communique", "dossier"])
def test_a_phone_leaves_what_is_below_for_later(page_type, site, new_reader):
    """And lays all of it out soon, so that the keyboard, a link to a part and axe find it there."""
    page = new_reader()
    page.route("**/static/js/**", lambda route: route.abort())
    page.goto(site.path(page_type, "fr"))
    assert not page.evaluate(script("is_laid_out")), (
        "without the script it is laid out when the reader comes near"
    )
    page.unroute("**/static/js/**")
    page.goto(site.path(page_type, "fr"))
    wait_until_laid_out(page)


@pytest.mark.parametrize("with_script", [True, False])
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_link_to_a_part_leads_there(language, with_script, site, new_reader):
    page = new_reader(java_script_enabled=with_script)
    page.goto(site.path("dossier", language) + "#communiques")
    for _stays in range(2):
        assert 0 <= page.locator("#communiques").bounding_box()["y"] < 100
        page.wait_for_timeout(1000)


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "page_type", ["home", "sector", "communiques", "communique", "campaign", "dossier"]
)
def test_nothing_jumps_while_a_page_loads_and_is_read(page_type, language, width, site, new_reader):
    page = new_reader(width)
    slow = page.context.new_cdp_session(page)
    slow.send("Network.enable")
    slow.send("Network.emulateNetworkConditions", SLOW_NETWORK)
    page.add_init_script(script("record_shifts"))
    page.goto(site.path(page_type, language), wait_until="networkidle")
    page.evaluate(script("read_on"))
    page.wait_for_load_state("networkidle")
    shifts = page.evaluate("shifts")
    assert sum(shift["value"] for shift in shifts) < MOST_SHIFT, shifts


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize(
    "page_type",
    [
        "home",
        "sectors",
        "sector",
        "communiques",
        "communique",
        "campaign",
        "dossiers",
        "dossier",
        "join",
    ],
)
def test_pictures_reserve_their_place_and_wait_for_the_reader(page_type, width, site, new_reader):
    page = new_reader(width)
    page.goto(site.path(page_type, "fr"), wait_until="load")
    height = page.viewport_size["height"]
    pictures = page.evaluate(script("pictures"))
    assert pictures or page_type in {"communiques", "communique"}
    assert [one["source"] for one in pictures if not (one["width"] and one["height"])] == []
    # On a phone the words of the day stand above the lead: its picture is fetched at once even so.
    assert [one["source"] for one in pictures[1:] if one["top"] > height and not one["lazy"]] == []
    # The small pictures of a list, which phones do not show, wait in every case.
    first = [] if page_type == "communiques" else pictures[:1]
    assert [one["source"] for one in first if one["top"] < height and one["lazy"]] == []
    page.evaluate(script("read_on"))
    page.wait_for_load_state("networkidle")
    pictures = page.evaluate(script("pictures"))
    assert [one["source"] for one in pictures if not one["complete"]] == []
    crooked = [
        one["source"]
        for one in pictures
        if abs(one["natural"] - one["width"] / one["height"]) > 0.02
    ]
    assert crooked == []
