"""The pages that editors set above the results of a query, in the reader's language."""

from django.db import connection
from wagtail.models import Page

from cms.visibility import visible
from search.models import PromotedPage
from search.parsing import query_key

_PROMOTED = (
    "SELECT result.id FROM search_promotedquery AS query "
    "JOIN search_promotedresult AS result ON result.id = query.promoted_id "
    "WHERE query.key = %s AND result.language = %s"
)


def promoted_pages(text: str, language: str) -> list[Page]:
    """The public pages promoted for what the text means, in their order.

    Nothing is promoted for nearly every query, so that is asked first, in one light query.
    """
    key = query_key(text, language)
    with connection.cursor() as cursor:
        cursor.execute(_PROMOTED, [key, language])
        promoted = [pk for (pk,) in cursor.fetchall()]
    if not promoted or not key:
        return []
    chosen = PromotedPage.objects.filter(promoted__in=promoted)
    ordered = chosen.order_by("promoted", "sort_order")
    keys = list(dict.fromkeys(ordered.values_list("page__translation_key", flat=True)))
    pages = visible(
        Page.objects.filter(translation_key__in=keys, locale__language_code=language)
    ).select_related("locale")
    return sorted(pages, key=lambda page: keys.index(page.translation_key))
