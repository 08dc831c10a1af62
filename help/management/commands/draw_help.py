"""`manage.py draw_help`: takes the pictures of the guide again, from the admin as it is now.

`make help-pictures` builds a demonstration site of its own and calls it; it leaves pages and
messages behind in the site that it photographs.
"""

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, nullcontext
from http.client import HTTPConnection
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import translation

from help.drawing.camera import NotDrawnError, opened
from help.drawing.pictures import PICTURES_BY_NAME
from help.drawing.scenes import address_of, session_of
from help.tasks import PICTURES

HOST = "127.0.0.1"
START_SECONDS, STOP_SECONDS = 60, 15


class Command(BaseCommand):
    """Photographs our own admin."""

    help = "Takes the pictures of the members' guide again (needs Playwright and Chromium)."

    def add_arguments(self, parser):
        """Which pictures, of which server, and where they go."""
        parser.add_argument("names", nargs="*", metavar="NAME", help="only these; all by default")
        parser.add_argument("--folder", type=Path, default=PICTURES)
        parser.add_argument("--site", metavar="URL", help="a server of this site that runs already")

    def handle(self, *args, **options):
        """Takes them one after the other; says in the end which could not be taken.

        Raises:
            CommandError: the settings do not allow it, a name is unknown, something is missing.
        """
        if not settings.DEMO_CONTENT_ALLOWED:
            raise CommandError("These settings refuse demonstration content.")
        unknown = set(options["names"]) - set(PICTURES_BY_NAME)
        if unknown:
            raise CommandError(f"No picture is called {', '.join(sorted(unknown))}.")
        shots = [PICTURES_BY_NAME[name] for name in options["names"] or PICTURES_BY_NAME]
        with translation.override(settings.LANGUAGE_CODE):
            addresses = {shot.name: address_of(shot.screen) for shot in shots}
            cookies = {shot.member: session_of(shot.member) for shot in shots}
        try:
            running = nullcontext(options["site"]) if options["site"] else served()
            with running as site, opened(site, cookies) as camera:
                faults = self.take(camera, shots, addresses, options["folder"])
        except NotDrawnError as fault:
            raise CommandError(str(fault)) from fault
        if faults:
            raise CommandError("\n".join(["Not taken:", *faults]))

    def take(self, camera, shots, addresses, folder: Path) -> list[str]:
        """What went wrong, one line a picture; one that fails does not keep the others back."""
        faults = []
        folder.mkdir(parents=True, exist_ok=True)
        for shot in shots:
            try:
                picture = camera.take(shot, addresses[shot.name])
            except NotDrawnError as fault:
                faults.append(str(fault))
                continue
            (folder / f"{shot.name}.webp").write_bytes(picture)
            self.stdout.write(f"{shot.name}: {len(picture) / 1000:.0f} kB")
        return faults


@contextmanager
def served() -> Iterator[str]:
    """The address of the site that the settings name, served until the context ends.

    Raises:
        NotDrawnError: the server did not start.
    """
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port = probe.getsockname()[1]
    command = [sys.executable, str(settings.BASE_DIR / "manage.py"), "serve", "--port", str(port)]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    try:
        deadline = time.monotonic() + START_SECONDS
        while not _answers(port):
            if server.poll() is not None or time.monotonic() > deadline:
                raise NotDrawnError("The server did not start.")
            time.sleep(0.2)  # nothing tells when it will listen
        yield f"http://{HOST}:{port}"
    finally:
        server.terminate()
        try:
            server.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            server.kill()


def _answers(port: int) -> bool:
    with closing(HTTPConnection(HOST, port, timeout=START_SECONDS)) as connection:
        try:
            connection.request("GET", "/healthz")
        except ConnectionError:
            return False
        return connection.getresponse().status == 200
