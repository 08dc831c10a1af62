"""The cache that servers share in production: it counts in Redis, and nobody misses it for long."""

import pytest
from django.contrib.auth.models import User
from django.urls import reverse

from cms import throttle
from contact.models import Message
from tests import factories, machine
from tests.contact.factories import make_form
from tests.contact.reader import WORDS, send

pytestmark = pytest.mark.django_db

REDIS = "django.core.cache.backends.redis.RedisCache"
# Nothing listens there.
NOBODY = "redis://127.0.0.1:1/0"


@pytest.fixture
def home():
    return factories.make_home("fr")


@pytest.fixture
def away(home, settings):
    settings.CACHES = {"default": {"BACKEND": REDIS, "LOCATION": NOBODY}}


def test_it_counts_in_redis_and_begins_anew(settings):
    url = machine.redis_url()
    if url is None:
        pytest.skip("no Redis answers")
    settings.CACHES = {"default": {"BACKEND": REDIS, "LOCATION": url, "KEY_PREFIX": "counting"}}
    throttle.forget("test", "somebody")
    assert [throttle.count("test", "somebody", 60) for _time in range(3)] == [1, 2, 3]
    throttle.forget("test", "somebody")
    assert throttle.count("test", "somebody", 60) == 1
    throttle.forget("test", "somebody")


def test_what_is_forgotten_while_it_is_counted_counts_once(monkeypatch):
    monkeypatch.setattr("django.core.cache.cache.add", lambda *_entry: False)
    assert throttle.count("test", "somebody else", 60) == 1


class TestAway:
    def test_readers_get_their_pages(self, client, away):
        assert client.get("/fr/").status_code == 200

    def test_no_message_is_lost(self, home, away):
        form = make_form(home, title="Écrire", slug="ecrire")
        assert send(form).status_code == 303
        assert Message.objects.get().answers[2].text == WORDS["text"]

    def test_members_come_in(self, client, away):
        User.objects.create_superuser("member", password="a long password of four words")
        answer = client.post(
            reverse("wagtailadmin_login"),
            {"username": "member", "password": "a long password of four words"},
        )
        assert answer.status_code == 302

    def test_the_machine_is_told(self, client, away):
        answer = client.get("/readyz")
        assert answer.status_code == 503
        assert answer.json()["cache"] is False
        assert answer.json()["database"] is True
