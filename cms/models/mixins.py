"""Groups of fields that several page types share. Each mixin owns its fields and its panels."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField

from cms.blocks import BodyStream
from cms.editing.panels import picture_panel, summary_panel

from .media import Picture


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

    summary_panels = [summary_panel]

    class Meta:
        abstract = True


class PictureMixin(models.Model):
    """The page's main picture with its description, or the word that it needs none."""

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
        _("what the picture shows"),
        max_length=255,
        blank=True,
        help_text=_(
            "One sentence, read aloud to those who cannot see the picture. "
            "For example: Thirty cleaners with banners in front of the station."
        ),
    )
    picture_decorative = models.BooleanField(
        _("the picture only decorates"),
        default=False,
        help_text=_("It tells nothing that the text does not say; it is then not described."),
    )

    shown_relations = ("share_picture", "picture")
    listed_picture = ("picture_alt", *(f"picture__{column}" for column in Picture.shown))

    picture_panels = [picture_panel]

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
