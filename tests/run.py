"""`make test`: the whole suite on SQLite and on PostgreSQL, and a browser on the served site.

The three parts share nothing but the sources and run side by side: on two cores none then waits
for another's server or disk. Each says its results as it ends. What a machine lacks is skipped and
said at the end; under CI (`CI=true`) it is a failure. Options are handed on to pytest:
`python -m tests.run -k feeds`.
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

from tests import machine

ROOT = Path(__file__).resolve().parent.parent
# So slow is no part of it: what hangs must not hold up CI for ever.
PART_SECONDS = 60 * 60
NOTHING_COLLECTED = 5


class Part(NamedTuple):
    """A part of the suite: its name, the tests it takes, the database they use."""

    name: str
    tests: str
    database: str


def parts(server: str | None) -> list[Part]:
    """The parts that this machine can run."""
    chosen = [
        Part("Browser", "browser", "sqlite://:memory:"),
        Part("SQLite", "not browser", "sqlite://:memory:"),
    ]
    return [*chosen, Part("PostgreSQL", "not browser", server)] if server else chosen


def run(part: Part, options: list[str]) -> tuple[int, str, float]:
    """The exit code of a part's pytest, what it said, and how long it took, in seconds."""
    began = time.monotonic()
    with tempfile.TemporaryFile("w+") as said:
        pytest = subprocess.Popen(
            [sys.executable, "-m", "pytest", "-q", "-m", part.tests, *options],
            cwd=ROOT,
            env={**os.environ, "TEST_DATABASE_URL": part.database},
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
    with ThreadPoolExecutor() as pool:
        running = {pool.submit(run, part, options): part for part in parts(server)}
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
