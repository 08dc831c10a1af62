"""A real browser on the demonstration site, for the tests of this folder.

They never touch Django's test database: the site is built, migrated and served as `make run` does
it. What a machine lacks (Chromium, npm, Java) skips a test, under CI it fails.
"""

import os
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

from tests import machine
from tests.served import build, serving

# Nothing but the site is asked for, so that no request to a browser's maker disturbs a count.
CHROMIUM_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PHONE_HEIGHT, DESK_HEIGHT = 760, 800


def pytest_collection_modifyitems(items):
    """Marks the tests of this folder and puts them last: a running browser holds an event loop, in
    which Django refuses to use a database.
    """
    folder = Path(__file__).parent
    for item in items:
        if folder in item.path.parents:
            item.add_marker(pytest.mark.browser)
    items.sort(key=lambda item: folder in item.path.parents)


def _need(present: object, what: str) -> None:
    if not present:
        (pytest.fail if machine.required() else pytest.skip)(f"{what} is missing on this machine")


@pytest.fixture(scope="session")
def site(chromium, tmp_path_factory):
    """The demonstration site, served."""
    existing = os.environ.get("SITE_FOLDER")
    folder = Path(existing) if existing else tmp_path_factory.mktemp("site")
    build(folder)
    with serving(folder) as served:
        yield served


@pytest.fixture(scope="session")
def chromium():
    """A running Chromium."""
    program = os.environ.get("CHROMIUM") or machine.chromium()
    _need(program and shutil.which(program), "Chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=CHROMIUM_FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def checkers():
    """The pinned axe-core and Nu checker, installed."""
    fault = machine.install_checkers()
    _need(not fault, f"axe-core or the Nu checker ({fault})")


@pytest.fixture(scope="session")
def html_checker(checkers):
    """The Nu checker's archive, and a Java that runs it."""
    _need(machine.java(), "Java")
    return machine.HTML_CHECKER


@pytest.fixture
def new_reader(chromium, site):
    """Opens a new browser window: a reader whom nobody knows, by default with a phone.

    Called with a width in px and any option of Playwright's `new_context`.
    """
    contexts = []

    def open_window(width: int = 360, **options):
        height = PHONE_HEIGHT if width < 600 else DESK_HEIGHT
        options = {"viewport": {"width": width, "height": height}, "locale": "fr-FR", **options}
        context = chromium.new_context(base_url=site.address, **options)
        contexts.append(context)
        return context.new_page()

    yield open_window
    for context in contexts:
        context.close()
