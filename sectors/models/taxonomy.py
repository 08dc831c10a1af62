"""The shared vocabulary: trades, subjects, organisations. One row each for all languages.

Translated by columns (see `sectors.translation`): one row is one facet in listings and search.
"""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel


def names_panel(heading) -> MultiFieldPanel:
    """The name in every language: a bare `name` would follow the editor's own admin language."""
    return MultiFieldPanel(
        [FieldPanel(f"name_{code}") for code, _language in settings.LANGUAGES], heading=heading
    )


class Vocabulary(models.Model):
    """A name in every language and one address part for all of them."""

    name = models.CharField(_("name"), max_length=80)
    slug = models.SlugField(
        _("address"),
        unique=True,
        help_text=_("Used in addresses, the same in every language: lower case, hyphens."),
    )

    class Meta:
        abstract = True
        ordering = ["name"]

    def __str__(self):
        return self.name or self.slug


class Sector(Vocabulary):
    """A trade in which the union organises."""

    class Colour(models.TextChoices):
        """The spot colours of the look; each is checked for contrast in light and dark."""

        COBALT = "cobalt", _("Cobalt")
        MOSS = "moss", _("Moss")
        PLUM = "plum", _("Plum")
        OCHRE = "ochre", _("Ochre")
        TEAL = "teal", _("Teal")
        BRICK = "brick", _("Brick")
        VIOLET = "violet", _("Violet")
        SLATE = "slate", _("Slate")

    colour = models.CharField(
        _("colour"),
        max_length=10,
        choices=Colour.choices,
        default=Colour.SLATE,
        help_text=_("Marks the sector's rules, labels and posters."),
    )
    email = models.EmailField(_("e-mail address"), blank=True)
    order = models.PositiveSmallIntegerField(
        _("order"), default=0, help_text=_("Lower numbers come first.")
    )

    panels = [
        names_panel(_("Name of the sector")),
        FieldPanel("slug"),
        FieldPanel("colour"),
        FieldPanel("email"),
        FieldPanel("order"),
    ]

    class Meta(Vocabulary.Meta):
        verbose_name = _("sector")
        verbose_name_plural = _("sectors")
        ordering = ["order", "slug"]


class Theme(Vocabulary):
    """A subject that crosses the trades."""

    panels = [names_panel(_("Name of the theme")), FieldPanel("slug")]

    class Meta(Vocabulary.Meta):
        verbose_name = _("theme")
        verbose_name_plural = _("themes")
        ordering = ["slug"]

    @property
    def facts(self) -> tuple:
        """All that pages show of it, to know it again (`cms.kept`)."""
        return self.slug, self.name


class Organisation(Vocabulary):
    """The confederation, a sister union, the international network: signatories and friends."""

    class Level(models.TextChoices):
        """How far the organisation reaches."""

        LOCAL = "local", _("Local")
        NATIONAL = "national", _("National")
        INTERNATIONAL = "international", _("International")

    name = models.CharField(_("name"), max_length=120)
    short_name = models.CharField(
        _("initials"), max_length=30, blank=True, help_text=_("As the organisation writes them.")
    )
    country = models.CharField(
        _("country"),
        max_length=2,
        blank=True,
        help_text=_("Two capital letters (ISO 3166): FR, ES… Empty for an international one."),
    )
    level = models.CharField(
        _("level"), max_length=13, choices=Level.choices, default=Level.NATIONAL
    )
    website = models.URLField(_("website"), blank=True)
    sister = models.BooleanField(
        _("sister organisation"),
        default=True,
        help_text=_("Shown among the organisations of the network."),
    )

    panels = [
        names_panel(_("Name of the organisation")),
        FieldPanel("slug"),
        FieldPanel("short_name"),
        FieldPanel("country"),
        FieldPanel("level"),
        FieldPanel("website"),
        FieldPanel("sister"),
    ]

    class Meta(Vocabulary.Meta):
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        ordering = ["country", "slug"]

    @property
    def facts(self) -> tuple:
        """All that pages show of it, to know it again (`cms.kept`)."""
        return self.name, self.short_name, self.website
