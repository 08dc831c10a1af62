"""`manage.py make_fonts`: makes the site's fonts again from npm's packages (`cms.fonts`)."""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from cms.fonts import make_fonts


class Command(BaseCommand):
    """Writes the fonts into `static/fonts/`."""

    help = "Makes the fonts again from the packages of Fontsource."

    def add_arguments(self, parser):
        """The folder of the packages."""
        parser.add_argument("packages", type=Path, help="A node_modules that holds them.")

    def handle(self, *args, packages: Path, **options):
        """Overwrites the fonts.

        Raises:
            CommandError: a package is missing.
        """
        try:
            fonts = make_fonts(packages, settings.BASE_DIR / "static" / "fonts")
        except FileNotFoundError as error:
            raise CommandError(f"No such font: {error.filename}") from error
        for font in fonts:
            self.stdout.write(f"{font.name}: {font.stat().st_size} bytes")
