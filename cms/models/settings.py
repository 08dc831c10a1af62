"""The site's own words and addresses, edited under Settings in the admin.

Translated by columns (see `cms.translation`): there is one row, and it has no workflow.
"""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, HelpPanel, ObjectList, TabbedInterface
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting
from wagtail.fields import StreamField

from cms import pictures
from cms.remembered import remembered

TRANSLATED_FIELDS = (
    "name",
    "tagline",
    "affiliation",
    "footer_about",
    "join_label",
    "join_sentence",
)


def _language_tabs() -> list[ObjectList]:
    """One tab a language: a bare field name would follow the editor's own admin language."""
    return [
        ObjectList([FieldPanel(f"{name}_{code}") for name in TRANSLATED_FIELDS], heading=language)
        for code, language in settings.LANGUAGES
    ]


class AccountBlock(blocks.StructBlock):
    """An account of the union on another site: a plain link, never an embedded script."""

    name = blocks.CharBlock(label=_("Name"), max_length=40, help_text=_("For example: Mastodon."))
    url = blocks.URLBlock(label=_("Address"))

    class Meta:
        icon = "link"
        label = _("Account")


@register_setting(icon="site", order=10)
class SiteSettings(BaseGenericSetting):
    """The words of the header and footer, the union's addresses, its accounts elsewhere."""

    name = models.CharField(_("name of the union"), max_length=80, blank=True)
    tagline = models.CharField(
        _("tagline"), max_length=160, blank=True, help_text=_("One line under the name.")
    )
    affiliation = models.CharField(_("affiliation"), max_length=160, blank=True)
    footer_about = models.TextField(
        _("about, in the footer"),
        blank=True,
        help_text=_("A short paragraph: who we are and what this site does not do."),
    )
    join_label = models.CharField(_("label of the join button"), max_length=40, blank=True)
    join_sentence = models.CharField(_("sentence beside the button"), max_length=160, blank=True)
    join_page = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name=_("page to join"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Choose it in any language; readers are sent to its translation."),
    )
    email = models.EmailField(_("e-mail address"), blank=True)
    press_email = models.EmailField(_("e-mail address for the press"), blank=True)
    security_email = models.EmailField(
        _("e-mail address for security reports"),
        blank=True,
        help_text=_("Published in security.txt. Leave it empty to use the general address."),
    )
    social_links = StreamField(
        [("account", AccountBlock())],
        verbose_name=_("accounts elsewhere"),
        blank=True,
        help_text=_("Plain links to the union's accounts on other sites."),
    )
    postal_address = models.TextField(
        _("postal address"), blank=True, help_text=_("One line of the address per line.")
    )
    logo = models.ForeignKey(
        "cms.Picture",
        verbose_name=_("picture for shared links"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Used where a page that has no picture is shared."),
    )

    select_related = ["logo", "join_page"]

    edit_handler = TabbedInterface(
        [
            ObjectList(
                [
                    HelpPanel(_("The words of the header and footer have one tab per language.")),
                    FieldPanel("email"),
                    FieldPanel("press_email"),
                    FieldPanel("security_email"),
                    FieldPanel("postal_address"),
                    FieldPanel("join_page"),
                    FieldPanel("logo"),
                    FieldPanel("social_links"),
                ],
                heading=_("Addresses"),
            ),
            *_language_tabs(),
        ]
    )

    class Meta:
        verbose_name = _("words and addresses")

    @staticmethod
    @remembered
    def current() -> "SiteSettings":
        """The one row, for reading."""
        return SiteSettings.load()

    @staticmethod
    @remembered
    def current_logo():
        """The picture for shared links, knowing what was made of it, or None."""
        logo = SiteSettings.current().logo
        if logo:
            logo.made = pictures.look_up({logo.pk})[logo.pk]
        return logo
