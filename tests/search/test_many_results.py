"""Where more pages are found than are weighed, titles decide, and every page is listed once."""

import datetime

import pytest

from search import ranking


@pytest.fixture(autouse=True)
def few_are_weighed(monkeypatch):
    """Three pages are many."""
    monkeypatch.setattr(ranking, "MAX_WEIGHED", 3)


def day(number):
    """A date, later for a higher number."""
    return datetime.date(2022, 1, number)


def test_titles_decide_and_the_newest_is_first(site, find):
    site.communique("Paie : la grève continue", "la grève, la paie", date=day(1))
    site.communique("Grève, paie : ce qui change", "rien", date=day(2))
    site.communique("Vieux texte", "la paie, une grève", date=day(3))
    site.communique("La paie des cantines et des écoles", "une grève", date=day(4))
    site.communique("Trois nouvelles d'une longue grève de la paie", "rien", date=day(5))
    site.communique("Nouveau texte", "grève " * 9 + "paie " * 9, date=day(6))
    assert find("grève paie") == [
        "Grève, paie : ce qui change",
        "Trois nouvelles d'une longue grève de la paie",
        "Paie : la grève continue",
        "La paie des cantines et des écoles",
        "Nouveau texte",
        "Vieux texte",
    ]
    assert find("grève paie", sort="date")[0] == "Nouveau texte"


def test_pages_with_a_rare_word_come_first_where_some_words_are_missing(site, find):
    for number in range(1, 6):
        site.communique(f"Grève {number}", "rien", date=day(number))
    site.communique("Texte", "grève des luthières", date=day(1))
    site.communique("Luthières", "rien", date=day(2))
    site.communique("Écho", "ici grève", date=day(9))
    assert find("grève luthières zinc") == [
        "Luthières",
        "Texte",
        *(f"Grève {number}" for number in range(5, 0, -1)),
        "Écho",
    ]


def test_each_page_is_listed_once_whatever_the_page_of_results(site, find):
    for number in range(1, 13):
        site.communique(f"Grève {number}", "rien", date=day(number))
        site.communique(f"Texte {number}", "une grève", date=day(number), kind="leaflet")
    titles = find("grève") + find("grève", page="2") + find("grève", page="3")
    assert titles == [
        f"{word} {number}" for word in ("Grève", "Texte") for number in range(12, 0, -1)
    ]
    leaflets = find("grève", kind="leaflet") + find("grève", kind="leaflet", page="2")
    assert leaflets == [f"Texte {number}" for number in range(12, 0, -1)]
