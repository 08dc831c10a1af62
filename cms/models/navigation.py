"""The menus of the header and the footer, edited under Settings in the admin."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting
from wagtail.models import Orderable


@register_setting(icon="list-ul", order=20)
class Navigation(BaseGenericSetting, ClusterableModel):
    """Which pages the menus show. Each appears in the reader's language, where it exists."""

    panels = [
        InlinePanel(
            "items",
            heading=_("Pages of the menus"),
            label=_("page"),
            help_text=_(
                "Choose each page once, in any language. "
                "Readers see its translation; a page not translated is left out."
            ),
        ),
    ]

    class Meta:
        verbose_name = _("menus")


class NavigationItem(Orderable):
    """A page in one of the menus."""

    class Place(models.TextChoices):
        """Where the item is shown."""

        HEADER = "header", _("Header")
        FOOTER = "footer", _("Footer")

    navigation = ParentalKey(Navigation, on_delete=models.CASCADE, related_name="items")
    place = models.CharField(_("place"), max_length=8, choices=Place.choices, default=Place.HEADER)
    page = models.ForeignKey(
        "wagtailcore.Page", verbose_name=_("page"), on_delete=models.CASCADE, related_name="+"
    )

    panels = [FieldPanel("place"), FieldPanel("page")]

    class Meta(Orderable.Meta):
        verbose_name = _("menu item")
        verbose_name_plural = _("menu items")
