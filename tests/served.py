"""The demonstration site as `make run` serves it, built in a folder of its own.

The fixtures of `browser/conftest.py` build and start it once. An existing folder is used again
where the environment variable `SITE_FOLDER` names one, so that a test can be tried within seconds.
"""

import fcntl
import os
import re
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from html import unescape
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

ROOT = Path(__file__).resolve().parent.parent
START_SECONDS = 90
# The database as it was built: tests change the one that is served.
PRISTINE = "pristine.sqlite3"
STOP_SECONDS = 15

# One address of each page type, in French. Those of other languages are read from its alternates.
PAGE_TYPES = {
    "home": "/fr/",
    "sectors": "/fr/secteurs/",
    "sector": "/fr/secteurs/education/",
    "communiques": "/fr/communiques/",
    "filtered": "/fr/communiques/?kind=campaign&sector=numerique&colour=red",
    "nothing found": "/fr/communiques/?kind=leaflet&year=1871",
    "communique": "/fr/secteurs/numerique/jeu-video-900-emplois/",
    "campaign": "/fr/secteurs/numerique/contre-la-surveillance/",
    "dossiers": "/fr/dossiers/",
    "dossier": "/fr/secteurs/education/dossier-special-rentree-avril-2021/",
    "dossier print": "/fr/secteurs/education/dossier-special-rentree-avril-2021/",
    "join": "/fr/adherer/",
    "contact": "/fr/nous-ecrire/",
    "standard": "/fr/a-propos/",
    "site map": "/fr/plan-du-site/",
    "missing": "/fr/cette-page-n-existe-pas/",
}
LANGUAGES = ("fr", "ar")

_ALTERNATE = re.compile(r'<link rel="alternate"\s+hreflang="([\w-]+)"\s+href="([^"]+)"')
_PRINT_LINK = re.compile(r'class="no-print">\s*<a class="button"\s+href="([^"]+)"')


def path_of(url: str) -> str:
    """The path of an address, without its host."""
    return urlsplit(unescape(url)).path


@dataclass
class ServedSite:
    """A running site; `address` is its scheme, host and port, `folder` what it is served from."""

    address: str
    folder: Path
    _alternates: dict[str, dict[str, str]] = field(default_factory=dict)

    def get(self, path: str) -> tuple[int, bytes]:
        """Status and body of an answer; a redirection is not followed."""
        connection = HTTPConnection(urlsplit(self.address).netloc, timeout=60)
        with closing(connection):
            connection.request("GET", path)
            answer = connection.getresponse()
            return answer.status, answer.read()

    def text(self, path: str) -> str:
        """The body of a page that must exist.

        Raises:
            AssertionError: the answer is not 200.
        """
        status, body = self.get(path)
        assert status == 200, f"{path} answered {status}"
        return body.decode()

    def path(self, page_type: str, language: str) -> str:
        """The address of a page type in a language.

        Raises:
            KeyError: the demonstration has no such page in that language.
        """
        french, question_mark, query = PAGE_TYPES[page_type].partition("?")
        if page_type == "missing":
            return french.replace("/fr/", f"/{language}/", 1)
        if french not in self._alternates:
            found = _ALTERNATE.findall(self.text(french))
            self._alternates[french] = {code: path_of(url) for code, url in found}
        path = self._alternates[french][language]
        if page_type == "dossier print":
            return path_of(_PRINT_LINK.search(self.text(path))[1])
        return path + question_mark + query

    def run(self, code: str) -> str:
        """Runs Python in the site, whose database is not this process's; what it printed.

        Raises:
            AssertionError: it failed.
        """
        return self.manage("shell", "-v", "0", "-c", code)

    def manage(self, *arguments: str) -> str:
        """Runs a command in the site; what it printed.

        Raises:
            AssertionError: it failed.
        """
        return _manage(self.folder, *arguments)

    def sitemap(self) -> list[str]:
        """The path of every page that the sitemap lists."""
        urls = re.findall(r"<loc>([^<]+)</loc>", self.text("/sitemap.xml"))
        return [path_of(url) for url in urls]

    def print_path(self, dossier_path: str) -> str | None:
        """The print view that a page offers, or None where it offers none."""
        link = _PRINT_LINK.search(self.text(dossier_path))
        return path_of(link[1]) if link else None


def _environment(folder: Path) -> dict[str, str]:
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "cms.settings.local",
        "DATABASE_URL": f"sqlite:///{folder / 'db.sqlite3'}",
        "MEDIA_ROOT": str(folder / "media"),
        "STATIC_ROOT": str(folder / "static"),
    }


def _manage(folder: Path, *arguments: str) -> str:
    """Runs a command of the site; what it printed.

    Raises:
        AssertionError: it failed; the message is what it said.
    """
    command = [sys.executable, "manage.py", *arguments]
    done = subprocess.run(
        command, cwd=ROOT, env=_environment(folder), capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, f"{' '.join(command)}\n{done.stdout}\n{done.stderr}"
    return done.stdout


def build(folder: Path) -> None:
    """Fills a folder with the demonstration site; a folder that has one only gets its static files.

    Whoever comes while it is being built waits.

    Raises:
        AssertionError: a step failed.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        pristine = folder / PRISTINE
        if not pristine.exists():
            (folder / "db.sqlite3").unlink(missing_ok=True)
            _manage(folder, "migrate", "--verbosity", "0")
            _manage(folder, "compile_catalogues")
            _manage(folder, "load_demo")
            copy_database(folder / "db.sqlite3", pristine.with_suffix(".part"))
            pristine.with_suffix(".part").rename(pristine)
        _manage(folder, "collectstatic", "--noinput", "--verbosity", "0")


def copy_database(source: Path, target: Path) -> None:
    """Copies a SQLite database that others may have open.

    Raises:
        sqlite3.Error: it cannot be read or written.
    """
    with closing(sqlite3.connect(source)) as read, closing(sqlite3.connect(target)) as written:
        read.backup(written)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def serving(folder: Path) -> Iterator[ServedSite]:
    """The site in a folder, served until the context ends.

    Raises:
        AssertionError: the server did not start.
    """
    port = _free_port()
    command = [sys.executable, "manage.py", "serve", "--port", str(port)]
    log = folder / "server.log"
    with log.open("w") as output:
        server = subprocess.Popen(
            command,
            cwd=ROOT,
            env=_environment(folder),
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    site = ServedSite(f"http://127.0.0.1:{port}", folder)
    try:
        _wait_until_alive(site, server, log)
        yield site
    finally:
        server.terminate()
        try:
            server.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            os.killpg(server.pid, signal.SIGKILL)


def _wait_until_alive(site: ServedSite, server: subprocess.Popen, log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and server.poll() is None:
        try:
            if site.get("/healthz")[0] == 200:
                return
        except ConnectionError:
            time.sleep(0.2)  # nothing listens yet, and nothing tells when it will
    raise AssertionError(f"the server did not start:\n{log.read_text()}")
