"""Two content security policies: strict for readers, one that the admin can run under."""

import pytest
from django.conf import settings
from django.contrib.auth import get_user_model

from tests.factories import make_home

pytestmark = pytest.mark.django_db

# Our own files, and the rules by which a browser fetches a page of ours ahead.
STRICT = "'self' 'inline-speculation-rules'"


def directives(response) -> dict[str, str]:
    policy = response.headers["Content-Security-Policy"]
    parts = (part.strip().partition(" ") for part in policy.split(";"))
    return {name: value for name, _space, value in parts}


def test_readers_load_from_our_own_host_alone(reader):
    make_home()
    policy = directives(reader.get("/fr/"))
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == STRICT
    assert policy["style-src"] == policy["font-src"] == "'self'"
    assert "unsafe" not in str(policy)
    assert "http" not in str(policy)
    assert policy["form-action"] == "'self'"
    assert policy["frame-ancestors"] == "'self'"


def test_web_servers_that_have_the_pages_as_files_say_the_same():
    for name in ("nginx.conf", "Caddyfile"):
        written = (settings.BASE_DIR / "deploy" / name).read_text()
        assert f'"{settings.READER_CONTENT_SECURITY_POLICY}"' in written, name


@pytest.mark.parametrize("address", ["/fr/nothing/", "/robots.txt", "/healthz"])
def test_other_answers_are_strict_as_well(reader, address):
    make_home()
    assert directives(reader.get(address))["script-src"] == STRICT


def test_the_admin_may_write_scripts_into_its_pages(client):
    client.force_login(get_user_model().objects.create_superuser("admin"))
    assert "'unsafe-inline'" in directives(client.get("/admin/"))["script-src"]


def test_the_bar_of_signed_in_members_works_on_pages(client):
    make_home()
    client.force_login(get_user_model().objects.create_superuser("admin"))
    assert settings.SESSION_COOKIE_NAME in client.cookies
    assert "'unsafe-inline'" in directives(client.get("/fr/"))["script-src"]


def test_an_address_that_only_begins_like_the_admin_stays_strict(reader):
    assert directives(reader.get("/administration/"))["script-src"] == STRICT
