"""A Chromium that signs in as a member of the demonstration, and keeps part of a screen.

`manage.py draw_help` opens it once for all pictures.
"""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO

from PIL import Image

from help.drawing.shots import Click, Press, Shot

PATIENCE = 10_000  # milliseconds that a screen may take to show what is looked for
SETTLED = 350  # milliseconds in which menus and editors find their place
BROWSER_OPTIONS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-sync"]
# Nothing moves, and nothing floats over the fields of an editor's form.
STILL = """
*, ::before, ::after {animation: none !important; transition: none !important;
  caret-color: transparent !important}
[data-minimap-container] {visibility: hidden !important}
"""
HEAVIEST = 60_000  # bytes
QUALITIES = (84, 76, 66, 54, 42)
# Frames what a reader should look at. It lies over the page and changes nothing in it.
MARK = """
(marks) => marks.forEach(({x, y, width, height}, index) => {
  const frame = document.createElement("div");
  frame.style.cssText = `position: fixed; z-index: 2147483647; pointer-events: none;
    box-sizing: border-box; border: 3px solid #d5001c; border-radius: 8px;
    left: ${x - 4}px; top: ${y - 4}px; width: ${width + 8}px; height: ${height + 8}px`;
  if (marks.length > 1) {
    const number = document.createElement("b");
    number.textContent = index + 1;
    number.style.cssText = `position: absolute; right: -14px; top: calc(50% - 13px);
      width: 26px; height: 26px; border-radius: 50%; background: #d5001c; color: #fff;
      font: bold 16px/26px sans-serif; text-align: center`;
    frame.append(number);
  }
  document.body.append(frame);
})
"""


class NotDrawnError(RuntimeError):
    """A picture could not be taken; the message says which, and what was not found."""


class Camera:
    """Takes pictures of a served demonstration site, for members who are signed in already.

    `cookies` are their sessions: while a browser is driven, Django may not ask its database.
    """

    def __init__(self, browser, site: str, cookies: dict[str, dict]):
        self.browser = browser
        self.site = site
        self.cookies = cookies
        self._windows = {}

    def take(self, shot: Shot, address: str) -> bytes:
        """What is at an address, as WebP.

        Raises:
            NotDrawnError: something on the screen is not where the list says.
        """
        from playwright.sync_api import Error

        page = self._window(shot.member)
        page.set_viewport_size({"width": shot.width, "height": shot.height})
        try:
            answer = page.goto(address)
            if not answer.ok:
                raise NotDrawnError(f"{shot.name}: the screen answers {answer.status}")
            page.add_style_tag(content=STILL)
            for act in shot.acts:
                self._do(page, act)
            page.wait_for_timeout(SETTLED)
            return compressed(self._photograph(page, shot))
        except Error as fault:
            raise NotDrawnError(f"{shot.name}: {fault.message}") from fault

    def _window(self, member: str):
        """The window of a member who has signed in; none asks whether a page may be left."""
        if member not in self._windows:
            context = self.browser.new_context(
                base_url=self.site, locale="fr-FR", color_scheme="light"
            )
            context.set_default_timeout(PATIENCE)
            context.add_cookies([self.cookies[member] | {"url": self.site}])
            page = context.new_page()
            page.on("dialog", lambda dialog: dialog.accept())
            self._windows[member] = page
        return self._windows[member]

    def _do(self, page, act) -> None:
        if isinstance(act, Press):
            page.keyboard.press(act.keys)
        elif isinstance(act, Click):
            page.locator(act.selector).first.click()
        else:
            page.locator(act.selector).first.fill(act.text)
        page.wait_for_timeout(SETTLED)

    def _photograph(self, page, shot: Shot) -> bytes:
        if shot.keep:
            kept = page.locator(shot.keep[0]).first
            kept.evaluate("element => element.scrollIntoView({block: 'center'})")
        boxes = [self._box(page, selector, shot) for selector in shot.keep]
        page.evaluate(MARK, [self._box(page, selector, shot) for selector in shot.marks])
        return page.screenshot(clip=_frame(boxes, shot) if boxes else None)

    def _box(self, page, selector: str, shot: Shot) -> dict[str, float]:
        box = page.locator(selector).first.bounding_box(timeout=PATIENCE)
        if box is None:
            raise NotDrawnError(f"{shot.name}: {selector} is not to be seen")
        return box


def _frame(boxes: list[dict[str, float]], shot: Shot) -> dict[str, float]:
    """What is common to some boxes and a margin, within the window."""
    left = max(min(box["x"] for box in boxes) - shot.margin, 0)
    top = max(min(box["y"] for box in boxes) - shot.margin, 0)
    right = min(max(box["x"] + box["width"] for box in boxes) + shot.margin, shot.width)
    bottom = min(max(box["y"] + box["height"] for box in boxes) + shot.margin, shot.height)
    return {"x": left, "y": top, "width": right - left, "height": bottom - top}


def compressed(screenshot: bytes) -> bytes:
    """A screenshot as WebP, small enough for a guide that is read on a telephone.

    Raises:
        NotDrawnError: no quality that one can read is small enough.
    """
    with Image.open(BytesIO(screenshot)) as picture:
        for quality in QUALITIES:
            written = BytesIO()
            picture.convert("RGB").save(written, "WEBP", quality=quality, method=6)
            if written.tell() <= HEAVIEST:
                return written.getvalue()
    raise NotDrawnError("the picture is too large: keep a smaller part of the screen")


@contextmanager
def opened(site: str, cookies: dict[str, dict]) -> Iterator[Camera]:
    """A camera before a served site, until the context ends.

    Raises:
        NotDrawnError: Playwright or Chromium is missing.
    """
    try:
        from playwright.sync_api import sync_playwright
    except ImportError as fault:
        raise NotDrawnError(
            "Playwright is missing. It belongs to the packages of development: make .venv/.dev"
        ) from fault
    program = os.environ.get("CHROMIUM") or shutil.which("chromium")
    if program is None:
        raise NotDrawnError("Chromium is missing on this machine.")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=BROWSER_OPTIONS)
        try:
            yield Camera(browser, site, cookies)
        finally:
            browser.close()
