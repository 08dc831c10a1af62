"""Makes the pages that most readers ask for ready before they ask, in each process of the server.

After a start nothing is remembered, no template is compiled and no page is ready: the first reader
of each process waited half a second. `cms.wsgi` starts a thread that asks the process's own
application for the top of every language's tree and for what was published last
(`manage.py serve --warm`). It asks one page after the other and stops at a change: what readers ask
for meanwhile is more important.
"""

import io
import logging
import sys
import threading
from collections.abc import Callable
from urllib.parse import unquote_to_bytes, urlsplit

from django.conf import settings
from django.db import connection

from cms import generation
from cms.page_cache import collect

logger = logging.getLogger(__name__)

# The home pages, and the pages below them that menus lead to.
TOP_DEPTH = 3


def in_background(application: Callable) -> None:
    """Starts the thread, where the server was asked to."""
    if settings.WARM_PAGES:
        threading.Thread(target=warm, args=(application,), name="warm", daemon=True).start()


def warm(application: Callable) -> int:
    """Asks for the pages; how many were asked for."""
    asked, now = 0, generation.current()
    try:
        for address in addresses(settings.WARM_PAGES):
            if generation.current() != now:
                break
            collect(application, request_for(address))
            asked += 1
    except Exception:
        # Readers are served all the same, and a thread has nobody else to tell.
        logger.exception("Pages could not be made ready")
    finally:
        if not connection.in_atomic_block:
            connection.close()
    return asked


def addresses(most: int) -> list[str]:
    """The paths of the most important pages, those first that most readers ask for."""
    # `cms.wsgi` imports this module before Django knows its models.
    from wagtail.models import Page

    from cms.visibility import visible

    public = visible(Page.objects.filter(depth__gt=1)).select_related("locale")
    top = public.filter(depth__lte=TOP_DEPTH).order_by("depth", "path")
    newest = public.filter(depth__gt=TOP_DEPTH).order_by("-first_published_at", "-pk")
    pages = [*top[:most], *newest[:most]][:most]
    return [urlsplit(address).path for page in pages if (address := page.get_url())]


def request_for(path: str) -> dict:
    """What the server would tell the application of a reader's request (PEP 3333)."""
    site = urlsplit(settings.BASE_URL)
    return {
        "REQUEST_METHOD": "GET",
        "SCRIPT_NAME": "",
        "PATH_INFO": unquote_to_bytes(path).decode("latin-1"),
        "QUERY_STRING": "",
        "SERVER_NAME": site.hostname,
        "SERVER_PORT": str(site.port or (443 if site.scheme == "https" else 80)),
        "SERVER_PROTOCOL": "HTTP/1.1",
        "HTTP_HOST": site.netloc,
        "HTTP_X_FORWARDED_PROTO": site.scheme,
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": site.scheme,
        "wsgi.input": io.BytesIO(),
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }
