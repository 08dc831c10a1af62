"""Measures the translators' desk: 2,000 pages in seven languages, twenty passages a page.

    make bench-desk BENCH_DATABASE_URL=postgresql://…/desk_bench
    python -m bench.desk_bench --database sqlite:////tmp/desk.sqlite3

The rows are written in bulk, as the desk would leave them; the database named must be empty, or
that of an earlier run, which is used again.
"""

import argparse
import os
import statistics
import time
import uuid

PAGES = 2000
PASSAGES = 20


def build() -> None:
    """Fills the database: homes, a section, and the pages with sources, passages, translations."""
    from django.utils import timezone
    from wagtail.models import Locale, Page, Site

    from cms.settings.languages import SITE_LANGUAGES
    from home.models import HomePage, StandardPage
    from sectors.models import Sector

    for number in range(8):
        Sector.objects.get_or_create(slug=f"s{number}", defaults={"name_fr": f"Secteur {number}"})
    locales = [Locale.objects.get_or_create(language_code=one.code)[0] for one in SITE_LANGUAGES]
    root = Page.get_first_root_node()
    key = uuid.uuid4()
    homes = {}
    for locale in locales:
        homes[locale.pk] = root.add_child(
            instance=HomePage(
                title=f"Accueil {locale}",
                slug=f"home-{locale.language_code}",
                locale=locale,
                translation_key=key,
            )
        )
    Site.objects.update(root_page=homes[locales[0].pk])
    model = homes[locales[0].pk].add_child(
        instance=StandardPage(title="Modèle", slug="modele", locale=locales[0])
    )
    now = timezone.now()
    keys = [uuid.uuid4() for _number in range(PAGES)]
    for locale in locales:
        home = Page.objects.get(pk=homes[locale.pk].pk)
        copies = []
        for number, page_key in enumerate(keys):
            if locale != locales[0] and number % 7 == locale.pk % 7:
                continue  # one page in seven is missing
            path = Page._get_path(home.path, home.depth + 1, number + 2)
            fields = {
                one.attname: getattr(model.page_ptr, one.attname)
                for one in Page._meta.concrete_fields
                if not one.primary_key
            }
            fields |= {
                "path": path,
                "slug": f"p{number}",
                "title": f"Page {number} {locale.language_code}",
                "url_path": f"{home.url_path}p{number}/",
                "translation_key": page_key,
                "locale_id": locale.pk,
                "last_published_at": now,
                "live": number % 5 != 0 or locale == locales[0],
            }
            copies.append(Page(**fields))
        Page.objects.bulk_create(copies, batch_size=500)
        Page.objects.filter(pk=home.pk).update(numchild=PAGES)
    _passages(keys, locales)


def _passages(keys, locales) -> None:
    from django.contrib.contenttypes.models import ContentType
    from django.utils import timezone
    from wagtail.models import Page
    from wagtail_localize.models import (
        String,
        StringSegment,
        StringTranslation,
        TranslatableObject,
        Translation,
        TranslationContext,
        TranslationSource,
    )

    kind = ContentType.objects.get_for_model(Page)
    TranslatableObject.objects.bulk_create(
        TranslatableObject(translation_key=key, content_type=kind) for key in keys
    )
    now = timezone.now()
    sources = TranslationSource.objects.bulk_create(
        TranslationSource(
            object_id=key,
            specific_content_type=kind,
            locale=locales[0],
            object_repr="",
            content_json="{}",
            last_updated_at=now,
        )
        for key in keys
    )
    strings = String.objects.bulk_create(
        (
            String(locale=locales[0], data=f"{key} {n}", data_hash=uuid.uuid4())
            for key in keys
            for n in range(PASSAGES)
        ),
        batch_size=2000,
    )
    contexts = TranslationContext.objects.bulk_create(
        (
            TranslationContext(
                object_id=key, path_id=uuid.uuid4(), path=f"body.{n}", field_path="body"
            )
            for key in keys
            for n in range(PASSAGES)
        ),
        batch_size=2000,
    )
    StringSegment.objects.bulk_create(
        (
            StringSegment(
                source=sources[n // PASSAGES], context=context, order=n, string=string, attrs="{}"
            )
            for n, (context, string) in enumerate(zip(contexts, strings, strict=True))
        ),
        batch_size=2000,
    )
    Translation.objects.bulk_create(
        (
            Translation(source=source, target_locale=locale)
            for locale in locales[1:]
            for source in sources
        ),
        batch_size=2000,
    )
    for locale in locales[1:]:
        StringTranslation.objects.bulk_create(
            (
                StringTranslation(
                    translation_of=string,
                    locale=locale,
                    context=context,
                    data="x",
                    translation_type="manual",
                )
                for n, (context, string) in enumerate(zip(contexts, strings, strict=True))
                if n % 61  # one passage in sixty lacks: one page in three is unfinished
            ),
            batch_size=2000,
        )


def measure(label: str, client, address: str, rounds: int = 15) -> None:
    """Prints queries, and the median and worst time of an address in ms."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    for _warm in range(2):
        assert client.get(address).status_code == 200
    with CaptureQueriesContext(connection) as queries:
        client.get(address)
        count = len(queries)
    times = []
    for _round in range(rounds):
        start = time.perf_counter()
        client.get(address)
        times.append(1000 * (time.perf_counter() - start))
    median, worst = statistics.median(times), max(times)
    print(f"{label}: {count} queries, median {median:.0f} ms, worst {worst:.0f} ms")


def main() -> None:
    """Builds once, then measures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--database", required=True)
    os.environ["DATABASE_URL"] = parser.parse_args().database
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.local")
    import django

    django.setup()
    from django.contrib.auth import get_user_model
    from django.core.management import call_command
    from django.db import connection
    from django.test import Client
    from wagtail.models import Page

    from cms.desk.progress import recount

    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    if Page.objects.count() < PAGES:
        build()
    if connection.vendor == "postgresql":
        connection.cursor().execute("ANALYZE")
    client = Client(headers={"host": "localhost"})
    user, _made = get_user_model().objects.get_or_create(username="bench", is_superuser=True)
    client.force_login(user)
    start = time.perf_counter()
    print(f"counted {recount()} translations in {time.perf_counter() - start:.1f} s")
    if connection.vendor == "postgresql":
        connection.cursor().execute("ANALYZE")
    address = "/admin/translations/"
    measure("the whole table", client, address)
    measure("one language, one state", client, f"{address}?language=ar&state=changed")
    measure("one sector, one age", client, f"{address}?sector=s1&age=7")
    measure("the last screen", client, f"{address}?p=80")


if __name__ == "__main__":
    main()
