"""Files of messages: harmless in a spreadsheet, logged; and what one person may ask for."""

import csv
import io
import json

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from contact import outbox
from contact.inbox.sheets import harmless
from contact.models import AuditEntry, Message, Note, OutgoingMail, Reply
from tests.contact.factories import make_form, make_member, make_message
from tests.factories import make_home, make_sector

pytestmark = pytest.mark.django_db

ANNA = "anna@example.org"


@pytest.fixture
def form():
    return make_form(make_home())


@pytest.fixture
def keeper(client):
    return make_member(client, every_sector=True)


def exported(client, kind="csv", query=""):
    answer = client.post(reverse("inbox:export") + query, {"kind": kind})
    assert answer.status_code == 200
    return answer


def rows_of(answer) -> list[dict]:
    text = answer.content.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+33 6",
        "-2",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "\n=1",
        "  =1",
        "＝1",
        "=cmd|' /C calc'!A0",
    ],
)
def test_no_word_of_a_writer_is_calculated(client, keeper, form, text):
    assert harmless(text) == f"'{text}"
    make_message(form, text=text)
    assert rows_of(exported(client))[0]["Text"] == f"'{text}"
    sheet = load_workbook(io.BytesIO(exported(client, "xlsx").content)).active
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)


def test_a_label_is_no_formula_either():
    assert [harmless("Text"), harmless("")] == ["Text", ""]


def test_the_file_holds_the_filtered_list_and_each_message_is_logged(client, keeper, form):
    one = make_message(form, text="Bonjour « toi »,\n\nça va ? مرحبا", language="ar")
    make_message(form, language="fr")
    make_message(form, language="ar", status="spam")
    rows = rows_of(exported(client, query="?language=ar"))
    assert [row["Text"] for row in rows] == ["Bonjour « toi »,\n\nça va ? مرحبا"]
    logged = AuditEntry.objects.values_list("action", "receipt", "user")
    assert list(logged) == [("exported", one.receipt, keeper.pk)]


def test_the_file_holds_what_the_member_may_export_and_nothing_else(client, form):
    mine, other = make_sector("education"), make_sector("culture")
    make_message(form, text="mine", sector=mine)
    make_message(form, text="other", sector=other)
    make_message(form, text="nobody's")
    make_member(client, [mine])
    assert [row["Text"] for row in rows_of(exported(client))] == ["mine"]
    assert rows_of(exported(client, query=f"?sector={other.pk}"))[0]["Text"] == "mine"


def test_a_very_long_message_and_odd_signs_do_not_break_the_file(client, keeper, form):
    make_message(form, text="é" * 120_000 + "\x00\x0b")
    sheet = load_workbook(io.BytesIO(exported(client, "xlsx").content)).active
    cells = [cell for cell in list(sheet.values)[1] if cell]
    assert max(map(len, cells)) <= 32_767
    assert len(rows_of(exported(client))[0]["Text"]) >= 120_000


def test_one_sealed_for_good_does_not_hold_up_the_others(client, keeper, form):
    lost = make_message(form)
    Message.objects.filter(pk=lost.pk).update(sealed_answers="gone")
    make_message(form, text="whole")
    assert "whole" in [row.get("Text") for row in rows_of(exported(client))]


class TestOnePerson:
    @pytest.fixture
    def message(self, form):
        message = make_message(form, text="Her words", email=ANNA)
        Note.objects.create(message=message, text="Our note")
        outbox.send_reply(Reply.objects.create(message=message, text="Our answer"))
        outbox.enqueue("notice", ["team@union.example"], message)
        make_message(form, text="Somebody else", email="ben@example.org")
        return message

    def ask(self, client, **what):
        return client.post(reverse("inbox:writer"), {"address": " Anna@Example.org ", **what})

    def test_everything_is_found_without_reading_it(self, client, keeper, message):
        text = self.ask(client).content.decode()
        assert message.receipt in text
        assert "Her words" not in text

    def test_everything_is_handed_over(self, client, keeper, message):
        answer = self.ask(client, file="1")
        assert "attachment" in answer["Content-Disposition"]
        (found,) = json.loads(answer.content)
        assert found["answers"]["Text"] == "Her words"
        assert [note["text"] for note in found["notes"]] == ["Our note"]
        assert [reply["text"] for reply in found["replies"]] == ["Our answer"]
        assert {mail["kind"]: mail["to"] for mail in found["mail"]} == {
            "reply": [ANNA],
            "notice": None,
        }
        assert AuditEntry.objects.get().action == "exported"

    def test_everything_is_erased_and_the_log_knows_no_address(self, client, keeper, message):
        assert self.ask(client, erase="1").status_code == 302
        assert Message.objects.count() == 1
        for model in (Note, Reply, OutgoingMail):
            assert not model.objects.exists()
        entry = AuditEntry.objects.get()
        assert (entry.action, entry.receipt) == ("deleted", message.receipt)
        assert "anna" not in repr(list(AuditEntry.objects.values())).lower()

    def test_what_an_older_key_hashed_is_found_too(self, client, keeper, message, settings):
        from cryptography.fernet import Fernet

        settings.CONTACT_KEYS = [Fernet.generate_key().decode(), *settings.CONTACT_KEYS]
        assert message.receipt in self.ask(client).content.decode()

    def test_no_address_of_a_page_holds_the_writers(self, client, keeper, message):
        assert client.get(reverse("inbox:writer"), {"address": ANNA}).status_code == 200
        assert (
            message.receipt
            not in client.get(reverse("inbox:writer"), {"address": ANNA}).content.decode()
        )
