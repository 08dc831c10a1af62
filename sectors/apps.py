"""What the union says: sectors, communiqués, dossiers and their vocabulary."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SectorsConfig(AppConfig):
    """Sector pages, communiqués, dossiers."""

    name = "sectors"
    verbose_name = _("Sectors")

    def ready(self):
        """Connects what a new page gives to its sector's team."""
        import_module("sectors.teams")
