"""How far a list reaches: the reader's language alone, or also what exists only in others.

The reader says so in the address (`?languages=all`), which a link puts there and takes away again;
nothing else remembers it. The home page, sectors, their feeds and the lists ask here.
"""

from dataclasses import dataclass

from django.db.models import QuerySet
from django.http import QueryDict

from cms.remembered import remembered_count

PARAMETER, EVERYWHERE = "languages", "all"
QUERY = f"?{PARAMETER}={EVERYWHERE}"


@dataclass(frozen=True)
class Reach:
    """The switch of a list: whether it is on, where its link leads, what it would add or hide.

    `elsewhere` is the number of pieces that exist only in other languages.
    """

    everywhere: bool
    query: str
    elsewhere: int


def reaches_everywhere(query: QueryDict) -> bool:
    """Whether an address asks for what exists only in other languages too."""
    return query.get(PARAMETER) == EVERYWHERE


def reach_of(query: QueryDict, pages: QuerySet, language: str) -> Reach:
    """The switch of a list without filters; one query, remembered.

    Args:
        query: the query string.
        pages: publications of every language.
        language: the reader's.
    """
    everywhere = reaches_everywhere(query)
    elsewhere = remembered_count(pages.only_elsewhere(language).order_by())
    return Reach(everywhere, "?" if everywhere else QUERY, elsewhere)
