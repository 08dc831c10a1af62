"""`manage.py make_renditions`: every size of every picture that is missing, with a progress bar.

Run after an import, or after a release that shows pictures in other sizes; `load_demo` does so.
"""

import time

from django.core.management.base import BaseCommand, CommandError

from cms.renditions import make, missing

BAR_WIDTH = 30


def bar(done: int, total: int, seconds: float) -> str:
    """How far it is, and how many seconds are left at that pace."""
    filled = BAR_WIDTH * done // total
    left = seconds / done * (total - done)
    return f"[{'█' * filled}{'·' * (BAR_WIDTH - filled)}] {done}/{total}, {left:.0f} s left"


class Command(BaseCommand):
    """Makes what is missing of the whole library, one picture after the other."""

    help = "Makes the sizes of pictures that templates ask for and that are missing."

    def handle(self, *args, **options):
        """Shows how far it is: in one line on a terminal, now and then in a file.

        Raises:
            CommandError: some pictures cannot be read; all others are done.
        """
        lacking = list(missing())
        began, failed = time.monotonic(), 0
        for number, (picture, filters) in enumerate(lacking, start=1):
            failed += not make(picture, filters)
            end = "\r" if self.stdout.isatty() and number < len(lacking) else "\n"
            if end == "\r" or number % 10 == 0 or number == len(lacking):
                self.stdout.write(bar(number, len(lacking), time.monotonic() - began), ending=end)
                self.stdout.flush()
        if failed:
            raise CommandError(f"{failed} pictures cannot be read; the log names them.")
        if not lacking:
            self.stdout.write("Every picture has all its sizes.")
