"""`manage.py sync_roles`: makes the groups of the roles, and gives them back what they lack."""

from django.core.management.base import BaseCommand

from cms.models import RoleGroup
from cms.roles.groups import settle_roles


class Command(BaseCommand):
    """Run it after sections, languages or rights were changed outside of the admin."""

    help = "Makes the groups of the roles and carries rights on sections to their translations."

    def handle(self, *args, **options):
        """Does what `migrate` does at its end."""
        settle_roles()
        if options["verbosity"]:
            count = RoleGroup.objects.exclude(role="").count()
            self.stdout.write(f"{count} groups have a role.")
