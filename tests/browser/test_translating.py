"""A volunteer's whole day at the translators' desk, on a copy of the demonstration site.

Written in French, translated into Spanish and Arabic, published; one paragraph of the original
changes, is seen at the desk, and only that one is translated again.
"""

import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.browser.test_accessibility import axe_faults
from tests.served import serving

TITLE = "Grève des plateaux techniques"
FIRST, SECOND = "Le premier paragraphe ne change pas.", "Le second paragraphe change."
ADDED = " On y ajoute une phrase."
DESK = "/admin/translations/"


@pytest.fixture(scope="module")
def own_site(site, tmp_path_factory):
    """A copy of the demonstration site that this module may write to, served."""
    folder = tmp_path_factory.mktemp("volunteer")
    with (
        closing(sqlite3.connect(site.folder / "db.sqlite3")) as original,
        closing(sqlite3.connect(folder / "db.sqlite3")) as copy,
    ):
        original.backup(copy)
    for name in ("media", "static"):
        (folder / name).symlink_to(site.folder / name)
    with serving(folder) as served:
        yield served


@pytest.fixture
def volunteer(chromium, own_site):
    """The browser of a member who has signed in."""
    context = chromium.new_context(
        base_url=own_site.address, viewport={"width": 1280, "height": 900}, locale="fr-FR"
    )
    page = context.new_page()
    page.goto("/admin/login/")
    page.fill("[name=username]", "admin")
    page.fill("[name=password]", "demonstration")
    page.click("[type=submit]")
    page.wait_for_url("**/admin/")
    yield page
    context.close()


def page_id(folder: Path, name: str) -> int:
    """The number of a French page, by its address part or title."""
    with closing(sqlite3.connect(folder / "db.sqlite3")) as database:
        return database.execute(
            "SELECT page.id FROM wagtailcore_page AS page JOIN wagtailcore_locale AS locale"
            " ON locale.id = page.locale_id WHERE ? IN (page.slug, page.title)"
            " AND locale.language_code = 'fr'",
            (name,),
        ).fetchone()[0]


def write_paragraph(page, words: str) -> None:
    """Adds a paragraph at the end of the text, as an editor does."""
    body = page.locator("[data-contentpath=body]")
    texts = body.locator(".public-DraftEditor-content")
    before = texts.count()
    body.locator("button.c-sf-add-button").last.click()
    page.get_by_role("option", name=re.compile("paragraphe", re.IGNORECASE)).first.click()
    # Not the last: it would be the one before, for as long as the new one takes to appear.
    texts.nth(before).click()
    type_words(page, words)


def type_words(page, words: str) -> None:
    """Types where the cursor is; Wagtail takes a moment to put it into the form."""
    page.keyboard.type(words)
    page.wait_for_function(
        "words => [...document.querySelectorAll('[data-contentpath=body] input')]"
        ".some((field) => field.value.includes(words))",
        arg=words,
    )


def publish(page) -> None:
    """Publishes what is in Wagtail's editor."""
    page.locator("footer .w-dropdown__toggle").click()
    page.locator("button[name=action-publish]:visible").click()
    page.locator(".messages .success").wait_for()


def translate_all(page, code: str) -> None:
    """Translates the new communiqué from the desk and publishes it."""
    page.goto(f"{DESK}?language={code}&state=missing&order=newest")
    page.locator("tr", has_text=TITLE).locator("td a").click()
    page.wait_for_url(re.compile("/begin/"))
    assert axe_faults(page) == []
    page.locator("main form button[type=submit]").first.click()
    page.wait_for_url(re.compile("/work/"))
    for text in page.locator("textarea").all():
        original = text.locator("xpath=ancestor::section[1]").locator("p[lang=fr]").last
        text.fill(f"{code}: {original.inner_text().strip()}")
    page.locator("button[name=publish]").click()
    page.wait_for_url(lambda url: url.rstrip("/").endswith("/admin/translations"))


def test_a_volunteers_day(volunteer, own_site, site, checkers):
    page = volunteer
    section = page_id(own_site.folder, "numerique")
    page.goto(f"/admin/pages/add/sectors/communiquepage/{section}/")
    page.fill("[name=title]", TITLE)
    page.fill("[name=summary]", "En deux phrases.")
    page.locator("[data-contentpath=body] .public-DraftEditor-content").click()
    type_words(page, FIRST)
    write_paragraph(page, SECOND)
    publish(page)

    for code in ("es", "ar"):
        translate_all(page, code)
    spanish = page_address(own_site, "es-greve-des-plateaux-techniques", "es")
    arabic = page_address(own_site, "ar-greve-des-plateaux-techniques", "ar")
    assert f"es: {SECOND}" in own_site.text(spanish)
    assert f"ar: {FIRST}" in own_site.text(arabic)

    page.goto(f"/admin/pages/{page_id(own_site.folder, TITLE)}/edit/")
    page.locator(".public-DraftEditor-content").last.click()
    page.keyboard.press("Control+End")
    type_words(page, ADDED)
    publish(page)

    page.goto(f"{DESK}?language=es&state=changed")
    assert axe_faults(page) == []
    page.locator("tr", has_text=TITLE).locator("td a").click()
    page.wait_for_url(re.compile("/work/"))
    assert page.locator("textarea").count() == 1
    assert ADDED.strip() in page.locator("ins").inner_text()
    assert axe_faults(page) == []
    page.fill("textarea", "Segundo párrafo, con una frase más.")
    page.locator("button[name=publish]").click()
    page.wait_for_url(lambda url: url.rstrip("/").endswith("/admin/translations"))

    html = own_site.text(spanish)
    assert "Segundo párrafo, con una frase más." in html
    assert f"es: {FIRST}" in html
    assert f"es: {TITLE}" in html
    assert f"ar: {SECOND}" in own_site.text(arabic)
    page.goto(f"{DESK}?language=ar&state=changed")
    assert page.locator("tr", has_text=TITLE).count() == 1


def page_address(own_site, slug: str, language: str) -> str:
    """Where the sitemap says that a page is."""
    return next(
        path
        for path in own_site.sitemap()
        if path.startswith(f"/{language}/") and path.endswith(f"/{slug}/")
    )


@pytest.mark.parametrize("width", [390, 1280])
def test_the_desks_screens_have_no_fault_and_fit(volunteer, own_site, checkers, width):
    page = volunteer
    page.set_viewport_size({"width": width, "height": 900})
    section = page_id(own_site.folder, "numerique")
    translated = page_id(own_site.folder, "jeu-video-900-emplois")
    page.goto(f"{DESK}?language=it&state=missing")
    begin = page.locator("td a").first.get_attribute("href")
    faults = []
    for address in (
        DESK,
        f"{DESK}files/import/",
        begin,
        f"{DESK}section/{section}/",
        f"/admin/pages/{translated}/unpublish/",
    ):
        page.goto(address)
        faults += [f"{address}: {fault}" for fault in axe_faults(page)]
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            faults.append(f"{address} is wider than the screen")
    assert faults == []
