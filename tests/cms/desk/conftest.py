"""A small site in French, with home pages in Spanish and Arabic, for the tests of the desk."""

from copy import deepcopy

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from wagtail.models import GroupPagePermission, Page

from tests.factories import (
    make_communique,
    make_home,
    make_locale,
    make_sector_index,
    make_sector_page,
)

BODY = [
    {"type": "paragraph", "value": "<p>Premier paragraphe.</p>", "id": "a1"},
    {"type": "paragraph", "value": "<p>Deuxième paragraphe du texte.</p>", "id": "b2"},
]


@pytest.fixture(autouse=True)
def _database(db):
    """Every test of the desk reads and writes."""


@pytest.fixture(scope="module")
def _home(module_rows) -> Page:
    home = make_home("fr")
    for code in ("es", "ar"):
        make_home(code)
    make_locale("it")
    return home


@pytest.fixture(scope="module")
def _section(_home) -> Page:
    return make_sector_page(make_sector_index(_home, title="Secteurs"), title="Numérique")


@pytest.fixture
def home(_home) -> Page:
    """The French home page; the Spanish and Arabic ones exist too."""
    return deepcopy(_home)


@pytest.fixture
def section(_section) -> Page:
    """A French sector page, below its index."""
    return deepcopy(_section)


@pytest.fixture
def communique(section):
    """A published French communiqué of two paragraphs."""
    page = make_communique(section, title="Grève", slug="greve", summary="Un résumé.")
    page.body = BODY
    page.save_revision().publish()
    page.refresh_from_db()
    return page


@pytest.fixture
def admin(client):
    """The browser of a member who may do everything."""
    user = get_user_model().objects.create_superuser("admin", "a@example.org", "x")
    client.force_login(user)
    client.user = user
    return client


@pytest.fixture
def translator(client, home):
    """The browser of a volunteer who may add, edit and publish Spanish pages, and no others."""
    group = Group.objects.create(name="Español")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    spanish = Page.objects.get(slug="home-es")
    for codename in ("add_page", "change_page", "publish_page"):
        permission = Permission.objects.get(codename=codename)
        GroupPagePermission.objects.create(group=group, page=spanish, permission=permission)
    user = get_user_model().objects.create_user("traductora", password="x")
    user.groups.add(group)
    client.force_login(user)
    client.user = user
    return client


@pytest.fixture(autouse=True)
def _sound_tree(db):
    """Whatever the test did, Wagtail's `fixtree` finds nothing to repair."""
    yield
    assert [problem for problem in Page.find_problems() if problem] == []
