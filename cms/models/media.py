"""Pictures and documents: Wagtail's, with the facts that readers of a union's site need."""

from urllib.parse import urljoin

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument
from wagtail.documents.models import Document as WagtailDocument
from wagtail.images.models import AbstractImage, AbstractRendition
from wagtail.images.models import Image as WagtailImage


class Picture(AbstractImage):
    """A picture of the library, with its author."""

    credit = models.CharField(
        _("credit"),
        max_length=120,
        blank=True,
        help_text=_("Who made the picture, and its licence if it has one."),
    )

    admin_form_fields = (*WagtailImage.admin_form_fields, "credit")

    _focus = ("focal_point_x", "focal_point_y", "focal_point_width", "focal_point_height")
    shown = ("file", "width", "height", *_focus)
    """The columns that pages read to show it."""

    class Meta(AbstractImage.Meta):
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")

    @property
    def url(self) -> str:
        """The address of the original, by the name that its renditions give theirs."""
        return self.file.url

    @property
    def full_url(self) -> str:
        """The same with the site's host."""
        return urljoin(settings.WAGTAILADMIN_BASE_URL, self.url)


class Rendition(AbstractRendition):
    """A picture in one size and format."""

    made_from_others = True

    image = models.ForeignKey(Picture, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        unique_together = [("image", "filter_spec", "focal_point_key")]
        verbose_name = _("rendition")
        verbose_name_plural = _("renditions")


class SiteDocument(AbstractDocument):
    """A file to download, such as a leaflet, with the language it is written in."""

    language = models.CharField(
        _("language"),
        max_length=8,
        choices=settings.LANGUAGES,
        default=settings.LANGUAGE_CODE,
        help_text=_("The language the document is written in."),
    )

    admin_form_fields = (*WagtailDocument.admin_form_fields, "language")

    @property
    def facts(self) -> tuple:
        """All that pages show of it, to know it again (`cms.kept`)."""
        file = self.pk, self.file.name, self.file_size
        return *file, self.title, self.language, self.created_at

    class Meta(AbstractDocument.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")
