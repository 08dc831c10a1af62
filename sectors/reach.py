"""How far a list reaches: the reader's language alone, or also what exists only in others.

The reader says so in the address (`?languages=all`), which a link puts there and takes away again;
nothing else remembers it. The home page, sectors, their feeds and the lists ask here.
"""

from dataclasses import dataclass

from django.http import QueryDict

from sectors.counting import count_elsewhere

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


def reach_of(query: QueryDict, model, language: str, sector_id: int | None = None) -> Reach:
    """The switch of a list without filters of the reader's; one query, remembered.

    Args:
        query: the query string.
        model: the type of page that is listed.
        language: the reader's.
        sector_id: the sector whose list it is, or None.
    """
    everywhere = reaches_everywhere(query)
    filters = () if sector_id is None else (("sector", sector_id),)
    elsewhere = count_elsewhere(model, language, filters)
    return Reach(everywhere, "?" if everywhere else QUERY, elsewhere)
