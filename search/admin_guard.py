"""Fills a gap of Wagtail's stock search, which the admin uses: some input makes the database fail.

A quotation mark breaks the lookup on SQLite, NUL any lookup on PostgreSQL, a few hundred words
either; editors would see an error 500. `search.apps` installs it; delete the file when the library
cleans its input itself.
"""

import re
from copy import copy

from modelsearch.backends.base import BaseSearchBackend
from modelsearch.query import And, Boost, Fuzzy, Not, Or, Phrase, PlainText

MAX_CHARACTERS = 255
MAX_WORDS = 32

_UNSAFE = re.compile('["\x00-\x1f\x7f\ud800-\udfff]+')


def safe(query):
    """A query, typed or parsed, without what the databases choke on; "" when nothing is left."""
    match query:
        case str():
            return " ".join(_UNSAFE.sub(" ", query[:MAX_CHARACTERS]).split()[:MAX_WORDS])
        case PlainText() | Phrase() | Fuzzy():
            cleaned = copy(query)
            cleaned.query_string = safe(query.query_string)
            return cleaned if cleaned.query_string else ""
        case And() | Or():
            parts = [part for part in map(safe, query.subqueries) if part != ""]
            return type(query)(parts) if len(parts) > 1 else next(iter(parts), "")
        case Not():
            part = safe(query.subquery)
            return Not(part) if part != "" else ""
        case Boost():
            part = safe(query.subquery)
            return Boost(part, query.boost) if part != "" else ""
        case _:
            return query


def install() -> None:
    """Cleans every query on its way to the stock backends, once."""
    stock = BaseSearchBackend._search
    if getattr(stock, "cleans", False):
        return

    def cleaned(self, query_compiler_class, query, model_or_queryset, **kwargs):
        return stock(self, query_compiler_class, safe(query), model_or_queryset, **kwargs)

    cleaned.cleans = True
    BaseSearchBackend._search = cleaned
