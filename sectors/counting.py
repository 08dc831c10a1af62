"""What lists of publications ask the database: their rows, and the counts of every filter.

Counts look at every page, so they are remembered by what was chosen (`cms.remembered`), not by
the query, which would have to be built to be known again. `sectors.listing` and `sectors.reach`
call it.
"""

import datetime

from django.db.models import CharField, Count, DateField, IntegerField, Model
from django.db.models.functions import ExtractYear

from cms.prepared import prepared
from cms.remembered import remembered

# The condition of each filter, and what its value becomes.
LOOKUPS = {"sector": "sectors__id", "theme": "themes__id", "kind": "kind", "year": "date__range"}
Filters = tuple[tuple[str, object], ...]


def days_of(year: str) -> tuple[datetime.date, datetime.date]:
    """The first and the last day of a year; as conditions on a date they can use its index."""
    return datetime.date(int(year), 1, 1), datetime.date(int(year), 12, 31)


def _matching(pages, filters: Filters):
    for name, value in filters:
        pages = pages.filter(**{LOOKUPS[name]: value})
    return pages


@remembered
def counts(model, language: str, everywhere: bool, filters: Filters, *by: str) -> list[tuple]:
    """Rows of (kind, year, *by, count) of what satisfies the filters."""
    pages = model.objects.visible().reaching(language, everywhere)
    matching = _matching(pages, filters).order_by().annotate(year=ExtractYear("date"))
    return list(matching.values_list("kind", "year", *by).annotate(count=Count("pk")))


@remembered
def count_elsewhere(model, language: str, filters: Filters) -> int:
    """How many satisfy the filters and exist only in other languages."""
    pages = model.objects.visible().only_elsewhere(language)
    return _matching(pages, filters).order_by().count()


@remembered
def vocabulary(model: type[Model]) -> dict:
    """The terms of a vocabulary by their slugs, in their order."""
    return {term.slug: term for term in model.objects.all()}


def rows(model, language: str, everywhere: bool, filters: Filters, part: slice) -> list:
    """A page of what satisfies the filters, newest first, with what a list shows.

    Args:
        part: which of them.
    """
    names, values = tuple(name for name, _value in filters), dict(filters)
    values["year"] = list(values.pop("year", ()))
    return _rows(model, (language, everywhere), names, (part.start, part.stop), **values)


@prepared(sector=IntegerField(), theme=IntegerField(), kind=CharField(), year=DateField())
def _rows(model, reach, names, part, **values):
    pages = model.objects.visible().reaching(*reach)
    matching = _matching(pages, tuple((name, values[name]) for name in names))
    return matching.as_listed().newest_first()[slice(*part)]
