"""One small interface, two databases: `engine()` is the one that the site's database needs.

Everything else of search is written once; an engine only stores postings and says in SQL which
pages satisfy an expression.
"""

from django.db import connection

from search.engines.base import Engine
from search.engines.postgresql import PostgresqlEngine
from search.engines.sqlite import SqliteEngine

__all__ = ["Engine", "engine"]

_ENGINES = {"postgresql": PostgresqlEngine, "sqlite": SqliteEngine}


def engine() -> Engine:
    """The engine of the default database.

    Raises:
        KeyError: the database is neither PostgreSQL nor SQLite.
    """
    return _ENGINES[connection.vendor](connection)
