"""The door: throttled, by name or address; passwords as today's advice has them; sessions."""

import pytest
from django.contrib.auth.password_validation import validate_password
from django.contrib.sessions.models import Session
from django.core import mail
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.urls import reverse

from cms.members import sessions
from cms.models import MemberSession
from tests.cms.members.conftest import PASSWORD, browser, link_in, send_password, with_app

HOME = reverse("wagtailadmin_home")


def is_in(client) -> bool:
    return "_auth_user_id" in client.session


def test_by_name_or_by_address_whatever_the_letters(make_member):
    member = make_member("writer", email="Camille@example.org")
    for name in (member.username, "camille@EXAMPLE.org"):
        client = browser()
        assert send_password(client, name).headers["Location"] == HOME
        assert is_in(client)


def test_an_address_that_two_members_have_is_no_name(make_member):
    for _member in range(2):
        make_member("writer", email="atelier@example.org")
    client = browser()
    send_password(client, "atelier@example.org")
    assert not is_in(client)


def test_it_is_remembered_only_where_that_was_asked(make_member):
    member = make_member("writer")
    for form, forgotten in (({}, True), ({"remember": "on"}, False)):
        client = browser()
        send_password(client, member.username, **form)
        assert client.session.get_expire_at_browser_close() is forgotten


class TestThrottle:
    def test_by_account_then_open_again(self, make_member):
        member = make_member("writer")
        for _attempt in range(10):
            assert send_password(browser(), member.username, "faux").status_code == 200
        refused = browser()
        answer = send_password(refused, member.username)
        assert answer.status_code == 429
        assert "dix minutes" in answer.content.decode()
        assert not is_in(refused)
        assert send_password(browser(), make_member("writer").username).status_code == 302
        cache.clear()
        assert send_password(refused, member.username).status_code == 302

    def test_an_account_that_does_not_exist_answers_alike(self):
        said = [send_password(browser(), "personne", "faux").status_code for _ in range(11)]
        assert said == [200] * 10 + [429]

    def test_success_begins_to_count_anew(self, make_member):
        member = make_member("writer")
        for _round in range(2):
            for _attempt in range(9):
                send_password(browser(), member.username, "faux")
            assert send_password(browser(), member.username).status_code == 302

    def test_by_network_address_of_which_nothing_is_kept(self, settings, monkeypatch):
        settings.CLIENT_ADDRESS_HEADER = "X-Forwarded-For"
        kept = []
        for name in ("add", "incr", "delete"):
            real = getattr(cache, name)
            monkeypatch.setattr(
                cache,
                name,
                lambda *a, real=real, **k: (kept.append(repr((a, k))), real(*a, **k))[1],
            )
        here, there = ({"x-forwarded-for": f"203.0.113.{end}"} for end in (7, 8))
        address = reverse("wagtailadmin_login")

        def attempt(number: int, headers: dict) -> int:
            form = {"username": f"personne-{number}", "password": "faux"}
            return browser().post(address, form, headers=headers).status_code

        assert {attempt(number, here) for number in range(60)} == {200}
        assert attempt(61, here) == 429
        assert attempt(61, there) == 200
        assert kept
        assert not any("203.0.113" in one or "personne" in one for one in kept)


class TestForgottenPassword:
    ADDRESS = reverse("wagtailadmin_password_reset")

    def test_the_letter_goes_through_the_queue_and_sets_it_once(self, make_member, committed):
        member = make_member("writer")
        old = browser(member)
        with committed():
            browser().post(self.ADDRESS, {"email": member.email})
        assert mail.outbox == []
        call_command("worker", once=True)
        link = link_in(mail.outbox[0].body)
        client = browser()
        form = client.get(link, follow=True).redirect_chain[-1][0]
        new = "cinq autres mots encore"
        client.post(form, {"new_password1": new, "new_password2": new})
        assert send_password(browser(), member.username, new).status_code == 302
        assert old.get(HOME).status_code == 302, "sessions from before are over"
        assert client.get(link, follow=True).context["validlink"] is False

    def test_an_unknown_address_gets_the_same_answer_and_no_letter(self, make_member, committed):
        with committed():
            known = browser().post(self.ADDRESS, {"email": make_member("writer").email})
        with committed():
            unknown = browser().post(self.ADDRESS, {"email": "personne@example.org"})
        assert known.headers["Location"] == unknown.headers["Location"]

    def test_asked_for_again_and_again_it_is_refused(self, make_member):
        email = make_member("writer").email
        answers = [browser().post(self.ADDRESS, {"email": email}).status_code for _ in range(4)]
        assert answers == [302, 302, 302, 200]


@pytest.mark.parametrize(
    "password",
    [
        "court",
        "Password2024!!",
        "peanutbutter",
        "motdepasse-syndicat",
        "Syndicat-2024!",
        "1234567890123456",
        "azertyuiopqs",
        "abababababab",
        "footballfootball",
    ],
)
def test_passwords_that_are_tried_first_are_refused(password, db):
    with pytest.raises(ValidationError):
        validate_password(password)


def test_long_ones_pass_without_rules_on_their_signs(make_member):
    member = make_member("writer")
    for password in (PASSWORD, "zqxwvutkjhgpmn", "839201748563", "le syndicat danse au printemps"):
        validate_password(password, member)
    with pytest.raises(ValidationError):
        validate_password(f"{member.email}", member)


class TestSessions:
    ADDRESS = reverse("mfa_index")

    def test_a_member_sees_where_and_ends_one_or_all_others(self, make_member):
        member = make_member("writer")
        here, there, elsewhere = (browser(member) for _ in range(3))
        page = here.get(self.ADDRESS)
        assert len(page.context["sessions"]) == 3
        assert "203.0" not in page.content.decode()
        row = MemberSession.objects.get(session_key=there.session.session_key)
        here.post(reverse("end_sessions"), {"session": row.pk})
        assert there.get(HOME).status_code == 302
        assert elsewhere.get(HOME).status_code == 200
        here.post(reverse("end_sessions"))
        assert elsewhere.get(HOME).status_code == 302
        assert here.get(HOME).status_code == 200
        assert MemberSession.objects.count() == Session.objects.count() == 1

    def test_nobody_ends_somebody_elses(self, make_member):
        other = browser(make_member("writer"))
        row = MemberSession.objects.get(session_key=other.session.session_key)
        client = browser(make_member("writer"))
        for chosen in (row.pk, "abc", ""):
            client.post(reverse("end_sessions"), {"session": chosen})
        assert other.get(HOME).status_code == 200
        assert client.get(reverse("end_sessions")).status_code == 405

    def test_another_password_ends_the_others_and_the_list_says_so(self, make_member):
        member = make_member("writer")
        other = browser(member)
        member.set_password("encore cinq autres mots")
        member.save()
        assert len(browser(member).get(self.ADDRESS).context["sessions"]) == 1
        assert other.get(HOME).status_code == 302

    def test_what_is_over_is_forgotten(self, make_member):
        kept = browser(make_member("writer"))
        Session.objects.exclude(pk=kept.session.session_key).delete()
        MemberSession.objects.create(user=make_member("writer"), session_key="gone")
        sessions.forget_ended()
        assert MemberSession.objects.get().session_key == kept.session.session_key

    def test_kinds_of_browser(self):
        assert sessions.device("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Firefox/140.0") == (
            "Firefox · Linux"
        )
        phone = (
            "Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36"
        )
        assert sessions.device(phone) == "Chrome · Android"
        assert sessions.device("curl/8") == ""


def test_signing_in_with_the_second_factor_is_listed_too(make_member, signed_in):
    member = with_app(make_member("moderator"))
    client = signed_in(member)
    assert sessions.sessions_of(member)[0].session_key == client.session.session_key
