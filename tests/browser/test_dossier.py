"""A dossier's contents follow the reader, and its print view makes a sheet worth handing out."""

import io
import re

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

from tests.served import LANGUAGES

READ_CHAPTER = """(id) => document.getElementById(id)
  .scrollIntoView({ block: "start", behavior: "instant" })"""


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_contents_mark_the_chapter_being_read(language, width, site, new_reader):
    page = new_reader(width)
    page.goto(site.path("dossier", language))
    links = page.locator("[data-contents] li[data-chapter] a")
    assert links.count() >= 4
    # There and back again.
    for number in (0, 2, 3, 1):
        link = links.nth(number)
        page.evaluate(READ_CHAPTER, link.get_attribute("href")[1:])
        expect(link).to_have_attribute("aria-current", "true")
        expect(page.locator("[data-contents] [aria-current]")).to_have_count(1)


def test_the_contents_stay_in_sight_on_a_desk(site, new_reader):
    page = new_reader(1280)
    page.goto(site.path("dossier", "fr"))
    link = page.locator("[data-contents] li[data-chapter] a").nth(2)
    page.evaluate(READ_CHAPTER, link.get_attribute("href")[1:])
    expect(link).to_be_in_viewport(ratio=1)


@pytest.fixture
def printed(site, new_reader):
    """Prints a page as Chromium does, with the style sheet; the text of each page."""

    def pages(page_type: str) -> list[str]:
        page = new_reader(1280)
        page.goto(site.path(page_type, "fr"), wait_until="networkidle")
        pdf = page.pdf(format="A4", print_background=True)
        return [sheet.extract_text() for sheet in PdfReader(io.BytesIO(pdf)).pages]

    return pages


def letters(text: str) -> str:
    """A text without its spaces and soft hyphens, which a PDF sets as it likes."""
    return re.sub(r"[\s\u00ad\u2010-]+", "", text).casefold()


def test_a_printed_dossier_has_contents_page_numbers_and_every_chapter(site, new_reader, printed):
    page = new_reader()
    page.goto(site.path("dossier", "fr"))
    chapters = page.locator("[data-contents] li[data-chapter] a").all_inner_texts()
    communiques = page.locator("#communiques .piece__title").all_inner_texts()
    sheets = printed("dossier print")
    assert len(sheets) >= 5
    for number, sheet in enumerate(sheets, start=1):
        lines = {letters(line) for line in sheet.splitlines()}
        assert f"{number}/{len(sheets)}" in lines, f"page {number} bears no number"
    cover, inside = letters(sheets[0]), letters("".join(sheets[1:]))
    assert chapters
    assert communiques
    for title in chapters:
        assert letters(title) in cover, f"not in the contents: {title}"
        assert letters(title) in inside, f"not printed: {title}"
    for title in communiques:
        assert letters(title) in inside, f"not printed: {title}"


@pytest.mark.parametrize("page_type", ["communique", "dossier print"])
def test_paper_shows_no_menu_and_names_its_source(page_type, site, new_reader, printed):
    page = new_reader()
    page.goto(site.path(page_type, "fr"))
    menu = page.locator(".thumb-bar summary").first.text_content()
    copy = "[data-copy]"
    useless = [menu] + ([page.locator(copy).text_content()] if page.locator(copy).count() else [])
    text = letters("".join(printed(page_type)))
    assert [words for words in useless if letters(words) in text.split("1/")] == []
    canonical = page.locator("link[rel=canonical]").get_attribute("href")
    assert letters(canonical.split("://")[1]) in text
