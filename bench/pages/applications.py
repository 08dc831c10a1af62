"""What a page is compared with: ready bytes from a bare function, and Django's hello world.

Both are served by the site's own server with its settings: `python -m bench.pages.applications
NAME PORT`. `BENCH_BODY` names the file whose bytes the bare function sends.
"""

import os
import sys
from pathlib import Path

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpResponse
from django.urls import path

READY = Path(os.environ["BENCH_BODY"]).read_bytes()
HEADERS = [
    ("Content-Type", "text/html; charset=utf-8"),
    ("Content-Encoding", "br"),
    ("Content-Length", str(len(READY))),
]


def bare(environ, start_response):
    """Sends the bytes of a page: less cannot be done in Python."""
    start_response("200 OK", HEADERS)
    return [READY]


def greet(request):
    """Django's first page."""
    return HttpResponse("Hello, world.")


urlpatterns = [path("", greet)]

# As `django-admin startproject` leaves them.
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
APPLICATIONS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
]


def configure() -> None:
    """Django as a new project has it."""
    settings.configure(
        SECRET_KEY="bench",
        ALLOWED_HOSTS=["127.0.0.1"],
        ROOT_URLCONF=__name__,
        MIDDLEWARE=MIDDLEWARE,
        INSTALLED_APPS=APPLICATIONS,
        DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}},
    )


if __name__ != "__main__" and not settings.configured:
    configure()
    hello = get_wsgi_application()


if __name__ == "__main__":
    from cms.management.commands.serve import server

    server(f"bench.pages.applications:{sys.argv[1]}", int(sys.argv[2])).serve()
