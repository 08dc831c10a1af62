"""`manage.py compile_catalogues`: turns the catalogues of `locale/` into what Django reads.

Written in Python, so that `make run` and `make test` need no GNU gettext; both call it, and so does
the test suite.
"""

import os
from pathlib import Path

import polib
from django.conf import settings
from django.core.management.base import BaseCommand


def compile_catalogues(folders: list[Path]) -> list[Path]:
    """Compiles each catalogue that is newer than its compiled file.

    Args:
        folders: the locale folders, as in `LOCALE_PATHS`.

    Returns:
        The compiled files that were written.

    Raises:
        OSError: a catalogue is no valid PO file; the message names its line.
    """
    written = []
    for folder in folders:
        for source in sorted(Path(folder).rglob("*.po")):
            target = source.with_suffix(".mo")
            if not target.exists() or target.stat().st_mtime <= source.stat().st_mtime:
                # Written beside and moved: who starts meanwhile reads the old one or the new one.
                fresh = target.with_suffix(f".{os.getpid()}.new")
                polib.pofile(str(source), encoding="utf-8").save_as_mofile(str(fresh))
                fresh.replace(target)
                written.append(target)
    return written


class Command(BaseCommand):
    """Compiles what changed."""

    help = "Compiles the catalogues of messages that changed since they were last compiled."
    requires_system_checks = []

    def handle(self, *args, **options):
        """Says how many catalogues were compiled."""
        written = compile_catalogues(settings.LOCALE_PATHS)
        if options["verbosity"] > 0 and written:
            self.stdout.write(f"{len(written)} catalogues compiled.")
