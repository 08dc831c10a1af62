"""Who is told of what, by the worker, in which words."""

import smtplib
from datetime import timedelta

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from wagtail.models import Page, TaskState
from wagtail.test.utils.form_data import inline_formset
from wagtail.users.models import UserProfile

from tests.cms.moderation.conftest import letters, link_in, save, submit, write


@pytest.fixture
def writer(member):
    """A writer of education whose admin is in Spanish."""
    return member("writer", language="es")


@pytest.fixture
def moderator(member):
    """A moderator of education whose admin is in German."""
    return member("moderator", language="de")


def switch_off(client, notification: str) -> None:
    UserProfile.objects.filter(user=client.user).update(**{f"{notification}_notifications": False})


def test_moderators_of_the_sector_are_told_and_nobody_else(member, writer, moderator, sections):
    french = member("moderator", language="fr")
    for role, sector in (("moderator", "culture"), ("coordinator", ""), ("administrator", "")):
        member(role, sector)
    asleep = member("moderator")
    switch_off(asleep, "submitted")
    gone = member("moderator")
    gone.user.is_active = False
    gone.user.save()
    submit(writer, write(writer, sections["education", "fr"]))
    assert mail.outbox == [], "nobody waits for the mail server"
    sent = letters()
    assert set(sent) == {moderator.user.email, french.user.email}
    letter = sent[french.user.email]
    assert letter.subject == "À approuver : « Grève à l’entrepôt »"
    assert writer.user.first_name in letter.body
    assert "education fr" in letter.body
    assert "Français" in letter.body
    assert letter.extra_headers["Auto-Submitted"] == "auto-generated"
    assert "education" in sent[moderator.user.email].body
    assert sent[moderator.user.email].subject.startswith("Zur Freigabe")
    assert link_in(letter) == link_in(sent[moderator.user.email])
    assert french.get(link_in(letter)).status_code == 200


def test_coordinators_are_told_where_a_sector_has_no_other_moderator(member, sections):
    moderator, coordinator = member("moderator"), member("coordinator")
    administrator = member("administrator")
    # Who submits a page is not who is asked to read it.
    submit(moderator, write(moderator, sections["education", "fr"]))
    assert set(letters()) == {coordinator.user.email}
    coordinator.user.groups.clear()
    submit(moderator, write(moderator, sections["education", "fr"]))
    assert set(letters()) == {administrator.user.email}


def test_the_writer_is_told_what_became_of_it(writer, moderator, sections):
    page = write(writer, sections["education", "fr"])
    submit(writer, page)
    address = link_in(letters()[moderator.user.email])
    answer = moderator.post(address, {"send_back": "1", "comment": "  "})
    assert answer.status_code == 200, "there is no sending back without a reason"
    assert not letters()
    moderator.post(address, {"send_back": "1", "comment": "Il manque la date."})
    letter = letters()[writer.user.email]
    assert letter.subject == "Te lo han devuelto: «Grève à l’entrepôt»"
    assert "Il manque la date." in letter.body
    assert link_in(letter) == reverse("wagtailadmin_pages:edit", args=[page.pk])
    submit(writer, page)
    again = link_in(letters()[moderator.user.email])
    assert again != address
    # The first notice still leads to what waits now.
    assert moderator.get(address).headers["Location"] == again
    moderator.post(again, {"approve": "1", "comment": "Merci !"})
    letter = letters()[writer.user.email]
    assert letter.subject.startswith("Aprobado")
    assert "Merci !" in letter.body
    assert Page.objects.get(pk=page.pk).full_url in letter.body
    assert moderator.user.first_name in letter.body


def test_a_page_that_somebody_publishes_or_takes_back_meanwhile(writer, moderator, sections):
    page = write(writer, sections["education", "fr"])
    submit(writer, page)
    save(moderator, page, **{"action-publish": "1"})
    # The moderators are no longer asked; the writer knows that it is published.
    sent = letters()
    assert set(sent) == {writer.user.email}
    assert Page.objects.get(pk=page.pk).full_url in sent[writer.user.email].body
    other = write(writer, sections["education", "fr"])
    submit(writer, other)
    save(moderator, other, **{"action-cancel-workflow": "1"})
    letter = letters()[writer.user.email]
    assert letter.subject.startswith("Retirado de la aprobación")
    # What one does oneself is no news, and what is deleted is none either.
    submit(writer, other)
    save(writer, other, **{"action-cancel-workflow": "1"})
    submit(writer, other)
    step = TaskState.objects.latest("pk")
    Page.objects.get(pk=other.pk).delete()
    assert not letters()
    assert moderator.get(reverse("moderation:review", args=[step.pk])).status_code == 404
    switch_off(writer, "approved")
    third = write(writer, sections["education", "fr"])
    submit(writer, third)
    moderator.post(link_in(letters()[moderator.user.email]), {"approve": "1"})
    assert not letters()


def test_the_planned_hour_is_kept_and_said(writer, moderator, sections):
    page = write(writer, sections["education", "fr"])
    go_live, expire = timezone.now() + timedelta(days=2), timezone.now() + timedelta(days=9)
    local = timezone.localtime
    submit(
        writer,
        page,
        go_live_at=f"{local(go_live):%Y-%m-%d %H:%M}",
        expire_at=f"{local(expire):%Y-%m-%d %H:%M}",
    )
    letter = letters()[moderator.user.email]
    assert f"{local(go_live):%d.%m.%Y %H:%M}" in letter.body
    moderator.post(link_in(letter), {"approve": "1"})
    assert not Page.objects.get(pk=page.pk).live
    body = letters()[writer.user.email].body
    assert f"{local(go_live):%d/%m/%Y %H:%M}" in body
    assert "Los lectores" not in body
    # The hour comes: the worker publishes; the other one comes: it takes offline.
    planned = page.revisions.get(approved_go_live_at__isnull=False)
    planned.approved_go_live_at = timezone.now()
    planned.content["go_live_at"] = timezone.now().isoformat()
    planned.save()
    call_command("worker", once=True)
    assert Page.objects.get(pk=page.pk).live
    Page.objects.filter(pk=page.pk).update(expire_at=timezone.now())
    call_command("worker", once=True)
    page.refresh_from_db()
    assert (page.live, page.expired) == (False, True)


def test_a_comment_is_told_by_the_worker_to_those_who_follow_the_page(writer, moderator, sections):
    page = write(writer, sections["education", "fr"])

    def comment(client, words, initial=(), **more):
        row = {"text": words, "contentpath": "title", "position": "", "replies": inline_formset([])}
        save(client, page, comments=inline_formset([row], initial=0), **more)

    comment(writer, "Le titre est-il trop long ?", comment_notifications="on")
    assert page.wagtail_admin_comments.count() == 1, "writers comment"
    assert not letters()
    comment(moderator, "Non, il est bien.")
    assert mail.outbox == []
    sent = letters()
    assert set(sent) == {writer.user.email}
    assert "Non, il est bien." in sent[writer.user.email].body


def test_a_mail_server_that_is_away_is_asked_again_and_a_refusal_is_not(
    writer, moderator, sections, monkeypatch
):
    waiting = DBTaskResult.objects.filter(status="READY")
    attempts = []

    def fails_with(error):
        def send_messages(self, messages):
            attempts.extend(messages)
            raise error

        monkeypatch.setattr(EmailBackend, "send_messages", send_messages)

    fails_with(ConnectionRefusedError())
    submit(writer, write(writer, sections["education", "fr"]))
    assert not letters()
    again = waiting.get()
    assert again.run_after > timezone.now() + timedelta(seconds=50)
    assert not letters(), "not before its time"
    waiting.update(run_after=timezone.now())
    fails_with(smtplib.SMTPRecipientsRefused({moderator.user.email: (550, b"unknown")}))
    assert not letters()
    assert not waiting.exists()
    # Should the server have taken the first one, the second can be known.
    first, second = attempts
    assert first.extra_headers["Message-ID"] == second.extra_headers["Message-ID"]
