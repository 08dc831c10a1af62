"""`manage.py recover_member`: the way back in for an administrator, on the server itself."""

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError

from cms.members.links import password_link
from cms.members.recovery import recover


class Command(BaseCommand):
    """Coordinators do the same in the admin, for everybody below administrators."""

    help = "Removes the second factor of a member and ends every session."

    def add_arguments(self, parser):
        """Who, and whether the password is lost too."""
        parser.add_argument("username")
        parser.add_argument(
            "--password-link",
            action="store_true",
            help="Print an address at which a new password is set, once.",
        )

    def handle(self, *args, **options):
        """Recovers the account.

        Raises:
            CommandError: there is no such account, or it is closed.
        """
        users = get_user_model().objects.filter(is_active=True)
        member = users.filter(username=options["username"]).first()
        if member is None:
            raise CommandError(f"There is no open account named {options['username']}.")
        removed = recover(member)
        self.stdout.write(f"{removed} proofs removed, every session ended.")
        if options["password_link"]:
            self.stdout.write(settings.BASE_URL + password_link(member))
