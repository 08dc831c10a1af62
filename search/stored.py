"""What the database knows of a page, asked at once, and the row that keeps its words for quoting.

`search.indexing` asks at every publishing, so this is plain SQL in one round trip: through the ORM
it would take a third of the time of publishing.
"""

from dataclasses import dataclass

from wagtail.models import Locale, Page

from cms.models import BasePage
from search.engines import engine
from search.engines.base import Sql
from search.models import IndexText
from search.postings import AnalysedPage

_COLUMNS = ("page_id", "language", "title", "text", "terms", "spans", "digest")


@dataclass
class Stored:
    """A page's language, whether some readers are kept from it, and its row if it is indexed."""

    language: str
    restricted: bool
    text: IndexText | None


def stored_of(page: BasePage) -> Stored:
    """What is stored of a page; no other writer changes it before the transaction ends."""
    steps = range(page.steplen, len(page.path) + 1, page.steplen)
    above = [page.path[:length] for length in steps]
    columns = ", ".join(f"stored.{column}" for column in _COLUMNS)
    ((language, restricted, *values),) = engine().fetch_locked(
        "SELECT locale.language_code, EXISTS (SELECT 1 "
        "FROM wagtailcore_pageviewrestriction AS restriction "
        "JOIN wagtailcore_page AS page ON page.id = restriction.page_id "
        f"WHERE page.path IN ({', '.join(['%s'] * len(above))})), {columns} "
        "FROM wagtailcore_locale AS locale "
        "LEFT JOIN search_indextext AS stored ON stored.page_id = %s WHERE locale.id = %s",
        [*above, page.pk, page.locale_id],
    )
    text = IndexText(**dict(zip(_COLUMNS, values, strict=True))) if values[0] else None
    return Stored(language, bool(restricted), text)


def know_language(page: BasePage, language: str) -> None:
    """Gives the page its locale, which it would ask the database for, whole: it has no more."""
    if not Page.locale.is_cached(page):
        page.locale = Locale(pk=page.locale_id, language_code=language)


def index_text(page_id: int, language: str, analysed: AnalysedPage, digest: str) -> IndexText:
    """The row that keeps a page's words for quoting, not saved."""
    return IndexText(
        page_id=page_id,
        language=language,
        title=analysed.title,
        text=analysed.text,
        terms=" ".join([term.term for term in analysed.terms]),
        spans=" ".join([f"{start} {end}" for _term, start, end in analysed.terms]),
        digest=digest,
    )


def storing(text: IndexText) -> Sql:
    """The statement that saves the row, in place of an older one."""
    changes = ", ".join(f"{column} = excluded.{column}" for column in _COLUMNS[1:])
    marks = ", ".join(["%s"] * len(_COLUMNS))
    sql = (
        f"INSERT INTO search_indextext ({', '.join(_COLUMNS)}) VALUES ({marks}) "
        f"ON CONFLICT (page_id) DO UPDATE SET {changes}"
    )
    return sql, [getattr(text, column) for column in _COLUMNS]
