"""Ready pages as files: only what is true can be reached through the link, whoever asks."""

import gzip
import threading
import time
from pathlib import Path

import brotli
import pytest

from cms import generation, page_cache, page_files
from cms.evidence import Evidence
from tests.cms.test_page_cache import get
from tests.factories import make_home, publish_again

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("open_connection")]

HTML = [("Content-Type", "text/html; charset=utf-8")]


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    """Where the pages are written, for a site at the host that the tests ask for."""
    settings.PAGE_FILES = str(tmp_path / "pages")
    settings.GENERATION_FILE = str(tmp_path / "generation")
    settings.BASE_URL = "http://testserver"
    return tmp_path / "pages"


@pytest.fixture
def home():
    return make_home("fr")


def served(folder: Path, path: str, suffix: str = "") -> bytes | None:
    """What a web server finds for an address."""
    file = folder / "current" / path.strip("/") / f"index.html{suffix}"
    return file.read_bytes() if file.exists() else None


def write(now=None, *, path="/fr/", body=b"words", host="testserver", headers=HTML, query=""):
    """Writes a page as the page cache does."""
    now = now or generation.current()
    answer = page_cache.pack(now, "200 OK", headers, body, Evidence())
    page_files.write(("http", host, path, query), now, answer.bodies)


def test_a_rendered_page_can_be_served_as_a_file_in_every_encoding(cache, home, folder):
    page = get(cache, "/fr/")[2]
    assert served(folder, "/fr/") == page
    assert gzip.decompress(served(folder, "/fr/", ".gz")) == page
    assert brotli.decompress(served(folder, "/fr/", ".br")) == page


def test_any_process_can_read_it(cache, home, folder):
    get(cache, "/fr/")
    file = folder / "current" / "fr" / "index.html"
    assert [one.stat().st_mode & 0o005 for one in (file, folder / "current")] == [0o004, 0o005]


def test_a_change_takes_every_file_away_before_it_is_answered(cache, home, folder, committed):
    get(cache, "/fr/")
    with committed():
        publish_again(home, title="Quite another title")
    assert served(folder, "/fr/") is None
    get(cache, "/fr/")
    assert b"Quite another title" in served(folder, "/fr/")


def test_a_page_rendered_before_a_change_is_not_written_after_it(folder):
    before = generation.current()
    generation.advance()
    write(before)
    assert served(folder, "/fr/") is None


def test_files_of_an_older_generation_are_left_behind_by_the_next(folder):
    write(path="/fr/old/")
    linked = (folder / "current").readlink()
    generation.advance()
    write(path="/fr/new/")
    assert served(folder, "/fr/old/") is None
    assert (folder / "current").readlink() != linked


def test_a_generation_file_that_begins_anew_revives_no_old_folder(folder, settings):
    write(path="/fr/old/")
    Path(settings.GENERATION_FILE).unlink()
    (folder / "current").unlink()
    write(path="/fr/new/")
    assert served(folder, "/fr/old/") is None
    assert served(folder, "/fr/new/") == b"words"


@pytest.mark.parametrize(
    "other",
    [
        {"host": "elsewhere.example"},
        {"query": "page=2"},
        {"path": "/fr/../../etc/"},
        {"path": "/fr//double/"},
        {"path": "/fr/a\x00b/"},
        {"path": "/fr/" + "x" * 300 + "/"},
        {"path": "/robots.txt"},
        {"headers": [("Content-Type", "application/atom+xml")]},
    ],
    ids=lambda other: next(iter(other)) + repr(next(iter(other.values())))[:12],
)
def test_only_whole_pages_of_the_site_are_written(other, folder):
    write(**other)
    assert not list(folder.rglob("index.html*"))


def test_a_page_with_an_arabic_address_is_found_by_its_bytes(folder):
    write(path="/ar/بيان/".encode().decode("latin-1"))
    assert served(folder, "/ar/بيان/") == b"words"


@pytest.mark.parametrize("path", ["/fr/missing/", "/fr/?page=1"])
def test_missing_pages_and_filtered_lists_are_not_written(cache, home, folder, path):
    get(cache, path)
    assert not list(folder.rglob("index.html"))


def test_the_same_bytes_have_the_same_time_and_others_another(folder):
    def seconds(body):
        write(body=body)
        return (folder / "current" / "fr" / "index.html").stat().st_mtime

    assert seconds(b"one") == seconds(b"one") != seconds(b"two")
    assert seconds(b"one") < time.time()


def test_what_another_machine_changes_is_seen_by_the_thread(folder, settings, monkeypatch):
    write()
    page_files.drop_if_old()
    assert served(folder, "/fr/") == b"words"
    monkeypatch.setattr(generation._elsewhere, "number", 7)
    page_files.drop_if_old()
    assert served(folder, "/fr/") is None


def test_nothing_is_served_for_longer_than_an_hour(folder, monkeypatch):
    write()
    monkeypatch.setattr(page_files, "MAX_SECONDS", -1)
    page_files.drop_if_old()
    assert served(folder, "/fr/") is None


def test_a_new_server_process_begins_without_files(folder, monkeypatch):
    monkeypatch.setattr(threading.Thread, "start", lambda thread: None)
    write()
    page_files.watch()
    assert served(folder, "/fr/") is None


def test_what_nobody_links_is_removed(folder):
    write(path="/fr/old/")
    generation.advance()
    write(path="/fr/new/")
    page_files.sweep()
    assert len([each for each in folder.iterdir() if each.is_dir()]) == 2  # the folder, the link
    assert served(folder, "/fr/new/") == b"words"


def test_a_folder_that_cannot_be_written_costs_no_reader_an_answer(
    cache, home, folder, settings, caplog
):
    folder.write_text("a file stands in the way")
    assert get(cache, "/fr/")[0] == "200 OK"
    assert "cannot be written" in caplog.text


def test_it_is_off_where_no_folder_is_named(cache, home, folder, settings, committed):
    settings.PAGE_FILES = ""
    get(cache, "/fr/")
    with committed():
        publish_again(home)
    page_files.watch()
    assert not folder.exists()


def test_no_old_page_is_ever_reachable_while_many_write_and_change(folder):
    """Eight writers render what was true when they began, as the page cache does; one changes."""
    stop, stale = threading.Event(), []

    def writer():
        while not stop.is_set():
            now = generation.current()
            write(now, body=str(now[0]).encode())

    writers = [threading.Thread(target=writer) for _number in range(8)]
    for thread in writers:
        thread.start()
    for _change in range(150):
        generation.advance()
        true = generation.current()[0]
        try:
            found = served(folder, "/fr/")
        except FileNotFoundError:
            continue  # the link was replaced between the look and the opening
        if found and int(found) < true:
            stale.append((int(found), true))
    stop.set()
    for thread in writers:
        thread.join()
    assert stale == []
