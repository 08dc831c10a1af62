"""No mail is lost: servers that fail, hang and come back, workers that are killed."""

import asyncio
import os
import signal
import smtplib
import socket
import subprocess
import sys
import time
from datetime import timedelta
from unittest import mock

import pytest
from aiosmtpd.controller import Controller
from django.conf import settings as django_settings
from django.core import mail as django_mail
from django.utils import timezone

from contact import delivery, outbox
from contact.models import AuditEntry, Message, Note, OutgoingMail, Reply
from contact.retention import expire
from contact.scheduled import forget_sent_mail, tell_of_suspected_spam
from tests import machine
from tests.contact.factories import make_form, make_message
from tests.factories import make_home, make_sector

SECRET = "Mon chef me menace"
State = OutgoingMail.State


@pytest.fixture(autouse=True)
def _rested_server():
    """No failure is remembered from the test before."""
    delivery.server.answered()
    yield
    delivery.server.answered()


class Postman:
    """A real mail server that does as it is told: `answer` is a reply, or "hang"."""

    def __init__(self):
        self.answer = "250 OK"
        self.received = []
        self.controller = None
        # The name that aiosmtpd looks for.
        vars(self)["handle_DATA"] = self.take

    async def take(self, server, session, envelope):
        """Takes a mail, or not."""
        if self.answer == "hang":
            await asyncio.sleep(3)
        if self.answer.startswith("250"):
            self.received.append(envelope.content.decode())
        return "451 later" if self.answer == "hang" else self.answer

    def start(self, port: int = 0) -> int:
        """Opens; the port."""
        self.controller = Controller(self, hostname="127.0.0.1", port=port or free_port())
        self.controller.start()
        return self.controller.port

    def stop(self) -> None:
        """Closes."""
        if self.controller:
            self.controller.stop(no_assert=True)
            self.controller = None


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def postman(settings):
    postman = Postman()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", postman.start()
    settings.EMAIL_TIMEOUT = 1
    yield postman
    postman.stop()


def make_mail(kind="notice", to=("team@union.example",), **fields) -> OutgoingMail:
    message = fields.pop("message", None) or make_message(text=SECRET)
    return outbox.enqueue(kind, list(to), message, fields.get("reply"))


def states() -> list[str]:
    return list(OutgoingMail.objects.order_by("pk").values_list("state", flat=True))


@pytest.mark.django_db
class TestServer:
    def test_what_waits_is_sent_once_and_marked(self, postman):
        mail = make_mail()
        assert delivery.deliver() == 1
        assert delivery.deliver() == 0
        assert len(postman.received) == 1
        mail.refresh_from_db()
        assert (mail.state, mail.attempts, mail.maybe_twice) == ("sent", 1, False)
        assert mail.sent_at

    def test_a_server_that_is_away_loses_nothing_and_is_left_alone_longer_and_longer(
        self, postman, settings
    ):
        for _number in range(3):
            make_mail()
        postman.stop()
        pauses = []
        for _attempt in range(8):
            before = time.monotonic()
            assert delivery.deliver() == 0
            pauses.append(round(delivery.server.rest_until - before))
            assert delivery.server.rests
            delivery.server.rest_until = 0
        assert pauses == [5, 10, 20, 40, 80, 160, 300, 300]
        assert states() == [State.WAITING] * 3
        assert OutgoingMail.objects.first().last_error
        postman.start(settings.EMAIL_PORT)
        delivery.server.rest_until = 0
        assert delivery.deliver() == 3
        assert len(postman.received) == 3
        assert delivery.server.failures == 0

    def test_while_it_rests_it_is_not_asked(self, postman):
        make_mail()
        delivery.server.failed()
        assert delivery.deliver() == 0
        assert postman.received == []

    def test_a_server_that_hangs_does_not_hold_the_worker_and_gets_the_mail_again(self, postman):
        mail = make_mail()
        postman.answer = "hang"
        before = time.monotonic()
        assert delivery.deliver() == 0
        assert time.monotonic() - before < 3
        mail.refresh_from_db()
        assert (mail.state, mail.maybe_twice) == ("waiting", True)
        postman.answer = "250 OK"
        delivery.server.rest_until = 0
        assert delivery.deliver() == 1

    def test_a_mail_that_is_refused_for_now_waits_and_the_others_are_sent(self, postman):
        first = make_mail()
        postman.answer = "451 greylisted"
        delivery.deliver()
        postman.answer = "250 OK"
        make_mail()
        assert delivery.deliver() == 1
        first.refresh_from_db()
        assert first.last_error == "SMTPDataError 451"
        assert first.next_attempt_at > timezone.now() + timedelta(seconds=50)
        OutgoingMail.objects.update(next_attempt_at=timezone.now())
        assert delivery.deliver() == 1

    def test_a_mail_that_is_refused_for_good_is_given_up_and_can_be_tried_again(self, postman):
        make_mail()
        postman.answer = "550 no such user"
        delivery.deliver()
        assert states() == [State.FAILED]
        postman.answer = "250 OK"
        assert delivery.try_again(OutgoingMail.objects.all()) == 1
        assert delivery.deliver() == 1

    def test_a_mail_that_cannot_be_written_does_not_hold_up_the_others(self, postman):
        make_mail()
        OutgoingMail.objects.update(sealed_recipients="broken")
        make_mail()
        assert delivery.deliver() == 1
        assert states() == [State.WAITING, State.SENT]

    def test_what_the_server_says_is_not_kept(self, postman):
        make_mail()
        postman.answer = f"550 {SECRET}"
        delivery.deliver()
        assert "chef" not in OutgoingMail.objects.get().last_error


@pytest.mark.django_db
class TestWords:
    def test_a_notice_holds_nothing_of_the_message(self):
        page = make_form(make_home(), title="Écrire")
        message = make_message(page, text=SECRET, email="anna@example.org")
        make_mail(message=message, to=["a@union.example", "b@union.example"])
        delivery.deliver()
        sent = django_mail.outbox[0]
        whole = sent.message().as_string()
        assert "chef" not in sent.body
        assert "anna" not in whole
        assert message.receipt in sent.subject
        assert sent.recipients() == ["a@union.example", "b@union.example"]
        assert "union.example" not in str(sent.message()["To"])

    def test_an_acknowledgement_is_in_the_writer_s_language_and_says_as_little(self):
        message = make_message(text=SECRET, language="ar")
        make_mail("receipt", ["anna@example.org"], message=message)
        delivery.deliver()
        sent = django_mail.outbox[0]
        assert "chef" not in sent.body
        assert message.receipt in sent.subject

    def test_an_answer_goes_to_the_writer_from_the_form_s_address(self):
        page = make_form(make_home(), from_address="ecole@union.example")
        message = make_message(page, email="anna@example.org")
        reply = Reply.objects.create(message=message, text="Venez jeudi < 18 h & amenez-la")
        outbox.send_reply(reply)
        delivery.deliver()
        sent = django_mail.outbox[0]
        assert (sent.to, sent.from_email) == (["anna@example.org"], "ecole@union.example")
        assert "Venez jeudi < 18 h & amenez-la" in sent.body

    def test_the_same_mail_is_known_by_its_number_when_it_comes_twice(self):
        mail = make_mail()
        delivery.deliver()
        OutgoingMail.objects.filter(pk=mail.pk).update(state="waiting")
        delivery.deliver()
        first, second = (sent.message()["Message-ID"] for sent in django_mail.outbox)
        assert first == second


@pytest.mark.django_db
class TestKeeping:
    def test_expired_means_gone_with_everything_and_the_log_says_no_more_than_that(self):
        message = make_message(expires_at=timezone.now() - timedelta(seconds=1))
        kept = make_message()
        Note.objects.create(message=message, text="note")
        reply = Reply.objects.create(message=message, text="answer")
        make_mail("reply", ["a@example.org"], message=message, reply=reply)
        assert expire() == 1
        assert list(Message.objects.all()) == [kept]
        assert not any(model.objects.exists() for model in (Note, Reply, OutgoingMail))
        entry = AuditEntry.objects.get()
        assert (entry.action, entry.receipt) == ("expired", message.receipt)

    def test_rows_of_sent_mail_do_not_become_an_archive(self):
        make_mail()
        delivery.deliver()
        OutgoingMail.objects.update(sent_at=timezone.now() - timedelta(days=31))
        waiting = make_mail()
        forget_sent_mail()
        assert list(OutgoingMail.objects.all()) == [waiting]

    def test_suspected_spam_is_told_of_once_a_day_to_those_in_charge(self):
        sector = make_sector()
        page = make_form(make_home(), recipients={sector: "trade@union.example"})
        for _number in range(3):
            make_message(page, status="suspected", sector=sector)
        make_message(status="suspected")
        tell_of_suspected_spam()
        tell_of_suspected_spam()
        digest = OutgoingMail.objects.get()
        assert digest.recipients == ["trade@union.example"]
        delivery.deliver()
        assert "/admin/" in django_mail.outbox[0].body
        OutgoingMail.objects.update(created_at=timezone.now() - timedelta(hours=25))
        tell_of_suspected_spam()
        assert OutgoingMail.objects.count() == 2
        OutgoingMail.objects.update(created_at=timezone.now() - timedelta(hours=24, minutes=1))
        Message.objects.update(received_at=timezone.now() - timedelta(days=2))
        tell_of_suspected_spam()
        assert OutgoingMail.objects.count() == 2


@pytest.mark.django_db
class TestDeadWorkers:
    def test_what_a_dead_worker_was_sending_is_sent_again_and_marked(self):
        mail = make_mail()
        dead = subprocess.Popen([sys.executable, "-c", ""])
        dead.wait()
        host = delivery.worker_id().rpartition(":")[0]
        OutgoingMail.objects.update(
            state="sending", claimed_by=f"{host}:{dead.pid}", claimed_at=timezone.now()
        )
        assert delivery.deliver() == 1
        mail.refresh_from_db()
        assert (mail.state, mail.maybe_twice) == ("sent", True)

    def test_what_a_living_worker_is_sending_is_left_to_it(self):
        make_mail()
        host = delivery.worker_id().rpartition(":")[0]
        OutgoingMail.objects.update(
            state="sending", claimed_by=f"{host}:{os.getppid()}", claimed_at=timezone.now()
        )
        assert delivery.deliver() == 0

    def test_two_workers_do_not_send_the_same_mail(self):
        mail = make_mail()
        due = delivery._due()
        OutgoingMail.objects.filter(pk=mail.pk).update(state="sending", claimed_by="elsewhere:1")
        assert list(due) == []


@pytest.mark.django_db(transaction=True)
def test_a_worker_killed_while_it_sends_sends_again_when_it_is_started_anew(postman, tmp_path):
    """A real process, killed without warning while the mail server holds its mail."""
    database = django_settings.DATABASES["default"]
    if database["ENGINE"].endswith("sqlite3"):
        pytest.skip("a database in memory has no second process")
    mail = make_mail()
    postman.answer = "hang"
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "cms.settings.test",
        "TEST_DATABASE_URL": "postgresql://{USER}@{HOST}:{PORT}/{NAME}".format(**database),
        "WORKER_SMTP_PORT": str(postman.controller.port),
    }
    code = (
        "import django, os; from django.conf import settings; django.setup();"
        "settings.EMAIL_BACKEND='django.core.mail.backends.smtp.EmailBackend';"
        "settings.EMAIL_HOST='127.0.0.1'; settings.EMAIL_PORT=int(os.environ['WORKER_SMTP_PORT']);"
        "from django.core.management import call_command; call_command('worker')"
    )
    worker = subprocess.Popen([sys.executable, "-c", code], cwd=machine.ROOT, env=environment)
    try:
        wait_until(lambda: states() == [State.SENDING])
        worker.send_signal(signal.SIGKILL)
        worker.wait()
        postman.answer = "250 OK"
        assert states() == [State.SENDING]
        assert delivery.deliver() == 1
    finally:
        worker.kill()
    mail.refresh_from_db()
    assert (mail.state, mail.maybe_twice) == ("sent", True)


def wait_until(condition, seconds: float = 20) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it did not come to pass"
        time.sleep(0.05)


@pytest.mark.django_db
def test_a_login_that_is_refused_is_the_server_s_fault_not_the_mail_s():
    make_mail()
    refused = smtplib.SMTPAuthenticationError(535, b"no")
    with mock.patch("django.core.mail.backends.locmem.EmailBackend.open", side_effect=refused):
        delivery.deliver()
    assert states() == [State.WAITING]
    assert delivery.server.rests
