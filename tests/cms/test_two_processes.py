"""Servers that share a database: what one process publishes, no other serves the old page for long.

Two production servers on different ports. On SQLite they are on one machine, and the next request
sees every change. On PostgreSQL they share Redis too, if it answers, and one of them is on another
machine, as far as it can know: it has another `GENERATION_FILE`, and sees every change after one
second.
"""

import http.client
import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from contextlib import closing, contextmanager
from dataclasses import dataclass
from urllib.parse import urlsplit

import psycopg
import pytest
from django.db import connection

from tests import machine
from tests.cms.editor import CHANGES, HOST

START_SECONDS = 180
PROMISED_SECONDS = 1.0
# So often that every process of a server has been asked.
TIMES = 8


@dataclass
class Server:
    """A running server, and how long after a change it may show the old page, in seconds."""

    port: int
    promise: float

    def ask(self, path: str) -> tuple[int, str]:
        """Status and text of an answer."""
        connection = http.client.HTTPConnection(HOST, self.port, timeout=START_SECONDS)
        connection.request("GET", path)
        answer = connection.getresponse()
        read = answer.status, answer.read().decode()
        connection.close()
        return read


def environment(folder, database: str, machine_name: str) -> dict[str, str]:
    """What the processes of a machine are told."""
    redis = None if database.startswith("sqlite") else machine.redis_url()
    return {
        **os.environ,
        **({"TEST_CACHE_URL": redis} if redis else {}),
        "DJANGO_SETTINGS_MODULE": "cms.settings.test",
        "TEST_DATABASE_URL": database,
        "GENERATION_FILE": str(folder / f"generation of {machine_name}"),
    }


@contextmanager
def running(*arguments: str, **options):
    """A Python process of the site, ended with all its children."""
    process = subprocess.Popen(
        [sys.executable, *arguments], cwd=machine.ROOT, start_new_session=True, **options
    )
    try:
        yield process
    finally:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


@contextmanager
def new_database(folder):
    """The address of a copy of the database that the suite runs on: migrated, and empty as yet."""
    if connection.vendor == "sqlite":
        connection.ensure_connection()
        with closing(sqlite3.connect(folder / "db.sqlite3")) as copy:
            connection.connection.backup(copy)
        yield f"sqlite:///{folder / 'db.sqlite3'}"
        return
    # Nobody may be connected to a database that is copied.
    connection.close()
    asked = os.environ["TEST_DATABASE_URL"]
    name = f"{urlsplit(asked).path.strip('/')}_two_processes"
    server = asked.rpartition("/")[0]
    model = connection.settings_dict["NAME"]
    with psycopg.connect(f"{server}/postgres", autocommit=True) as administrator:
        administrator.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        administrator.execute(f'CREATE DATABASE "{name}" TEMPLATE "{model}"')
        yield f"{server}/{name}"
        administrator.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.fixture(scope="module")
def site(tmp_path_factory, django_db_setup, django_db_blocker):
    """The editor's process and two servers."""
    folder = tmp_path_factory.mktemp("two")
    with django_db_blocker.unblock(), new_database(folder) as database:
        here = environment(folder, database, "here")
        remote = here if database.startswith("sqlite") else environment(folder, database, "there")
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
        ports = [free_port(), free_port()]
        first, second = ([*["manage.py", "serve", "--port"], str(port)] for port in ports)
        with (
            running("-m", "tests.cms.editor", env=here, **pipes) as editor,
            running(*first, env=here, stdout=subprocess.DEVNULL),
            running(*second, env=remote, stdout=subprocess.DEVNULL),
        ):
            assert editor.stdout.readline() == "built\n"
            for port in ports:
                wait_for(port)
            promise = 0.0 if remote is here else PROMISED_SECONDS
            yield editor, [Server(ports[0], 0.0), Server(ports[1], promise)]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return probe.getsockname()[1]


def wait_for(port: int) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        with socket.socket() as probe:
            if probe.connect_ex((HOST, port)) == 0:
                return
        time.sleep(0.1)
    pytest.fail("the server did not start")


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.django_db
def test_no_reader_sees_the_old_page_after_the_promised_time(site, change):
    editor, servers = site
    expected = CHANGES[change]
    for server in servers:
        for _time in range(TIMES):
            assert not expected.is_in(*server.ask(expected.path))
    editor.stdin.write(f"{change}\n")
    editor.stdin.flush()
    assert editor.stdout.readline() == "done\n"
    for server in servers:
        time.sleep(server.promise)
        for _time in range(TIMES):
            assert expected.is_in(*server.ask(expected.path))
