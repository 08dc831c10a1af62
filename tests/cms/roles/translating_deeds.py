"""What a member may ask of the desk and of wagtail-localize about a page that is a translation."""

from collections.abc import Callable

import polib
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from wagtail.models import Page

from cms.desk import po
from cms.desk.families import translations_into
from tests.cms.roles.deeds import NEW_SUMMARY, Deed, look


def _string(client: Client, page: Page) -> HttpResponse:
    translation = translations_into(page).get()
    segment = translation.source.stringsegment_set.first()
    address = reverse("wagtail_localize:edit_string_translation", args=[translation.pk, segment.pk])
    return client.put(address, "value=Autre", content_type="application/x-www-form-urlencoded")


def _override(client: Client, page: Page) -> HttpResponse:
    translation = translations_into(page).get()
    segment = translation.source.overridablesegment_set.first()
    address = reverse("wagtail_localize:edit_override", args=[translation.pk, segment.pk])
    return client.put(address, "value=1", content_type="application/x-www-form-urlencoded")


def _of_translation(name: str, method: str = "post") -> Callable:
    def ask(client, page):
        address = reverse(f"wagtail_localize:{name}", args=[translations_into(page).get().pk])
        return getattr(client, method)(address)

    return ask


def _file(page: Page) -> SimpleUploadedFile:
    """The page's own PO file, with every passage translated anew."""
    work = po.work_on(page, page.locale)
    catalogue = polib.pofile(po.export(work))
    for entry in catalogue:
        entry.msgstr, entry.flags = entry.msgid, []
    return SimpleUploadedFile("x.po", str(catalogue).encode())


def _upload(client: Client, page: Page) -> HttpResponse:
    address = reverse("wagtail_localize:upload_pofile", args=[translations_into(page).get().pk])
    return client.post(address, {"file": _file(page)})


def _import(client: Client, page: Page) -> HttpResponse:
    return client.post(reverse("translation_desk:import"), {"file": _file(page)})


def _passages(client: Client, page: Page, **more) -> HttpResponse:
    work = po.work_on(page, page.locale)
    texts = {f"text-{one.key}": one.original for one in work.passages}
    return client.post(reverse("translation_desk:work", args=[page.pk]), {**texts, **more})


def is_up_to_date(page: Page) -> bool:
    """Whether readers have what was last written."""
    return Page.objects.get(pk=page.pk).specific.summary == NEW_SUMMARY


def _section(client: Client, page: Page) -> HttpResponse:
    """The other language's page is asked for in this page's language, with all below it."""
    original = translations_into(page).get().source.get_source_instance()
    address = reverse("translation_desk:section", args=[original.get_parent().pk])
    return client.post(address, {"languages": [page.locale_id], "below": "on"})


OF_TRANSLATING = [
    look("work", "translation_desk:work"),
    look(
        "PO file",
        ask=lambda c, p: c.get(
            reverse("translation_desk:file", args=[p.pk, p.locale.language_code])
        ),
    ),
    look("preview", ask=_of_translation("preview_translation", "get")),
    look("download", ask=_of_translation("download_pofile", "get")),
    Deed("save passages", _passages),
    Deed("passage", _string),
    Deed("override", _override),
    Deed("stop", _of_translation("stop_translation")),
    Deed("upload", _upload),
    Deed("import", _import),
    Deed("section", _section),
    Deed("publish passages", lambda c, p: _passages(c, p, publish="1"), proof=is_up_to_date),
]
