"""Servers as processes of their own, and what they use of the machine."""

import os
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
HOST = "127.0.0.1"
TICKS = os.sysconf("SC_CLK_TCK")
PAGE_BYTES = os.sysconf("SC_PAGE_SIZE")
START_SECONDS = 120
STOP_SECONDS = 15


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return probe.getsockname()[1]


class Server:
    """A running server: its port, and what all its processes have used together."""

    def __init__(self, port: int, process: subprocess.Popen):
        self.port, self.process = port, process

    @property
    def address(self) -> str:
        """Scheme, host and port."""
        return f"http://{HOST}:{self.port}"

    def _processes(self) -> Iterator[list[str]]:
        """What the kernel says of each process of its session, after the name of the program."""
        for folder in Path("/proc").iterdir():
            try:
                fields = (folder / "stat").read_text().rpartition(")")[2].split()
            except (OSError, IndexError):
                continue  # no process, or one that has just ended
            if len(fields) > 3 and int(fields[3]) == self.process.pid:
                yield fields

    def cpu_seconds(self) -> float:
        """Seconds of processor since the start, of all its processes."""
        return sum(int(fields[11]) + int(fields[12]) for fields in self._processes()) / TICKS

    def memory_mb(self) -> float:
        """Resident memory of all its processes; what they share is counted in each."""
        return sum(int(fields[21]) for fields in self._processes()) * PAGE_BYTES / 1e6


@contextmanager
def running(
    command: list[str], port: int, environment: dict[str, str], folder: Path
) -> Iterator[Server]:
    """A server from when it listens to the end of the block; it logs to a file in the folder.

    Raises:
        SystemExit: it did not start.
    """
    with (folder / "servers.log").open("ab") as log:
        process = subprocess.Popen(
            command,
            cwd=ROOT,
            env={**os.environ, **environment},
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
    try:
        _wait_for(port, process, command)
        yield Server(port, process)
    finally:
        process.terminate()
        try:
            process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def _wait_for(port: int, process: subprocess.Popen, command: list[str]) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex((HOST, port)) == 0:
                return
        time.sleep(0.1)
    raise SystemExit(f"did not start, see servers.log: {' '.join(command)}")
