"""The page cache as tests ask it: in the test's own transaction, before a counted Django."""

import pytest
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections

from cms.page_cache import PageCache


class Counted:
    """A WSGI application that says how often it was asked."""

    def __init__(self, application):
        self.application, self.times = application, 0

    def __call__(self, environ, start_response):
        self.times += 1
        return self.application(environ, start_response)


@pytest.fixture
def open_connection():
    """A request that has ended would close the connection, and with it the test's transaction."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    yield
    for signal in signals:
        signal.connect(close_old_connections)


@pytest.fixture
def cache():
    """The site's application as the server runs it."""
    return PageCache(Counted(get_wsgi_application()))
