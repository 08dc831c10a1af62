"""Wagtail's own application of the admin, whose mail is sent by the worker."""

from importlib import import_module

from wagtail.admin.apps import WagtailAdminAppConfig


class AdminConfig(WagtailAdminAppConfig):
    """Puts our notices in the place of Wagtail's, which are sent while the member waits."""

    def ready(self):
        """Wagtail connects its own first."""
        super().ready()
        import_module("cms.moderation.notices").replace_those_of_wagtail()
