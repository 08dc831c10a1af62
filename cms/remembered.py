"""What every page needs and hardly ever changes, asked for once a process and generation.

`@remembered` on a function with hashable arguments: the site, its home pages, its words and menus.
Also the counts of a list, which look at every page. What it returns is shared by all requests:
nobody may change it. What it was made from is known too (`cms.evidence`).
"""

from collections.abc import Callable, Hashable
from functools import wraps

from django.db import connection

from cms import evidence, generation

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
            with evidence.gathered() as asked:
                value = function(*arguments)
            memory[arguments] = now, value, asked
            return value
        evidence.rely_on(known[2])
        return known[1]

    return ask


def era() -> Hashable:
    """What is the same for as long as what is remembered holds; within a transaction never twice.

    The templates' `{% kept %}` has it among its facts.
    """
    return object() if connection.in_atomic_block else generation.current()


def forget() -> None:
    """Empties every memory of this process."""
    for memory in _memories:
        memory.clear()
