"""Links to pages inside running text lead to the page in the reader's language.

Wagtail's own handler does so too, with a query a link, and also where the page is not public.
"""

from django.utils.html import escape
from wagtail.rich_text.pages import PageLinkHandler

from cms.translations import versions


class LocalizedPageLinkHandler(PageLinkHandler):
    """Expands `<a linktype="page" id="…">`."""

    @classmethod
    def expand_db_attributes_many(cls, attrs_list: list[dict]) -> list[str]:
        """The opening tags; a page that readers may not see gives a tag without address."""
        ids = [int(attrs["id"]) if attrs.get("id", "").isdigit() else None for attrs in attrs_list]
        found = versions(ids)
        return [f'<a href="{escape(found[pk].url)}">' if pk in found else "<a>" for pk in ids]
