"""A release takes the place of the one before it, and no reader is refused meanwhile."""

import http.client
import os
import subprocess
import sys
import threading
import time
from contextlib import contextmanager

import pytest

from cms.management.commands.serve import running
from tests import machine
from tests.cms.test_two_processes import HOST, START_SECONDS, free_port, wait_for

STOP_SECONDS = 60


@contextmanager
def served(folder, port: int, database: str = "sqlite://:memory:"):
    """A server of the site that others may replace."""
    command = ["manage.py", "serve", "--port", str(port), "--pid-file", str(folder / "pid")]
    settings = {"DJANGO_SETTINGS_MODULE": "cms.settings.test", "TEST_DATABASE_URL": database}
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


def asked_until(event, port: int, refused: list) -> int:
    """How often a server answered until the event; what it refused is noted."""
    answered = 0
    while not event.is_set():
        try:
            connection = http.client.HTTPConnection(HOST, port, timeout=START_SECONDS)
            connection.request("GET", "/healthz")
            assert connection.getresponse().status == 200
            connection.close()
            answered += 1
        except (AssertionError, OSError, http.client.HTTPException) as error:
            refused.append(repr(error))
        time.sleep(0.005)
    return answered


def test_the_next_server_takes_over_and_refuses_nobody(tmp_path):
    port, over, refused = free_port(), threading.Event(), []
    with served(tmp_path, port) as first:
        wait_for(port)
        reader = threading.Thread(target=asked_until, args=(over, port, refused))
        reader.start()
        with served(tmp_path, port) as second:
            try:
                assert first.wait(START_SECONDS) is not None
                assert running(tmp_path / "pid") == second.pid
                time.sleep(0.2)
            finally:
                over.set()
                reader.join()
    assert refused == []


@pytest.mark.parametrize("words", ["", "no number", "999999999", "1"])
def test_a_file_that_names_no_server_is_no_server(tmp_path, words):
    (tmp_path / "pid").write_text(words)
    assert running(tmp_path / "pid") is None
