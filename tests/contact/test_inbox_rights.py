"""None read by the wrong person: every view of the inbox, asked by everybody, over HTTP."""

from dataclasses import dataclass

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.urls import reverse
from wagtail.models import GroupPagePermission

from contact.access import ANSWER, CHANGE, DELETE, EXPORT, VIEW
from contact.models import AuditEntry, Message, OutgoingMail, Reply, SectorInbox
from tests.contact.factories import ALL_ACTIONS, make_form, make_member, make_message
from tests.factories import make_home, make_sector

SECRET = "Mon chef me menace"

pytestmark = pytest.mark.django_db


@dataclass
class Deed:
    """Something that is asked of the inbox about one message."""

    name: str
    action: str
    data: dict | None = None

    def ask(self, client, message):
        """The answer to it."""
        if self.name in ("delete", "export"):
            data = {"message": message.receipt, "confirmed": "1", "kind": "csv"}
            return client.post(reverse(f"inbox:{self.name}"), data)
        address = reverse(f"inbox:{self.name}", args=[message.receipt])
        return client.get(address) if self.data is None else client.post(address, self.data)


DEEDS = [
    Deed("read", VIEW),
    Deed("status", CHANGE, {"status": "spam"}),
    Deed("assign", CHANGE, {"member": ""}),
    Deed("note", CHANGE, {"note": "Call her"}),
    Deed("answer", ANSWER, {"answer": "We will call you"}),
    Deed("export", EXPORT),
    Deed("delete", DELETE),
]


@pytest.fixture
def message():
    form = make_form(make_home())
    return make_message(form, text=SECRET, sector=make_sector("education"))


def untouched(message) -> bool:
    """Whether nothing was done to it, not even logged."""
    now = Message.objects.filter(pk=message.pk, status="new", assigned_to=None).first()
    return (
        now is not None
        and not now.notes.exists()
        and not Reply.objects.exists()
        and not OutgoingMail.objects.exists()
        and not AuditEntry.objects.exists()
    )


@pytest.mark.parametrize("deed", DEEDS, ids=lambda deed: deed.name)
class TestEveryDeed:
    def test_is_refused_to_another_sector(self, client, message, deed):
        make_member(client, [make_sector("culture"), None])
        assert deed.ask(client, message).status_code == 404
        assert untouched(message)

    def test_is_refused_without_any_right(self, client, message, deed):
        make_member(client, actions=())
        assert deed.ask(client, message).status_code == 404
        assert untouched(message)

    def test_is_refused_with_the_permission_alone(self, client, message, deed):
        make_member(client, actions=ALL_ACTIONS)
        assert deed.ask(client, message).status_code == 404
        assert untouched(message)

    def test_is_refused_to_who_may_do_everything_else(self, client, message, deed):
        others = [action for action in ALL_ACTIONS if action != deed.action]
        make_member(client, [message.sector], others)
        assert deed.ask(client, message).status_code == 404
        assert untouched(message)

    def test_is_refused_to_who_may_do_it_in_another_sector(self, client, message, deed):
        member = make_member(client, [message.sector], [VIEW] if deed.action != VIEW else [EXPORT])
        other = make_member(client, [make_sector("culture")])
        member.groups.add(*other.groups.all())
        client.force_login(member)
        assert deed.ask(client, message).status_code == 404
        assert untouched(message)

    def test_is_refused_to_strangers_and_to_who_has_left(self, client, message, deed):
        assert "/login/" in deed.ask(client, message).url
        member = make_member(client, [message.sector])
        member.is_active = False
        member.save()
        assert "/login/" in deed.ask(client, message).url
        assert untouched(message)

    @pytest.mark.parametrize("who", ["own sector", "keeper", "superuser"])
    def test_is_done_and_logged_for_those_in_charge(self, client, message, deed, who):
        if who == "own sector":
            make_member(client, [message.sector])
        elif who == "keeper":
            make_member(client, every_sector=True)
        else:
            client.force_login(get_user_model().objects.create_superuser("root"))
        assert deed.ask(client, message).status_code in (200, 302)
        assert AuditEntry.objects.filter(receipt=message.receipt).exists()

    def test_is_never_done_by_a_link(self, client, message, deed):
        make_member(client, [message.sector])
        if deed.name == "read":
            return
        by_one = deed.name not in ("delete", "export")
        address = reverse(f"inbox:{deed.name}", args=[message.receipt] if by_one else [])
        assert client.get(address, deed.data).status_code == 405
        assert untouched(message)

    def test_is_refused_without_the_token(self, client, message, deed):
        make_member(client, [message.sector])
        client.handler.enforce_csrf_checks = True
        if deed.name != "read":
            assert deed.ask(client, message).status_code == 403
            assert untouched(message)


def test_the_list_shows_a_member_their_sectors_only(client, message):
    mine = make_message(message.page, sector=make_sector("culture"))
    make_member(client, [mine.sector])
    text = client.get(reverse("inbox:list")).content.decode()
    assert mine.receipt in text
    assert message.receipt not in text


def test_deleting_some_of_another_sector_deletes_none(client, message):
    mine = make_message(message.page, sector=make_sector("culture"))
    make_member(client, [mine.sector])
    receipts = [mine.receipt, message.receipt]
    for confirmed in ({}, {"confirmed": "1"}):
        answer = client.post(reverse("inbox:delete"), {"message": receipts, **confirmed})
        assert answer.status_code == 404
    assert Message.objects.count() == 2


def test_a_number_or_an_address_finds_nothing_in_another_sector(client, message):
    make_member(client, [make_sector("culture")])
    for typed in (message.receipt, "writer@example.org"):
        answer = client.post(reverse("inbox:find"), {"typed": typed}, follow=True)
        assert message.receipt not in answer.content.decode()


def test_requests_about_data_are_for_who_sees_every_sector(client, message):
    address = reverse("inbox:writer")
    asked = {"address": "writer@example.org"}
    for member in ({"sectors": [message.sector]}, {"every_sector": True, "actions": [VIEW]}):
        make_member(client, **member)
        assert client.get(address).status_code == 404
        for what in ({}, {"file": "1"}, {"erase": "1"}):
            assert client.post(address, {**asked, **what}).status_code == 404
    assert untouched(message)


@pytest.mark.parametrize(("right", "what"), [(EXPORT, "erase"), (DELETE, "file")])
def test_the_right_to_one_request_is_none_to_the_other(client, message, right, what):
    make_member(client, every_sector=True, actions=[VIEW, right])
    asked = {"address": "writer@example.org", what: "1"}
    assert client.post(reverse("inbox:writer"), asked).status_code == 404
    assert untouched(message)


def test_outgoing_mail_is_for_who_keeps_the_inbox(client, message):
    make_member(client, [message.sector])
    assert client.get(reverse("inbox:mail")).status_code == 404
    assert client.post(reverse("inbox:mail")).status_code == 404


class TestWhoMayEditTheForm:
    """CVE-2026-44199: Wagtail's own views show submissions to whoever may edit the page."""

    @pytest.fixture
    def editor(self, client, message):
        editors = Group.objects.create(name="Editors of pages")
        for kind in ("add_page", "change_page", "publish_page"):
            GroupPagePermission.objects.create(
                group=editors,
                page=message.page.get_parent(),
                permission=Permission.objects.get(
                    codename=kind, content_type__app_label="wagtailcore"
                ),
            )
        member = make_member(client, actions=())
        member.groups.add(editors)
        return member

    def test_reads_no_message(self, client, message, editor):
        edit = client.get(reverse("wagtailadmin_pages:edit", args=[message.page.pk]))
        assert edit.status_code == 200
        for text in (message.receipt, SECRET, "inbox:list"):
            assert text not in edit.content.decode()
        assert client.get(reverse("inbox:list")).status_code == 404

    @pytest.mark.parametrize("name", ["list_submissions", "list_submissions_results"])
    def test_gets_nothing_from_the_stock_list(self, client, message, editor, name):
        address = reverse(f"wagtailforms:{name}", args=[message.page.pk])
        for query in ("", "?export=csv", "?export=xlsx"):
            answer = client.get(address + query)
            assert answer.status_code in (302, 404)
            assert SECRET.encode() not in answer.content
            assert message.receipt.encode() not in answer.content

    def test_deletes_nothing_by_the_stock_view(self, client, message, editor):
        address = reverse("wagtailforms:delete_submissions", args=[message.page.pk])
        query = f"?selected-submissions={message.pk}"
        for answer in (client.get(address + query), client.post(address + query)):
            assert answer.status_code in (302, 404)
        assert untouched(message)

    def test_is_not_offered_the_form_among_those_with_submissions(self, client, message, editor):
        for name in ("index", "index_results"):
            answer = client.get(reverse(f"wagtailforms:{name}"))
            assert message.page.title not in answer.content.decode()

    def test_not_even_an_administrator_gets_them_there(self, client, message):
        client.force_login(get_user_model().objects.create_superuser("root"))
        address = reverse("wagtailforms:list_submissions", args=[message.page.pk])
        assert client.get(address).status_code in (302, 404)


def test_administrators_say_who_reads_what(client, message):
    client.force_login(get_user_model().objects.create_superuser("root"))
    group = Group.objects.create(name="Education team")
    answer = client.post(
        reverse("sector_inboxes:add"), {"group": group.pk, "sector": message.sector_id}
    )
    assert answer.status_code == 302
    assert SectorInbox.objects.get().sector == message.sector
    listed = client.get(reverse("sector_inboxes:index"))
    assert "Education team" in listed.content.decode()


def test_nobody_else_says_who_reads_what(client, message):
    make_member(client, every_sector=True)
    for name in ("index", "add"):
        assert client.get(reverse(f"sector_inboxes:{name}")).status_code in (302, 403, 404)
    assert not SectorInbox.objects.exists()


def test_the_rights_on_messages_are_offered_in_the_form_of_a_group(client):
    client.force_login(get_user_model().objects.create_superuser("root"))
    text = client.get(reverse("wagtailusers_groups:add")).content.decode()
    permissions = {"answer_message", "export_message", "view_every_sector"}
    for permission in Permission.objects.filter(codename__in=permissions):
        assert f'value="{permission.pk}"' in text
