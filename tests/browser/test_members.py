"""Signing in and looking after members, in a real browser: passkeys, and screens for everybody."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_accessibility import axe_faults
from tests.browser.test_dashboard import fits

PASSWORD = "demonstration"
# What a telephone with a fingerprint reader is to the browser.
TELEPHONE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}
SCREENS = (
    "account/security/",
    "account/security/app/",
    "account/security/passkeys/add/",
    "members/",
    "members/invite/",
    "members/4/",
    "members/4/close/",
    "members/log/",
)


def sign_in(page: Page, name: str) -> None:
    """By the password, as the demonstration allows."""
    page.goto("/admin/login/")
    page.fill("[name=username]", name)
    page.fill("[name=password]", PASSWORD)
    page.click(".login-form [type=submit]")
    page.wait_for_url("**/admin/")


@pytest.fixture
def _no_second_factor_is_left(site):
    """The demonstration's members sign in by their password alone again."""
    yield
    site.run("from allauth.mfa.models import Authenticator; Authenticator.objects.all().delete()")


@pytest.mark.usefixtures("_no_second_factor_is_left")
def test_a_passkey_is_added_and_opens_the_door_alone(chromium, site):
    # Browsers want a name: passkeys belong to one.
    address = site.address.replace("127.0.0.1", "localhost")
    context = chromium.new_context(base_url=address, locale="fr-FR")
    page = context.new_page()
    devices = context.new_cdp_session(page)
    devices.send("WebAuthn.enable")
    devices.send("WebAuthn.addVirtualAuthenticator", {"options": TELEPHONE})
    sign_in(page, "redaction")
    page.goto("/admin/account/security/passkeys/add/")
    page.fill("[name=name]", "mon téléphone")
    page.check("[name=passwordless]")
    page.click("#passkey_add")
    page.wait_for_url("**/security/codes/")
    expect(page.locator(".members-codes li")).to_have_count(10)
    page.goto("/admin/account/security/")
    expect(page.get_by_text("mon téléphone")).to_be_visible()

    context.clear_cookies()
    page.goto("/admin/login/")
    page.click("#passkey_login")
    page.wait_for_url("**/admin/")

    context.clear_cookies()
    page.goto("/admin/login/")
    page.fill("[name=username]", "redaction")
    page.fill("[name=password]", PASSWORD)
    page.click(".login-form [type=submit]")
    page.wait_for_url("**/second-factor/")
    assert axe_faults(page) == []
    page.click("#passkey_authenticate")
    page.wait_for_url("**/admin/")
    context.close()


@pytest.mark.usefixtures("checkers")
@pytest.mark.parametrize(
    ("width", "options"),
    [(1280, {"color_scheme": "dark"}), (390, {"locale": "ar"})],
    ids=["desk", "telephone"],
)
def test_axe_finds_nothing_on_the_screens_of_members(width, options, new_reader):
    page = new_reader(width, **options)
    page.goto("/admin/login/")
    assert axe_faults(page) == []
    sign_in(page, "coordination")
    for screen in SCREENS:
        page.goto(f"/admin/{screen}")
        assert (axe_faults(page), fits(page)) == ([], True), screen
