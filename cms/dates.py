"""Days and months as each language writes them, where Django's own formats are not how one writes.

Django gives Italian days a leading zero, Italian and Portuguese months a capital, English the
American order, and has no format with the day of the week. Templates use the filters `day`,
`weekday`, `month` (`cms.templatetags.site_tags`); all can go once Django's formats are right.
"""

from datetime import date

from django.utils.dateformat import format as formatted
from django.utils.html import format_html
from django.utils.translation import get_language

DAY_FORMATS = {
    "de": "j. F Y",
    "es": r"j \d\e F \d\e Y",
    "pt": r"j \d\e F \d\e Y",
}
WEEKDAY_FORMATS = {
    "ar": "l j F Y",
    "de": "l, j. F Y",
    "es": r"l j \d\e F \d\e Y",
    "pt": r"l, j \d\e F \d\e Y",
}
MONTH_FORMATS = {"es": r"F \d\e Y", "pt": r"F \d\e Y"}
# Where months and days of the week are proper nouns.
CAPITALS = frozenset(("de", "en"))
# How the first of a month is written where it is an ordinal.
FIRST = {"fr": ("1", "er"), "it": ("1º", "")}


def _in_words(value: date, pattern: str) -> str:
    words = formatted(value, pattern)
    return words if get_language() in CAPITALS else words.lower()


def day(value: date) -> str:
    """A day: `1er mai 2023` (its ending raised), `1º maggio 2023`, `1 May 2023`."""
    language = get_language()
    if value.day == 1 and language in FIRST:
        number, ending = FIRST[language]
        rest = _in_words(value, "F Y")
        return format_html("{}<sup>{}</sup> {}" if ending else "{}{} {}", number, ending, rest)
    return _in_words(value, DAY_FORMATS.get(language, "j F Y"))


def weekday(value: date) -> str:
    """A day with its day of the week: `sábado, 6 de maio de 2023`."""
    return _in_words(value, WEEKDAY_FORMATS.get(get_language(), "l j F Y"))


def month(value: date) -> str:
    """A month: `maggio 2023`."""
    return _in_words(value, MONTH_FORMATS.get(get_language(), "F Y"))
