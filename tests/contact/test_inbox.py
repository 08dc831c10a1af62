"""What members do with messages: the list, the page of one, answers, notes, the dashboard."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth import get_user_model
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from contact import delivery
from contact.access import VIEW, members_for
from contact.models import AuditEntry, Message, Note, OutgoingMail
from tests.assertions import clear_every_cache
from tests.contact.factories import make_form, make_member, make_message, make_reader
from tests.factories import make_home, make_sector

pytestmark = pytest.mark.django_db

SECRET = "Mon chef me menace"
ARABIC = "يطلب مني المدير أن أعمل يوم الأحد"
QUERIES = 20


@pytest.fixture
def form():
    return make_form(make_home())


@pytest.fixture
def keeper(client):
    return make_member(client, every_sector=True)


def listed(client, query="") -> list[str]:
    """The numbers on the list."""
    answer = client.get(reverse("inbox:list") + query)
    assert answer.status_code == 200
    soup = BeautifulSoup(answer.content, "html.parser")
    return [link.get_text(strip=True) for link in soup.select(".inbox-receipt a")]


class TestTheList:
    def test_has_every_language_and_the_newest_first(self, client, keeper, form):
        now = timezone.now()
        old = make_message(form, language="ar", received_at=now - timedelta(days=2))
        new = make_message(form, language="fr", received_at=now)
        assert listed(client) == [new.receipt, old.receipt]

    def test_shows_nothing_of_the_content(self, client, keeper, form):
        make_message(form, text=SECRET, email="anna@example.org")
        text = client.get(reverse("inbox:list")).content.decode()
        assert SECRET not in text
        assert "anna" not in text

    def test_is_narrowed_by_each_fact(self, client, keeper, form):
        sector = make_sector("education")
        one = make_message(form, sector=sector, language="ar", assigned_to=keeper)
        two = make_message(make_form(form.get_parent(), slug="two"), language="fr")
        for query in (f"sector={sector.pk}", f"form={form.pk}", "language=ar", "assigned=me"):
            assert listed(client, f"?{query}") == [one.receipt]
        for query in ("sector=none", "assigned=none", f"form={two.page_id}"):
            assert listed(client, f"?{query}") == [two.receipt]

    def test_keeps_spam_apart_and_never_away(self, client, keeper, form):
        shown = make_message(form)
        for status in ("suspected", "spam", "answered", "in_hand"):
            make_message(form, status=status)
        assert len(listed(client)) == 3
        assert listed(client, "?status=new") == [shown.receipt]
        assert len(listed(client, "?status=suspected")) == 1
        assert len(listed(client, "?status=spam")) == 1

    @pytest.mark.parametrize(
        "query", ["?p=x", "?p=999", "?status=no", "?sector=0x", "?form=-1", "?writer=%00'"]
    )
    def test_passes_over_what_makes_no_sense(self, client, keeper, form, query):
        message = make_message(form)
        assert listed(client, query) == [message.receipt]

    def test_asks_the_database_for_no_more_with_more_messages(self, client, form):
        sector = make_sector("education")
        make_member(client, [sector, None])
        assistant = make_reader(sectors=[sector])
        for number in range(60):
            make_message(
                form,
                sector=sector if number % 2 else None,
                assigned_to=assistant if number % 3 else None,
                status="new" if number % 5 else "answered",
            )
        clear_every_cache()
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert len(listed(client)) == 50
        assert len(queries) <= QUERIES, "\n".join(one["sql"][:200] for one in queries)
        # The sealed text of fifty messages is not even fetched.
        assert not any("sealed_answers" in one["sql"] for one in queries)

    def test_finds_a_number_as_it_was_told(self, client, keeper, form):
        message = make_message(form)
        told = message.receipt.lower().replace("-", " ")
        answer = client.post(reverse("inbox:find"), {"typed": told})
        assert answer.url == reverse("inbox:read", args=[message.receipt])

    def test_finds_all_from_an_address_and_shows_it_nowhere(self, client, keeper, form, settings):
        spam = make_message(form, email="Anna@example.org", status="spam")
        make_message(form)
        answer = client.post(reverse("inbox:find"), {"typed": " anna@EXAMPLE.org "})
        assert "anna" not in answer.url.lower()
        text = client.get(answer.url).content.decode()
        assert spam.receipt in text
        assert "anna" not in text.lower()
        assert listed(client, answer.url.partition("?")[1] + answer.url.partition("?")[2]) == [
            spam.receipt
        ]


class TestTheMessage:
    def test_is_read_and_the_reading_is_logged(self, client, keeper, form):
        message = make_message(form, text=SECRET)
        answer = client.get(reverse("inbox:read", args=[message.receipt]))
        assert SECRET in answer.content.decode()
        assert "no-store" in answer["Cache-Control"]
        entry = AuditEntry.objects.get()
        assert (entry.user, entry.action, entry.receipt) == (keeper, "read", message.receipt)

    def test_says_in_which_language_each_word_is(self, client, keeper, form):
        message = make_message(form, text=ARABIC, language="ar")
        page = client.get(reverse("inbox:read", args=[message.receipt]))
        soup = BeautifulSoup(page.content, "html.parser")
        text = soup.find("dd", string=ARABIC)
        assert (text["lang"], text["dir"]) == ("ar", "auto")
        assert text.find_previous("dt")["lang"] == "fr"

    def test_shows_markup_as_text(self, client, keeper, form):
        message = make_message(form, text="<script>alert(1)</script>")
        page = client.get(reverse("inbox:read", args=[message.receipt])).content.decode()
        assert "<script>alert(1)" not in page

    def test_says_why_it_may_be_spam(self, client, keeper, form):
        message = make_message(form, status="suspected", spam_reasons=["trap"], spam_score=5)
        page = client.get(reverse("inbox:read", args=[message.receipt]))
        assert BeautifulSoup(page.content, "html.parser").select(".inbox-reasons li")

    def test_outlives_its_form(self, client, keeper):
        message = make_message(None, text=SECRET)
        page = client.get(reverse("inbox:read", args=[message.receipt]))
        assert SECRET in page.content.decode()

    def test_says_so_when_its_key_is_missing(self, client, keeper, form):
        message = make_message(form)
        Message.objects.update(sealed_answers="gone")
        address = reverse("inbox:read", args=[message.receipt])
        answer = client.get(address)
        assert answer.status_code == 200
        assert BeautifulSoup(answer.content, "html.parser").select(".help-critical")
        said = client.post(reverse("inbox:answer", args=[message.receipt]), {"answer": "Hello"})
        assert said.status_code == 422
        assert not OutgoingMail.objects.exists()


class TestWhatBecomesOfIt:
    def test_the_status_changes(self, client, keeper, form):
        message = make_message(form, status="suspected")
        client.post(reverse("inbox:status", args=[message.receipt]), {"status": "new"})
        message.refresh_from_db()
        assert message.status == "new"
        assert AuditEntry.objects.get().action == "changed"

    def test_who_takes_it_has_it_in_hand(self, client, keeper, form):
        message = make_message(form)
        client.post(reverse("inbox:assign", args=[message.receipt]), {"member": keeper.pk})
        message.refresh_from_db()
        assert (message.assigned_to, message.status) == (keeper, "in_hand")

    def test_it_is_assigned_to_nobody_who_may_not_read_it(self, client, keeper, form):
        message = make_message(form, sector=make_sector("education"))
        other = make_reader(sectors=[make_sector("culture"), None])
        answer = client.post(reverse("inbox:assign", args=[message.receipt]), {"member": other.pk})
        assert answer.status_code == 422
        message.refresh_from_db()
        assert message.assigned_to is None

    def test_those_who_may_read_it_are_offered(self, keeper, form):
        sector = make_sector("education")
        reader, without = make_reader(sectors=[sector]), make_reader(sectors=[None])
        make_reader(sectors=[sector], actions=())
        gone = make_reader(sectors=[sector])
        gone.is_active = False
        gone.save()
        root = get_user_model().objects.create_superuser("root")
        offered = members_for(make_message(form, sector=sector))
        assert set(offered) == {keeper, reader, root}
        assert set(members_for(make_message(form))) == {keeper, without, root}

    def test_a_note_is_kept_sealed(self, client, keeper, form):
        message = make_message(form)
        client.post(reverse("inbox:note", args=[message.receipt]), {"note": SECRET})
        note = Note.objects.get()
        assert (note.text, note.author) == (SECRET, keeper)
        assert "chef" not in note.sealed_text

    def test_what_was_typed_is_not_lost_on_error(self, client, keeper, form):
        message = make_message(form)
        answer = client.post(
            reverse("inbox:answer", args=[message.receipt]), {"answer": "x" * 50_001}
        )
        assert answer.status_code == 422
        assert b"x" * 50_001 in answer.content
        assert not OutgoingMail.objects.exists()

    def test_an_answer_is_kept_sealed_and_sent_by_the_queue(self, client, keeper, form):
        message = make_message(form, email="salma@example.org", language="ar")
        address = reverse("inbox:answer", args=[message.receipt])
        for _press in range(2):
            client.post(address, {"answer": "Nous vous appelons demain."})
        reply = message.replies.get()
        assert "appelons" not in reply.sealed_text
        assert mail.outbox == []
        delivery.server.answered()
        assert delivery.deliver() == 1
        sent = mail.outbox[0]
        assert sent.to == ["salma@example.org"]
        assert "Nous vous appelons demain." in sent.body
        message.refresh_from_db()
        assert message.status == "answered"
        assert AuditEntry.objects.filter(action="answered").count() == 1

    def test_it_is_erased_after_a_question(self, client, keeper, form):
        message = make_message(form)
        make_message(form)
        asked = client.post(reverse("inbox:delete"), {"message": message.receipt})
        assert asked.status_code == 200
        assert Message.objects.count() == 2
        client.post(reverse("inbox:delete"), {"message": message.receipt, "confirmed": "1"})
        assert not Message.objects.filter(pk=message.pk).exists()
        entry = AuditEntry.objects.get(receipt=message.receipt)
        assert (entry.action, entry.user) == ("deleted", keeper)


class TestTheDashboard:
    def test_counts_what_waits(self, client, keeper, form):
        make_message(form)
        make_message(form, assigned_to=keeper, status="in_hand")
        make_message(form, status="suspected")
        soup = BeautifulSoup(client.get(reverse("wagtailadmin_home")).content, "html.parser")
        numbers = [one.get_text() for one in soup.select(".board-numbers strong")]
        assert numbers == ["1", "1", "1", "1"]

    def test_says_how_many_and_nothing_of_what_they_say(self, client, keeper, form):
        make_message(form, text=SECRET, email="anna@example.org")
        text = client.get(reverse("wagtailadmin_home")).content.decode()
        assert f"{reverse('inbox:list')}?status=new" in text
        assert "?status=suspected" not in text
        assert SECRET not in text
        assert "anna" not in text

    def test_is_silent_while_nothing_waits(self, client, keeper, form):
        make_message(form, status="answered")
        assert "board-inbox" not in client.get(reverse("wagtailadmin_home")).content.decode()

    def test_is_silent_for_who_has_no_inbox(self, client, form):
        make_message(form)
        make_member(client, actions=())
        text = client.get(reverse("wagtailadmin_home")).content.decode()
        assert "board-inbox" not in text
        assert reverse("inbox:list") not in text

    def test_the_menu_counts_the_members_own(self, client, form):
        sector = make_sector("education")
        make_message(form, sector=sector)
        make_message(form)
        make_member(client, [sector], [VIEW])
        text = client.get(reverse("wagtailadmin_home")).content.decode()
        assert "Messages (1)" in text


def test_mail_that_is_stuck_is_seen_and_tried_again(client, keeper, form):
    message = make_message(form, email="anna@example.org")
    stuck = OutgoingMail(kind="notice", message=message, state="failed", last_error="Refused 550")
    stuck.recipients = ["team@union.example"]
    stuck.save()
    text = client.get(reverse("inbox:mail")).content.decode()
    assert "Refused 550" in text
    assert message.receipt in text
    assert "team@" not in text
    client.post(reverse("inbox:mail"))
    stuck.refresh_from_db()
    assert stuck.state == "waiting"
