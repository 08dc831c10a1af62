"""Two sections in three languages, with pages in French and Italian, and members to try them."""

import itertools
from copy import deepcopy

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.test import Client
from wagtail.models import GroupPagePermission, Page

from cms.models import RoleGroup
from sectors.models import SectorIndexPage
from tests.cms.roles.deeds import NEW_SUMMARY
from tests.factories import (
    make_communique,
    make_home,
    make_locale,
    make_picture,
    make_sector_index,
    make_sector_page,
    make_version,
    translate,
)

_numbers = itertools.count(1)
RIGHTS = ("add", "change", "publish")


@pytest.fixture(autouse=True)
def _database(db):
    """Every test of rights reads and writes."""


@pytest.fixture(autouse=True)
def _sound_tree(db):
    """Whatever the test did, Wagtail's `fixtree` finds nothing to repair."""
    yield
    assert [problem for problem in Page.find_problems() if problem] == []


@pytest.fixture(scope="module")
def _homes(module_rows) -> dict[str, Page]:
    return {code: make_home(code) for code in ("fr", "it", "es")}


@pytest.fixture(scope="module")
def _indexes(_homes) -> dict[str, SectorIndexPage]:
    french = make_sector_index(_homes["fr"])
    return {"fr": french} | {code: make_version(french, _homes[code]) for code in ("it", "es")}


@pytest.fixture(scope="module")
def _sections(_indexes) -> dict[tuple[str, str], Page]:
    made = {}
    for name in ("education", "culture"):
        french = make_sector_page(_indexes["fr"], slug=name)
        made |= {(name, "fr"): french, (name, "it"): make_version(french, _indexes["it"])}
    return made


@pytest.fixture(scope="module")
def _alone(_sections) -> dict[tuple[str, str], Page]:
    return {place: _published(section) for place, section in _sections.items()}


@pytest.fixture(scope="module")
def _translated(_sections) -> dict[str, Page]:
    made = {}
    for code, original in (("it", "fr"), ("fr", "it")):
        picture = make_picture(90, 60)
        page = _published(_sections["education", original], "Troisième version", picture=picture)
        made[code] = translate(page, code)
        page.summary = NEW_SUMMARY
        page.save_revision().publish()
    return made


@pytest.fixture
def homes(_homes) -> dict[str, Page]:
    """The home page of each language."""
    return deepcopy(_homes)


@pytest.fixture
def indexes(_indexes) -> dict[str, SectorIndexPage]:
    """The page that lists the sectors, in each language."""
    return deepcopy(_indexes)


@pytest.fixture
def sections(_sections) -> dict[tuple[str, str], Page]:
    """Two sectors, in French and Italian."""
    return deepcopy(_sections)


@pytest.fixture
def alone(_alone) -> dict[tuple[str, str], Page]:
    """A communiqué that exists in one language only, in each section; published, then changed."""
    return deepcopy(_alone)


@pytest.fixture
def translated(_translated) -> dict[str, Page]:
    """A translation into each language of a page of education, whose original has changed since."""
    return deepcopy(_translated)


def _published(section: Page, last_title: str = "Seconde version", **fields) -> Page:
    page = make_communique(section, summary="Un résumé.", **fields)
    for title in ("Première version", last_title):
        page.title = title
        page.save_revision().publish()
    return Page.objects.get(pk=page.pk).specific


def give(group: Group, page: Page, *rights: str) -> None:
    """Rights on a page and what is below it, given as the form of a group gives them."""
    for right in rights or RIGHTS:
        GroupPagePermission.objects.create(group=group, page=page, permission_type=right)


def named_group(name: str, *languages: str) -> Group:
    """A group that may enter the admin, in the languages named."""
    group = Group.objects.create(name=name)
    group.permissions.add(
        Permission.objects.get(codename="access_admin"),
        Permission.objects.get(codename="submit_translation"),
    )
    row = RoleGroup.objects.create(group=group)
    row.languages.set(make_locale(code) for code in languages)
    return group


def browser_of(*groups: Group) -> Client:
    """The browser of a member of some groups."""
    user = get_user_model().objects.create_user(f"member-{next(_numbers)}")
    user.groups.set(groups)
    client = Client()
    client.force_login(user)
    client.user = user
    return client


@pytest.fixture
def italian(homes) -> Client:
    """The browser of a translator of Italian."""
    group = named_group("Italiano", "it")
    give(group, homes["it"])
    return browser_of(group)
