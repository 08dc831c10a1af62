"""What people write is kept sealed, and found again by those who may."""

import pytest
from django.contrib.auth.models import Group
from django.core.management import CommandError, call_command
from django.db import connection

from cms.roles.catalogue import KEEPER
from contact.access import ANSWER, DELETE, EXPORT, VIEW, may_enter, messages_for
from contact.checks import check_keys
from contact.encryption import SealError, address_digests, seal, unseal
from contact.models import Message, Note, OutgoingMail, Reply
from contact.models.form_field import keyed
from contact.receipts import new_receipt, tidied
from tests.contact.factories import make_message, make_reader
from tests.factories import make_sector

OLD = "b2xkLW9sZC1vbGQtb2xkLW9sZC1vbGQtb2xkLW9sZC0="
NEW = "bmV3LW5ldy1uZXctbmV3LW5ldy1uZXctbmV3LW5ldy0="
SECRET = "Mon chef me menace"


def test_what_is_sealed_opens_only_with_a_key(settings):
    settings.CONTACT_KEYS = [OLD]
    token = seal({"text": SECRET})
    assert "chef" not in token
    settings.CONTACT_KEYS = [NEW, OLD]
    assert unseal(token) == {"text": SECRET}
    settings.CONTACT_KEYS = [NEW]
    with pytest.raises(SealError):
        unseal(token)


@pytest.mark.parametrize(
    ("keys", "faults"),
    [([], ["contact.E001"]), (["short"], ["contact.E002"]), ([NEW, OLD], [])],
)
def test_the_site_does_not_start_without_a_key_that_seals(settings, keys, faults):
    settings.CONTACT_KEYS = keys
    found = check_keys(None)
    assert [fault.id for fault in found] == faults
    assert "short" not in str(found)


@pytest.mark.django_db
def test_no_column_of_the_database_holds_what_was_written():
    message = make_message(text=SECRET, email="anna@example.org")
    Note.objects.create(message=message, text=SECRET)
    reply = Reply.objects.create(message=message, text=SECRET)
    mail = OutgoingMail(message=message, reply=reply, kind="reply")
    mail.recipients = ["anna@example.org"]
    mail.save()
    with connection.cursor() as cursor:
        for model in (Message, Note, Reply, OutgoingMail):
            cursor.execute(f"SELECT * FROM {model._meta.db_table}")
            rows = repr(cursor.fetchall())
            assert rows != "[]"
            assert "chef" not in rows
            assert "anna" not in rows


@pytest.mark.django_db
def test_the_keys_can_be_changed_and_messages_are_still_found(settings):
    settings.CONTACT_KEYS = [OLD]
    message = make_message(text=SECRET, email="Anna@Example.org")
    Note.objects.create(message=message, text="note")
    settings.CONTACT_KEYS = [NEW, OLD]
    found = Message.objects.filter(address_digest__in=address_digests(" anna@example.org "))
    assert found.get() == message
    call_command("rotate_contact_keys")
    settings.CONTACT_KEYS = [NEW]
    message = Message.objects.get(address_digest__in=address_digests("anna@example.org"))
    assert SECRET in [answer.text for answer in message.answers]
    assert message.notes.get().text == "note"


@pytest.mark.django_db
def test_a_key_that_is_still_needed_is_not_given_up_in_silence(settings):
    settings.CONTACT_KEYS = [OLD]
    make_message(text=SECRET)
    settings.CONTACT_KEYS = [NEW]
    with pytest.raises(CommandError, match="1 sealed text"):
        call_command("rotate_contact_keys")


def test_a_number_read_out_on_the_telephone_is_understood():
    receipt = new_receipt()
    assert tidied(f" {receipt.lower().replace('-', ' ')} ") == receipt
    assert tidied("o1l0") == "0110"


def test_choices_keep_their_keys_when_they_are_moved_reworded_or_added():
    first = keyed(["Salarié·e", "Au chômage"], [])
    moved = keyed(["Au chômage", "Salarié·e"], first)
    assert sorted(moved) == sorted(first)
    reworded = keyed(["Salarié·e", "Sans emploi"], first)
    assert [key for key, _label in reworded] == [key for key, _label in first]
    longer = keyed(["Salarié·e", "Retraité·e", "Au chômage"], first)
    assert [longer[0], longer[2]] == first
    assert longer[1][0] not in {key for key, _label in first}


@pytest.mark.django_db
class TestWhoMayRead:
    def test_only_the_messages_of_the_sectors_of_ones_groups(self):
        ours, theirs = make_sector(), make_sector()
        mine = make_message(sector=ours)
        make_message(sector=theirs)
        make_message()
        reader = make_reader(sectors=[ours])
        assert list(messages_for(reader)) == [mine]
        assert may_enter(reader)

    def test_the_right_to_answer_in_one_sector_gives_none_in_another(self):
        ours, theirs = make_sector(), make_sector()
        mine, other = make_message(sector=ours), make_message(sector=theirs)
        reader = make_reader(sectors=[ours], actions=[VIEW, ANSWER])
        make_reader(reader, sectors=[theirs], actions=[VIEW])
        assert set(messages_for(reader)) == {mine, other}
        assert list(messages_for(reader, ANSWER)) == [mine]
        assert not messages_for(reader, EXPORT).exists()

    def test_messages_without_a_sector_have_their_own_readers(self):
        message = make_message()
        make_message(sector=make_sector())
        assert list(messages_for(make_reader(sectors=[None]))) == [message]

    def test_who_keeps_the_inbox_reads_all_but_does_only_what_is_allowed(self):
        make_message(sector=make_sector())
        keeper = make_reader(actions=[VIEW], every_sector=True)
        assert messages_for(keeper).count() == 1
        assert not messages_for(keeper, DELETE).exists()

    def test_who_left_reads_nothing(self):
        make_message()
        keeper = make_reader(every_sector=True)
        keeper.is_active = False
        keeper.is_superuser = True
        assert not messages_for(keeper).exists()
        assert not may_enter(keeper)

    def test_to_edit_pages_is_no_right_to_read(self, django_user_model):
        make_message()
        editor = django_user_model.objects.create_user("editor")
        editor.groups.set(Group.objects.exclude(role_group__role=KEEPER.key))
        assert not messages_for(editor).exists()
        assert not may_enter(editor)
