"""nginx with the configuration of `deploy/`: it serves what is true and asks the site the rest."""

import gzip
import http.client
import os
import signal
import socket
import subprocess
import threading
import time
from wsgiref.simple_server import WSGIRequestHandler, make_server

import pytest

from cms import generation
from tests import machine
from tests.cms.test_page_cache import get
from tests.factories import make_home

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("open_connection")]

FROM_THE_SITE = b"from the site"
NAME = "testserver"
START_SECONDS = 30
# nginx is no user of ours: what it writes goes where the test's files are.
MAIN = """
daemon off;
{user}
pid {folder}/pid;
error_log {folder}/error.log;
events {{}}
http {{
    access_log off;
    {temporary}
    {site}
}}
"""
TEMPORARY = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
# What each server says in its own way.
OWN = {"date", "server", "connection", "accept-ranges", "etag", "content-length"}


class Silent(WSGIRequestHandler):
    """Writes no line for each request."""

    def log_message(self, *arguments):
        """Nothing."""


@pytest.fixture
def site():
    """What nginx asks when it has no file; its port."""

    def answer(environ, start_response):
        start_response("200 OK", [("Content-Type", "text/html")])
        return [FROM_THE_SITE]

    with make_server("127.0.0.1", 0, answer, handler_class=Silent) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield server.server_port
        server.shutdown()
        thread.join()


@pytest.fixture
def page(settings, tmp_path, cache):
    """The front page as the site answers it, status, headers and bytes; it is a file too."""
    settings.PAGE_FILES = str(tmp_path / "pages")
    settings.BASE_URL = f"http://{NAME}"
    make_home("fr")
    return get(cache, "/fr/")


@pytest.fixture
def ask(site, page, tmp_path):
    """Asks nginx; status, headers and bytes."""
    program = machine.nginx()
    if program is None:
        (pytest.fail if machine.required() else pytest.skip)("nginx is missing on this machine")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    configuration = (machine.ROOT / "deploy" / "nginx.conf").read_text()
    for sample, own in (
        ("127.0.0.1:8000", f"127.0.0.1:{site}"),
        ("127.0.0.1:8080", f"127.0.0.1:{port}"),
        ("/srv/site", str(tmp_path)),
        ("syndicat.example", NAME),
    ):
        assert sample in configuration
        configuration = configuration.replace(sample, own)
    folders = " ".join(f"{name}_temp_path {tmp_path}/{name};" for name in TEMPORARY)
    user = "user root;" if os.geteuid() == 0 else ""
    file = tmp_path / "nginx.conf"
    file.write_text(MAIN.format(folder=tmp_path, temporary=folders, site=configuration, user=user))
    server = subprocess.Popen([program, "-c", file, "-e", tmp_path / "error.log"])

    def request(path, method="GET", **headers):
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=START_SECONDS)
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request(method, path, headers={"Host": NAME, **named})
        answer = connection.getresponse()
        read = answer.status, dict(answer.getheaders()), answer.read()
        connection.close()
        return read

    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and server.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                break
        time.sleep(0.05)
    yield request
    server.send_signal(signal.SIGTERM)
    server.wait()


def test_it_answers_as_the_site_does(ask, page):
    """With the same bytes and the same headers, whatever those are in the release at hand."""
    status, headers, body = ask("/fr/")
    assert (status, body) == (200, page[2])
    said, ours = (
        {name.lower(): value for name, value in each.items() if name.lower() not in OWN}
        for each in (headers, page[1])
    )
    assert said == ours


def test_it_sends_what_was_compressed_before(ask, page):
    headers, body = ask("/fr/", Accept_Encoding="gzip")[1:]
    assert headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(body) == page[2]
    assert headers["Vary"] == "Accept-Encoding"


def test_a_browser_that_has_the_page_is_told_so(ask):
    etag = ask("/fr/")[1]["ETag"]
    assert ask("/fr/", If_None_Match=etag)[::2] == (304, b"")


@pytest.mark.parametrize(
    "request_of_its_own",
    [
        {"path": "/fr/", "Cookie": "a=b; sessionid=x"},
        {"path": "/fr/?page=2"},
        {"path": "/fr/", "method": "POST"},
        {"path": "/fr/other/"},
        {"path": "/fr"},
        {"path": "/"},
        {"path": "/fr/index.html"},
        {"path": "/fr/index.html.gz"},
        {"path": "/admin/"},
    ],
    ids=str,
)
def test_everything_else_is_the_sites_business(ask, request_of_its_own):
    assert ask(**request_of_its_own)[2] == FROM_THE_SITE


def test_the_request_after_a_change_reaches_the_site(ask, page):
    assert ask("/fr/")[2] == page[2]
    generation.advance()
    assert ask("/fr/")[2] == FROM_THE_SITE


def test_a_cookie_that_is_no_session_changes_nothing(ask, page):
    assert ask("/fr/", Cookie="theme=dark")[2] == page[2]
