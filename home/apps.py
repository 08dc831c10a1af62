"""Pages that exist once or a handful of times."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HomeConfig(AppConfig):
    """Home page, standard pages, site map."""

    name = "home"
    verbose_name = _("Home and standard pages")
