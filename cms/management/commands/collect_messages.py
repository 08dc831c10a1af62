"""`manage.py collect_messages`: brings the catalogues of `locale/` up to date with the code.

`make messages` calls it; `make lint` calls it with `--check`. It works in a copy of the sources, so
that a check never touches the tree, and writes no dates, so that a second run changes nothing.
"""

import contextlib
import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

import polib
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.core.management.commands import makemessages
from django.test.utils import override_settings

# Message ids are English, so English needs no catalogue.
SOURCE_LANGUAGE = "en"
KEPT_HEADERS = (
    "Language",
    "MIME-Version",
    "Content-Type",
    "Content-Transfer-Encoding",
    "Plural-Forms",
)
WITHOUT_MESSAGES = ("var", "node_modules", "static", "tests", "docs", "deploy", "content", ".*")
LINE_WIDTH = 98


class _MakeMessages(makemessages.Command):
    """Django's command without guesses: a changed message is untranslated, not almost right."""

    msgmerge_options = [*makemessages.Command.msgmerge_options, "--no-fuzzy-matching"]


def collected_catalogues(folder: Path) -> dict[str, str]:
    """The catalogues as they should be, by path below the folder.

    Args:
        folder: the project's root.

    Raises:
        CommandError: GNU gettext is missing, or a message is malformed.
    """
    codes = [code for code, _name in settings.LANGUAGES if code != SOURCE_LANGUAGE]
    with TemporaryDirectory() as copy:
        root = Path(copy) / folder.name
        ignored = shutil.ignore_patterns(*WITHOUT_MESSAGES, "*.mo", "*.pyc")
        shutil.copytree(folder, root, ignore=ignored)
        (root / "locale").mkdir(exist_ok=True)
        with contextlib.chdir(root), override_settings(LOCALE_PATHS=[root / "locale"]):
            call_command(
                _MakeMessages(),
                locale=codes,
                no_obsolete=True,
                add_location="file",
                verbosity=0,
            )
        paths = [f"locale/{code.replace('-', '_')}/LC_MESSAGES/django.po" for code in codes]
        return {path: as_text(_tidy(root / path)) for path in paths}


def as_text(catalogue: polib.POFile) -> str:
    """The catalogue as its file holds it."""
    return f"{catalogue}\n"


def _tidy(path: Path) -> polib.POFile:
    """The catalogue sorted by message, its header without dates and tools."""
    catalogue = polib.pofile(str(path), encoding="utf-8", wrapwidth=LINE_WIDTH)
    catalogue.header = ""
    catalogue.metadata_is_fuzzy = False
    catalogue.metadata = {
        name: catalogue.metadata[name] for name in KEPT_HEADERS if name in catalogue.metadata
    } | {"Language": path.parent.parent.name}
    catalogue.sort(key=lambda entry: (entry.msgid, entry.msgctxt or ""))
    return catalogue


def faults(path: str, wanted: str, folder: Path) -> list[str]:
    """What is wrong with a catalogue on disk, in words; empty when nothing is."""
    file = folder / path
    if not file.exists():
        return [f"{path} does not exist: run make messages"]
    if file.read_text(encoding="utf-8") != wanted:
        return [f"{path} is not up to date: run make messages"]
    catalogue = polib.pofile(wanted)
    waiting = len(catalogue.untranslated_entries()), len(catalogue.fuzzy_entries())
    return [f"{path}: {waiting[0]} untranslated, {waiting[1]} fuzzy"] if any(waiting) else []


class Command(BaseCommand):
    """Writes the catalogues, or says what is wrong with them."""

    help = "Collects the messages of code and templates into the catalogues (needs GNU gettext)."
    requires_system_checks = []

    def add_arguments(self, parser):
        """The check of `make lint`."""
        parser.add_argument(
            "--check", action="store_true", help="Write nothing; fail if anything is missing."
        )

    def handle(self, *args, **options):
        """Writes or checks every catalogue.

        Raises:
            CommandError: with `--check`, a catalogue is out of date or incomplete.
        """
        folder = Path(settings.BASE_DIR)
        wanted = collected_catalogues(folder)
        if options["check"]:
            found = [fault for path, text in wanted.items() for fault in faults(path, text, folder)]
            if found:
                raise CommandError("\n".join(found))
            return
        for path, text in wanted.items():
            file = folder / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
            left = len(polib.pofile(text).untranslated_entries())
            self.stdout.write(f"{path}: {left} to translate")
