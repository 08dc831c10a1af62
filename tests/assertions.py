"""What tests claim about answers and queries, in one place, with a message that helps."""

from contextlib import contextmanager

from django.contrib.contenttypes.models import ContentType
from django.core.cache import caches
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cms.references import named_in_text
from cms.remembered import forget
from cms.site_lookup import url_parts

HARMLESS_VARY = {"accept-encoding"}


def clear_every_cache() -> None:
    """Forgets what earlier requests of this process looked up."""
    _clear_shared_caches()
    ContentType.objects.clear_cache()
    forget()
    named_in_text.cache_clear()
    url_parts.cache_clear()


def _clear_shared_caches() -> None:
    for cache in caches.all(initialized_only=True):
        cache.clear()


@contextmanager
def at_most_queries(ceiling: int, remembering: bool = False):
    """The enclosed code asks the database at most so many times, with every cache empty.

    Args:
        ceiling: the most queries allowed.
        remembering: whether the process keeps what it knows already, as one does that has run for
            a while: what `cms.remembered` holds, the types of content.

    Yields:
        The captured queries, whose `len` is their number.
    """
    _clear_shared_caches() if remembering else clear_every_cache()
    with CaptureQueriesContext(connection) as captured:
        yield captured
    asked = "\n".join(query["sql"][:200] for query in captured)
    assert len(captured) <= ceiling, f"{len(captured)} queries, at most {ceiling}:\n{asked}"


def cookie_faults(response) -> list[str]:
    """What would keep a shared cache from serving this answer to everybody; empty when nothing."""
    vary = {name.strip().lower() for name in response.headers.get("Vary", "").split(",")}
    faults = [f"Vary: {name}" for name in sorted(vary - HARMLESS_VARY - {""})]
    return faults + [f"Set-Cookie: {name}" for name in response.cookies]


def assert_same_for_everybody(response) -> None:
    """The answer sets no cookie and depends on nothing but its address."""
    assert cookie_faults(response) == []
