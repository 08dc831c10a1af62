"""`make test`: the whole suite on SQLite and on PostgreSQL, and a browser on the served site.

Its parts run side by side, two more at a time than there are processors: each waits now and then
for its server or disk, and the last should not run alone long. Each says its results as it ends.
What a machine lacks is skipped and said at the end; under CI (`CI=true`) it is a failure. Options
are handed on to pytest: `python -m tests.run -k feeds`.
"""

import os
import signal
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor, as_completed
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit, urlunsplit

from tests import machine

ROOT = Path(__file__).resolve().parent.parent
# So slow is no part of it: what hangs must not hold up CI for ever.
PART_SECONDS = 60 * 60
NOTHING_COLLECTED = 5


class Part(NamedTuple):
    """A part of the suite: its name, which tests it takes, their database and their folders."""

    name: str
    tests: str
    database: str
    folders: tuple[str, ...] = ()


def parts(server: str | None, whole: bool) -> list[Part]:
    """The parts that this machine can run, those that take longest first.

    Args:
        server: the PostgreSQL server's address, or None.
        whole: whether the whole suite is asked for; PostgreSQL's part is then cut in two, since it
            would go on alone when the others have ended.
    """
    browser = Part("Browser", "browser", "sqlite://:memory:")
    sqlite = Part("SQLite", "not browser", "sqlite://:memory:")
    if not server:
        return [sqlite, browser]
    if not whole:
        return [sqlite, browser, Part("PostgreSQL", "not browser", server)]
    halves = {"kit": ("tests/cms",), "rest": folders_but("cms", "browser")}
    kit, rest = (
        Part(f"PostgreSQL, the {name}", "not browser", named(server, name), folders)
        for name, folders in halves.items()
    )
    return [sqlite, kit, browser, rest]


def named(server: str, suffix: str) -> str:
    """The address of another database of a server."""
    address = urlsplit(server)
    return urlunsplit(address._replace(path=f"{address.path}_{suffix}"))


def folders_but(*names: str) -> tuple[str, ...]:
    """What stands in `tests/` and has tests, without the folders named."""
    return tuple(
        f"tests/{path.name}"
        for path in sorted((ROOT / "tests").iterdir())
        if path.name not in names and (any(path.rglob("test_*.py")) or path.match("test_*.py"))
    )


def run(part: Part, options: list[str], site: str) -> tuple[int, str, float]:
    """The exit code of a part's pytest, what it said, and how long it took, in seconds.

    Args:
        part: what to run.
        options: handed on to pytest.
        site: the folder of the demonstration site, which the first part to need it builds.
    """
    began = time.monotonic()
    with tempfile.TemporaryFile("w+") as said:
        pytest = subprocess.Popen(
            [sys.executable, "-m", "pytest", "-q", "-m", part.tests, *part.folders, *options],
            cwd=ROOT,
            env={"SITE_FOLDER": site, **os.environ, "TEST_DATABASE_URL": part.database},
            stdout=said,
            stderr=subprocess.STDOUT,
            text=True,
        )
        try:
            code = pytest.wait(PART_SECONDS)
        except subprocess.TimeoutExpired:
            # Interrupted, not killed: it then stops its server and says where it stood.
            pytest.send_signal(signal.SIGINT)
            code = pytest.wait() or 1
        said.seek(0)
        return code, said.read(), time.monotonic() - began


def missing(server: str | None) -> list[str]:
    """What this machine lacks for a full run, with what that leaves out."""
    lacks = []
    if server is None:
        lacks.append("no PostgreSQL answers on 127.0.0.1:5432: the suite on PostgreSQL")
    if machine.redis_url() is None:
        lacks.append("no Redis answers on 127.0.0.1:6379: the cache that servers share")
    if machine.chromium() is None:
        lacks.append("Chromium is not installed: the browser tests")
    if machine.java() is None:
        lacks.append("Java is not installed: the HTML checker")
    if not machine.gettext():
        lacks.append("GNU gettext is not installed: the tests of collecting messages")
    if fault := machine.install_checkers():
        lacks.append(f"{fault}: axe and the HTML checker")
    return lacks


def main(options: list[str]) -> int:
    """The exit code: 0 when everything passed and, under CI, nothing was left out."""
    server = machine.postgresql_url()
    lacks = missing(server)
    codes = []
    at_once = (os.cpu_count() or 1) + 2
    with (
        tempfile.TemporaryDirectory(prefix="site-", ignore_cleanup_errors=True) as site,
        ThreadPoolExecutor(at_once) as pool,
    ):
        listed = parts(server, whole=not options)
        running = {pool.submit(run, part, options, site): part for part in listed}
        print(f"Running: {', '.join(part.name for part in running.values())}…", flush=True)
        for done in as_completed(running):
            code, said, seconds = done.result()
            print(f"\n=== {running[done].name}, {seconds:.0f} s\n\n{said}", flush=True)
            # With options of one's own, a part may have nothing to run.
            codes.append(0 if options and code == NOTHING_COLLECTED else code)
    for lack in lacks:
        print(f"Left out, because {lack}.")
    if lacks and machine.required():
        print("CI requires everything.")
        return 1
    return 1 if any(codes) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
