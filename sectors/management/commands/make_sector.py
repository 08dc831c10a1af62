"""`manage.py make_sector`: founds a sector in every language, with its people and their tools."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.utils.text import slugify

from sectors.founding import NoSectorIndexError, found_sector, rarest_colour
from sectors.models import Sector


class Command(BaseCommand):
    """Does what the form under Sectors does."""

    help = (
        "Founds a sector: its page in every language, two groups, a collection, a workflow. "
        "Example: make_sector Transport --name en=Transport --name it=Trasporti"
    )

    def add_arguments(self, parser):
        """The name in French, and what has a default."""
        parser.add_argument("name_fr", help="Name of the sector in French.")
        parser.add_argument(
            "--name", action="append", default=[], metavar="LANGUAGE=NAME", help="In a language."
        )
        parser.add_argument("--slug", default="", help="Address; made of the name by default.")
        parser.add_argument("--colour", choices=Sector.Colour.values, help="Default: the rarest.")
        parser.add_argument("--email", default="", help="Contact address of the sector.")
        parser.add_argument("--draft", action="store_true", help="Do not show it to readers yet.")

    def handle(self, *args, **options):
        """Founds it and says what was made.

        Raises:
            CommandError: a value is wrong, or the site has no page of sectors.
        """
        names = {"name_fr": options["name_fr"]}
        for pair in options["name"]:
            code, _equals, name = pair.partition("=")
            if code not in dict(settings.LANGUAGES) or not name:
                raise CommandError(f"{pair} is not a language and a name, such as it=Trasporti")
            names[f"name_{code}"] = name
        sector = Sector(
            slug=options["slug"] or slugify(options["name_fr"]),
            colour=options["colour"] or rarest_colour(),
            email=options["email"],
            **names,
        )
        try:
            founded = found_sector(sector, live=not options["draft"])
        except NoSectorIndexError as fault:
            raise CommandError("The site has no page of sectors yet.") from fault
        except ValidationError as fault:
            raise CommandError("; ".join(fault.messages)) from fault
        for page in founded.pages:
            state = "published" if page.live else "draft"
            self.stdout.write(f"{page.locale.language_code}: {page.url} ({state})")
        for locale in founded.left_out:
            self.stdout.write(f"{locale.language_code}: left out, no page of sectors")
        team = founded.team
        self.stdout.write(f"Groups: {team.writers}; {team.moderators}")
