"""What the pages of each language say, as its readers say it: days, numbers, one and many."""

import datetime

import pytest
from bs4 import BeautifulSoup

from tests import factories

FIRST_OF_MAY = datetime.date(2023, 5, 1)
# A list of one communiqué of 1 May 2023: its count, its day, its month, the heading of what to do.
ONE = {
    "fr": ("1 communiqué", "1er mai 2023", "mai 2023", "Filtres"),
    "en": ("1 communiqué", "1 May 2023", "May 2023", "Filters"),
    "es": ("1 comunicado", "1 de mayo de 2023", "mayo de 2023", "Filtros"),
    "it": ("1 comunicato", "1º maggio 2023", "maggio 2023", "Filtri"),
    "de": ("1 Erklärung", "1. Mai 2023", "Mai 2023", "Filter"),
    "pt": ("1 comunicado", "1 de maio de 2023", "maio de 2023", "Filtros"),
    "ar": ("بيان واحد", "1 مايو 2023", "مايو 2023", "المرشِّحات"),
}
# The same list with 1,234 of them.
MANY = {
    "fr": "1 234 communiqués",
    "en": "1,234 communiqués",
    "es": "1 234 comunicados",
    "it": "1.234 comunicati",
    "de": "1.234 Erklärungen",
    "pt": "1.234 comunicados",
    "ar": "1.234 بيانًا",
}
ARABIC = {
    0: "لا بيانات",
    1: "بيان واحد",
    2: "بيانان",
    3: "3 بيانات",
    11: "11 بيانًا",
    100: "100 بيان",
}


def words(element) -> str:
    """What an element says, on one line, with plain spaces."""
    return " ".join(element.get_text("").split())


@pytest.fixture
def read(db, reader):
    """Reads the list of communiqués of a language, filled with so many of 1 May 2023."""

    def page(code: str, number: int) -> BeautifulSoup:
        index = factories.make_communique_index(factories.make_home(code))
        if number:
            model = factories.make_communique(index, date=FIRST_OF_MAY)
            if number > 1:
                factories.make_many_communiques(model, number - 1)
        return BeautifulSoup(reader.get(index.url).content, "html.parser")

    return page


@pytest.mark.parametrize("code", ONE)
def test_a_list_of_one_is_said_in_the_readers_way(code, read):
    soup = read(code, 1)
    count, day, month, filters = ONE[code]
    assert words(soup.select_one("#count")) == count
    assert words(soup.select_one(".entry time")) == day
    assert words(soup.select_one(".month")) == month
    assert soup.select_one(".listing__filters")["aria-label"] == filters


@pytest.mark.parametrize("code", MANY)
def test_thousands_are_grouped_in_the_readers_way(code, read):
    soup = read(code, 1_234)
    assert words(soup.select_one("#count")) == MANY[code]
    grouped = MANY[code].rsplit(" ", 1)[0]
    assert words(soup.select_one(".filter__count")) == grouped


@pytest.mark.parametrize("number", ARABIC)
def test_arabic_counts_in_six_ways(number, read):
    assert words(read("ar", number).select_one("#count")) == ARABIC[number]
