"""The names of sectors and themes for the filters, in one light query."""

from typing import NamedTuple

from django.conf import settings
from django.db import connection


class Name(NamedTuple):
    """A word of the vocabulary in the reader's language; only sectors have a colour."""

    pk: int
    slug: str
    name: str
    colour: str = ""


def vocabulary(language: str) -> tuple[dict[str, Name], dict[str, Name]]:
    """Sectors and themes by slug, each in its order.

    The model's fallback for names that are not translated, said in SQL: 20 objects of a translated
    model cost more than looking up a query.
    """
    codes = dict.fromkeys((language, *settings.MODELTRANSLATION_FALLBACK_LANGUAGES))
    names = ", ".join(f"NULLIF(name_{code.replace('-', '_')}, '')" for code in codes)
    name = f"COALESCE({names}, slug)"
    with connection.cursor() as cursor:
        cursor.execute(
            f'SELECT 1, "order", id, slug, {name}, colour FROM sectors_sector '
            f"UNION ALL SELECT 2, 0, id, slug, {name}, '' FROM sectors_theme ORDER BY 1, 2, 4"
        )
        rows = cursor.fetchall()
    sectors, themes = {}, {}
    for table, _order, *values in rows:
        entry = Name(*values)
        (sectors if table == 1 else themes)[entry.slug] = entry
    return sectors, themes
