"""A communiqué's way through the admin: written, sent for approval, published, by those who may.

The clicks are counted: a member who writes twice a year must not need more.
"""

import re
from io import BytesIO
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from PIL import Image

from tests.browser.test_dashboard import sign_in

__all__ = ["sign_in"]

TITLE = "Trente agentes de nettoyage arrêtent le travail"
WRITER_CLICKS, MODERATOR_CLICKS = 12, 3

OTHER_WRITER = """
from django.contrib.auth import get_user_model
from sectors.models import SectorTeam
user = get_user_model().objects.create_user("redaction-culture", password="demonstration")
user.groups.add(SectorTeam.objects.get(sector__slug="culture").writers)
"""


class Hand:
    """A member's hand: presses what is named, and counts how often."""

    def __init__(self, page):
        self.page, self.clicks, self.fields = page, 0, 0

    def press(self, target) -> None:
        """One click on an element, or on the first that a selector finds."""
        (self.page.locator(target).first if isinstance(target, str) else target).click()
        self.clicks += 1

    def fill(self, selector: str, words: str) -> None:
        """One field, filled by the keyboard."""
        self.page.fill(selector, words)
        self.fields += 1

    def upload(self, tab: str, name: str, mime: str, content: bytes) -> None:
        """A file of one's own, in the chooser that is open."""
        self.press(f"#tab-label-{tab}")
        file = {"name": name, "mimeType": mime, "buffer": content}
        self.page.set_input_files(f"#tab-{tab} input[type=file]", file)
        # A picture's form takes its title from the file, a moment later.
        self.page.wait_for_function(
            "tab => document.querySelector(`#tab-${tab} [name$=title]`)?.value !== ''", arg=tab
        )
        self.press(f"#tab-{tab} button[type=submit]")


def photograph() -> bytes:
    """A picture as a telephone might send it."""
    file = BytesIO()
    Image.new("RGB", (1200, 800), "#d8c9a7").save(file, "JPEG")
    return file.getvalue()


def write_and_submit(page) -> Hand:
    """What a writer does from the dashboard to "submitted"."""
    hand = Hand(page)
    hand.press(".board-panel--write a")
    text = page.locator("[data-contentpath=body] .public-DraftEditor-content").first
    text.wait_for()
    hand.fill("[name=title]", TITLE)
    hand.fill("[name=summary]", "Depuis lundi, elles demandent des horaires continus.")
    text.focus()
    page.keyboard.type("Trente agentes de l’hôpital ont cessé le travail ce lundi.")
    hand.fields += 1

    hand.press(page.locator("[data-contentpath=body] button.c-sf-add-button").last)
    hand.press(page.get_by_role("option", name="Citation", exact=True))
    hand.fill("[name=body-1-value-text]", "Nous voulons finir à l’heure.")

    hand.press("#id_picture-chooser [data-chooser-action-choose]")
    hand.upload("upload", "piquet.jpg", "image/jpeg", photograph())
    page.locator("#id_picture-chooser .chooser__title").get_by_text("piquet").wait_for()
    hand.fill("[name=picture_alt]", "Trente agentes devant l’hôpital.")

    hand.press("#id_documents-OPEN_MODAL")
    hand.upload("upload", "tract.pdf", "application/pdf", b"%PDF-1.4 tract")
    page.locator("#id_documents-FORMS .chooser__title").get_by_text("Tract").wait_for()

    hand.press("footer .w-dropdown__toggle")
    hand.press("[name=action-submit]")
    page.locator(".messages .success").wait_for()
    return hand


def test_from_the_first_word_to_the_published_page(sign_in, new_reader, site):
    writer = sign_in("redaction", 1280)
    hand = write_and_submit(writer)
    assert hand.clicks <= WRITER_CLICKS
    assert hand.fields <= 6

    moderator = sign_in("moderation", 1280)
    row = moderator.locator("a.board-row__title", has_text=TITLE).first
    review = urlsplit(row.get_attribute("href")).path

    # Another sector's writer cannot see or touch it, by address either.
    site.run(OTHER_WRITER)
    stranger = sign_in("redaction-culture", 1280)
    edit = moderator.request.get(review).text()
    pk = re.search(r"/admin/pages/(\d+)/edit/", edit)[1]
    assert TITLE not in stranger.request.get("/admin/").text()
    for address in (review, f"/admin/pages/{pk}/edit/", f"/admin/pages/{pk}/history/"):
        answer = stranger.request.get(address, max_redirects=0)
        assert answer.status in (302, 403, 404), address
        assert TITLE not in answer.text()

    # What the notice links to.
    hand = Hand(moderator)
    moderator.goto(review)
    hand.clicks += 1
    hand.press("[name=approve]")
    moderator.locator(".messages .success").wait_for()
    assert hand.clicks <= MODERATOR_CLICKS

    reader = new_reader(360)
    reader.goto("/fr/secteurs/education/")
    reader.get_by_role("link", name=re.compile("Trente agentes")).first.click()
    reader.wait_for_load_state()
    assert reader.locator("h1").inner_text().replace("\u00a0", " ") == TITLE
    assert reader.get_by_text("Nous voulons finir").is_visible()
    picture = reader.get_by_role("img", name="Trente agentes devant l’hôpital.")
    assert picture.is_visible()
    download = reader.locator("a[href*='/documents/']").first.get_attribute("href")
    assert PurePosixPath(urlsplit(download).path).suffix == ".pdf"
