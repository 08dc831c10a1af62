"""The project's own application: shared models, blocks, tags, house rules."""

from importlib import import_module

from django.apps import AppConfig, apps
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class CmsConfig(AppConfig):
    """Registers the house rules as system checks, and what makes kept pages old."""

    name = "cms"
    verbose_name = _("Website")

    def ready(self):
        """Django calls it once all models are loaded."""
        from cms import avif, child_relations, generation, site_lookup
        from cms.checks import register_house_rules

        register_house_rules()
        generation.connect()
        site_lookup.install()
        child_relations.install()
        avif.install()
        # Receivers of renditions, desk, roles, trash and members are connected by being imported.
        import_module("cms.renditions")
        import_module("cms.desk.progress")
        import_module("cms.desk.guards").offer_no_synchronisation()
        import_module("cms.desk.marks").install()
        import_module("cms.roles.carrying")
        import_module("cms.trash.files")
        import_module("cms.roles.originals").install()
        import_module("cms.members.log")
        # Of all applications whose permissions roles name, this one is migrated last.
        post_migrate.connect(
            import_module("cms.roles.groups").roles_after_migrate,
            sender=apps.get_app_config("auth"),
            dispatch_uid="roles",
        )
