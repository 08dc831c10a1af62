"""Forced colours, reduced motion and 200 % zoom hide nothing."""

from playwright.sync_api import expect

from tests.browser.scripts import script
from tests.served import PAGE_TYPES

# Told from the paper by colour alone, unless the style sheet sees to it.
MARKED = ".button, .chip, .pagination a, [aria-current]"


def test_forced_colours_show_the_same_words(site, new_reader):
    page = new_reader()
    for page_type in PAGE_TYPES:
        page.emulate_media(forced_colors="none")
        page.goto(site.path(page_type, "fr"))
        usual = page.evaluate(script("shown_words"))
        page.emulate_media(forced_colors="active")
        assert page.evaluate(script("shown_words")) == usual, page_type


def test_forced_colours_keep_the_contrast_of_all_words(site, new_reader):
    page = new_reader(forced_colors="active")
    for page_type in ("home", "communiques", "campaign", "dossier"):
        page.goto(site.path(page_type, "fr"))
        assert page.evaluate(script("low_contrast")) == [], page_type


def test_forced_colours_keep_buttons_and_marks_apart_from_the_paper(site, new_reader):
    page = new_reader(forced_colors="active")
    for page_type in ("home", "communiques", "filtered", "dossier"):
        page.goto(site.path(page_type, "fr"))
        assert page.evaluate(script("same_as_ground"), MARKED) == [], page_type


def test_reduced_motion_moves_and_hides_nothing(site, new_reader):
    page = new_reader(reduced_motion="reduce")
    for page_type in PAGE_TYPES:
        page.goto(site.path(page_type, "fr"))
        assert page.evaluate(script("moving")) == [], page_type


def test_a_desk_at_200_per_cent_reads_like_a_phone(site, new_reader):
    page = new_reader(640, device_scale_factor=2)
    page.goto(site.path("communique", "fr"))
    expect(page.locator("h1")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
