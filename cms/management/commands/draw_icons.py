"""`manage.py draw_icons`: draws the site's icons again from the mark (`cms.brand`)."""

from django.conf import settings
from django.core.management.base import BaseCommand

from cms.brand import draw_icons


class Command(BaseCommand):
    """Writes the icons into `static/img/`."""

    help = "Draws the icons again from the mark."

    def handle(self, *args, **options):
        """Overwrites the icons."""
        draw_icons(settings.BASE_DIR / "static" / "img")
        self.stdout.write("Icons drawn.")
