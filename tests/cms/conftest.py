"""The page cache as tests ask it: in the test's own transaction, before a counted Django."""

import pytest
from django.core.wsgi import get_wsgi_application

from cms.page_cache import PageCache


class Counted:
    """A WSGI application that says how often it was asked."""

    def __init__(self, application):
        self.application, self.times = application, 0

    def __call__(self, environ, start_response):
        self.times += 1
        return self.application(environ, start_response)


@pytest.fixture
def cache():
    """The site's application as the server runs it."""
    return PageCache(Counted(get_wsgi_application()))
