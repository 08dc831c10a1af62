"""Groups of fields that several page types share. Each mixin owns its fields and its panels."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField

from cms.blocks import BodyStream


class SummaryMixin(models.Model):
    """The standfirst: the paragraph under the title, also shown in listings and shared links."""

    summary = models.TextField(
        _("summary"),
        max_length=400,
        blank=True,
        help_text=_(
            "Two or three sentences that stand on their own. "
            "They open the page and present it in lists, feeds and shared links."
        ),
    )

    summary_panels = [FieldPanel("summary")]

    class Meta:
        abstract = True


class PictureMixin(models.Model):
    """The page's main picture with its alternative text."""

    picture = models.ForeignKey(
        "cms.Picture",
        verbose_name=_("picture"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("A wide picture. The page also looks good without one."),
    )
    picture_alt = models.CharField(
        _("alternative text"),
        max_length=255,
        blank=True,
        help_text=_(
            "What the picture shows, for those who cannot see it. "
            "Leave it empty if the picture only decorates."
        ),
    )

    shown_relations = ("share_picture", "picture")

    picture_panels = [
        MultiFieldPanel([FieldPanel("picture"), FieldPanel("picture_alt")], heading=_("Picture")),
    ]

    class Meta:
        abstract = True


class BodyMixin(models.Model):
    """The page's text, made of blocks."""

    body = StreamField(
        BodyStream(),
        verbose_name=_("text"),
        blank=True,
        help_text=_("Add paragraphs, headings, quotations, pictures and the other blocks."),
    )

    body_panels = [FieldPanel("body")]

    class Meta:
        abstract = True
