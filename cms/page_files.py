"""Ready pages as files, which nginx or Caddy may serve without asking us (`PAGE_FILES`).

The web server only knows the link `current`. It leads to a folder of one generation and is taken
away by whatever changes a page, before that change is answered (`cms.generation.advance`); the
first page rendered afterwards makes a new folder and a new link. Both happen while the generation
is held still, and no folder is ever linked twice, so that no old file can be reached. A thread in
each server process does the same for what other machines change, and removes what is not linked.

Only whole pages are written: HTML, without a query string, asked for under `BASE_URL`. The files'
times are made from their bytes, since web servers make the `ETag` from time and size.
"""

import logging
import os
import re
import shutil
import tempfile
import threading
import time
import zlib
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.db import Error
from django.dispatch import receiver

from cms import generation
from cms.generation import Generation

logger = logging.getLogger(__name__)

LINK = "current"
SUFFIXES = {"br": ".br", "gzip": ".gz", "": ""}
ADDRESS = re.compile(r"/(?:[\w-]{1,200}/)+")
LOOK_SECONDS = 0.1
SWEEP_SECONDS = 10
# As long as `cms.page_cache` keeps an answer.
MAX_SECONDS = 3600


def root() -> Path | None:
    """Where the folders are; None where pages are not written."""
    return Path(settings.PAGE_FILES) if settings.PAGE_FILES else None


def write(key: tuple[str, str, str, str], now: Generation, bodies: dict[str, tuple]) -> None:
    """Writes a page in every encoding, unless it has become old or is none that may be written.

    Args:
        key: scheme, host, path and query string, as `cms.page_cache` knows the page.
        now: the generation in which it was rendered.
        bodies: bytes and headers by encoding.
    """
    scheme, host, address, query = key
    place = urlsplit(settings.BASE_URL)
    path = address.encode("latin-1").decode(errors="replace")
    if (scheme, host) != (place.scheme, place.netloc) or query or not ADDRESS.fullmatch(path):
        return
    _body, headers = bodies[""]
    if not dict(headers).get("Content-Type", "").startswith("text/html"):
        return
    try:
        if folder := _folder_of(now):
            _write_files(folder / path.strip("/"), bodies)
    except OSError:
        # Readers are served all the same.
        logger.exception("A page cannot be written to %s", root())


def _write_files(folder: Path, bodies: dict[str, tuple]) -> None:
    """The plain file last: the web server looks for it first."""
    folder.mkdir(parents=True, exist_ok=True)
    for encoding, suffix in SUFFIXES.items():
        content = bodies[encoding][0]
        handle, temporary = tempfile.mkstemp(dir=folder)
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            os.fchmod(handle, 0o644)
        # Some second of the past that other bytes do not have.
        second = zlib.crc32(content) % 1_000_000_000
        os.utime(temporary, (second, second))
        Path(temporary).replace(folder / f"index.html{suffix}")


def _folder_of(now: Generation) -> Path | None:
    """The linked folder, made if need be; None where that generation is over."""
    if linked := _linked(now):
        return linked
    with generation.held_still():
        if generation.current() != now:
            return None
        return _linked(now) or _link(now)


def _linked(now: Generation) -> Path | None:
    try:
        name = (root() / LINK).readlink().name
    except FileNotFoundError:
        return None
    return root() / name if name.startswith(_prefix(now)) else None


def _link(now: Generation) -> Path:
    """A folder that never was before, and the link to it; the generation is held still."""
    root().mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix=_prefix(now), dir=root()))
    folder.chmod(0o755)
    waiting = folder.with_name(f"{folder.name}.link")
    waiting.symlink_to(folder.name)
    waiting.replace(root() / LINK)
    return folder


def _prefix(now: Generation) -> str:
    return f"{now[0]}-{now[1]}-"


@receiver(generation.advanced)
def drop(**kwargs) -> None:
    """Takes the link away: from now on the web server asks us. The generation is held still."""
    if folder := root():
        (folder / LINK).unlink(missing_ok=True)


def watch() -> None:
    """Starts the thread that drops what other machines make old; called in each server process.

    What an earlier release has written is dropped first.
    """
    if root():
        with generation.held_still():
            drop()
        threading.Thread(target=_watch, name="page files", daemon=True).start()


def _watch() -> None:
    swept = 0.0
    while True:
        try:
            drop_if_old()
            if time.monotonic() - swept > SWEEP_SECONDS:
                sweep()
                swept = time.monotonic()
        except (OSError, Error):
            logger.exception("Pages in %s cannot be looked after", root())
        time.sleep(LOOK_SECONDS)


def drop_if_old() -> None:
    """Takes the link away if another machine has changed something, or after an hour."""
    link = root() / LINK
    if not link.is_symlink() or _is_true(link, generation.current()):
        return
    with generation.held_still():
        if link.is_symlink() and not _is_true(link, generation.current()):
            drop()


def _is_true(link: Path, now: Generation) -> bool:
    try:
        age = time.time() - link.lstat().st_mtime
    except FileNotFoundError:
        return False
    return _linked(now) is not None and age < MAX_SECONDS


def sweep() -> None:
    """Removes the folders that nobody links any more."""
    with generation.held_still():
        link = root() / LINK
        kept = {LINK, link.readlink().name} if link.is_symlink() else {LINK}
        old = [each for each in root().glob("*") if each.name not in kept]
    for folder in old:
        shutil.rmtree(folder, ignore_errors=True)
