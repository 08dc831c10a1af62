"""A release takes the place of the one before it, and no reader is refused meanwhile."""

import http.client
import os
import subprocess
import sys
import threading
from contextlib import contextmanager

import pytest

from cms.management.commands.serve import running
from tests import machine
from tests.cms.test_two_processes import HOST, START_SECONDS, TIMES, free_port, wait_for

STOP_SECONDS = 60
PAUSE_SECONDS = 0.005


@contextmanager
def served(folder, port: int):
    """A server of the site that others may replace."""
    command = ["manage.py", "serve", "--port", str(port), "--pid-file", str(folder / "pid")]
    settings = {
        "DJANGO_SETTINGS_MODULE": "cms.settings.test",
        "TEST_DATABASE_URL": "sqlite://:memory:",
    }
    process = subprocess.Popen(
        [sys.executable, *command],
        cwd=machine.ROOT,
        env={**os.environ, **settings},
        stdout=subprocess.DEVNULL,
    )
    try:
        yield process
    finally:
        process.terminate()
        process.wait(STOP_SECONDS)


def ask(port: int) -> None:
    """Asks a server, as a reader who comes anew.

    Raises:
        AssertionError: it does not answer well.
        OSError: it refuses, or breaks off.
    """
    connection = http.client.HTTPConnection(HOST, port, timeout=START_SECONDS)
    connection.request("GET", "/healthz")
    assert connection.getresponse().status == 200
    connection.close()


def ask_until(event: threading.Event, port: int, refused: list) -> None:
    """Asks again and again; what is refused is noted."""
    while not event.wait(PAUSE_SECONDS):
        try:
            ask(port)
        except (AssertionError, OSError, http.client.HTTPException) as error:
            refused.append(repr(error))


def test_the_next_server_takes_over_and_refuses_nobody(tmp_path):
    port, over, refused = free_port(), threading.Event(), []
    with served(tmp_path, port) as first:
        wait_for(port)
        reader = threading.Thread(target=ask_until, args=(over, port, refused))
        reader.start()
        try:
            with served(tmp_path, port) as second:
                first.wait(START_SECONDS)
                assert running(tmp_path / "pid") == second.pid
                for _time in range(TIMES):
                    ask(port)
                over.set()
                reader.join()
        finally:
            over.set()
    assert refused == []


@pytest.mark.parametrize("words", ["", "no number", "999999999", "1"])
def test_a_file_that_names_no_server_is_no_server(tmp_path, words):
    (tmp_path / "pid").write_text(words)
    assert running(tmp_path / "pid") is None
