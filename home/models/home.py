"""The front page."""

from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel, PageChooserPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin
from wagtail.fields import RichTextField
from wagtail.models import Orderable

from cms import pictures
from cms.models import BasePage, BodyMixin, SummaryMixin
from cms.prepared import held, prepared
from cms.references import Named
from cms.remembered import remembered
from cms.translations import specific, versions
from sectors.feeds import SyndicatedMixin
from sectors.models import CommuniquePage, SectorPage
from sectors.reach import reach_of


class HomePage(SyndicatedMixin, SummaryMixin, BodyMixin, RoutablePageMixin, BasePage):
    """Message of the day, pinned pages, latest communiqués, sectors, dossier in focus, join."""

    message_kicker = models.CharField(
        _("words above the message"),
        max_length=60,
        blank=True,
        help_text=_("One or two words that place the message: Campaign, Strike, Solidarity."),
    )
    message_title = models.CharField(
        _("message of the day"),
        max_length=120,
        blank=True,
        help_text=_("A few very large words. Leave it empty to open with the first pinned page."),
    )
    message_text = RichTextField(
        _("text of the message"), blank=True, features=["bold", "italic", "link", "language"]
    )
    message_link_label = models.CharField(
        _("words on the button"),
        max_length=60,
        blank=True,
        help_text=_("A verb that says what happens: Join the march, Read the leaflet."),
    )
    message_page = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name=_("page of the message"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Where the message leads. Choose it in any language."),
    )
    dossier_in_focus = models.ForeignKey(
        "sectors.DossierPage",
        verbose_name=_("dossier in focus"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Shown large below the latest communiqués. Choose it in any language."),
    )

    content_panels = [
        *BasePage.content_panels,
        MultiFieldPanel(
            [
                FieldPanel("message_kicker"),
                FieldPanel("message_title"),
                FieldPanel("message_text"),
                FieldPanel("message_link_label"),
                FieldPanel("message_page"),
            ],
            heading=_("Message of the day"),
        ),
        InlinePanel(
            "pinned_pages",
            heading=_("Pinned pages"),
            label=_("page"),
            max_num=5,
            help_text=_("The first one leads the front page. Choose them in any language."),
        ),
        FieldPanel("dossier_in_focus"),
        *BodyMixin.body_panels,
        *SummaryMixin.summary_panels,
    ]

    template = "home/home_page.html"
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = [
        "sectors.SectorIndexPage",
        "sectors.CommuniqueIndexPage",
        "sectors.DossierIndexPage",
        "home.StandardPage",
        "home.SiteMapPage",
        "contact.ContactPage",
    ]
    latest_count = 9
    structured_data_type = "WebSite"
    search_labels = ("message_kicker", "message_title", "message_link_label")

    class Meta:
        verbose_name = _("home page")
        verbose_name_plural = _("home pages")

    def get_context(self, request, *args, **kwargs):
        """Adds everything that the front page shows."""
        context = super().get_context(request, *args, **kwargs)
        pinned_ids = self.pinned_ids
        chosen = [*pinned_ids, self.message_page_id, self.dossier_in_focus_id]
        found = versions(chosen, self.locale.language_code)
        focus = [found[pk] for pk in [*pinned_ids, self.dossier_in_focus_id] if pk in found]
        pages = specific(focus)
        pinned = [pages[found[pk].pk] for pk in pinned_ids if pk in found]
        dossier = found.get(self.dossier_in_focus_id)
        language = self.locale.language_code
        context["reach"] = reach = reach_of(request.GET, CommuniquePage, language)
        latest = self.latest(besides=pinned, everywhere=reach.everywhere)
        sector_pages = SectorPage.in_order(self.locale)
        shown = [*pages.values(), *latest, *sector_pages]
        pictures.remember(page.picture_id for page in shown)
        context["lead"], context["pinned"] = (pinned[0], pinned[1:]) if pinned else (None, [])
        context["message_target"] = found.get(self.message_page_id)
        context["dossier"] = pages[dossier.pk] if dossier else None
        context["latest"] = latest
        context["edition_date"] = max((page.date for page in [*pinned, *latest]), default=None)
        context["sector_pages"] = sector_pages
        return context

    @cached_property
    def pinned_ids(self) -> list[int]:
        """The pinned pages' ids, in order."""
        if held(self, "pinned_pages"):
            return [row.page_id for row in self.pinned_pages.all()]
        return _pinned_ids(page_id=self.pk)

    def linked_page_ids(self, named: set[Named]) -> set[int]:
        """Adds the pages chosen for the front page."""
        chosen = {*self.pinned_ids, self.message_page_id, self.dossier_in_focus_id} - {None}
        return super().linked_page_ids(named) | chosen

    def latest(self, besides: list, everywhere: bool = False) -> list:
        """The newest communiqués that are not shown elsewhere on the page."""
        already = {page.pk for page in besides}
        most = self.latest_count + len(already)
        newest = _newest(self.locale.language_code, everywhere, most)
        return [page for page in newest if page.pk not in already][: self.latest_count]

    def communiques(self, everywhere: bool = False):
        """Every communiqué of the language, newest first.

        Args:
            everywhere: whether those that exist only in other languages are among them.
        """
        return _communiques(self.locale.language_code, everywhere)

    def feed_entries(self, everywhere: bool = False):
        """Every communiqué of the language, newest first (see `communiques`)."""
        return self.communiques(everywhere).with_relations().prefetch_related("sectors")


class PinnedPage(Orderable):
    """A page pinned to the front page."""

    home = ParentalKey(HomePage, on_delete=models.CASCADE, related_name="pinned_pages")
    page = models.ForeignKey(
        "wagtailcore.Page", verbose_name=_("page"), on_delete=models.CASCADE, related_name="+"
    )

    panels = [
        PageChooserPanel("page", ["sectors.CommuniquePage", "sectors.DossierPage"]),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("pinned page")
        verbose_name_plural = _("pinned pages")


def _communiques(language: str, everywhere: bool):
    """Every communiqué of a language, newest first."""
    return CommuniquePage.objects.visible().reaching(language, everywhere).newest_first()


@remembered
def _newest(language: str, everywhere: bool, most: int) -> list:
    """The first of them, as a list shows them."""
    return list(_communiques(language, everywhere).as_listed()[:most])


@prepared(page_id=models.IntegerField())
def _pinned_ids(page_id):
    """The pages pinned to a home page, in order."""
    return PinnedPage.objects.filter(home__id=page_id).values_list("page_id", flat=True)
