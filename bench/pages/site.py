"""The site that is measured: the demonstration, and copies of its communiqués in four languages.

Works on the database of the environment, which is made anew. `python -m bench.pages.site PAGES`
fills it; with `--queries PATH …` it prints how many queries each address takes instead.
"""

import argparse
import datetime
import json
import os
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

import django

from bench.pages.processes import HOST, ROOT

LANGUAGES = ("fr", "en", "es", "ar")
SLUG = "jeu-video-900-emplois"
NEWEST = datetime.date(2024, 12, 31)
# As many days as the dates of the copies are spread over.
DAYS = 3650
PICTURE_WIDTH = 900
BATCH = 500
ADDRESSES = {
    "home": "/fr/",
    "listing": "/fr/communiques/",
    "communique": f"/fr/secteurs/numerique/{SLUG}/",
    "dossier": "/fr/secteurs/education/dossier-special-rentree-avril-2021/",
    "search": "/fr/recherche/?q=licenciements",
    "404": "/fr/cette-page-n-existe-pas/",
}


def environment(folder: Path, database: str) -> dict[str, str]:
    """What the site's processes are told: everything in a folder, the database where it is."""
    return {
        "DJANGO_SETTINGS_MODULE": "cms.settings.local",
        "DATABASE_URL": database or f"sqlite:///{folder / 'db.sqlite3'}",
        "MEDIA_ROOT": str(folder / "media"),
        "STATIC_ROOT": str(folder / "static"),
        "GENERATION_FILE": str(folder / "generation"),
        "CACHE_URL": "locmemcache://",
    }


def empty_database(url: str) -> None:
    """Makes a PostgreSQL database anew.

    Raises:
        SystemExit: its name does not say that it may be thrown away.
    """
    import psycopg

    name = urlsplit(url).path.strip("/")
    if not name.endswith("_bench"):
        raise SystemExit(f"{name} is not made for this: the name must end in _bench")
    with psycopg.connect(url.rpartition("/")[0] + "/postgres", autocommit=True) as connection:
        connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        connection.execute(f'CREATE DATABASE "{name}"')


def fill_once(folder: Path, pages: int, environment: dict[str, str]) -> None:
    """Fills the site of a folder in a process of its own, unless that was done before."""
    if (folder / "filled").exists():
        return
    folder.mkdir(parents=True, exist_ok=True)
    if not environment["DATABASE_URL"].startswith("sqlite"):
        empty_database(environment["DATABASE_URL"])
    command = [sys.executable, "-m", "bench.pages.site", str(pages)]
    subprocess.run(command, cwd=ROOT, env={**os.environ, **environment}, check=True)
    (folder / "filled").touch()


def fill(pages: int) -> None:
    """The demonstration, and copies of one of its communiqués until there are `pages` more."""
    from django.core.management import call_command
    from django.db import connection
    from wagtail.models import Site

    from sectors.models import CommuniquePage
    from tests.factories import make_many_communiques

    call_command("migrate", verbosity=0)
    call_command("compile_catalogues")
    call_command("collectstatic", interactive=False, verbosity=0)
    call_command("load_demo", picture_width=PICTURE_WIDTH)
    Site.objects.update(hostname=HOST)
    french = CommuniquePage.objects.get(slug=SLUG, locale__language_code="fr")
    for code in LANGUAGES:
        model = CommuniquePage.objects.get(
            translation_key=french.translation_key, locale__language_code=code
        )
        make_many_communiques(model, pages // len(LANGUAGES))
    _spread_dates()
    call_command("rebuild_search_index")
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _spread_dates() -> None:
    """Gives the copies dates over ten years, evenly."""
    from sectors.models import CommuniquePage

    copies = list(CommuniquePage.objects.filter(slug__startswith="copy-").only("pk", "date"))
    for number, copy in enumerate(copies):
        copy.date = NEWEST - datetime.timedelta(days=number * 7 % DAYS)
    CommuniquePage.objects.bulk_update(copies, ["date"], batch_size=BATCH)


def queries(addresses: list[str]) -> dict[str, int]:
    """How many queries each address takes in a process that has answered once."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client, counted = Client(SERVER_NAME=HOST), {}
    for address in addresses:
        client.get(address)
        with CaptureQueriesContext(connection) as asked:
            client.get(address)
        counted[address] = len(asked)
    return counted


def main() -> None:
    """Fills the database, or counts queries in it."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("pages", type=int, nargs="?")
    parser.add_argument("--queries", nargs="*")
    options = parser.parse_args()
    django.setup()
    if options.queries:
        print(json.dumps(queries(options.queries)))
    else:
        fill(options.pages)


if __name__ == "__main__":
    main()
