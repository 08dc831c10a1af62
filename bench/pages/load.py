"""Asks a server for one address as fast as it answers: with wrk where there is one, else by itself.

Either way the client is a process of its own, so that only the server's work is counted.
"""

import json
import shutil
import subprocess
import sys
import threading
import time
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

from bench.pages.processes import Server

SCRIPT = Path(__file__).with_name("wrk.lua")
HEADERS = {"Accept-Encoding": "br, gzip"}
TIMEOUT_SECONDS = 30


@dataclass(frozen=True)
class Measure:
    """What a request costs: processor, and the times that half and 95 % of the readers wait."""

    cpu_ms: float
    rps: float
    p50_ms: float
    p95_ms: float


def measure(
    server: Server,
    path: str,
    connections: int,
    seconds: float,
    *,
    headers: dict | None = None,
    is_missing: bool = False,
) -> Measure:
    """What requests for an address cost, asked over some kept connections.

    Raises:
        SystemExit: connections broke, or the answers were not those of a page that is there (or is
            missing, as told).
    """
    asked = {**HEADERS, **(headers or {})}
    program = _wrk if shutil.which("wrk") else _own_client
    before = server.cpu_seconds()
    said = json.loads(program(server.address + path, connections, seconds, asked))
    used = server.cpu_seconds() - before
    expected = said["requests"] if is_missing else 0
    if said["broken"] or not said["requests"] or said["refused"] != expected:
        raise SystemExit(f"{path}: {said}")
    return Measure(
        cpu_ms=round(1000 * used / said["requests"], 4),
        rps=round(said["requests"] / said["seconds"], 1),
        p50_ms=round(said["p50_ms"], 3),
        p95_ms=round(said["p95_ms"], 3),
    )


def _wrk(url: str, connections: int, seconds: float, headers: dict) -> str:
    named = [part for pair in headers.items() for part in ("-H", ": ".join(pair))]
    options = [f"-t{min(2, connections)}", f"-c{connections}", f"-d{seconds:.0f}s"]
    timeout = ["--timeout", f"{TIMEOUT_SECONDS}s", "-s", str(SCRIPT)]
    command = ["wrk", *options, *timeout, *named, url]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return done.stdout.splitlines()[-1]


def _own_client(url: str, connections: int, seconds: float, headers: dict) -> str:
    order = json.dumps([url, connections, seconds, headers])
    command = [sys.executable, "-m", "bench.pages.load", order]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def ask_again_and_again(url: str, connections: int, seconds: float, headers: dict) -> dict:
    """What wrk says, in pure Python: slower, so that a fast server waits for it."""
    times: list[float] = []
    refused: list[bool] = []
    end = time.monotonic() + seconds
    place = urlsplit(url)
    target = f"{place.path}?{place.query}" if place.query else place.path

    def ask():
        connection = HTTPConnection(place.netloc, timeout=TIMEOUT_SECONDS)
        while time.monotonic() < end:
            began = time.perf_counter()
            connection.request("GET", target, headers=headers)
            answer = connection.getresponse()
            answer.read()
            times.append(time.perf_counter() - began)
            refused.append(answer.status >= 400)

    began = time.monotonic()
    threads = [threading.Thread(target=ask) for _connection in range(connections)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    slowest_last = sorted(times)
    return {
        "requests": len(times),
        "seconds": time.monotonic() - began,
        "broken": 0,
        "refused": sum(refused),
        "p50_ms": 1000 * slowest_last[len(times) // 2],
        "p95_ms": 1000 * slowest_last[int(len(times) * 0.95)],
    }


if __name__ == "__main__":
    print(json.dumps(ask_again_and_again(*json.loads(sys.argv[1]))))
