"""A minute of readers while an editor publishes every second: nothing fails, nothing is old.

    python -m bench.pages.steady [--folder DIR] [--seconds 60]        (`make bench-load`)

Fills a site as `bench.pages` does, starts the production server on it, and keeps sixteen
connections busy with a mix of pages. Every second a process of its own publishes a communiqué under
a new number and says so when it is done. While one reader waits for the new page the others are
sent the one before: that is meant, and may last as long as a page takes to render. Whoever asks a
second later must read that number or a later one. Ends with a failure if an answer was an error or
old, if one reader of a hundred waited more than 50 ms, or if memory grew by a tenth between the
first third and the end. The client's own time is counted in the waiting: figures are upper bounds.
"""

import argparse
import os
import re
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from pathlib import Path

from bench.pages import site
from bench.pages.load import TIMEOUT_SECONDS
from bench.pages.processes import HOST, ROOT, Server, free_port, running

CONNECTIONS = 16
PUBLISH_SECONDS = 1.0
GRACE_SECONDS = 1.0
P99_MS = 50.0
GROWTH = 1.10
# The first page is the one that changes; it also stands in the lists.
MIX = ("communique", "home", "communique", "listing", "dossier", "communique", "404")
NUMBER = re.compile(rb"<h1[^>]*>[^<]*edition ([0-9]+)")


@dataclass
class Seen:
    """What readers got: waiting times in ms, and what must not be."""

    published: list[tuple[float, int]] = field(default_factory=lambda: [(0.0, 0)])
    times: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    old: list[str] = field(default_factory=list)

    def promised(self, now: float) -> int:
        """The number that a reader must see at least."""
        return next(number for at, number in reversed(self.published) if at <= now - GRACE_SECONDS)


def read(server: Server, seen: Seen, first: int, until: float) -> None:
    """One kept connection, asking for one page after the other."""
    connection = HTTPConnection(HOST, server.port, timeout=TIMEOUT_SECONDS)
    number = first
    while time.monotonic() < until:
        name, number = MIX[number % len(MIX)], number + 1
        began = time.monotonic()
        promised = seen.promised(began)
        try:
            connection.request("GET", site.ADDRESSES[name])
            answer = connection.getresponse()
            body = answer.read()
        except (OSError, HTTPException) as error:
            seen.errors.append(f"{name}: {error!r}")
            connection.close()
            continue
        seen.times.append(1000 * (time.monotonic() - began))
        if answer.status != (404 if name == "404" else 200):
            seen.errors.append(f"{name}: {answer.status}")
        found = NUMBER.search(body) if name == "communique" else None
        if found and int(found[1]) < promised:
            seen.old.append(f"{int(found[1])} after {promised}")
    connection.close()


@contextmanager
def editor(environment: dict[str, str]) -> Iterator[subprocess.Popen]:
    """The editor's process, ready to publish."""
    command = [sys.executable, "-m", "bench.pages.steady", "--edit"]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    with subprocess.Popen(command, cwd=ROOT, env={**os.environ, **environment}, **pipes) as process:
        process.stdout.readline()
        yield process
        process.stdin.close()


def edit(process: subprocess.Popen, seen: Seen, until: float) -> None:
    """Has the editor publish, and notes each number once it is public."""
    while time.monotonic() < until:
        print(seen.published[-1][1] + 1, file=process.stdin, flush=True)
        said = process.stdout.readline()
        if not said:
            seen.errors.append("the editor stopped")
            return
        seen.published.append((time.monotonic(), int(said)))
        time.sleep(PUBLISH_SECONDS)


def publish_what_is_asked() -> None:
    """The editor: for each number read, publishes the communiqué under it and repeats it."""
    import django

    django.setup()
    from sectors.models import CommuniquePage

    page = CommuniquePage.objects.get(slug=site.SLUG, locale__language_code="fr")
    print("ready", flush=True)
    for line in sys.stdin:
        page.title = f"Jeu video, edition {int(line)}"
        page.save_revision().publish()
        print(int(line), flush=True)


def steady(server: Server, process: subprocess.Popen, seconds: float) -> tuple[Seen, list[float]]:
    """What readers saw, and the server's memory in MB over time."""
    seen, until = Seen(), time.monotonic() + seconds
    threads = [
        threading.Thread(target=read, args=(server, seen, first, until))
        for first in range(CONNECTIONS)
    ]
    threads.append(threading.Thread(target=edit, args=(process, seen, until)))
    for thread in threads:
        thread.start()
    memory = []
    while time.monotonic() < until:
        time.sleep(min(1.0, seconds / 10))
        memory.append(server.memory_mb())
    for thread in threads:
        thread.join()
    return seen, memory


def faults(seen: Seen, memory: list[float]) -> list[str]:
    """What was promised and not kept."""
    p99 = sorted(seen.times)[int(len(seen.times) * 0.99)]
    early = max(memory[: len(memory) // 3])
    print(f"{len(seen.times)} answers, {len(seen.published) - 1} publications, p99 {p99:.1f} ms")
    print(f"memory: {early:.0f} MB in the first third, {memory[-1]:.0f} MB at the end")
    return [
        *(f"error: {one}" for one in seen.errors[:5]),
        *(f"old page: {one}" for one in seen.old[:5]),
        *([f"p99 {p99:.1f} ms, at most {P99_MS}"] if p99 > P99_MS else []),
        *(["memory grew"] if memory[-1] > early * GROWTH else []),
    ]


def main() -> None:
    """Runs it, or is the editor."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--pages", type=int, default=2000, help="communiqués beside the demo's")
    parser.add_argument("--folder", type=Path, help="keep the site here, or use the one that is")
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--edit", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.edit:
        publish_what_is_asked()
        return
    with tempfile.TemporaryDirectory(prefix="bench-") as temporary:
        folder = (options.folder or Path(temporary)).resolve()
        environment = site.environment(folder, os.environ.get("BENCH_DATABASE_URL", ""))
        site.fill_once(folder, options.pages, environment)
        port = free_port()
        command = [sys.executable, "manage.py", "serve", "--port", str(port), "--warm", "30"]
        with (
            running(command, port, environment, folder) as server,
            editor(environment) as process,
        ):
            found = faults(*steady(server, process, options.seconds))
    if found:
        raise SystemExit("\n".join(found))
    print("Nothing failed, nothing was old.")


if __name__ == "__main__":
    main()
