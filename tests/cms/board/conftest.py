"""Two sectors with their teams in three languages, and members who open their dashboard."""

import itertools
from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page
from wagtail.users.models import UserProfile

from cms.models import RoleGroup
from cms.roles.catalogue import ADMINISTRATOR, TRANSLATOR
from sectors.models import Sector, SectorPage
from tests.factories import make_communique, make_locale

_numbers = itertools.count(1)


@pytest.fixture
def sections(db, founded_sections) -> dict[tuple[str, str], SectorPage]:
    """The pages of education and culture in each language; the teams work in two of them."""
    pages = SectorPage.objects.select_related("sector", "locale")
    return {(page.sector.slug, page.locale.language_code): page for page in pages}


def group_of(role: str, sector: str) -> Group:
    """The group that has a role: in a sector, of Italian, or on the whole site."""
    if role in ("writer", "moderator"):
        return getattr(Sector.objects.get(slug=sector).team, f"{role}s")
    rows = RoleGroup.objects.filter(role=role)
    return (rows.get(locale=make_locale("it")) if role == TRANSLATOR.key else rows.get()).group


@pytest.fixture
def sign_in(sections):
    """Opens the browser of a new member: `sign_in(role, sector="education", language="fr")`."""

    def browser(role: str, sector: str = "education", language: str = "fr") -> Client:
        user = get_user_model().objects.create_user(f"member-{next(_numbers)}")
        if role == ADMINISTRATOR.key:
            user.is_superuser = True
            user.save()
        else:
            user.groups.add(group_of(role, sector))
        UserProfile.objects.create(user=user, preferred_language=language)
        client = Client()
        client.force_login(user)
        client.user = user
        return client

    return browser


def board(client: Client) -> BeautifulSoup:
    """The dashboard as a member gets it."""
    answer = client.get(reverse("wagtailadmin_home"))
    assert answer.status_code == 200
    return BeautifulSoup(answer.content, "html.parser")


def panels(client: Client) -> list[str]:
    """The names of the panels that a member sees, in their order."""
    headings = board(client).select("h2[id^=board-]")
    return [heading["id"].removeprefix("board-") for heading in headings]


def titles(soup: BeautifulSoup, panel: str = "") -> list[str]:
    """The titles on a panel, or on a whole screen."""
    inside = f".board-panel--{panel} " if panel else ""
    return [link.get_text(strip=True) for link in soup.select(f"{inside}a.board-row__title")]


def begin_draft(section: Page, user, title: str = "Brouillon") -> Page:
    """A communiqué that a member began under a section."""
    page = make_communique(section, title=title, owner=user, live=False)
    page.save_revision(user=user)
    return page


def submit(page: Page, user):
    """The state of the step at which a page waits that a member submitted."""
    return page.get_workflow().start(page, user).current_task_state


def plan(section: Page, user, title: str, days: int = 1) -> Page:
    """A communiqué that goes live by itself in some days."""
    go_live = timezone.now() + timedelta(days=days)
    page = make_communique(section, title=title, owner=user, live=False, go_live_at=go_live)
    page.save_revision(user=user).publish()
    return page
