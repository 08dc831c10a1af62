"""One walk through the demonstration site, by address, as a reader without a cookie.

Every test of this folder reads what the walk brought home: answers, and the queries they cost.
"""

from dataclasses import dataclass, field
from functools import cached_property
from urllib.parse import urljoin, urlsplit

import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page

from tests.assertions import clear_every_cache

BASE = urlsplit(settings.BASE_URL)


def new_reader() -> Client:
    """A reader who asks for the demo at the address it believes to have."""
    server = {"SERVER_NAME": BASE.hostname, "SERVER_PORT": str(BASE.port)}
    return Client(raise_request_exception=False, **server)


def is_ours(address: str) -> bool:
    """Whether an absolute address is on our own host."""
    return urlsplit(address).netloc == BASE.netloc


@dataclass
class Visit:
    """A page, the answer at its address, the queries a first reader costs."""

    page: Page
    path: str
    response: HttpResponse
    queries: list[str] = field(repr=False)

    @cached_property
    def soup(self) -> BeautifulSoup:
        """The answer's HTML."""
        return BeautifulSoup(self.response.content, "html.parser")

    @property
    def language(self) -> str:
        """The code of the page's language."""
        return self.page.locale.language_code

    def absolute(self, address: str) -> str:
        """An address of the page, as a browser resolves it."""
        return urljoin(f"{settings.BASE_URL}{self.path}", address)


def visit(client: Client, page: Page) -> Visit:
    """Asks for a page with every cache empty."""
    path = urlsplit(page.full_url).path
    clear_every_cache()
    with CaptureQueriesContext(connection) as captured:
        response = client.get(path)
    return Visit(page, path, response, [query["sql"] for query in captured.captured_queries])


@pytest.fixture(scope="session")
def walk(visits, django_db_blocker) -> list[Visit]:
    """A visit to every page of every language; `visits` has made the pictures."""
    with django_db_blocker.unblock():
        client = new_reader()
        ids = [earlier.page.pk for earlier in visits]
        pages = Page.objects.filter(pk__in=ids).prefetch_related("locale").specific()
        return [visit(client, page) for page in pages.order_by("path")]


@pytest.fixture
def stranger(demo, db) -> Client:
    """A reader of the demo for single questions."""
    return new_reader()
