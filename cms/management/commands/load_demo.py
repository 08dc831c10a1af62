"""`manage.py load_demo`: fills an empty site with the demonstration content."""

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection, transaction
from django.utils import translation

from cms.demo.build import build_demo
from cms.roles.catalogue import COORDINATOR, KEEPER, TRANSLATOR
from cms.roles.groups import settle_roles
from sectors.models import SectorTeam

DEMO_PASSWORD = "demonstration"
DEMO_SECTOR, DEMO_LANGUAGE = "education", "es"


def demo_editors() -> list[tuple[str, Group | None]]:
    """The names of the demo's editors with their groups; the one without is the administrator."""
    team = SectorTeam.objects.select_related("writers", "moderators").get(sector__slug=DEMO_SECTOR)
    translators = Group.objects.get(
        role_group__role=TRANSLATOR.key, role_group__locale__language_code=DEMO_LANGUAGE
    )
    return [
        ("admin", None),
        ("coordination", Group.objects.get(role_group__role=COORDINATOR.key)),
        ("moderation", team.moderators),
        ("redaction", team.writers),
        ("traduction", translators),
        ("messagerie", Group.objects.get(role_group__role=KEEPER.key)),
    ]


class Command(BaseCommand):
    """Builds the demo once; a second run keeps what was edited."""

    help = "Fills the site with demonstration content. Refuses on a production server."

    def add_arguments(self, parser):
        """The size of the pictures, which the tests make small, and who cuts them."""
        parser.add_argument("--picture-width", type=int, default=1800, metavar="PX")
        parser.add_argument(
            "--leave-pictures",
            action="store_true",
            help="Leave it to the worker to cut the pictures to size, which takes minutes.",
        )

    def handle(self, *args, **options):
        """Builds the site and the demo editors.

        Raises:
            CommandError: the settings do not allow demonstration content.
        """
        if not settings.DEMO_CONTENT_ALLOWED:
            raise CommandError("Demonstration content is refused by these settings.")
        # All or nothing: a second run would take half-written pages for an editor's.
        with translation.override(settings.LANGUAGE_CODE), transaction.atomic():
            made = build_demo(options["picture_width"], self.stdout.write)
            settle_roles()
            editors = demo_editors()
            self.make_accounts(editors)
        # Databases count by themselves, but later or never: until then each plans for empty tables.
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        if not options["leave_pictures"]:
            self.stdout.write("Sizes of pictures…")
            call_command("make_renditions", stdout=self.stdout)
        self.stdout.write(self.style.SUCCESS(f"{made} pages made."))
        self.stdout.write(f"Editors of the demo, all with the password {DEMO_PASSWORD}:")
        for name, group in editors:
            self.stdout.write(f"  {name:<13} {group or 'administrator'}")

    def make_accounts(self, editors):
        """One account a role, known to everybody: the demo is never on the open network."""
        for name, group in editors:
            user, made = get_user_model().objects.get_or_create(
                username=name, defaults={"is_superuser": group is None}
            )
            if made:
                user.set_password(DEMO_PASSWORD)
                user.save()
                user.groups.set([group] if group else [])
