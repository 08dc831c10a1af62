"""With scripts a reader can copy the address and share it on a Mastodon server of their own."""

from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import expect


def test_the_address_is_copied_and_the_reader_is_told(site, new_reader):
    page = new_reader(permissions=["clipboard-read", "clipboard-write"])
    page.goto(site.path("communique", "fr"))
    button = page.locator("[data-copy]")
    before = button.inner_text()
    button.click()
    expect(button).not_to_have_text(before)
    expect(page.locator("[data-share] [role=status]")).to_have_text(button.inner_text())
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == page.locator("link[rel=canonical]").get_attribute("href")


@pytest.mark.parametrize(
    "typed", ["mastodon.example", "@moi@mastodon.example", "https://mastodon.example/@moi"]
)
def test_any_way_of_naming_a_server_opens_it(typed, site, new_reader):
    page = new_reader()
    page.route("https://mastodon.example/**", lambda route: route.fulfill(body="their server"))
    page.goto(site.path("communique", "fr"))
    title = page.locator("h1").inner_text()
    canonical = page.locator("link[rel=canonical]").get_attribute("href")
    page.locator("[data-mastodon] summary").click()
    page.locator("#instance").fill(typed)
    page.keyboard.press("Enter")
    page.wait_for_url("https://mastodon.example/**")
    asked = urlsplit(page.url)
    words = parse_qs(asked.query)["text"][0]
    assert asked.path == "/share"
    assert words.endswith(" " + canonical)
    assert words.split()[0] == title.split()[0]


def test_what_is_no_server_stays_on_the_page_with_a_word_of_help(site, new_reader):
    page = new_reader()
    page.goto(site.path("communique", "fr"))
    here = page.url
    page.locator("[data-mastodon] summary").click()
    field = page.locator("#instance")
    field.fill("pas un serveur")
    page.keyboard.press("Enter")
    assert field.evaluate("input => input.validationMessage") == field.get_attribute("data-wrong")
    assert page.url == here
    field.fill("mastodon.example")
    assert field.evaluate("input => input.validity.valid")
