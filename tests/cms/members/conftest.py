"""Members of each role, their browsers, and the codes of their telephones."""

import itertools
import re
import time

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from cms.members import sessions
from cms.models import RoleGroup
from cms.roles.catalogue import ROLES
from cms.roles.groups import permissions_named

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
PASSWORD = "quatre mots sans rapport"
_numbers = itertools.count(1)


@pytest.fixture(autouse=True)
def _as_in_production(db, settings):
    """The rule that tests of other things go without."""
    settings.SECOND_FACTOR_REQUIRED = True
    cache.clear()


@pytest.fixture
def groups() -> dict[str, Group]:
    """A group of each role, by key, with what it may do outside of pages."""
    found = {}
    for role in ROLES:
        found[role.key] = Group.objects.create(name=f"Groupe {role.key}")
        found[role.key].permissions.set(permissions_named(role.permissions))
        RoleGroup.objects.create(group=found[role.key], role=role.key)
    return found


@pytest.fixture
def make_member(groups):
    """Makes a member who has roles, by their keys; `administrator` is one of them."""

    def make(*roles: str, **fields):
        user = get_user_model().objects.create_user(
            f"membre-{next(_numbers)}",
            **{"email": f"membre-{next(_numbers)}@example.org", "password": PASSWORD, **fields},
        )
        if "administrator" in roles:
            user.is_superuser = True
            user.save()
        user.groups.set(groups[role] for role in roles if role != "administrator")
        return user

    return make


@pytest.fixture
def code(monkeypatch):
    """The next code of the app; no two are alike."""
    clock = {"now": int(time.time())}
    monkeypatch.setattr("allauth.mfa.totp.internal.auth.time.time", lambda: clock["now"])

    def show(secret: str = SECRET) -> str:
        # Past the tolerance of one code on either side.
        clock["now"] += 90
        return format_hotp_value(hotp_value(secret, clock["now"] // 30))

    return show


def with_app(user):
    """The member, who has set an app up, with recovery codes."""
    TOTP.activate(user, SECRET)
    RecoveryCodes.activate(user)
    return user


def browser(user=None) -> Client:
    """A browser; of a member, signed in by the password alone."""
    client = Client(headers={"user-agent": "Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0"})
    if user:
        client.force_login(user)
    return client


@pytest.fixture
def signed_in(code):
    """Signs a member in as members do: password, then code."""

    def sign_in(user) -> Client:
        client = browser()
        send_password(client, user.username)
        client.post(reverse("mfa_authenticate"), {"code": code()})
        assert "_auth_user_id" in client.session
        return client

    return sign_in


def send_password(client: Client, name: str, password: str = PASSWORD, **more):
    """The form at the door."""
    form = {"username": name, "password": password, **more}
    return client.post(reverse("wagtailadmin_login"), form)


def link_in(text: str) -> str:
    """The address in a letter, without the host."""
    return re.search(r"https?://[^/\s]+(/\S+)", text).group(1)


def an_hour_later(client: Client) -> None:
    """The member has been at work for an hour."""
    session = client.session
    session[sessions.STARTED] -= 3600
    session.save()
