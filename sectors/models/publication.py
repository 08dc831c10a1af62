"""What communiqués and dossiers have in common: a date, sectors, themes, a place in the tree."""

from django import forms
from django.db import models
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, MultipleChooserPanel
from wagtail.models import Page
from wagtail_localize.fields import BaseTranslatableField, SynchronizedField

from cms.models import BasePage, PictureMixin


def documents_panel(**options) -> MultipleChooserPanel:
    """The attached documents, of which several can be chosen or sent at once."""
    return MultipleChooserPanel("documents", "document", label=_("document"), **options)


class PublicationMixin(models.Model):
    """The facts by which a publication is filed: date, sectors, themes."""

    date = models.DateField(
        _("date"),
        default=timezone.localdate,
        db_index=True,
        help_text=_("The date readers see, and the order of the lists."),
    )
    sectors = ParentalManyToManyField(
        "sectors.Sector",
        verbose_name=_("sectors"),
        blank=True,
        related_name="+",
        help_text=_("The trades concerned. The one of the section that you write in is ticked."),
    )
    lead_sector = models.ForeignKey(
        "sectors.Sector", null=True, editable=False, on_delete=models.SET_NULL, related_name="+"
    )
    themes = ParentalManyToManyField(
        "sectors.Theme",
        verbose_name=_("themes"),
        blank=True,
        related_name="+",
        help_text=_("One to three subjects; readers filter the lists by them."),
    )

    translated_by = models.ForeignKey(
        "sectors.Organisation",
        verbose_name=_("translated by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("The organisation that made this translation; readers are told."),
    )

    filing_panels = [
        MultiFieldPanel(
            [
                FieldPanel("sectors", widget=forms.CheckboxSelectMultiple),
                FieldPanel("themes", widget=forms.CheckboxSelectMultiple),
            ],
            heading=_("Where it is filed"),
        ),
    ]

    # wagtail-localize passes over many-to-many fields unless they are named.
    override_translatable_fields = [
        SynchronizedField("sectors", overridable=False),
        SynchronizedField("themes", overridable=False),
        # Each language has its own translators: neither translated nor taken from the original.
        BaseTranslatableField("translated_by"),
    ]

    shown_relations = ("share_picture", "picture", "lead_sector", "translated_by")
    listed = (
        *BasePage.listed,
        *PictureMixin.listed_picture,
        "summary",
        "date",
        "lead_sector",
    )
    translation_credit = "translated_by"
    exclude_fields_in_copy = ["translated_by"]

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        """Files the publication under its section's sector where the editor chose none.

        `lead_sector`, whose name and colour open the publication, is kept in its own column so
        that lists read it without a query of their own: the section's, else the first chosen.
        """
        home_sector = self.section.sector if self.path and self.section else None
        if home_sector and not self.sectors.all():
            self.sectors = [home_sector]
        chosen = list(self.sectors.all())
        self.lead_sector = home_sector if home_sector in chosen else next(iter(chosen), None)
        return super().save(*args, **kwargs)

    @cached_property
    def section(self):
        """The sector page it is written under, or None for a confederal publication."""
        page = (
            Page.objects.ancestor_of(self)
            .filter(sectorpage__isnull=False)
            .select_related("sectorpage__sector", "sectorpage__locale")
            .first()
        )
        return page.sectorpage if page else None

    @property
    def facts(self) -> tuple:
        """The date, and the sector as it is named now."""
        sector = self.lead_sector
        return (*super().facts, self.date, sector and (sector.name, sector.colour))

    def search_facets(self) -> dict:
        """Its date, sectors and themes."""
        sectors, themes = list(self.sectors.all()), list(self.themes.all())
        return {**super().search_facets(), "date": self.date, "sectors": sectors, "themes": themes}
