"""The commands behind `make run`, `make test` and `make messages`."""

import os
import signal
import socket
import subprocess
import sys
import time
from http.client import HTTPConnection
from pathlib import Path

import polib
import pytest
from django.conf import settings
from django.core.management import CommandError

from cms.management.commands import collect_messages, serve
from cms.management.commands.compile_catalogues import compile_catalogues
from tests import machine

START_SECONDS = 60


@pytest.fixture
def catalogue(tmp_path):
    """A French catalogue with one translated, one fuzzy and one empty message."""
    file = tmp_path / "fr" / "LC_MESSAGES" / "django.po"
    file.parent.mkdir(parents=True)
    written = polib.POFile(encoding="utf-8")
    written.metadata = {"Content-Type": "text/plain; charset=UTF-8"}
    written.append(polib.POEntry(msgid="Strike", msgstr="Grève"))
    written.append(polib.POEntry(msgid="Wage", msgstr="Salarié", flags=["fuzzy"]))
    written.append(polib.POEntry(msgid="Rest", msgstr=""))
    written.save(str(file))
    return file


def test_a_compiled_catalogue_holds_what_is_translated_and_sure(catalogue, tmp_path):
    (compiled,) = compile_catalogues([tmp_path])
    assert {one.msgid: one.msgstr for one in polib.mofile(str(compiled))} == {"Strike": "Grève"}


def test_only_a_catalogue_that_changed_is_compiled_again(catalogue, tmp_path):
    compile_catalogues([tmp_path])
    assert compile_catalogues([tmp_path]) == []
    later = time.time() + 10
    os.utime(catalogue, (later, later))
    assert compile_catalogues([tmp_path]) == [catalogue.with_suffix(".mo")]
    assert [file.suffix for file in sorted(catalogue.parent.iterdir())] == [".mo", ".po"]


def test_a_broken_catalogue_is_named(catalogue, tmp_path):
    catalogue.write_text("this is no catalogue\n", encoding="utf-8")
    with pytest.raises(OSError, match=r"django\.po"):
        compile_catalogues([tmp_path])


@pytest.fixture
def project(tmp_path):
    """A folder with one template and one module, each with messages."""
    if not machine.gettext():
        (pytest.fail if machine.required() else pytest.skip)("GNU gettext is missing")
    (tmp_path / "templates").mkdir()
    page = '{% load i18n %}{% translate "Strike" %} {% translate "Wage" %}'
    (tmp_path / "templates" / "page.html").write_text(page)
    (tmp_path / "views.py").write_text('_("Assembly")\n')
    (tmp_path / "tests").mkdir()
    (tmp_path / "tests" / "test_views.py").write_text('_("Only tests say this")\n')
    return tmp_path


def collect(project: Path) -> dict[str, str]:
    """Collects and writes, as the command does; the catalogues by path."""
    wanted = collect_messages.collected_catalogues(project)
    for path, text in wanted.items():
        (project / path).parent.mkdir(parents=True, exist_ok=True)
        (project / path).write_text(text, encoding="utf-8")
    return wanted


FRENCH = "locale/fr/LC_MESSAGES/django.po"


def test_every_language_but_the_source_gets_a_sorted_catalogue(project):
    wanted = collect(project)
    codes = {path.split("/")[1] for path in wanted}
    assert codes == {code for code, _name in settings.LANGUAGES} - {"en"}
    entries = polib.pofile(wanted[FRENCH])
    assert [entry.msgid for entry in entries] == ["Assembly", "Strike", "Wage"]
    assert entries[1].occurrences == [("templates/page.html", "")]
    arabic = polib.pofile(wanted["locale/ar/LC_MESSAGES/django.po"])
    assert "nplurals=6" in arabic.metadata["Plural-Forms"]


def test_collecting_again_changes_nothing(project):
    first = collect(project)
    assert collect(project) == first
    assert "Date" not in first[FRENCH]


def test_a_changed_message_is_untranslated_not_guessed_and_the_old_one_is_gone(project):
    collect(project)
    catalogue = polib.pofile(str(project / FRENCH))
    catalogue.find("Strike").msgstr = "Grève"
    catalogue.save()
    template = project / "templates" / "page.html"
    template.write_text(template.read_text().replace("Strike", "Strikes"))
    entries = {entry.msgid: entry for entry in polib.pofile(collect(project)[FRENCH])}
    assert "Strike" not in entries
    assert (entries["Strikes"].msgstr, entries["Strikes"].fuzzy) == ("", False)


def test_the_check_says_what_is_missing(project):
    def faults():
        wanted = collect_messages.collected_catalogues(project)
        return collect_messages.faults(FRENCH, wanted[FRENCH], project)

    assert "does not exist" in faults()[0]
    collect(project)
    assert "3 untranslated, 0 fuzzy" in faults()[0]
    catalogue = polib.pofile(str(project / FRENCH))
    for entry in catalogue:
        entry.msgstr = "mot"
    (project / FRENCH).write_text(collect_messages.as_text(catalogue), encoding="utf-8")
    assert faults() == []
    (project / "views.py").write_text('_("Assembly")\n_("Picket")\n')
    assert "not up to date" in faults()[0]


@pytest.fixture
def taken_port():
    """A port that somebody listens on."""
    with socket.socket() as listener:
        listener.bind((serve.HOST, 0))
        listener.listen()
        yield listener.getsockname()[1]


def test_a_port_in_use_is_refused_with_a_way_out(taken_port):
    with pytest.raises(CommandError, match=f"Port {taken_port} cannot be used.*PORT="):
        serve.require_free(taken_port)


def test_a_number_that_is_no_port_is_refused():
    with pytest.raises(CommandError, match="65535"):
        serve.require_free(99_999)


def test_the_server_serves_pages_and_media_and_stops_at_once(tmp_path):
    """Ctrl-C sends SIGINT to the whole group, as here."""
    port = free_port()
    (tmp_path / "leaflet.txt").write_text("words")
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "cms.settings.local",
        "DATABASE_URL": f"sqlite:///{tmp_path / 'none.sqlite3'}",
        "MEDIA_ROOT": str(tmp_path),
        "STATIC_ROOT": str(tmp_path / "static"),
    }
    server = subprocess.Popen(
        [sys.executable, "manage.py", "serve", "--port", str(port)],
        cwd=machine.ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    try:
        wait_for(port)
        assert ask(port, "/healthz") == (200, b"alive\n")
        assert ask(port, "/media/leaflet.txt") == (200, b"words")
        assert ask(port, "/media/../manage.py")[0] == 404
        os.killpg(server.pid, signal.SIGINT)
        said, _nothing = server.communicate(timeout=serve.STOP_SECONDS + 10)
    finally:
        if server.poll() is None:
            os.killpg(server.pid, signal.SIGKILL)
    assert server.returncode == 0
    assert f"http://127.0.0.1:{port}/" in said
    assert "Traceback" not in said
    serve.require_free(port)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind((serve.HOST, 0))
        return probe.getsockname()[1]


def ask(port: int, path: str) -> tuple[int, bytes]:
    connection = HTTPConnection(serve.HOST, port, timeout=30)
    connection.request("GET", path)
    response = connection.getresponse()
    answer = response.status, response.read()
    connection.close()
    return answer


def wait_for(port: int) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        with socket.socket() as probe:
            if probe.connect_ex((serve.HOST, port)) == 0:
                return
        time.sleep(0.2)
    pytest.fail("the server did not start")
