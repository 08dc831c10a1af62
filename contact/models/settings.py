"""What the law says must stand under a form (RGPD, article 13), edited under Settings.

Translated by columns (see `contact.translation`): there is one row, and it has no workflow.
"""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, HelpPanel, ObjectList, TabbedInterface
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting

TRANSLATED_FIELDS = ("controller", "readers", "legal_basis", "rights", "authority")


def _language_tabs() -> list[ObjectList]:
    """One tab a language: a bare field name would follow the editor's own admin language."""
    return [
        ObjectList([FieldPanel(f"{name}_{code}") for name in TRANSLATED_FIELDS], heading=language)
        for code, language in settings.LANGUAGES
    ]


@register_setting(icon="form", order=30)
class ContactSettings(BaseGenericSetting):
    """Who is responsible for what people write to us, and what rights they have."""

    controller = models.TextField(
        _("who is responsible"),
        blank=True,
        help_text=_("The union's name and postal address, in one sentence."),
    )
    readers = models.TextField(
        _("who reads it"),
        blank=True,
        help_text=_("For example: The members in charge of your sector, elected for a year."),
    )
    legal_basis = models.TextField(
        _("legal basis"),
        blank=True,
        help_text=_("By what right the union keeps the message, in plain words."),
    )
    rights = models.TextField(
        _("rights"),
        blank=True,
        help_text=_("To see, correct and have erased what was sent, and how to ask for it."),
    )
    authority = models.CharField(
        _("supervisory authority"),
        max_length=160,
        blank=True,
        help_text=_("Where to complain: the CNIL, in France."),
    )
    authority_url = models.URLField(_("address of the authority"), blank=True)
    data_officer = models.EmailField(
        _("e-mail address for requests about data"),
        blank=True,
        help_text=_("Shown under every form. Leave it empty to use the union's own address."),
    )

    edit_handler = TabbedInterface(
        [
            ObjectList(
                [
                    HelpPanel(_("The sentences under the forms have one tab per language.")),
                    FieldPanel("data_officer"),
                    FieldPanel("authority_url"),
                ],
                heading=_("Addresses"),
            ),
            *_language_tabs(),
        ]
    )

    class Meta:
        verbose_name = _("notice under the forms")
