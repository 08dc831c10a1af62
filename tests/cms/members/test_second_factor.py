"""The second factor: required by role, in every view of the admin, with every way of showing it."""

from allauth.account.utils import perform_login
from allauth.core.context import request_context
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet
from django.contrib.auth.models import AnonymousUser, Group
from django.urls import URLPattern, get_resolver, reverse
from wagtail.models import GroupPagePermission, Page

from cms.members import sealing, second_factor
from cms.members.middleware import (
    ALWAYS_OPEN,
    TO_SET_UP,
    TO_SHOW,
    SecondFactorMiddleware,
)
from cms.roles.catalogue import ROLES
from tests.cms.members.conftest import (
    PASSWORD,
    SECRET,
    an_hour_later,
    browser,
    send_password,
    with_app,
)
from tests.factories import make_home

HOME = reverse("wagtailadmin_home")
SET_UP = reverse("mfa_index")
SHOW = reverse("mfa_reauthenticate")


def test_moderators_and_above_must_have_one_writers_and_translators_need_not(make_member):
    asked = {}
    for role in ROLES:
        answer = browser(make_member(role.key)).get(HOME)
        asked[role.key] = answer.headers.get("Location") == SET_UP
        assert answer.status_code == (302 if asked[role.key] else 200)
    assert [role for role, is_asked in asked.items() if not is_asked] == ["writer", "translator"]
    assert asked == {role.key: role.second_factor for role in ROLES}


def test_the_demonstration_offers_it_and_does_not_ask(make_member, settings):
    settings.SECOND_FACTOR_REQUIRED = False
    client = browser(make_member("administrator"))
    assert client.get(HOME).status_code == 200
    assert client.get(SET_UP).status_code == 200


def test_rights_ask_for_it_in_a_group_without_a_role_of_ours(make_member, groups):
    member, group = make_member("writer"), Group.objects.create(name="À la main")
    member.groups.add(group)
    assert not second_factor.is_required(member)
    page = Page.objects.get(depth=2)
    GroupPagePermission.objects.create(group=group, page=page, permission_type="publish")
    assert second_factor.is_required(member)


def admin_views(patterns, prefix=""):
    """Every view below the admin's address: full name and pattern."""
    for pattern in patterns:
        if isinstance(pattern, URLPattern):
            yield f"{prefix}{pattern.name}", pattern
        else:
            inner = f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix
            yield from admin_views(pattern.url_patterns, inner)


def test_every_view_of_the_admin_is_closed_but_those_of_the_door(make_member, rf):
    """By the list of addresses itself, so that a view that is added tomorrow is closed too."""
    admin = [one for one in get_resolver().url_patterns if str(one.pattern) == "admin/"]
    names = {name for one in admin for name, _pattern in admin_views(one.url_patterns)}
    assert len(names) > 200
    assert names >= ALWAYS_OPEN | TO_SET_UP | TO_SHOW
    member = make_member("moderator")
    session = browser(member).session
    session.load()
    middleware = SecondFactorMiddleware(lambda request: None)

    def opened() -> set[str]:
        found = set()
        for name in names:
            request = rf.get("/admin/anything/")
            request.user, request.session = member, session
            request.resolver_match = type("Match", (), {"view_name": name})
            if middleware.process_view(request, None, (), {}) is None:
                found.add(name)
        return found

    assert opened() == ALWAYS_OPEN | TO_SET_UP
    with_app(member)
    assert opened() == ALWAYS_OPEN | TO_SHOW


ADDRESSES = [
    "/admin/pages/",
    "/admin/messages/",
    "/admin/api/main/pages/",
    "/admin/reports/locked/",
    "/admin/nowhere/",
]


def test_addresses_typed_by_hand_and_scripts_are_refused_too(make_member):
    client = browser(make_member("administrator"))
    for address in ADDRESSES:
        assert client.get(address).headers["Location"] == SET_UP
        assert client.post(address).headers["Location"] == SET_UP
        script = client.get(address, headers={"x-requested-with": "XMLHttpRequest"})
        assert script.status_code == 403


def test_an_app_is_set_up_by_its_first_code_and_opens_the_rest(make_member, code, committed):
    member = make_member("moderator")
    client = browser(member)
    form = client.get(reverse("mfa_activate_totp"))
    secret = form.context["form"].secret
    wrong = client.post(reverse("mfa_activate_totp"), {"code": "000000"})
    assert "Le code n’est pas le bon" in wrong.content.decode()
    with committed():
        done = client.post(reverse("mfa_activate_totp"), {"code": code(secret)})
    assert done.headers["Location"] == reverse("mfa_view_recovery_codes")
    assert client.get(HOME).status_code == 200
    stored = Authenticator.objects.get(user=member, type="totp").data["secret"]
    assert secret not in stored, "the secret is sealed in the database"


def test_the_password_is_followed_by_the_code(make_member, code):
    member = with_app(make_member("coordinator"))
    client = browser()
    answer = send_password(client, member.username, next="/admin/reports/locked/")
    assert answer.headers["Location"] == reverse("mfa_authenticate")
    assert client.get(HOME).headers["Location"].startswith(reverse("wagtailadmin_login"))
    assert client.get(reverse("mfa_authenticate")).status_code == 200
    wrong = client.post(reverse("mfa_authenticate"), {"code": "000000"})
    assert wrong.status_code == 200
    right = code()
    answer = client.post(reverse("mfa_authenticate"), {"code": right})
    assert answer.headers["Location"] == "/admin/reports/locked/"
    assert client.get(HOME).status_code == 200
    again = browser()
    send_password(again, member.username)
    again.post(reverse("mfa_authenticate"), {"code": right})
    assert "_auth_user_id" not in again.session, "a code works once"


def test_a_recovery_code_works_once_in_its_place(make_member):
    member = with_app(make_member("keeper"))
    proof = Authenticator.objects.get(user=member, type="recovery_codes").wrap()
    spare = proof.get_unused_codes()[0]
    for status in (302, 200):
        client = browser()
        send_password(client, member.username)
        answer = client.post(reverse("mfa_authenticate"), {"code": spare})
        assert answer.status_code == status


def test_codes_are_throttled(make_member, code):
    client = browser()
    send_password(client, with_app(make_member("moderator")).username)
    for _attempt in range(5):
        client.post(reverse("mfa_authenticate"), {"code": "000000"})
    answer = client.post(reverse("mfa_authenticate"), {"code": code()})
    assert "Trop de tentatives" in answer.content.decode()
    assert "_auth_user_id" not in client.session


def test_a_session_from_before_shows_the_factor_before_it_goes_on(make_member, code):
    member = make_member("writer")
    client = browser(member)
    assert client.get(HOME).status_code == 200
    with_app(member)
    member.is_superuser = True
    member.save()
    answer = client.get("/admin/pages/")
    assert answer.headers["Location"] == f"{SHOW}?next=%2Fadmin%2Fpages%2F"
    assert client.get(reverse("mfa_activate_totp")).headers["Location"].startswith(SHOW)
    back = client.post(answer.headers["Location"], {"code": code()})
    assert back.headers["Location"] == "/admin/pages/"
    assert client.get("/admin/pages/").status_code == 200


def test_the_mark_of_one_member_opens_nothing_for_another(make_member):
    first, second = make_member("moderator"), make_member("moderator")
    client = browser(second)
    session = client.session
    session[second_factor.MARK] = first.pk
    session.save()
    assert client.get(HOME).headers["Location"] == SET_UP


class TestChanges:
    def test_what_matters_asks_for_the_member_again(self, make_member, signed_in, code):
        client = signed_in(with_app(make_member("moderator")))
        address = reverse("mfa_view_recovery_codes")
        assert client.get(address).status_code == 200, "who has just signed in is not asked"
        an_hour_later(client)
        asked = client.get(address).headers["Location"]
        assert asked.startswith(reverse("account_reauthenticate"))
        assert "Mot de passe" in client.get(asked).content.decode()
        wrong = client.post(asked, {"password": "autre chose"})
        assert "n’est pas le bon" in wrong.content.decode()
        assert client.post(asked, {"password": PASSWORD}).headers["Location"] == address
        shown = client.get(address).context["unused_codes"]
        file = client.get(reverse("mfa_download_recovery_codes"))
        assert file.content.decode().split() == shown
        assert len(shown) == 10

    def test_the_last_one_stays_where_the_role_asks_for_it(self, make_member, signed_in):
        for role, left in (("moderator", 1), ("writer", 0)):
            member = with_app(make_member(role))
            client = signed_in(member)
            client.post(reverse("mfa_deactivate_totp"))
            assert Authenticator.objects.filter(user=member, type="totp").count() == left

    def test_new_codes_make_the_old_ones_worthless(self, make_member, signed_in):
        member = with_app(make_member("moderator"))
        client = signed_in(member)
        before = client.get(reverse("mfa_view_recovery_codes")).context["unused_codes"]
        client.post(reverse("mfa_generate_recovery_codes"))
        after = client.get(reverse("mfa_view_recovery_codes")).context["unused_codes"]
        assert not set(before) & set(after)


def test_every_screen_of_it_is_shown(make_member, signed_in):
    client = signed_in(with_app(make_member("moderator")))
    names = (
        "mfa_index",
        "mfa_add_webauthn",
        "mfa_deactivate_totp",
        "mfa_view_recovery_codes",
        "mfa_generate_recovery_codes",
        "mfa_reauthenticate",
        "account_reauthenticate",
    )
    for name in names:
        answer = client.get(reverse(name))
        assert answer.status_code == 200, name
        assert SECRET not in answer.content.decode()


def test_an_anonymous_reader_gets_no_cookie_and_nothing_varies(reader):
    make_home("fr")
    answer = reader.get("/fr/")
    assert answer.status_code == 200
    assert answer.cookies == {}
    assert "Cookie" not in answer.headers.get("Vary", "")


def test_secrets_are_sealed_with_the_key_that_comes_first(make_member, settings, code):
    old, new = settings.CONTACT_KEYS[0], Fernet.generate_key().decode()
    member = with_app(make_member("moderator"))
    settings.CONTACT_KEYS = [new, old]
    assert sealing.reseal_all() == 0
    settings.CONTACT_KEYS = [new]
    client = browser()
    send_password(client, member.username)
    assert client.post(reverse("mfa_authenticate"), {"code": code()}).status_code == 302
    settings.CONTACT_KEYS = [old]
    assert sealing.reseal_all() == 2


def test_rubbish_in_the_place_of_a_passkey_is_refused_with_a_word(make_member):
    member = with_app(make_member("moderator"))
    for rubbish in ("", "x", "{}", "[]", '{"id": "x", "response": {}}', "\x00"):
        client = browser()
        answer = client.post(reverse("mfa_login_webauthn"), {"credential": rubbish}, follow=True)
        assert answer.status_code == 200
        assert "_auth_user_id" not in client.session
        send_password(client, member.username)
        answer = client.post(reverse("mfa_authenticate"), {"credential": rubbish})
        assert answer.status_code == 200
        assert "_auth_user_id" not in client.session
        added = browser(make_member("writer")).post(
            reverse("mfa_add_webauthn"), {"credential": rubbish}
        )
        assert added.status_code == 200
    assert not Authenticator.objects.filter(type="webauthn").exists()


def test_a_closed_account_is_not_entered_by_a_proof_that_was_left(make_member, rf):
    member = make_member("moderator", is_active=False)
    request = rf.post(reverse("mfa_login_webauthn"))
    request.session, request.user = browser().session, AnonymousUser()
    with request_context(request):
        answer = perform_login(request, member)
    assert answer.headers["Location"] == reverse("wagtailadmin_login")
    assert "_auth_user_id" not in request.session
