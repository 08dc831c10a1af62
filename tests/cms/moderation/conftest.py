"""Two sectors with their teams, members with addresses, and what the worker sends them."""

import re

import pytest
from django.core import mail
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from wagtail.models import Page

from tests.cms.board.conftest import begin_draft, sections, sign_in
from tests.cms.roles.deeds import communique_form

__all__ = ["sections", "sign_in"]


@pytest.fixture
def member(sign_in):
    """Opens the browser of a member who can be written to: `member(role, sector, language)`."""

    def browser(role: str, sector: str = "education", language: str = "fr") -> Client:
        client = sign_in(role, sector, language)
        client.user.email = f"{client.user.username}@union.example"
        client.user.first_name = client.user.username.replace("member-", "Camarade ")
        client.user.save()
        return client

    return browser


def write(client: Client, section: Page, **fields) -> Page:
    """A draft of a member's, as the editor leaves it."""
    page = begin_draft(section, client.user, title="Grève à l’entrepôt")
    save(client, page, **fields)
    return page


def save(client: Client, page: Page, **fields) -> None:
    """Sends the form of a communiqué."""
    form = communique_form(title="Grève à l’entrepôt", slug=page.slug, **fields)
    client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), form)


def submit(client: Client, page: Page, **fields) -> None:
    """Presses "Send for approval" in the editor."""
    save(client, page, **fields, **{"action-submit": "1"})
    assert page.workflow_in_progress


def letters() -> dict[str, mail.EmailMessage]:
    """What the worker has sent since one asked last, by address."""
    mail.outbox.clear()
    call_command("worker", once=True)
    found = {letter.to[0]: letter for letter in mail.outbox}
    assert len(found) == len(mail.outbox)
    return found


def link_in(letter: mail.EmailMessage) -> str:
    """The path of the first address in a letter."""
    return re.search(r"https?://[^/]+(/\S+)", letter.body)[1]
