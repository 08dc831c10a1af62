"""The addresses that are not pages: choice of language, robots, manifest, health, errors."""

import datetime

import pytest
from django.conf import settings
from django.db import DatabaseError
from django.test import RequestFactory
from django.utils import timezone, translation
from redis import exceptions

from cms import views
from cms.models import SiteSettings
from cms.settings.languages import SITE_LANGUAGES
from tests.factories import make_home, make_page


def fields_of(text: str) -> dict[str, list[str]]:
    """The values of each field of a `name: value` file."""
    fields: dict[str, list[str]] = {}
    for line in text.splitlines():
        if line.strip() and not line.startswith("#"):
            name, _colon, value = line.partition(": ")
            fields.setdefault(name, []).append(value)
    return fields


class TestChoiceOfLanguage:
    """`/` sends each reader to a home page that exists."""

    @pytest.fixture(autouse=True)
    def _homes(self, db):
        for code in ("fr", "en", "ar"):
            make_home(code)

    @pytest.mark.parametrize(
        ("accepted", "address"),
        [
            ("ar,fr;q=0.5", "/ar/"),
            ("en-GB,en;q=0.9,fr;q=0.8", "/en/"),
            ("it", "/fr/"),
            ("xx", "/fr/"),
            ("", "/fr/"),
        ],
    )
    def test_the_browsers_language_decides(self, client, accepted, address):
        response = client.get("/", headers={"accept-language": accepted})
        assert (response.status_code, response.headers["Location"]) == (302, address)

    def test_nobody_keeps_the_answer(self, client):
        response = client.get("/")
        assert "Accept-Language" in response.headers["Vary"]
        assert "no-store" in response.headers["Cache-Control"]
        assert not response.cookies

    def test_a_draft_home_page_is_not_chosen(self, client):
        from home.models import HomePage

        HomePage.objects.filter(slug="home-ar").update(live=False)
        response = client.get("/", headers={"accept-language": "ar"})
        assert response.headers["Location"] == "/fr/"


@pytest.mark.django_db
def test_an_empty_site_still_sends_somewhere(client):
    assert client.get("/").headers["Location"] == "/fr/"


@pytest.mark.django_db
def test_robots_may_read_all_but_the_admin_and_are_shown_the_sitemap(client):
    response = client.get("/robots.txt")
    assert response.headers["Content-Type"] == "text/plain; charset=utf-8"
    fields = fields_of(response.content.decode())
    assert fields["User-agent"] == ["*"]
    assert "/admin/" in fields["Disallow"]
    assert fields["Sitemap"] == ["http://testserver/sitemap.xml"]


@pytest.mark.django_db
class TestSecurityTxt:
    """RFC 9116."""

    @pytest.fixture(autouse=True)
    def _words(self):
        words = SiteSettings.load()
        words.email = "union@example.org"
        words.save()

    def fields(self, client) -> dict[str, list[str]]:
        response = client.get("/.well-known/security.txt", secure=True)
        assert response.headers["Content-Type"] == "text/plain; charset=utf-8"
        return fields_of(response.content.decode())

    def test_it_says_where_to_write(self, client):
        assert self.fields(client)["Contact"] == ["mailto:union@example.org"]
        SiteSettings.objects.update(security_email="security@example.org")
        assert self.fields(client)["Contact"] == ["mailto:security@example.org"]

    def test_it_expires_once_in_less_than_a_year_and_moves_on(self, client, monkeypatch):
        def expires() -> datetime.datetime:
            (value,) = self.fields(client)["Expires"]
            return datetime.datetime.fromisoformat(value)

        now = timezone.now()
        first = expires()
        assert now + datetime.timedelta(days=90) < first < now + datetime.timedelta(days=366)
        later = now + datetime.timedelta(days=300)
        monkeypatch.setattr(views.timezone, "now", lambda: later)
        assert expires() > later + datetime.timedelta(days=90)

    def test_it_names_its_own_address_and_the_languages(self, client):
        fields = self.fields(client)
        assert fields["Canonical"] == ["https://testserver/.well-known/security.txt"]
        assert fields["Preferred-Languages"] == [", ".join(one.code for one in SITE_LANGUAGES)]
        known = {"Contact", "Expires", "Canonical", "Preferred-Languages"}
        assert set(fields) == known


@pytest.mark.django_db
@pytest.mark.parametrize("language", SITE_LANGUAGES, ids=lambda language: language.code)
def test_the_web_manifest_is_in_the_language_of_its_address(client, language):
    SiteSettings.load()
    SiteSettings.objects.update(**{f"name_{language.code}": f"Union {language.code}"})
    response = client.get(f"/{language.code}/site.webmanifest")
    assert response.headers["Content-Type"] == "application/manifest+json"
    manifest = response.json()
    assert manifest["name"] == f"Union {language.code}"
    assert (manifest["lang"], manifest["dir"]) == (language.code, language.direction)
    assert manifest["start_url"] == f"/{language.code}/"
    assert {icon["sizes"] for icon in manifest["icons"]} >= {"192x192", "512x512"}
    assert any(icon.get("purpose") == "maskable" for icon in manifest["icons"])


class TestHealth:
    """`/healthz` says that the process lives, `/readyz` that it can serve."""

    def test_alive_asks_nothing_of_the_database(self, client):
        assert client.get("/healthz").content == b"alive\n"

    @pytest.mark.django_db
    def test_ready_when_everything_is_in_order(self, client):
        response = client.get("/readyz")
        assert response.status_code == 200
        assert response.json() == {"database": True, "migrations": True, "cache": True}
        assert "no-store" in response.headers["Cache-Control"]

    @pytest.mark.django_db
    def test_not_ready_while_migrations_wait(self, client, monkeypatch):
        waiting = [("sectors", "0099")]
        monkeypatch.setattr(views.MigrationExecutor, "migration_plan", lambda *targets: waiting)
        response = client.get("/readyz")
        assert response.status_code == 503
        assert response.json()["migrations"] is False

    def test_not_ready_without_database(self, client, monkeypatch):
        def refuse(connection):
            raise DatabaseError("no server")

        monkeypatch.setattr(views, "MigrationExecutor", refuse)
        response = client.get("/readyz")
        assert response.status_code == 503
        assert response.json()["database"] is False

    @pytest.mark.django_db
    @pytest.mark.parametrize("error", [exceptions.ConnectionError, exceptions.TimeoutError, None])
    def test_not_ready_without_cache(self, client, monkeypatch, error):
        def get(key):
            if error:
                raise error("no server")

        monkeypatch.setattr(views.cache, "get", get)
        response = client.get("/readyz")
        assert response.status_code == 503
        assert response.json()["cache"] is False

    @pytest.mark.parametrize("address", ["/healthz", "/readyz", "/robots.txt", "/sitemap.xml"])
    def test_nothing_can_be_sent_to_them(self, client, address):
        assert client.post(address).status_code == 405


@pytest.mark.django_db
@pytest.mark.parametrize("code", ["fr", "ar"])
def test_a_missing_page_says_so_in_the_readers_language_with_ways_on(client, code):
    make_home("fr")
    home = make_home("ar") if code == "ar" else None
    response = client.get(f"/{code}/nothing/")
    html = response.content.decode()
    assert response.status_code == 404
    assert f'<html lang="{code}"' in html
    assert f'dir="{"rtl" if code == "ar" else "ltr"}"' in html
    assert 'name="robots" content="noindex"' in html
    assert f'href="{home.url if home else "/fr/"}"' in html


@pytest.mark.django_db
def test_a_missing_page_is_the_same_for_everybody(reader):
    make_home("fr")
    response = reader.get("/fr/nothing/")
    assert not response.cookies
    assert "cookie" not in response.headers.get("Vary", "").lower()


@pytest.mark.parametrize("language", SITE_LANGUAGES, ids=lambda language: language.code)
def test_a_fault_of_ours_is_admitted_without_asking_the_database(language):
    """No database fixture: a query would be an error."""
    request = RequestFactory().get(f"/{language.code}/page/")
    with translation.override(language.code):
        response = views.server_error(request)
    html = response.content.decode()
    assert response.status_code == 500
    assert f'<html lang="{language.code}"' in html
    assert f'dir="{language.direction}"' in html
    assert f'href="/{language.code}/"' in html


@pytest.mark.django_db
def test_a_fault_while_a_page_is_made_gives_that_page(client, monkeypatch):
    from home.models import StandardPage

    def fail(*args, **kwargs):
        raise ZeroDivisionError

    page = make_page(make_home("fr"))
    monkeypatch.setattr(StandardPage, "get_context", fail)
    client.raise_request_exception = False
    response = client.get(page.url)
    assert response.status_code == 500
    assert b"<h1" in response.content
    assert settings.DEBUG is False
