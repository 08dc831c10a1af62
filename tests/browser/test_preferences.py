"""Forced colours, reduced motion and 200 % zoom hide nothing."""

import pytest
from playwright.sync_api import expect

from tests.browser.scripts import script
from tests.browser.served import PAGE_TYPES

# Told from the paper by colour alone, unless the style sheet sees to it.
MARKED = ".button, .chip, .pagination a, [aria-current]"


@pytest.mark.parametrize("page_type", PAGE_TYPES)
def test_forced_colours_show_the_same_words(page_type, site, new_reader):
    page = new_reader()
    page.goto(site.path(page_type, "fr"))
    usual = page.evaluate(script("shown_words"))
    page.emulate_media(forced_colors="active")
    assert page.evaluate(script("shown_words")) == usual


@pytest.mark.parametrize("page_type", ["home", "communiques", "campaign", "dossier"])
def test_forced_colours_keep_the_contrast_of_all_words(page_type, site, new_reader):
    page = new_reader(forced_colors="active")
    page.goto(site.path(page_type, "fr"))
    assert page.evaluate(script("low_contrast")) == []


@pytest.mark.parametrize("page_type", ["home", "communiques", "filtered", "dossier"])
def test_forced_colours_keep_buttons_and_marks_apart_from_the_paper(page_type, site, new_reader):
    page = new_reader(forced_colors="active")
    page.goto(site.path(page_type, "fr"))
    assert page.evaluate(script("same_as_ground"), MARKED) == []


@pytest.mark.parametrize("page_type", PAGE_TYPES)
def test_reduced_motion_moves_and_hides_nothing(page_type, site, new_reader):
    page = new_reader(reduced_motion="reduce")
    page.goto(site.path(page_type, "fr"))
    assert page.evaluate(script("moving")) == []


def test_a_desk_at_200_per_cent_reads_like_a_phone(site, new_reader):
    page = new_reader(640, device_scale_factor=2)
    page.goto(site.path("communique", "fr"))
    expect(page.locator("h1")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
