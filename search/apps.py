"""The site's own search; Wagtail's stock search stays beside it for the admin alone."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SearchConfig(AppConfig):
    """Index, query, suggestions, promoted results."""

    name = "search"
    label = "search"
    verbose_name = _("Search")

    def ready(self):
        """Django calls it once all models are loaded."""
        from search import admin_guard, signals

        signals.connect()
        admin_guard.install()
