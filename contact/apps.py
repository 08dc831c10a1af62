"""What the union hears."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ContactConfig(AppConfig):
    """Forms, messages, mail about them."""

    name = "contact"
    verbose_name = _("Messages")

    def ready(self):
        """Django calls it once all models are loaded."""
        from contact.checks import register_checks

        register_checks()
