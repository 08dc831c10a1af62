"""Which addresses are known, and what is left aside of them."""

import pytest

from cms.page_key import is_known, without_trackers


@pytest.mark.parametrize(
    ("query", "known"),
    [
        ("page=2", True),
        ("kind=campaign&sector=numerique", True),
        ("q=gr%C3%A8ve", True),
        ("q=gr%C3%A8ve&page=2", False),
        ("q=gr%C3%A8ve&q=paie", False),
        ("other=x", False),
        ("page=1&page=2", False),
        ("q=" + "x" * 300, False),
        ("a", False),
    ],
)
def test_only_query_strings_that_our_links_make_are_kept(query, known):
    assert is_known(query) is known


@pytest.mark.parametrize("query", ["page=2", "q=utm_source%3Dx", "utm=1", "fbclid2=x", "a"])
def test_only_what_follows_readers_is_left_aside(query):
    assert without_trackers(query) == query
