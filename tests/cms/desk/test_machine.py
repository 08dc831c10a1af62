"""Drafts by machine: off by default, never seen by a reader before a person has read them."""

import json
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from django.urls import reverse
from wagtail.models import Page
from wagtail_localize.models import StringTranslation

from cms.desk import machine
from cms.desk.changes import Work
from cms.desk.families import translations_into
from cms.desk.jobs import translate_section
from cms.desk.publication import NotPublishableError, check_publishable, publish
from cms.models import TranslationJob
from tests.factories import make_locale, translate


class LibreTranslate(HTTPServer):
    """A server that translates by writing capitals; `broken` makes it fail."""

    broken = ""

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Answer)
        self.asked = []


class Answer(BaseHTTPRequestHandler):
    """LibreTranslate's own protocol."""

    def do_POST(self):
        question = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.asked.append(question)
        if self.server.broken == "status":
            self.send_error(500)
            return
        self.send_response(200)
        self.end_headers()
        answer = {"translatedText": [f"{question['target']}~{text}" for text in question["q"]]}
        if self.server.broken == "markup":
            answer = {"translatedText": [f"<b>{text}" for text in question["q"]]}
        if self.server.broken == "protocol":
            answer = {"error": "busy"}
        self.wfile.write(json.dumps(answer).encode())

    def log_message(self, *args):
        """Says nothing."""


@pytest.fixture
def server(settings):
    """The union's own server, running."""
    server = LibreTranslate()
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    settings.WAGTAILLOCALIZE_MACHINE_TRANSLATOR = {
        "CLASS": "cms.desk.machine.OwnServer",
        "OPTIONS": {
            "LIBRETRANSLATE_URL": f"http://127.0.0.1:{server.server_port}",
            "API_KEY": "key",
        },
    }
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def begun(communique):
    """A Spanish translation whose title was translated by hand."""
    return translate(communique, "es", publish=False, only=1)


def test_it_is_off_by_default(admin, communique):
    assert not machine.is_available()
    html = admin.get(reverse("translation_desk:begin", args=[communique.pk, "es"])).content
    assert b'name="machine"' not in html
    page = translate(communique, "es", publish=False)
    address = reverse("wagtail_localize:machine_translate", args=[translations_into(page).get().pk])
    assert admin.post(address, follow=True).status_code == 404


def test_it_fills_what_lacks_and_nothing_else(server, begun):
    translation = translations_into(begun).get()
    assert machine.draft(translation) == (3, 0)
    words = dict(
        StringTranslation.objects.filter(
            locale=begun.locale, context__object_id=begun.translation_key
        ).values_list("context__path", "data")
    )
    assert words["title"] == "es: Grève"
    assert words["summary"] == "es~Un résumé."
    assert server.asked[0]["source"] == "fr"
    assert server.asked[0]["api_key"] == "key"


def test_nobody_publishes_what_nobody_has_read(server, begun, admin):
    translation = translations_into(begun).get()
    machine.draft(translation)
    with pytest.raises(NotPublishableError):
        check_publishable(translation)
    admin.post(reverse("wagtailadmin_pages:edit", args=[begun.pk]), {"action": "publish"})
    assert not Page.objects.get(pk=begun.pk).live


def test_a_person_reads_and_then_it_can_be_published(
    server, begun, admin, django_capture_on_commit_callbacks
):
    translation = translations_into(begun).get()
    machine.draft(translation)
    work = Work.of(translation)
    assert len(work.to_do) == 3
    texts = {passage.key: passage.translation for passage in work.to_do}
    assert work.take(texts, set()).taken == 0
    assert work.take(texts, set(texts), admin.user).taken == 3
    with django_capture_on_commit_callbacks(execute=True):
        publish(translation)
    assert Page.objects.get(pk=begun.pk).live


@pytest.mark.parametrize("broken", ["status", "protocol"])
def test_a_server_that_fails_loses_nothing(server, begun, broken):
    server.broken = broken
    with pytest.raises(machine.MachineError):
        machine.draft(translations_into(begun).get())
    assert begun.title == "Grève"
    server.broken = ""
    assert machine.draft(translations_into(begun).get()) == (3, 0)


def test_a_passage_whose_markup_it_spoiled_stays_empty(server, begun):
    server.broken = "markup"
    assert machine.draft(translations_into(begun).get()) == (0, 3)


def test_the_work_is_done_in_the_background_and_says_what_failed(server, admin, communique):
    address = reverse("translation_desk:begin", args=[communique.pk, "es"])
    response = admin.post(address, {"machine": "1"})
    job = TranslationJob.objects.get()
    assert response.headers["Location"] == reverse("translation_desk:job", args=[job.pk])
    assert server.asked == []
    server.broken = "status"
    translate_section.call(job.pk)
    job.refresh_from_db()
    assert (job.made, len(job.problems)) == (3, 1)
    assert "HTTPError" in job.problems[0]["reason"]
    server.broken = ""
    admin.post(response.headers["Location"])
    translate_section.call(TranslationJob.objects.latest("pk").pk)
    page = Page.objects.get(translation_key=communique.translation_key, locale=make_locale("es"))
    translation = translations_into(page).get()
    assert not page.live
    assert not any(not passage.translation for passage in Work.of(translation).passages)
