"""The file on one matter and period, and the page that lists the dossiers."""

from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultipleChooserPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Orderable, PageManager

from cms import pictures
from cms.blocks import ChapterStream
from cms.editing.panels import folded
from cms.models import BasePage, PictureMixin, SummaryMixin
from cms.prepared import held, prepared
from cms.references import Named
from cms.translations import localized
from sectors.feeds import SyndicatedMixin
from sectors.publication_form import PublicationForm
from sectors.querysets import PublicationQuerySet
from sectors.reach import reach_of

from .publication import PublicationMixin, documents_panel


class DossierIndexPage(SummaryMixin, BasePage):
    """Every dossier, and home of the confederal ones."""

    content_panels = [*BasePage.content_panels, *SummaryMixin.summary_panels]

    template = "sectors/dossier_index_page.html"
    parent_page_types = ["home.HomePage"]
    subpage_types = ["sectors.DossierPage"]
    max_count_per_parent = 1
    structured_data_type = "CollectionPage"

    class Meta:
        verbose_name = _("dossiers page")
        verbose_name_plural = _("dossiers pages")

    def get_context(self, request, *args, **kwargs):
        """Adds `dossiers`, newest first, and `reach`, the switch to those of other languages."""
        context = super().get_context(request, *args, **kwargs)
        language = self.locale.language_code
        context["reach"] = reach = reach_of(request.GET, DossierPage, language)
        shown = DossierPage.objects.visible().reaching(language, reach.everywhere)
        dossiers = list(shown.as_listed().newest_first())
        pictures.remember(dossier.picture_id for dossier in dossiers)
        context["dossiers"] = dossiers
        return context


class DossierPage(
    SyndicatedMixin, PublicationMixin, SummaryMixin, PictureMixin, RoutablePageMixin, BasePage
):
    """Introduction, numbered chapters, chosen communiqués, documents, a print view of it all."""

    period = models.CharField(
        _("period"),
        max_length=80,
        blank=True,
        help_text=_("In words: Return to school, April 2021."),
    )
    period_start = models.DateField(_("from"), null=True, blank=True)
    period_end = models.DateField(_("to"), null=True, blank=True)
    introduction = RichTextField(
        _("introduction"),
        blank=True,
        help_text=_("What the dossier is about and why it is read now, in a paragraph or two."),
    )
    chapters = StreamField(
        ChapterStream(),
        verbose_name=_("chapters"),
        blank=True,
        help_text=_("They are numbered, and listed in the contents, in this order."),
    )

    content_panels = [
        *BasePage.content_panels,
        *SummaryMixin.summary_panels,
        FieldPanel("introduction"),
        FieldPanel("chapters"),
        MultipleChooserPanel(
            "chosen_communiques",
            "communique",
            heading=_("Chosen communiqués"),
            label=_("communiqué"),
            help_text=_("Several can be ticked at once. Readers see them in this order."),
        ),
        documents_panel(heading=_("Documents to download")),
        *PictureMixin.picture_panels,
        *PublicationMixin.filing_panels,
        folded(
            [
                FieldPanel("date"),
                FieldPanel("period"),
                FieldRowPanel([FieldPanel("period_start"), FieldPanel("period_end")]),
            ],
            heading=_("Date and period"),
        ),
    ]

    objects = PageManager.from_queryset(PublicationQuerySet)()

    base_form_class = PublicationForm
    template = "sectors/dossier_page.html"
    parent_page_types = ["sectors.DossierIndexPage", "sectors.SectorPage"]
    subpage_types = []
    structured_data_type = "Article"
    listed = (*PublicationMixin.listed, "period", "chapters")
    search_labels = ("picture_alt", "period")
    search_kinds = {"dossier": _("Dossier")}

    class Meta:
        verbose_name = _("dossier")
        verbose_name_plural = _("dossiers")

    def get_context(self, request, *args, **kwargs):
        """Adds the chosen communiqués and the documents."""
        context = super().get_context(request, *args, **kwargs)
        context["communiques"] = self.communiques()
        rows = self.documents.all() if held(self, "documents") else _documents(page_id=self.pk)
        context["documents"] = [item.document for item in rows]
        return context

    def communiques(self, *, whole: bool = False) -> list:
        """The chosen communiqués in the page's language where they exist in it, in order.

        Args:
            whole: with their texts, of which lists show nothing.
        """
        pages = localized(self.chosen_ids, self.locale.language_code, whole=whole)
        pictures.remember(page.picture_id for page in pages)
        return pages

    @property
    def contents(self) -> list[dict]:
        """The `id` and `title` of each chapter, without looking up what the chapters hold."""
        chapters = self.chapters.raw_data
        return [{"id": item["id"], "title": item["value"]["title"]} for item in chapters]

    @property
    def facts(self) -> tuple:
        """The period and the chapters."""
        chapters = tuple((one["id"], one["title"]) for one in self.contents)
        return (*super().facts, self.period, chapters)

    @cached_property
    def chosen_ids(self) -> list[int]:
        """The chosen communiqués' ids, in order."""
        if held(self, "chosen_communiques"):
            return [row.communique_id for row in self.chosen_communiques.all()]
        return _chosen_ids(page_id=self.pk)

    def linked_page_ids(self, named: set[Named]) -> set[int]:
        """Adds the chosen communiqués."""
        return super().linked_page_ids(named) | set(self.chosen_ids)

    def feed_entries(self, everywhere: bool = False) -> list:
        """The chosen communiqués, newest first; one that is not translated is in its language."""
        pages = self.communiques(whole=True)
        return sorted(pages, key=lambda page: (page.date, page.pk), reverse=True)

    def serve_preview(self, request, mode_name):
        """The dossier; on paper, its print view."""
        if mode_name == "print":
            return self.print_view(request)
        return super().serve_preview(request, mode_name)

    @path(_("print/"), name="print")
    def print_view(self, request):
        """The whole dossier on one page, chosen communiqués in full, made for paper."""
        texts = {"communiques": self.communiques(whole=True)}
        template = "sectors/dossier_print.html"
        return self.render(request, template=template, context_overrides=texts)


class DossierCommunique(Orderable):
    """A communiqué chosen for a dossier."""

    page = ParentalKey(DossierPage, on_delete=models.CASCADE, related_name="chosen_communiques")
    communique = models.ForeignKey(
        "sectors.CommuniquePage",
        verbose_name=_("communiqué"),
        on_delete=models.CASCADE,
        related_name="+",
    )

    panels = [FieldPanel("communique")]

    class Meta(Orderable.Meta):
        verbose_name = _("chosen communiqué")
        verbose_name_plural = _("chosen communiqués")


@prepared(page_id=models.IntegerField())
def _chosen_ids(page_id):
    """The communiqués chosen for a dossier, in order."""
    chosen = DossierCommunique.objects.filter(page__id=page_id)
    return chosen.values_list("communique_id", flat=True)


@prepared(page_id=models.IntegerField())
def _documents(page_id):
    """The documents of a dossier, in order."""
    return DossierDocument.objects.filter(page__id=page_id).select_related("document")


class DossierDocument(Orderable):
    """A document of a dossier."""

    page = ParentalKey(DossierPage, on_delete=models.CASCADE, related_name="documents")
    document = models.ForeignKey(
        "cms.SiteDocument", verbose_name=_("document"), on_delete=models.CASCADE, related_name="+"
    )

    panels = [FieldPanel("document")]

    class Meta(Orderable.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")
