"""What a ready page is known by (`cms.page_cache`): an address such as our links and forms make.

Strangers can write anything into an address: nothing is kept of what nobody here wrote.
"""

import re
from urllib.parse import parse_qsl

# Scheme, host, path and query string.
Key = tuple[str, str, str, str]

# Addresses of which nothing is kept: they answer one person, or have their own way out.
PRIVATE = ("/admin", "/static/", "/media/", "/documents/", "/healthz", "/readyz")
# Whoever is signed in, or was let into a restricted page, has this cookie.
SESSION = "sessionid="
# The filters of lists.
PARAMETERS = frozenset(("kind", "languages", "page", "sector", "theme", "year"))
# What readers type: alone, for the first page of results.
WORDS = "q"
MAX_QUERY = 200
# What others add to an address to follow who passes it on: nobody here wants to know.
TRACKER = re.compile("(?:utm|mtm|pk|hsa)_[a-z_]+|(?:fb|g|d|ms|tw)cl(?:k)?id|igshid|mc_[ce]id")


def key_of(environ: dict) -> Key | None:
    """What an answer depends on; None where nothing may be kept."""
    path, query = environ.get("PATH_INFO", ""), environ.get("QUERY_STRING", "")
    if (
        environ["REQUEST_METHOD"] not in ("GET", "HEAD")
        or path == "/"
        or path.startswith(PRIVATE)
        or SESSION in environ.get("HTTP_COOKIE", "")
        or (query and not is_known(query))
    ):
        return None
    scheme = environ.get("HTTP_X_FORWARDED_PROTO") or environ["wsgi.url_scheme"]
    return scheme, environ.get("HTTP_HOST", ""), path, query


def without_trackers(query: str) -> str:
    """A query string as its page knows it."""
    named = (part for part in query.split("&") if not TRACKER.fullmatch(part.partition("=")[0]))
    return "&".join(named)


def is_known(query: str) -> bool:
    """Whether a query string is one that our own links and forms make."""
    if len(query) > MAX_QUERY:
        return False
    names = [name for name, _value in parse_qsl(query, keep_blank_values=True)]
    if names == [WORDS]:
        return True
    return bool(names) and PARAMETERS.issuperset(names) and len(names) == len(set(names))


def kinds_of(key: Key) -> tuple[str, ...]:
    """The kinds of answer that an address may have: that of a page first, of none last."""
    query = key[3]
    if not query:
        return "pages", "missing"
    return ("searches",) if query.startswith(f"{WORDS}=") else ("queries",)
