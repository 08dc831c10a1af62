"""`manage.py serve`: the production-like server of `make run`, also used by the browser tests.

Uploaded files go out through granian itself, which never enters Python for them. Static files stay
with WhiteNoise: it serves the compressed variants and marks hashed names as immutable, which
granian's own file serving cannot do.
"""

import multiprocessing
import os
import signal
import socket
import threading
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

HOST = "127.0.0.1"
# Two processes use both cores of a small machine; each thread may hold a database connection.
MAX_WORKERS = 2
THREADS_PER_WORKER = 4
STOP_SECONDS = 5
# What is new has to answer before the old one stops: at SIGHUP each process, with `--pid-file` the
# whole server.
READY_SECONDS = 5
# A picture that changes gets a new name.
MEDIA_SECONDS = 30 * 24 * 3600


def require_free(port: int) -> None:
    """Granian would share a port that another server listens on, and both would answer.

    Raises:
        CommandError: the port is in use, or not ours to use.
    """
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except (OSError, OverflowError) as error:
            reason = getattr(error, "strerror", None) or "it must be between 0 and 65535"
            raise CommandError(
                f"Port {port} cannot be used ({reason}). "
                "Stop what listens there or choose another: make run PORT=8001"
            ) from error


def running(pid_file: Path) -> int | None:
    """The number of the server that a file names, or None if it runs no more."""
    try:
        number = int(pid_file.read_text())
        words = Path(f"/proc/{number}/cmdline").read_bytes().split(b"\0")
    except (OSError, ValueError):
        return None
    return number if b"serve" in words else None


def server(application: str, port: int, **options) -> Granian:
    """Granian with the settings of the site, also for what `make bench` compares the site with.

    Args:
        application: `module:name` of the WSGI application.
        options: Granian's own, added to ours.
    """
    return Granian(
        application,
        address=HOST,
        port=port,
        interface=Interfaces.WSGI,
        workers=min(MAX_WORKERS, os.cpu_count() or 1),
        blocking_threads=THREADS_PER_WORKER,
        workers_kill_timeout=STOP_SECONDS,
        respawn_interval=READY_SECONDS,
        log_level=LogLevels.warning,
        **options,
    )


class Command(BaseCommand):
    """Serves the site on this machine until Ctrl-C."""

    help = "Serves the site on this machine with the production server."

    def add_arguments(self, parser):
        """The port, how much is made ready, and which server is replaced."""
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument(
            "--pid-file",
            type=Path,
            help="Names this server to the next one, which replaces it without a pause.",
        )
        parser.add_argument(
            "--warm", type=int, default=0, help="Pages that each process makes ready at its start."
        )

    def handle(self, *args, **options):
        """Serves until interrupted.

        Raises:
            CommandError: the port is in use.
        """
        port, pid_file = options["port"], options["pid_file"]
        before = running(pid_file) if pid_file else None
        if before is None:
            require_free(port)
        os.environ["WARM_PAGES"] = str(options["warm"] or settings.WARM_PAGES)
        # Django is loaded once and shared: half the memory and half the time to the first answer of
        # processes that each load it (measured, docs/serving.md). Python 3.14 would do otherwise.
        multiprocessing.set_start_method("fork", force=True)
        media = Path(settings.MEDIA_ROOT)
        media.mkdir(parents=True, exist_ok=True)
        site = server(
            "cms.wsgi:application",
            port,
            static_path_route=[settings.MEDIA_URL.rstrip("/")],
            static_path_mount=[media],
            static_path_expires=MEDIA_SECONDS,
        )
        site.on_startup(lambda: self.announce(port))
        if pid_file:
            site.on_startup(lambda: self.succeed(before, pid_file))
        site.serve()

    def announce(self, port: int) -> None:
        """Says where to look."""
        self.stdout.write(f"The site is on http://{HOST}:{port}/ (Ctrl-C stops it).")
        self.stdout.flush()

    def succeed(self, before: int | None, pid_file: Path) -> None:
        """Takes the place of the server that ran before; both answer until this one is ready."""
        pid_file.write_text(str(os.getpid()))
        if before is not None:
            threading.Timer(READY_SECONDS, os.kill, (before, signal.SIGTERM)).start()
