"""Fixtures of the whole suite.

Unit tests build what they need with `tests.factories` and are rolled back. Tests marked `demo`
come after them and share one demonstration site, built once per database; those under `browser/`
come last and read a site of their own from a real server.
"""

import gc
import os
import shutil
import sqlite3
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import cached_property
from io import StringIO
from pathlib import Path
from types import SimpleNamespace

import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from django.core.management import call_command
from django.core.signals import request_finished, request_started
from django.db import close_old_connections, connection, transaction
from django.test import Client
from django.utils import translation
from django.utils.translation.reloader import translation_file_changed
from hypothesis import settings as hypothesis_settings
from modelsearch.tasks import insert_or_update_object_task
from wagtail.models import Page
from wagtail.tasks import update_reference_index_task

from cms.management.commands.compile_catalogues import compile_catalogues
from cms.roles.groups import settle_roles
from cms.visibility import visible
from sectors.founding import found_sector
from sectors.models import Sector
from tests.assertions import clear_every_cache
from tests.factories import (
    make_communique_index,
    make_dossier_index,
    make_home,
    make_locale,
    make_sector_index,
    make_version,
)
from tests.served import PRISTINE, build

DEMO_PICTURE_WIDTH = 480
# What a signal of Wagtail's starts when a row is saved, by the name it knows it by.
INDEXING_TASKS = {
    "modelsearch.signal_handlers.insert_or_update_object_task": insert_or_update_object_task,
    "wagtail.signal_handlers.update_reference_index_task": update_reference_index_task,
}
# New objects between two collections of the youngest generation; Python's default is 700.
GARBAGE_AFTER = 50_000

hypothesis_settings.register_profile("suite", deadline=None, derandomize=True, max_examples=60)
hypothesis_settings.load_profile("suite")


def pytest_configure():
    """The catalogues that Django reads are those of the sources, though it has started already."""
    compile_catalogues([Path(folder) for folder in settings.LOCALE_PATHS])
    # Whoever compiled them: a part of the suite that started beside this one may have been first.
    translation_file_changed(sender=None, file_path=Path("django.mo"))
    # Collecting garbage after every few hundred objects takes a tenth of the suite's time.
    gc.freeze()
    gc.set_threshold(GARBAGE_AFTER)


def pytest_collection_modifyitems(config, items):
    """Unit tests before the demonstration site, which stays in the database once it is built.

    Last come tests that commit: the database is emptied after them. What asks no database is the
    same on both: the SQLite run has tested it.
    """
    items.sort(key=lambda item: (_commits(item), "demo" in item.keywords))
    if os.environ.get("TEST_DATABASE_URL", "").startswith("postgres"):
        asking = {"db", "django_db_setup", "transactional_db"}
        idle = [
            item
            for item in items
            if not item.get_closest_marker("django_db")
            and not asking.intersection(getattr(item, "fixturenames", ()))
        ]
        config.hook.pytest_deselected(items=idle)
        items[:] = [item for item in items if item not in set(idle)]


def _commits(item) -> bool:
    marker = item.get_closest_marker("django_db")
    return bool(marker and marker.kwargs.get("transaction"))


@pytest.fixture(scope="session", autouse=True)
def _media_is_removed():
    """Leaves no pictures behind in the temporary folder."""
    yield
    shutil.rmtree(settings.MEDIA_ROOT, ignore_errors=True)


@pytest.fixture(scope="session", autouse=True)
def _no_other_machine():
    """Nobody asks whether other machines have changed anything: by the clock, hence in no count."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("cms.generation.POLL_SECONDS", float("inf"))
        yield


@pytest.fixture(scope="session", autouse=True)
def _the_admins_indexes_rest():
    """Saving writes no index of references, nor Wagtail's of words: a fifth of what it costs.

    Hardly a test reads them; those that do ask for `admins_indexes`.
    """
    with pytest.MonkeyPatch.context() as patch:
        for name in INDEXING_TASKS:
            patch.setattr(name, SimpleNamespace(enqueue=lambda *_row: None))
        yield


@pytest.fixture
def admins_indexes(monkeypatch):
    """The index of references and the words of the admin's search are kept as pages are saved."""
    for name, task in INDEXING_TASKS.items():
        monkeypatch.setattr(name, task)


@pytest.fixture(autouse=True)
def _nothing_is_remembered():
    """Each test starts in French with empty caches: rows of the one before it are gone."""
    clear_every_cache()
    with translation.override(settings.LANGUAGE_CODE):
        yield
    clear_every_cache()


@pytest.fixture(autouse=True)
def _a_worker_keeps_the_tests_connection(monkeypatch):
    """A worker closes its connections between two tasks; in a test it has the test's own.

    PostgreSQL would lose the test's transaction; SQLite in memory closes nothing.
    """
    for module in (
        "cms.schedule",
        "cms.management.commands.worker",
        "django_tasks_db.management.commands.db_worker",
    ):
        monkeypatch.setattr(f"{module}.close_old_connections", lambda: None)


@pytest.fixture(scope="module")
def module_rows(django_db_setup, django_db_blocker):
    """What is written by fixtures that ask for it stays for the tests of one module.

    Each test is rolled back to it as to an empty database. Let tests have copies of the instances
    (`deepcopy`): what one of them does to an instance is then nothing to the next.
    """
    with django_db_blocker.unblock(), transaction.atomic():
        clear_every_cache()
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def founded_sections(module_rows) -> None:
    """Education and culture with their teams, in three languages; the teams work in two of them."""
    homes = {code: make_home(code) for code in ("fr", "it", "es")}
    index = make_sector_index(homes["fr"])
    for code in ("it", "es"):
        make_version(index, homes[code])
    make_communique_index(homes["fr"])
    make_dossier_index(homes["fr"])
    settle_roles()
    for slug in ("education", "culture"):
        names = {f"name_{code}": f"{slug} {code}" for code in homes}
        team = found_sector(Sector(slug=slug, **names)).team
        for group in (team.writers, team.moderators):
            group.role_group.languages.set(make_locale(code) for code in ("fr", "it"))


@pytest.fixture
def open_connection():
    """A request that has ended would close the connection, and with it the test's transaction."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    yield
    for signal in signals:
        signal.connect(close_old_connections)


@pytest.fixture
def outside_transactions(monkeypatch):
    """Tests run in a transaction, in which nothing is remembered: this hides it."""
    monkeypatch.setattr("cms.remembered.connection", SimpleNamespace(in_atomic_block=False))


@pytest.fixture
def committed(django_capture_on_commit_callbacks):
    """Opens a block at whose end what waits for a commit is done, within the test's transaction."""

    @contextmanager
    def block():
        # What fixtures left waiting belongs to no block.
        connection.run_on_commit.clear()
        with django_capture_on_commit_callbacks(execute=True):
            yield

    return block


@pytest.fixture
def reader() -> Client:
    """A reader without cookies who asks for the default host."""
    return Client(headers={"accept-language": "de,fr;q=0.5"})


@pytest.fixture(scope="session")
def demo(django_db_setup, django_db_blocker) -> None:
    """The demonstration site, committed, as `make run` builds it but for smaller pictures.

    On SQLite, the site that `run.py` has the browser's tests build (`SITE_FOLDER`) is taken over.
    """
    folder = os.environ.get("SITE_FOLDER")
    if folder and connection.vendor == "sqlite":
        with django_db_blocker.unblock():
            _take_over(Path(folder))
        return
    with django_db_blocker.unblock():
        call_command("load_demo", picture_width=DEMO_PICTURE_WIDTH, stdout=StringIO())


def _take_over(site: Path) -> None:
    build(site)
    connection.ensure_connection()
    with closing(sqlite3.connect(site / PRISTINE)) as pristine:
        pristine.backup(connection.connection)
    shutil.copytree(site / "media", settings.MEDIA_ROOT, dirs_exist_ok=True)


@dataclass
class Visit:
    """A page of the demo and what a reader got for it."""

    page: Page
    response: object

    @property
    def address(self) -> str:
        """Its path on the site."""
        return self.page.url

    @property
    def language(self) -> str:
        """The code of its language."""
        return self.page.locale.language_code

    @property
    def html(self) -> str:
        """The answer's text."""
        return self.response.content.decode()

    @cached_property
    def soup(self) -> BeautifulSoup:
        """The answer, parsed."""
        return BeautifulSoup(self.html, "html.parser")


@pytest.fixture(scope="session")
def visits(demo, django_db_blocker) -> list[Visit]:
    """Every public page of the demo, asked for once; what it makes (renditions) is kept."""
    with django_db_blocker.unblock():
        pages = visible(Page.objects.filter(depth__gt=1)).select_related("locale", "content_type")
        client = Client()
        return [Visit(page, client.get(page.url)) for page in pages.order_by("path")]
