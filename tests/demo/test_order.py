"""What a page says does not depend on which pages were asked for before it.

Texts that are made once are shared by all pages that show the same facts (`cms.kept`). Where a fact
is missing from the key, whoever comes first decides what the others get. So the whole demonstration
is asked for in one order and in the opposite one, feeds and lists among the pages.
"""

import re
from urllib.parse import urlsplit

import pytest

from cms.kept import memory
from tests.assertions import clear_every_cache

pytestmark = pytest.mark.demo

# Forms differ each time: their keys, and the hour at which they were opened.
OF_FORMS = re.compile(rb'<input[^>]*type="hidden"[^>]*>')
LISTS = ("?kind=leaflet", "?languages=any", "?year=2021", "?page=2")


def addresses(walk) -> list[str]:
    """Every page in the order of the tree, its feed after it, some lists with their filters."""
    found: dict[str, None] = {}
    for visit in walk:
        found[visit.path] = None
        for link in visit.soup.find_all("link", type="application/atom+xml"):
            found[urlsplit(visit.absolute(link["href"])).path] = None
        if visit.soup.select_one(".filter"):
            found |= dict.fromkeys(f"{visit.path}{query}" for query in LISTS)
    return list(found)


def answers(stranger, paths: list[str]) -> dict[str, bytes]:
    """The answers to requests one after the other, with nothing known before the first."""
    clear_every_cache()
    memory.texts.clear()
    memory.taken = 0
    return {path: OF_FORMS.sub(b"", stranger.get(path).content) for path in paths}


def test_every_page_is_the_same_whatever_was_asked_for_before(walk, stranger, outside_transactions):
    paths = addresses(walk)
    forwards = answers(stranger, paths)
    backwards = answers(stranger, paths[::-1])
    assert len(paths) > len(walk) > 100
    assert [path for path in paths if forwards[path] != backwards[path]] == []
