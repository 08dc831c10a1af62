"""Keeps the admin closed to members who must have a second factor and have not shown it.

It stands before every view under the admin's address, whatever made it: what is open without is
listed here and nothing else. Readers' pages are not looked at, so that no session is touched there.
"""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode

from cms.members import second_factor, sessions

ADMIN = "/admin/"
# The door itself, and what its screens are made of.
ALWAYS_OPEN = frozenset(
    (
        "account_login",
        "accept_invitation",
        "mfa_authenticate",
        "mfa_login_webauthn",
        "wagtailadmin_javascript_catalog",
        "wagtailadmin_login",
        "wagtailadmin_logout",
        "wagtailadmin_password_reset",
        "wagtailadmin_password_reset_complete",
        "wagtailadmin_password_reset_confirm",
        "wagtailadmin_password_reset_done",
        "wagtailadmin_sprite",
    )
)
# For whoever has none yet.
TO_SET_UP = frozenset(
    ("account_reauthenticate", "mfa_activate_totp", "mfa_add_webauthn", "mfa_index")
)
# For whoever has one and signed in before it was asked for.
TO_SHOW = frozenset(("mfa_reauthenticate", "mfa_reauthenticate_webauthn"))


class SecondFactorMiddleware:
    """Sends members to where they set their second factor up, or show it."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Passes the request on."""
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view, args, kwargs) -> HttpResponse | None:
        """Nothing where the view may answer.

        Raises:
            PermissionDenied: a script of the admin asks, which cannot follow to another screen.
        """
        if not request.path_info.startswith(ADMIN) or request.user.is_anonymous:
            return None
        sessions.keep_up(request)
        name = request.resolver_match.view_name
        if name in ALWAYS_OPEN or second_factor.was_shown(request):
            return None
        if not second_factor.is_required(request.user):
            return None
        has_one = second_factor.has_one(request.user)
        if name in (TO_SHOW if has_one else TO_SET_UP):
            return None
        if request.headers.get("x-requested-with") == "XMLHttpRequest":
            raise PermissionDenied
        if has_one:
            back = urlencode({"next": request.get_full_path()})
            return redirect(f"{reverse('mfa_reauthenticate')}?{back}")
        return redirect("mfa_index")
