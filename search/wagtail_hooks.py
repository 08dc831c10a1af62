"""Promoted results in the admin."""

from django.utils.translation import gettext_lazy as _
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from search.models import PromotedResult


class PromotedResultViewSet(SnippetViewSet):
    """Which pages are shown first for which words."""

    model = PromotedResult
    icon = "pick"
    menu_label = _("Promoted results")
    menu_order = 700
    add_to_settings_menu = True
    list_display = ["title", "language"]
    list_filter = ["language"]


register_snippet(PromotedResultViewSet)
