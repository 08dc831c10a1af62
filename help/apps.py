"""The guide as an application."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HelpConfig(AppConfig):
    """Has no tables: texts are files of the project, as templates are."""

    name = "help"
    verbose_name = _("Help")
