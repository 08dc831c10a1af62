"""Days and months as the readers of each language write them."""

import datetime

import pytest
from django.template import Context, Template
from django.utils.formats import date_format
from django.utils.translation import override

from cms import dates

FIRST, SIXTH = datetime.date(2023, 5, 1), datetime.date(2023, 5, 6)


IN_MAY_2023 = {
    "fr": ("1<sup>er</sup> mai 2023", "6 mai 2023", "samedi 6 mai 2023"),
    "en": ("1 May 2023", "6 May 2023", "Saturday 6 May 2023"),
    "es": ("1 de mayo de 2023", "6 de mayo de 2023", "sábado 6 de mayo de 2023"),
    "it": ("1º maggio 2023", "6 maggio 2023", "sabato 6 maggio 2023"),
    "de": ("1. Mai 2023", "6. Mai 2023", "Samstag, 6. Mai 2023"),
    "pt": ("1 de maio de 2023", "6 de maio de 2023", "sábado, 6 de maio de 2023"),
    "ar": ("1 مايو 2023", "6 مايو 2023", "السبت 6 مايو 2023"),
}


@pytest.mark.parametrize("code", IN_MAY_2023)
def test_days_are_written_as_readers_write_them(code):
    with override(code):
        assert (dates.day(FIRST), dates.day(SIXTH), dates.weekday(SIXTH)) == IN_MAY_2023[code]


def test_a_short_date_with_its_hour_begins_with_the_day_in_arabic():
    moment = datetime.datetime(2023, 5, 6, 15, 30, tzinfo=datetime.UTC)
    with override("ar"):
        written = date_format(moment, "SHORT_DATETIME_FORMAT")
    assert written == "06\u200f/05\u200f/2023 3:30 م"


@pytest.mark.parametrize(
    ("code", "month"),
    [("fr", "mai 2023"), ("en", "May 2023"), ("pt", "maio de 2023"), ("it", "maggio 2023")],
)
def test_months_are_written_as_readers_write_them(code, month):
    with override(code):
        assert dates.month(SIXTH) == month


def test_an_hour_after_midnight_is_of_the_day_it_is_here():
    late = datetime.datetime(2023, 5, 5, 22, 30, tzinfo=datetime.UTC)
    template = Template("{% load site_tags %}{{ late|weekday }}")
    with override("fr"):
        assert template.render(Context({"late": late})) == "samedi 6 mai 2023"
