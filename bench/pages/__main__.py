"""Measures what pages cost, cached, renewed and not, beside what is possible; `make bench` runs it.

    python -m bench.pages --pages 200|2000|20000 [--folder DIR] [--seconds N] [--only communique]

Fills a database of its own (SQLite, or BENCH_DATABASE_URL for PostgreSQL, whose name must end in
`_bench`), starts the production server on it, and asks for each page type at 1 and at 16
connections. In the same run, and on the same server, a bare WSGI function that returns the bytes of
a communiqué, and Django's hello world; and nginx serving those bytes as a file, if there is nginx.
Prints a table and writes `bench/results.json` and the chart of `docs/performance.md`.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import astuple
from http.client import HTTPConnection
from pathlib import Path
from statistics import median

from bench.pages import chart, nginx, site, table
from bench.pages.load import HEADERS, TIMEOUT_SECONDS, Measure, measure
from bench.pages.processes import HOST, ROOT, Server, free_port, running
from cms.shared_number import SharedNumber

RESULTS = ROOT / "bench" / "results.json"
CHART = ROOT / "docs" / "pictures" / "performance.svg"
CONNECTIONS = 16
# Requests that do not count: every process has to have seen an address.
WARM_UP = 30
# How often what is compared with one another is measured, each time for half as long as the rest.
TURNS = 11
# Changes after which a page is asked for.
RENEWALS = 1000
# Our links and forms make no such parameter: what carries it goes to Django each time.
UNCACHED = "uncached=1"


def python(*arguments: str, environment: dict[str, str]) -> str:
    """What a program of the project printed.

    Raises:
        CalledProcessError: it failed; what it said of that is on the terminal.
    """
    done = subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        env={**os.environ, **environment},
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return done.stdout


def uncached(path: str) -> str:
    """The address under which the page cache keeps nothing."""
    return f"{path}{'&' if '?' in path else '?'}{UNCACHED}"


def ask(server: Server, path: str, encoding: str = "br") -> tuple[str, bytes]:
    """The `ETag` of an answer and the bytes that a browser receives."""
    connection = HTTPConnection(HOST, server.port, timeout=TIMEOUT_SECONDS)
    connection.request("GET", path, headers={"Accept-Encoding": encoding})
    answer = connection.getresponse()
    received = answer.getheader("ETag", ""), answer.read()
    connection.close()
    return received


class Run:
    """One run: how the servers are started, and what was measured.

    Args:
        folder: where the site is.
        environment: what the site's processes are told.
        seconds: how long each address is asked for at each number of connections.
    """

    def __init__(self, folder: Path, environment: dict[str, str], seconds: float):
        self.folder, self.environment, self.seconds = folder, environment, seconds
        self.limits: dict[str, dict] = {}
        self.pages: dict[str, dict] = {}
        self.others: dict[str, dict] = {}
        self.at_one: dict[str, dict] = {}

    def site(self, **settings: str):
        """The site's own server."""
        port = free_port()
        command = [sys.executable, "manage.py", "serve", "--port", str(port)]
        return running(command, port, {**self.environment, **settings}, self.folder)

    def compared(self, name: str):
        """The same server with another application."""
        port = free_port()
        command = [sys.executable, "-m", "bench.pages.applications", name, str(port)]
        return running(command, port, {"BENCH_BODY": str(self.copy(".br"))}, self.folder)

    def copy(self, suffix: str) -> Path:
        """A communiqué as a browser receives it, in one encoding."""
        return self.folder / "copy" / f"index.html{suffix}"

    def copy_page(self, server: Server) -> None:
        """Writes down what the limits are measured with."""
        self.copy("").parent.mkdir(exist_ok=True)
        for suffix, encoding in ((".br", "br"), (".gz", "gzip"), ("", "identity")):
            self.copy(suffix).write_bytes(ask(server, site.ADDRESSES["communique"], encoding)[1])

    def measure(self, name: str, server: Server, path: str, **options) -> tuple[Measure, Measure]:
        """At one connection and at many, after some requests that do not count."""
        few = self.measure_at_one(name, server, path, **options)
        many = measure(server, path, CONNECTIONS, self.seconds, **options)
        print(f"{name}: {many}", file=sys.stderr)
        return few, many

    def measure_at_one(self, name: str, server: Server, path: str, **options) -> Measure:
        """At one connection, after some requests that do not count."""
        for _time in range(WARM_UP):
            ask(server, path)
        few = measure(server, path, 1, self.seconds, **options)
        self.at_one[name] = vars(few)
        return few

    def measure_in_turn(self, **asked: tuple[Server, str, dict]) -> dict[str, Measure]:
        """What is compared with one another, at many connections: the medians of several turns.

        What else happens on the machine for some seconds happens to all of them, and to one turn.
        """
        for name, (server, path, headers) in asked.items():
            self.measure_at_one(name, server, path, headers=headers)
        turns = [
            {
                name: measure(server, path, CONNECTIONS, self.seconds / 2, headers=headers)
                for name, (server, path, headers) in asked.items()
            }
            for _turn in range(TURNS)
        ]
        found = {name: middle([turn[name] for turn in turns]) for name in asked}
        for name, measured in found.items():
            costs = [turn[name].cpu_ms for turn in turns]
            print(f"{name}: {measured}, cpu_ms in turn: {costs}", file=sys.stderr)
        return found

    def measure_ready(self, server: Server) -> None:
        """A ready communiqué, and a browser that has it, beside what is possible."""
        path = site.ADDRESSES["communique"]
        etag, body = ask(server, path)
        with self.compared("bare") as bare, self.compared("hello") as hello:
            found = self.measure_in_turn(
                bare=(bare, "/", {}),
                hello=(hello, "/", {}),
                ready=(server, path, {}),
                unchanged=(server, path, {"If-None-Match": etag}),
            )
        self.limits |= {name: short(found[name]) for name in ("bare", "hello")}
        self.others["communique unchanged (304)"] = short(found["unchanged"])
        self.pages["communique"] = {"cached": cached(found["ready"], body)}

    def measure_files(self) -> None:
        """nginx serving a file, and the site's pages as files."""
        path, port = site.ADDRESSES["communique"], free_port()
        address = f"{HOST}:{port}"
        files = {"PAGE_FILES": str(self.folder / "pages"), "BASE_URL": f"http://{address}"}
        with (
            self.site(**files) as own,
            nginx.serving_folder(self.copy("").parent, self.folder) as copies,
            nginx.serving_pages(own.port, address, self.folder) as pages,
        ):
            found = self.measure_in_turn(nginx=(copies, "/", {}), file=(pages, path, {}))
        self.limits["nginx"] = short(found["nginx"])
        self.others["communique as a file"] = short(found["file"])

    def measure_cached(self, server: Server, name: str) -> None:
        """A page type from the cache."""
        path = site.ADDRESSES[name]
        found = self.measure(f"{name} cached", server, path, is_missing=name == "404")[1]
        self.pages[name] = {"cached": cached(found, ask(server, path)[1])}

    def measure_rendered(self, server: Server, name: str, queries: dict[str, int]) -> None:
        """A page type after changes elsewhere, and past the cache."""
        path = site.ADDRESSES[name]
        address = uncached(path)
        few, many = self.measure(f"{name} uncached", server, address, is_missing=name == "404")
        # What is under way when the time is over was worked on and is not counted: at many
        # connections that is much, for pages that take long.
        found = {**vars(many), "cpu_ms": few.cpu_ms}
        size = len(ask(server, address)[1])
        self.pages[name]["uncached"] = {**found, "queries": queries[address], "bytes": size}
        self.pages[name]["renewed"] = self.renewed(server, path)

    def renewed(self, server: Server, path: str) -> dict[str, float]:
        """The first answer after each of many changes that have nothing to do with the page."""
        times = []
        connection = HTTPConnection(HOST, server.port, timeout=TIMEOUT_SECONDS)
        changes = SharedNumber(self.environment["GENERATION_FILE"])
        for number in range(-WARM_UP, RENEWALS):
            if number == 0:
                before = server.cpu_seconds()
            with changes.held_still() as file:
                changes.advance(file)
            began = time.perf_counter()
            connection.request("GET", path, headers=HEADERS)
            size = len(connection.getresponse().read())
            times.append(1000 * (time.perf_counter() - began))
        connection.close()
        cost = 1000 * (server.cpu_seconds() - before) / RENEWALS
        slowest_last = sorted(times[WARM_UP:])
        found = {
            "cpu_ms": round(cost, 4),
            "rps": round(1000 * RENEWALS / sum(slowest_last), 1),
            "p50_ms": round(slowest_last[RENEWALS // 2], 3),
            "p95_ms": round(slowest_last[RENEWALS * 95 // 100], 3),
        }
        print(f"{path} renewed: {found}", file=sys.stderr)
        return {**found, "bytes": size}


def middle(measured: list[Measure]) -> Measure:
    """The median of each figure."""
    return Measure(*(median(figures) for figures in zip(*map(astuple, measured), strict=True)))


def cached(found: Measure, body: bytes) -> dict[str, float]:
    """What is said of a ready page."""
    return {**vars(found), "queries": 0, "bytes": len(body)}


def short(found: Measure) -> dict[str, float]:
    """What is said of a limit."""
    return {"cpu_ms": found.cpu_ms, "rps": found.rps}


def main() -> None:
    """Runs all of it."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--pages", type=int, default=2000, help="communiqués beside the demo's")
    parser.add_argument("--folder", type=Path, help="keep the site here, or use the one that is")
    parser.add_argument("--seconds", type=float, default=4, help="per address and connections")
    parser.add_argument("--only", nargs="+", choices=site.ADDRESSES, default=[*site.ADDRESSES])
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="bench-") as temporary:
        results = run(options, (options.folder or Path(temporary)).resolve())
    print(table.draw(results))
    if options.only == [*site.ADDRESSES]:
        RESULTS.write_text(json.dumps(results, indent=2) + "\n")
        CHART.write_text(chart.draw(results))


def run(options, folder: Path) -> dict:
    """The results, in the form of `bench/results.json`."""
    database = os.environ.get("BENCH_DATABASE_URL", "")
    environment = site.environment(folder, database)
    site.fill_once(folder, options.pages, environment)
    this = Run(folder, environment, options.seconds)
    paths = [uncached(site.ADDRESSES[name]) for name in options.only]
    queries = json.loads(
        python("-m", "bench.pages.site", "--queries", *paths, environment=environment)
    )
    with this.site() as server:
        this.copy_page(server)
        memory = {"at the start": round(server.memory_mb())}
        # First what is compared with a server that has nothing else to do.
        this.measure_ready(server)
        for name in options.only:
            if name != "communique":
                this.measure_cached(server, name)
        for name in options.only:
            this.measure_rendered(server, name, queries)
        memory["at the end"] = round(server.memory_mb())
    if nginx.program():
        this.measure_files()
    return {
        "limits": this.limits,
        "pages": this.pages,
        "others": this.others,
        "at_one_connection": this.at_one,
        "memory_mb": memory,
        "communiques": options.pages,
        "database": "postgresql" if database else "sqlite",
        "load_average": [round(load, 1) for load in os.getloadavg()],
    }


if __name__ == "__main__":
    main()
