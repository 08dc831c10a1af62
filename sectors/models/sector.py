"""A trade's own page and the page that lists the trades."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin
from wagtail.fields import RichTextField, StreamField

from cms import pictures
from cms.blocks import RightsStream
from cms.editing.panels import folded
from cms.models import BasePage, BodyMixin, PictureMixin, SiteDocument, SummaryMixin
from cms.prepared import prepared
from cms.remembered import remembered
from cms.visibility import visible
from sectors.feeds import SyndicatedMixin
from sectors.reach import reach_of

from .communique import CommuniquePage
from .dossier import DossierPage


class SectorIndexPage(SummaryMixin, BasePage):
    """Presents every sector of the union."""

    content_panels = [*BasePage.content_panels, *SummaryMixin.summary_panels]

    template = "sectors/sector_index_page.html"
    parent_page_types = ["home.HomePage"]
    subpage_types = ["sectors.SectorPage"]
    max_count_per_parent = 1
    structured_data_type = "CollectionPage"

    class Meta:
        verbose_name = _("sectors page")
        verbose_name_plural = _("sectors pages")

    def get_context(self, request, *args, **kwargs):
        """Adds `sector_pages`: the sectors in their order."""
        context = super().get_context(request, *args, **kwargs)
        context["sector_pages"] = SectorPage.in_order(self.locale)
        pictures.remember(page.picture_id for page in context["sector_pages"])
        return context


class SectorPage(
    SyndicatedMixin, SummaryMixin, PictureMixin, BodyMixin, RoutablePageMixin, BasePage
):
    """A trade: who we are, what we fight for, our rights, our contact, what we published."""

    sector = models.ForeignKey(
        "sectors.Sector",
        verbose_name=_("sector"),
        on_delete=models.PROTECT,
        related_name="pages",
        help_text=_("Gives the page its colour and collects what is filed under this sector."),
    )
    rights_title = models.CharField(
        _("title of the rights"),
        max_length=80,
        blank=True,
        help_text=_("For example: Your rights in five lines."),
    )
    rights = StreamField(
        RightsStream(),
        verbose_name=_("rights"),
        blank=True,
        help_text=_("Up to five rights that every worker of the trade should know."),
    )
    contact_text = RichTextField(
        _("contact"), blank=True, help_text=_("How to reach this section: when, where, by whom.")
    )

    content_panels = [
        *BasePage.content_panels,
        *SummaryMixin.summary_panels,
        *BodyMixin.body_panels,
        MultiFieldPanel(
            [FieldPanel("rights_title"), FieldPanel("rights")], heading=_("Rights in brief")
        ),
        FieldPanel("contact_text"),
        *PictureMixin.picture_panels,
        folded([FieldPanel("sector")], heading=_("Trade")),
    ]

    template = "sectors/sector_page.html"
    parent_page_types = ["sectors.SectorIndexPage"]
    subpage_types = [
        "sectors.CommuniquePage",
        "sectors.DossierPage",
        "home.StandardPage",
        "contact.ContactPage",
    ]
    latest_count = 7
    listed = (*BasePage.listed, *PictureMixin.listed_picture, "summary", "sector")
    search_labels = ("picture_alt", "rights_title")
    search_kinds = {"sector": _("Sector page")}
    shown_relations = ("share_picture", "picture", "sector")

    class Meta:
        verbose_name = _("sector page")
        verbose_name_plural = _("sector pages")

    @classmethod
    def in_order(cls, locale) -> list["SectorPage"]:
        """The visible sector pages of a language, in the order of the vocabulary."""
        return _in_order(locale.pk)

    def get_context(self, request, *args, **kwargs):
        """Adds the latest communiqués, the dossiers and the leaflets of the sector.

        Where the address asks for it, communiqués that exist only in other languages too; `reach`
        is the switch.
        """
        context = super().get_context(request, *args, **kwargs)
        context["reach"] = reach = reach_of(
            request.GET, CommuniquePage, self.locale.language_code, self.sector_id
        )
        shape = self.locale.language_code, reach.everywhere
        latest = _shown(CommuniquePage, *shape, self.latest_count, sector_id=self.sector_id)
        context["communiques"] = latest
        dossiers = _shown(DossierPage, shape[0], False, None, sector_id=self.sector_id)
        context["dossiers"] = dossiers
        pictures.remember(page.picture_id for page in [*latest, *dossiers])
        context["leaflets"] = self.leaflets()
        return context

    def publications(self, model, everywhere: bool = False):
        """The visible pages of this sector, newest first.

        Args:
            model: the type of page.
            everywhere: whether those that exist only in other languages are among them.
        """
        return _publications(model, self.locale.language_code, everywhere, self.sector_id)

    def communiques(self, everywhere: bool = False):
        """The communiqués of this sector, newest first (see `publications`)."""
        return self.publications(CommuniquePage, everywhere)

    def leaflets(self):
        """The documents attached to this sector's communiqués, in the page's language."""
        return _leaflets(self.locale.language_code, self.latest_count, sector_id=self.sector_id)

    def feed_entries(self, everywhere: bool = False):
        """The communiqués of the sector."""
        return self.communiques(everywhere).with_relations().prefetch_related("sectors")

    @property
    def facts(self) -> tuple:
        """The sector as it is named now."""
        return (*super().facts, self.sector.name, self.sector.colour)

    def search_facets(self) -> dict:
        """Its sector."""
        return {**super().search_facets(), "sectors": [self.sector]}


def _publications(model, language: str, everywhere: bool, sector_id):
    """The visible pages of a type in a sector, newest first."""
    pages = model.objects.visible().reaching(language, everywhere)
    return pages.filter(sectors__id=sector_id).newest_first()


@prepared(sector_id=models.IntegerField())
def _shown(model, language, everywhere, most, sector_id):
    """The first of them, as a list shows them."""
    return _publications(model, language, everywhere, sector_id).as_listed()[:most]


@prepared(sector_id=models.IntegerField())
def _leaflets(language, most, sector_id):
    communiques = _publications(CommuniquePage, language, False, sector_id).order_by()
    attached = communiques.values("documents__document")
    found = SiteDocument.objects.filter(language=language, pk__in=attached)
    return found.order_by("-created_at").distinct()[:most]


@remembered
def _in_order(locale_id: int) -> list[SectorPage]:
    pages = visible(SectorPage.objects.filter(locale__id=locale_id))
    related = pages.select_related("sector", "locale", "picture").only(*SectorPage.listed)
    return list(related.order_by("sector__order", "path"))
