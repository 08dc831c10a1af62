"""The screens of the admin that we shape are accessible, and nothing on them scrolls sideways."""

import pytest

from tests.browser.test_accessibility import axe_faults
from tests.browser.test_dashboard import fits, sign_in

__all__ = ["sign_in"]

SCREENS = (
    "communiques/",
    "dossiers/",
    "trash/",
    "members/",
    "members/invite/",
    "members/log/",
    "roles/",
    "help/",
    "help/?q=tract",
    "account/security/",
)


@pytest.mark.usefixtures("checkers")
@pytest.mark.parametrize(
    ("width", "options"),
    [
        (1280, {"locale": "fr-FR", "color_scheme": "light"}),
        (390, {"locale": "ar", "color_scheme": "dark"}),
    ],
)
def test_axe_finds_nothing(width, options, sign_in):
    page = sign_in("admin", width, **options)
    found = {}
    for screen in SCREENS:
        answer = page.goto(f"/admin/{screen}", wait_until="networkidle")
        assert answer.status == 200, screen
        found[screen] = [*axe_faults(page), *([] if fits(page) else ["wider than the window"])]
    assert {screen: faults for screen, faults in found.items() if faults} == {}
