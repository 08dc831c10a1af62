"""Coordinators and administrators: invitation, roles, recovery, leaving, and the log of it all."""

from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from wagtail.models import ModelLogEntry, Page

from cms.members import leaving
from cms.members.links import invitation_link
from cms.models import Invitation, MemberSession
from tests.cms.members.conftest import PASSWORD, browser, link_in, send_password, with_app
from tests.factories import make_home, make_page

HOME = reverse("wagtailadmin_home")
INVITE = reverse("members:invite")
ON_A_MEMBER = ("invite_again", "recover", "sign_out", "deactivate", "reactivate")


@pytest.fixture(autouse=True)
def _with_a_password_alone(settings):
    """Who looks after members has shown the second factor; it is tested elsewhere."""
    settings.SECOND_FACTOR_REQUIRED = False


@pytest.fixture
def coordinator(make_member):
    """The browser of a coordinator."""
    client = browser(member := make_member("coordinator"))
    client.member = member
    return client


def on(action: str, member) -> str:
    return reverse(f"members:{action}", args=[member.pk])


def letters() -> list:
    """The worker sends what waits; the letters since the last time."""
    before = len(mail.outbox)
    call_command("worker", once=True)
    return mail.outbox[before:]


def said(member) -> list[str]:
    """What the log says of a member, in order."""
    return list(
        ModelLogEntry.objects.for_instance(member).order_by("pk").values_list("action", flat=True)
    )


@pytest.fixture
def invited(coordinator, groups, committed):
    """A member who was just invited, and the letter."""
    form = {
        "first_name": "Noor",
        "last_name": "",
        "email": "Noor@example.org",
        "language": "ar",
        "groups": [groups["writer"].pk, groups["translator"].pk],
    }
    with committed():
        answer = coordinator.post(INVITE, form)
    assert answer.headers["Location"] == reverse("members:index")
    invitation = Invitation.objects.get()
    return invitation.user, letters()[0]


class TestInvitation:
    def test_the_link_sets_a_password_once_and_lets_in(self, invited, groups, coordinator):
        member, letter = invited
        assert letter.to == ["Noor@example.org"]
        assert member.wagtail_userprofile.preferred_language == "ar"
        link, client = link_in(letter.body), browser()
        page = client.get(link).content.decode()
        assert 'lang="ar" dir="rtl"' in page
        refused = client.post(link, {"new_password1": "court", "new_password2": "court"})
        assert refused.status_code == 200
        done = client.post(link, {"new_password1": PASSWORD, "new_password2": PASSWORD})
        assert done.headers["Location"] == reverse("wagtailadmin_login")
        assert send_password(client, "noor@example.org").headers["Location"] == HOME
        assert set(member.groups.all()) == {groups["writer"], groups["translator"]}
        for answer in (client.get(link), client.post(link, {"new_password1": "x"})):
            assert answer.status_code == 410
        assert said(member) == ["members.invited", *["members.role_given"] * 2, "members.accepted"]
        given = ModelLogEntry.objects.get(action="members.invited")
        assert given.user == coordinator.member

    def test_it_ends_after_some_days_and_with_the_next_one(self, invited, coordinator, committed):
        member, letter = invited
        link = link_in(letter.body)
        assert browser().get(f"{link[:-3]}x/").status_code == 410
        for too_late, status in ((-60, 200), (1, 410)):
            age = timedelta(days=7, seconds=too_late)
            Invitation.objects.update(issued_at=timezone.now() - age)
            assert browser().get(invitation_link(member)).status_code == status
        with committed():
            coordinator.post(on("invite_again", member))
        (second,) = letters()
        assert browser().get(link).status_code == 410
        assert browser().get(link_in(second.body)).status_code == 200

    def test_a_closed_account_cannot_be_entered_by_it(self, invited):
        member, letter = invited
        leaving.deactivate(member)
        assert browser().get(link_in(letter.body)).status_code == 410

    def test_an_address_has_one_account(self, coordinator, make_member, groups):
        make_member("writer", email="deja@example.org")
        form = {"first_name": "A", "email": "DEJA@example.org", "language": "fr"}
        answer = coordinator.post(INVITE, form | {"groups": [groups["writer"].pk]})
        assert answer.context["form"].has_error("email")

    def test_a_mail_server_that_is_away_is_tried_again(
        self, invited, monkeypatch, committed, coordinator
    ):

        member, _letter = invited
        with monkeypatch.context() as patch:
            patch.setattr("cms.members.letters.EmailMessage.send", _refuse)
            with committed():
                coordinator.post(on("invite_again", member))
            letters()
        (row,) = DBTaskResult.objects.filter(status="READY")
        assert row.run_after > timezone.now()
        DBTaskResult.objects.filter(pk=row.pk).update(run_after=timezone.now())
        assert len(letters()) == 1


def _refuse(self):
    raise ConnectionRefusedError


class TestRoles:
    def test_a_coordinator_gives_roles_of_sectors_and_languages_only(
        self, coordinator, make_member, groups
    ):
        member = make_member("writer", "keeper")
        chosen = [groups[key].pk for key in ("moderator", "coordinator", "administrator")]
        coordinator.post(on("member", member), {"groups": chosen})
        assert set(member.groups.all()) == {groups["writer"], groups["keeper"]}, "refused whole"
        coordinator.post(on("member", member), {"groups": [groups["moderator"].pk]})
        assert set(member.groups.all()) == {groups["moderator"], groups["keeper"]}
        assert said(member)[-2:] == ["members.role_taken", "members.role_given"]

    def test_an_administrator_gives_every_role(self, make_member, groups):
        member = make_member("writer")
        client = browser(make_member("administrator"))
        client.post(on("member", member), {"groups": [groups["keeper"].pk]})
        assert list(member.groups.all()) == [groups["keeper"]]

    def test_the_switch_of_administrators_is_logged_whoever_turns_it(self, make_member):
        member = make_member("administrator")
        member.is_superuser = False
        member.save()
        assert said(member) == ["members.administrator_made", "members.administrator_unmade"]


def test_nobody_else_sees_or_does_anything(make_member, groups):
    target = with_app(make_member("writer"))
    lists = [INVITE, *(reverse(f"members:{name}") for name in ("index", "log"))]
    for role in ("writer", "moderator", "translator", "keeper"):
        client = browser(make_member(role))
        for address in [*lists, *(on(name, target) for name in ("member", *ON_A_MEMBER))]:
            assert client.get(address).headers["Location"] == HOME
            assert client.post(address).headers["Location"] == HOME
    target.refresh_from_db()
    assert target.is_active
    assert Authenticator.objects.filter(user=target).exists()


def test_coordinators_act_neither_on_administrators_nor_on_themselves(coordinator, make_member):
    administrator = with_app(make_member("administrator"))
    for target in (administrator, coordinator.member):
        assert coordinator.get(on("member", target)).status_code == 200
        for name in ("member", *ON_A_MEMBER):
            assert coordinator.post(on(name, target)).headers["Location"] == HOME
        target.refresh_from_db()
        assert target.is_active
    assert Authenticator.objects.filter(user=administrator).exists()
    assert coordinator.member.groups.exists()


class TestRecovery:
    def test_a_coordinator_lets_a_member_in_again(
        self, coordinator, make_member, settings, signed_in, committed
    ):
        member = with_app(make_member("moderator"))
        lost = signed_in(member)
        with committed():
            coordinator.post(on("recover", member))
        assert lost.get(HOME).status_code == 302
        assert not Authenticator.objects.filter(user=member).exists()
        assert said(member)[-1] == "members.recovered"
        assert letters()[0].to == [member.email]
        settings.SECOND_FACTOR_REQUIRED = True
        client = browser()
        send_password(client, member.username)
        assert client.get(HOME).headers["Location"] == reverse("mfa_index")

    def test_the_command_does_it_for_an_administrator(self, make_member, capsys):
        member = with_app(make_member("administrator"))
        call_command("recover_member", member.username, "--password-link")
        assert not Authenticator.objects.filter(user=member).exists()
        link = link_in(capsys.readouterr().out)
        assert browser().get(link, follow=True).context["validlink"]
        with pytest.raises(CommandError):
            call_command("recover_member", "personne")

    def test_signing_out_leaves_the_second_factor(self, coordinator, make_member):
        member = with_app(make_member("writer"))
        client = browser(member)
        coordinator.post(on("sign_out", member))
        assert client.get(HOME).status_code == 302
        assert Authenticator.objects.filter(user=member).exists()


class TestLeaving:
    def test_the_account_is_closed_and_the_texts_stay(self, coordinator, make_member):
        member = with_app(make_member("writer", "moderator"))
        page = make_page(make_home("fr"), owner=member)
        page.save_revision(user=member)
        page.locked, page.locked_by, page.locked_at = True, member, timezone.now()
        page.save()
        client = browser(member)
        coordinator.post(on("deactivate", member))
        member.refresh_from_db()
        assert (member.is_active, member.is_superuser, member.groups.count()) == (False, False, 0)
        assert not MemberSession.objects.filter(user=member).exists()
        assert not Authenticator.objects.filter(user=member).exists()
        assert client.get(HOME).status_code == 302
        assert send_password(browser(), member.username).status_code == 200
        kept = Page.objects.get(pk=page.pk)
        assert (kept.owner, kept.latest_revision.user) == (member, member)
        assert not kept.locked
        assert "members.deactivated" in said(member)

    def test_it_can_be_opened_again_by_an_invitation(self, coordinator, make_member, committed):
        member = make_member("writer")
        coordinator.post(on("deactivate", member))
        with committed():
            coordinator.post(on("reactivate", member))
        link = link_in(letters()[0].body)
        browser().post(link, {"new_password1": PASSWORD, "new_password2": PASSWORD})
        assert send_password(browser(), member.username).status_code in (200, 302)
        member.refresh_from_db()
        assert member.is_active
        assert member.check_password(PASSWORD)
        assert not member.groups.exists()

    def test_the_last_administrator_stays(self, make_member):
        last = make_member("administrator")
        with pytest.raises(leaving.LastAdministratorError):
            leaving.deactivate(last)
        client = browser(make_member("administrator"))
        client.post(on("deactivate", last))
        last.refresh_from_db()
        assert not last.is_active

    def test_accounts_are_not_deleted_by_any_address(self, make_member):
        client = browser(make_member("administrator"))
        member = make_member("writer")
        client.post(reverse("wagtailusers_users:delete", args=[member.pk]))
        for action in ("delete", "set_active_state"):
            address = reverse("wagtail_bulk_action", args=["auth", "user", action])
            client.post(f"{address}?id={member.pk}", {"mark_as_active": "False"})
        member.refresh_from_db()
        assert member.is_active

    def test_wagtails_own_form_closes_it_as_well(self, make_member):
        client, member = browser(make_member("administrator")), make_member("writer")
        theirs = browser(member)
        form = {
            "username": member.username,
            "email": member.email,
            "first_name": "A",
            "last_name": "B",
        }
        client.post(reverse("wagtailusers_users:edit", args=[member.pk]), form)
        assert theirs.get(HOME).status_code == 302
        assert not MemberSession.objects.filter(user=member).exists()
        assert "members.deactivated" in said(member)


def test_the_screens_and_the_report_say_who_did_what(coordinator, make_member):
    member = make_member("writer", first_name="Ada", last_name="Lefèvre")
    coordinator.post(on("sign_out", member))
    listed = coordinator.get(reverse("members:index"), {"q": "Ada"}).content.decode()
    assert on("member", member) in listed
    for address in (INVITE, *(on(name, member) for name in ("member", *ON_A_MEMBER))):
        assert coordinator.get(address).status_code == 200, address
    report = coordinator.get(reverse("members:log"))
    rows = [(row.action, row.user) for row in report.context["object_list"]]
    assert ("members.sessions_ended", coordinator.member) in rows
    exported = coordinator.get(reverse("members:log"), {"export": "csv"})
    assert member.username in b"".join(exported.streaming_content).decode()


def test_one_list_of_members_in_the_menu(make_member):
    page = browser(make_member("administrator")).get(HOME).content.decode()
    assert reverse("members:index") in page
    assert f'"{reverse("wagtailusers_users:index")}"' not in page
