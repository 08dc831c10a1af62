"""The dated statement and the page that lists them all."""

from django import forms
from django.db import connection, models
from django.db.models.functions import Coalesce, Concat
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.models import Orderable, PageManager
from wagtail_localize.fields import SynchronizedField

from cms.editing.panels import folded
from cms.models import BasePage, BodyMixin, PictureMixin, SummaryMixin
from cms.prepared import held, prepared
from sectors.listing import CommuniqueListing
from sectors.publication_form import PublicationForm
from sectors.querysets import PublicationQuerySet

from .publication import PublicationMixin, documents_panel
from .taxonomy import Organisation, Theme

# Of so many communiqués next in time, mostly one stands under the same parent.
NEAR = 200


class CommuniqueIndexPage(SummaryMixin, BasePage):
    """Every communiqué, with filters; home of the confederal and international ones."""

    content_panels = [*BasePage.content_panels, *SummaryMixin.summary_panels]

    template = "sectors/communique_index_page.html"
    parent_page_types = ["home.HomePage"]
    subpage_types = ["sectors.CommuniquePage"]
    max_count_per_parent = 1
    structured_data_type = "CollectionPage"

    class Meta:
        verbose_name = _("communiqués page")
        verbose_name_plural = _("communiqués pages")

    def get_context(self, request, *args, **kwargs):
        """Adds `listing`: the communiqués that the address asks for.

        Raises:
            Http404: the address asks for a page of results that does not exist.
        """
        context = super().get_context(request, *args, **kwargs)
        language = self.locale.language_code
        context["listing"] = CommuniqueListing(CommuniquePage, request.GET, language)
        return context


class CommuniquePage(PublicationMixin, SummaryMixin, PictureMixin, BodyMixin, BasePage):
    """A dated statement: communiqué, leaflet, campaign, call to action, international."""

    class Kind(models.TextChoices):
        """What the statement is; a campaign is set as a poster."""

        COMMUNIQUE = "communique", _("Communiqué")
        LEAFLET = "leaflet", _("Leaflet")
        CAMPAIGN = "campaign", _("Campaign")
        ACTION = "action", _("Call to action")
        INTERNATIONAL = "international", _("International")

    kind = models.CharField(
        _("kind"), max_length=13, choices=Kind.choices, default=Kind.COMMUNIQUE, db_index=True
    )
    signatories = ParentalManyToManyField(
        "sectors.Organisation",
        verbose_name=_("signatories"),
        blank=True,
        related_name="+",
        help_text=_("The organisations that sign the text. Those that usually do are ticked."),
    )
    event_place = models.CharField(
        _("place"),
        max_length=160,
        blank=True,
        help_text=_("For example: place de la République, Lyon."),
    )
    event_start = models.DateTimeField(_("begins"), null=True, blank=True)
    event_end = models.DateTimeField(_("ends"), null=True, blank=True)

    content_panels = [
        *BasePage.content_panels,
        *SummaryMixin.summary_panels,
        *BodyMixin.body_panels,
        *PictureMixin.picture_panels,
        documents_panel(
            heading=_("Leaflets and documents"),
            help_text=_(
                "Several files can be sent at once. Where a leaflet exists in several languages, "
                "attach them all: readers are shown theirs."
            ),
        ),
        FieldRowPanel([FieldPanel("kind"), FieldPanel("date")]),
        *PublicationMixin.filing_panels,
        folded(
            [
                FieldPanel("event_place"),
                FieldRowPanel([FieldPanel("event_start"), FieldPanel("event_end")]),
            ],
            heading=_("Place and time, if it calls to an action"),
        ),
        folded(
            [FieldPanel("signatories", widget=forms.CheckboxSelectMultiple)],
            heading=_("Who signs"),
        ),
    ]

    override_translatable_fields = [
        *PublicationMixin.override_translatable_fields,
        SynchronizedField("signatories", overridable=False),
    ]

    objects = PageManager.from_queryset(PublicationQuerySet)()

    base_form_class = PublicationForm
    template = "sectors/communique_page.html"
    parent_page_types = ["sectors.CommuniqueIndexPage", "sectors.SectorPage"]
    subpage_types = []
    structured_data_type = "NewsArticle"
    listed = (*PublicationMixin.listed, "kind")
    search_labels = ("picture_alt", "event_place")
    search_kinds = dict(Kind.choices)

    class Meta:
        verbose_name = _("communiqué")
        verbose_name_plural = _("communiqués")

    @property
    def is_poster(self) -> bool:
        """Whether the page opens like a poster."""
        return self.kind == self.Kind.CAMPAIGN

    def get_context(self, request, *args, **kwargs):
        """Adds the documents in the reader's language and the neighbours of the same sector."""
        context = super().get_context(request, *args, **kwargs)
        context["documents"] = self.documents_for_reader()
        context["signatories"] = self.shown_signatories
        context["themes"] = self.shown_themes
        context["newer"], context["older"] = self.neighbours()
        return context

    def documents_for_reader(self) -> list:
        """The attached documents in the page's language; all of them where there is none."""
        rows = self.documents.all() if held(self, "documents") else _documents(page_id=self.pk)
        documents = [item.document for item in rows]
        language = self.locale.language_code
        return [document for document in documents if document.language == language] or documents

    @property
    def shown_themes(self) -> list:
        """The subjects under which it is filed."""
        return list(self.themes.all()) if held(self, "themes") else _themes(page_id=self.pk)

    @property
    def shown_signatories(self) -> list:
        """The organisations that sign."""
        if held(self, "signatories"):
            return list(self.signatories.all())
        return _signatories(page_id=self.pk)

    def neighbours(self) -> tuple:
        """The next newer and next older communiqués under the same parent, None at the ends."""
        first, last = self._get_children_path_interval(self.path[: -self.steplen])
        place = {"first": first, "last": last, "depth": self.depth}
        found = _neighbours(**place, date=self.date, page_id=self.pk)
        position = (self.date, self.pk)
        return (
            next((page for page in found if (page.date, page.pk) > position), None),
            next((page for page in found if (page.date, page.pk) < position), None),
        )

    @property
    def facts(self) -> tuple:
        """The kind."""
        return (*super().facts, self.kind)

    def search_facets(self) -> dict:
        """Its own kind."""
        return {**super().search_facets(), "kind": self.kind}

    def search_names(self, facets: dict) -> list[str]:
        """The signatories too, whole and by their initials."""
        signatories = self.signatories.all()
        with override(self.locale.language_code):
            names = [name for each in signatories for name in (each.name, each.short_name)]
        return [*super().search_names(facets), *filter(None, names)]


@prepared(page_id=models.IntegerField())
def _documents(page_id):
    """The attachments of a communiqué, in order."""
    return CommuniqueDocument.objects.filter(page__id=page_id).select_related("document")


@prepared(page_id=models.IntegerField())
def _themes(page_id):
    """The subjects of a communiqué."""
    through = CommuniquePage.themes.through.objects.filter(communiquepage__id=page_id)
    return Theme.objects.filter(pk__in=through.values("theme"))


@prepared(page_id=models.IntegerField())
def _signatories(page_id):
    """The organisations that sign a communiqué."""
    through = CommuniquePage.signatories.through.objects.filter(communiquepage__id=page_id)
    return Organisation.objects.filter(pk__in=through.values("organisation"))


@prepared(
    first=models.CharField(),
    last=models.CharField(),
    depth=models.IntegerField(),
    date=models.DateField(),
    page_id=models.IntegerField(),
)
def _neighbours(first, last, depth, date, page_id):
    """The visible communiqués next to a place in time, of those between two paths."""
    everywhere = CommuniquePage.objects.visible().filter(depth=depth)
    siblings = everywhere.filter(path__range=(first, last))

    def nearest(pages, *order: str):
        """The first sibling in an order.

        SQLite looks for it among the first of all communiqués, by the index of dates, before it
        reads the whole section by its path. PostgreSQL knows which of the two is shorter.
        """
        one = models.Subquery(pages(siblings).order_by(*order).values("pk")[:1])
        if connection.vendor != "sqlite":
            return one
        first_of_all = models.Subquery(pages(everywhere).order_by(*order).values("pk")[:NEAR])
        path = Concat("path", models.Value(""))  # by its index it would be the whole section
        near = everywhere.filter(pk__in=first_of_all).alias(place=path)
        near = near.filter(place__range=(first, last)).order_by(*order)
        return Coalesce(models.Subquery(near.values("pk")[:1]), one)

    # Not "later, or on the same day and": an index would be read from its beginning.
    newer = nearest(
        lambda p: p.filter(date__gte=date).exclude(date=date, id__lte=page_id), "date", "pk"
    )
    older = nearest(
        lambda p: p.filter(date__lte=date).exclude(date=date, id__gte=page_id), "-date", "-pk"
    )
    either = models.Q(pk=newer) | models.Q(pk=older)
    shown = CommuniquePage.objects.filter(either).select_related("locale")
    return shown.only("date", *BasePage.listed)


class CommuniqueDocument(Orderable):
    """A document attached to a communiqué."""

    page = ParentalKey(CommuniquePage, on_delete=models.CASCADE, related_name="documents")
    document = models.ForeignKey(
        "cms.SiteDocument", verbose_name=_("document"), on_delete=models.CASCADE, related_name="+"
    )

    panels = [FieldPanel("document")]

    class Meta(Orderable.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")
