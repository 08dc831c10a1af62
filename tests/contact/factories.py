"""Forms, messages and members for tests."""

import itertools
import uuid
from datetime import timedelta

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.utils import timezone
from wagtail.models import Page

from contact.access import ANSWER, CHANGE, DELETE, EXPORT, VIEW
from contact.models import (
    Answer,
    ContactPage,
    FormField,
    Message,
    SectorInbox,
    SectorRecipient,
)
from tests.factories import add

_numbers = itertools.count(1)


def make_form(parent: Page, questions=None, recipients=None, **fields) -> ContactPage:
    """A form with questions, each a dictionary of the fields of `FormField`.

    Args:
        parent: the page it stands under.
        questions: a name, an e-mail address and a text by default.
        recipients: addresses by sector.
        fields: those of the page.
    """
    page = add(parent, ContactPage, **{"to_address": "team@union.example", **fields})
    questions = DEFAULT_QUESTIONS if questions is None else questions
    for order, question in enumerate(questions):
        FormField.objects.create(
            page=page, locale=page.locale, sort_order=order, **{"required": False, **question}
        )
    for sector, address in (recipients or {}).items():
        SectorRecipient.objects.create(page=page, sector=sector, to_address=address)
    return ContactPage.objects.get(pk=page.pk)


def make_version(page: ContactPage, parent: Page, labels: dict, **fields) -> ContactPage:
    """A form in the language of another parent.

    Args:
        page: the original.
        parent: a page of the other language.
        labels: (label, choices) by the name of the question.
        fields: those of the page.
    """
    version = add(parent, ContactPage, translation_key=page.translation_key, **fields)
    for row in page.form_fields.all():
        row.pk, row.page, row.locale = None, version, version.locale
        row.label, row.choices = labels[row.clean_name]
        row.save()
    return version


DEFAULT_QUESTIONS = (
    {"label": "Name", "field_type": "singleline", "purpose": "name"},
    {"label": "Address", "field_type": "email", "required": True},
    {"label": "Text", "field_type": "multiline", "required": True},
)


def make_message(page=None, text="words", email="writer@example.org", **fields) -> Message:
    """A stored message with an address and a text."""
    message = Message(
        **{
            "page": page,
            "form_key": page.translation_key if page else uuid.uuid4(),
            "kind": "contact",
            "language": "fr",
            "expires_at": timezone.now() + timedelta(days=30),
            "idempotency": uuid.uuid4().hex,
            **fields,
        }
    )
    message.write(
        [
            Answer("address", "email", "Address", email, email),
            Answer("text", "multiline", "Text", text, text),
        ]
    )
    message.save()
    return message


def make_reader(user=None, sectors=(), actions=(VIEW,), every_sector=False):
    """A member in a group of their own that is in charge of sectors, with permissions."""
    number = next(_numbers)
    user = user or get_user_model().objects.create_user(f"reader-{number}")
    group = Group.objects.create(name=f"Group {number}")
    codenames = [f"{action}_message" for action in actions]
    codenames += ["view_every_sector"] if every_sector else []
    group.permissions.set(
        Permission.objects.filter(codename__in=codenames, content_type__app_label="contact")
    )
    for sector in sectors:
        SectorInbox.objects.create(group=group, sector=sector)
    user.groups.add(group)
    # Django remembers permissions on the object.
    return type(user).objects.get(pk=user.pk)


ENTER_ADMIN = ("wagtailadmin", "access_admin")
ALL_ACTIONS = (VIEW, CHANGE, ANSWER, EXPORT, DELETE)


def make_member(client, sectors=(), actions=ALL_ACTIONS, every_sector=False):
    """A member who is signed in to the admin and has an inbox.

    Args:
        client: the test's browser.
        sectors: those that they are in charge of; None for the messages without one.
        actions: what they may do there.
        every_sector: whether they keep the inbox.
    """
    member = make_reader(sectors=sectors, actions=actions, every_sector=every_sector)
    enter = Permission.objects.get(content_type__app_label=ENTER_ADMIN[0], codename=ENTER_ADMIN[1])
    member.user_permissions.add(enter)
    client.force_login(member)
    return member
