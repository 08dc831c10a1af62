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
        context["sector_pages"] = list(SectorPage.in_order(self.locale))
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
    search_labels = ("picture_alt", "rights_title")
    search_kinds = {"sector": _("Sector page")}
    shown_relations = ("share_picture", "picture", "sector")

    class Meta:
        verbose_name = _("sector page")
        verbose_name_plural = _("sector pages")

    @classmethod
    def in_order(cls, locale):
        """The visible sector pages of a language, in the order of the vocabulary."""
        return (
            visible(cls.objects.filter(locale=locale))
            .select_related("sector", "locale", "picture")
            .order_by("sector__order", "path")
        )

    def get_context(self, request, *args, **kwargs):
        """Adds the latest communiqués, the dossiers and the leaflets of the sector.

        Where the address asks for it, communiqués that exist only in other languages too; `reach`
        is the switch.
        """
        context = super().get_context(request, *args, **kwargs)
        context["reach"] = reach = reach_of(
            request.GET,
            CommuniquePage.objects.visible().filter(sectors=self.sector_id),
            self.locale.language_code,
        )
        latest = self.communiques(reach.everywhere).with_relations()[: self.latest_count]
        context["communiques"] = latest
        context["dossiers"] = dossiers = self.publications(DossierPage).with_relations()
        pictures.remember(page.picture_id for page in [*latest, *dossiers])
        context["leaflets"] = self.leaflets()
        return context

    def publications(self, model, everywhere: bool = False):
        """The visible pages of this sector, newest first.

        Args:
            model: the type of page.
            everywhere: whether those that exist only in other languages are among them.
        """
        pages = model.objects.visible().reaching(self.locale.language_code, everywhere)
        return pages.filter(sectors=self.sector_id).newest_first()

    def communiques(self, everywhere: bool = False):
        """The communiqués of this sector, newest first (see `publications`)."""
        return self.publications(CommuniquePage, everywhere)

    def leaflets(self):
        """The documents attached to this sector's communiqués, in the page's language."""
        return (
            SiteDocument.objects.filter(
                language=self.locale.language_code,
                pk__in=self.communiques().order_by().values("documents__document"),
            )
            .order_by("-created_at")
            .distinct()[: self.latest_count]
        )

    def feed_entries(self, everywhere: bool = False):
        """The communiqués of the sector."""
        return self.communiques(everywhere).for_listing().prefetch_related("sectors")

    def search_facets(self) -> dict:
        """Its sector."""
        return {**super().search_facets(), "sectors": [self.sector]}
