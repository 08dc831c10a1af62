"""Two sections in three languages, with pages in French and Italian, and members to try them."""

import itertools

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


@pytest.fixture
def homes() -> dict[str, Page]:
    """The home page of each language."""
    return {code: make_home(code) for code in ("fr", "it", "es")}


@pytest.fixture
def indexes(homes) -> dict[str, SectorIndexPage]:
    """The page that lists the sectors, in each language."""
    french = make_sector_index(homes["fr"])
    return {"fr": french} | {code: make_version(french, homes[code]) for code in ("it", "es")}


@pytest.fixture
def sections(indexes) -> dict[tuple[str, str], Page]:
    """Two sectors, in French and Italian."""
    made = {}
    for name in ("education", "culture"):
        french = make_sector_page(indexes["fr"], slug=name)
        made |= {(name, "fr"): french, (name, "it"): make_version(french, indexes["it"])}
    return made


@pytest.fixture
def alone(sections) -> dict[tuple[str, str], Page]:
    """A communiqué that exists in one language only, in each section; published, then changed."""
    return {place: _published(section) for place, section in sections.items()}


@pytest.fixture
def translated(sections) -> dict[str, Page]:
    """A translation into each language of a page of education, whose original has changed since."""
    made = {}
    for code, original in (("it", "fr"), ("fr", "it")):
        page = _published(sections["education", original], picture=make_picture(90, 60))
        made[code] = translate(page, code)
        page.summary = NEW_SUMMARY
        page.save_revision().publish()
    return made


def _published(section: Page, **fields) -> Page:
    page = make_communique(section, summary="Un résumé.", **fields)
    for title in ("Première version", "Seconde version"):
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
