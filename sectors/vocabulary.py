"""The vocabulary in the admin: sectors, themes, organisations, under one entry of the menu."""

from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from wagtail.snippets.views.snippets import CreateView, SnippetViewSet, SnippetViewSetGroup

from sectors.models import Organisation, Sector, Theme


class FoundInstead(CreateView):
    """A sector is more than its row: who adds one founds it."""

    def get(self, request, *args, **kwargs):
        """Leads to the form that does."""
        return redirect("found_sector")

    post = get


class SectorViewSet(SnippetViewSet):
    """The trades."""

    model = Sector
    icon = "group"
    menu_label = _("Sectors")
    add_view_class = FoundInstead
    copy_view_enabled = False
    list_display = ["__str__", "slug", "colour", "email"]


class ThemeViewSet(SnippetViewSet):
    """The subjects."""

    model = Theme
    icon = "tag"
    menu_label = _("Themes")
    list_display = ["__str__", "slug"]


class OrganisationViewSet(SnippetViewSet):
    """The sister organisations."""

    model = Organisation
    icon = "globe"
    menu_label = _("Organisations")
    list_display = ["__str__", "short_name", "country", "level"]
    list_filter = ["level", "country", "sister"]


class VocabularyViewSetGroup(SnippetViewSetGroup):
    """Shown to those who may change it."""

    items = (SectorViewSet, ThemeViewSet, OrganisationViewSet)
    menu_label = _("Vocabulary")
    menu_name = "vocabulary"
    menu_icon = "tag"
    menu_order = 300
