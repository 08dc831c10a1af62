"""The guide is found by the words that people use for what they want to do."""

import pytest

from help.finding import LONGEST_QUERY, find

FIRST = {
    "publier un communiqué": "write-communique",
    "ECRIRE UN COMMUNIQUE": "write-communique",
    "traducteur": "translate-by-mail",
    "membres": "invite-member",
    "membre·s": "invite-member",
    "photo": "add-picture",
    "telecharger un pdf": "attach-leaflet",
    "rgpd": "erase-person",
    "poedit": "translate-by-mail",
    "corbeille": "find-deleted",
    "coquille": "correct-published",
    "programmer pour demain matin": "schedule",
    "page d'accueil": "put-forward",
    "mot de passe oublié": "sign-in-safely",
    "accès refusé": "who-may-do-what",
}


def keys(query: str) -> list[str]:
    found, _whole = find(query, "fr")
    return [one.task.key for one in found]


@pytest.mark.parametrize(("query", "key"), FIRST.items())
def test_finds_by_the_words_that_people_use(query, key):
    assert key in keys(query)[:3]


def test_inclusive_and_plain_spellings_find_the_same():
    assert keys("traducteur·ices") == keys("traductrices") == keys("traducteurs")
    assert keys("modérateur·ices")


def test_a_task_with_every_word_comes_before_those_with_some():
    found, whole = find("citation guillemets", "fr")
    assert whole
    assert found[0].task.key == "quote"
    found, whole = find("citation xylophone", "fr")
    assert not whole
    assert found[0].task.key == "quote"


def test_quotes_the_passage_that_has_the_words():
    found, _whole = find("camarade", "fr")
    assert "Une question à un·e camarade" in found[0].passage
    assert "](" not in found[0].passage


@pytest.mark.parametrize("query", ["", "   ", "xylophone", "?!", "le la les", "\x00", "a" * 10_000])
def test_finds_nothing_in_nothing(query):
    assert find(query, "fr") == ([], False)


def test_reads_no_more_than_the_beginning_of_a_long_query():
    assert keys("corbeille " * LONGEST_QUERY) == keys("corbeille")


def test_french_texts_are_found_from_an_admin_in_another_language():
    found, _whole = find("communiqué", "ar")
    assert "write-communique" in [one.task.key for one in found]
