"""What every page needs and hardly ever changes, asked for once a process and generation.

`@remembered` on a function with hashable arguments: the site, its home pages, its words and menus.
`remembered_count` and `remembered_rows` do the same for a query, such as the counts of a list,
which would have to look at every page. What they return is shared by all requests: nobody may
change it.
"""

from collections.abc import Callable
from functools import wraps

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet

from cms import generation

# What readers type may be among the arguments: no memory grows without end.
MOST = 1000

_memories: list[dict] = []


def remembered(function: Callable) -> Callable:
    """The function, asked again only when something has changed that a reader could see.

    Within a transaction nothing is kept: what it has changed may yet be undone.
    """
    memory: dict = {}
    _memories.append(memory)

    @wraps(function)
    def ask(*arguments):
        if connection.in_atomic_block:
            return function(*arguments)
        now = generation.current()
        known = memory.get(arguments)
        if known is None or known[0] != now:
            if len(memory) >= MOST:
                memory.clear()
            known = memory[arguments] = now, function(*arguments)
        return known[1]

    return ask


def forget() -> None:
    """Empties every memory of this process."""
    for memory in _memories:
        memory.clear()


class _Question:
    """A query that is the same as another if it asks the same in SQL."""

    def __init__(self, rows: QuerySet):
        self.rows = rows
        self.words = rows.query.sql_with_params()

    def __eq__(self, other) -> bool:
        return self.words == other.words

    def __hash__(self) -> int:
        return hash(self.words)


def remembered_count(rows: QuerySet) -> int:
    """How many rows a query has."""
    try:
        return _count(_Question(rows))
    except EmptyResultSet:
        return 0


def remembered_rows(rows: QuerySet) -> list:
    """The rows of a query; few and small, for all are kept."""
    try:
        return _rows(_Question(rows))
    except EmptyResultSet:
        return []


@remembered
def _count(question: _Question) -> int:
    return question.rows.count()


@remembered
def _rows(question: _Question) -> list:
    return list(question.rows)
