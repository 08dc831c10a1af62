"""Scripts are an extra: without them every page can be read and everything essential used."""

import pytest
from playwright.sync_api import expect

from tests.browser.scripts import script
from tests.served import LANGUAGES, PAGE_TYPES


@pytest.fixture
def page(new_reader):
    """A phone that runs no script."""
    return new_reader(java_script_enabled=False)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_shows_the_same_words(language, site, page, new_reader):
    with_scripts, shown = new_reader(), script("shown_words")
    for page_type in PAGE_TYPES:
        path = site.path(page_type, language)
        page.goto(path)
        expect(page.locator("main :is(h1, h2)").first).to_be_visible()
        with_scripts.goto(path, wait_until="networkidle")
        only_with = set(with_scripts.evaluate(shown)) - set(page.evaluate(shown))
        assert only_with == set(), page_type


def test_the_menu_and_the_languages_open(site, page):
    page.goto(site.path("home", "fr"))
    menu, _search, languages = page.locator(".thumb-bar details").all()
    menu.locator("summary").click()
    expect(menu.get_by_role("link").first).to_be_visible()
    languages.locator("summary").click()
    expect(languages.get_by_role("link", name="العربية")).to_be_visible()
    expect(menu.get_by_role("link").first).to_be_hidden()


def test_filters_work(site, page):
    page.goto(site.path("communiques", "fr"))
    page.locator(".filter summary").first.click()
    option = page.locator(".filter[open] li a").first
    promised = option.locator(".filter__count").inner_text()
    option.click()
    expect(page.locator("#count")).to_contain_text(promised)


@pytest.mark.parametrize("page_type", ["communique", "dossier"])
def test_a_page_can_be_passed_on_and_offers_nothing_that_needs_a_script(page_type, site, page):
    page.goto(site.path(page_type, "fr"))
    share = page.locator("[data-share]")
    by_mail = share.locator("a[href^='mailto:']")
    expect(by_mail).to_be_visible()
    assert site.path(page_type, "fr").strip("/").split("/")[-1] in by_mail.get_attribute("href")
    expect(share.locator("[data-copy]")).to_be_hidden()
    expect(share.locator("[data-mastodon]")).to_be_hidden()


def test_the_contents_of_a_dossier_lead_to_its_chapters(site, page):
    page.goto(site.path("dossier", "fr"))
    link = page.locator("[data-contents] li[data-chapter] a").nth(2)
    chapter = link.get_attribute("href")
    link.click()
    expect(page.locator(chapter)).to_be_in_viewport()
