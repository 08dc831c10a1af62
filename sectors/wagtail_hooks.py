"""What the trades tell Wagtail's admin."""

from django.db.models import Q
from django.urls import path
from wagtail import hooks
from wagtail.snippets.models import register_snippet

from cms.board.hooks import add_if_shown
from cms.desk.sections import Section
from sectors.admin_listing import CommuniqueListing, DossierListing
from sectors.board import WritePanel
from sectors.founding_form import FoundingView
from sectors.models import CommuniquePage, DossierPage, Sector, SectorPage
from sectors.teams import settle_teams
from sectors.vocabulary import VocabularyViewSetGroup

register_snippet(VocabularyViewSetGroup)
hooks.register("settle_roles", settle_teams)


@hooks.register("register_admin_viewset")
def lists_of_publications():
    """The first entries of the menu."""
    return [CommuniqueListing("communiques"), DossierListing("dossiers")]


@hooks.register("register_admin_urls")
def founding_address():
    """The form that founds a sector."""
    return [path("make-sector/", FoundingView.as_view(), name="found_sector")]


@hooks.register("construct_homepage_panels")
def write_panel(request, panels):
    """The way to the forms, for those who write."""
    add_if_shown(panels, WritePanel(request))


@hooks.register("translation_desk_sections")
def sectors_of_the_desk() -> dict[str, Section]:
    """Each trade: what is filed under it and what stands below its pages."""
    return {
        sector.slug: Section(str(sector), lambda sector=sector: _pages_of(sector))
        for sector in Sector.objects.all()
    }


def _pages_of(sector: Sector) -> Q:
    filed = Q()
    for model in (CommuniquePage, DossierPage):
        filed |= Q(pk__in=model.objects.filter(sectors=sector).order_by().values("pk"))
    for place in SectorPage.objects.filter(sector=sector).values_list("path", flat=True):
        filed |= Q(path__startswith=place)
    return filed
