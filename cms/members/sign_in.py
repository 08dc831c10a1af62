"""The door: Wagtail's login, throttled, followed by the second factor of whoever has one.

The form is named in the settings; `SignInView` stands at Wagtail's own address.
"""

from allauth.account.utils import perform_login
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.auth import LoginForm
from wagtail.admin.views.account import LoginView

from cms import throttle

WINDOW_SECONDS = 600
# Wrong passwords for one account; attempts from one address, behind which a workshop may sit.
MOST_FOR_ACCOUNT, MOST_FROM_ADDRESS = 10, 60


def name_of(typed: str) -> str:
    """The user name that somebody means who may have typed an e-mail address."""
    names = get_user_model().objects.filter(email__iexact=typed, is_active=True)
    found = list(names.values_list("username", flat=True)[:2]) if "@" in typed else []
    return found[0] if len(found) == 1 else typed


def is_throttled(request: HttpRequest, account: str) -> bool:
    """Whether there were too many attempts for the account or from the address, this one counted.

    The account is counted by what was typed, whether it exists or not: the answer tells nothing.
    """
    for_account = throttle.count("sign-in-account", account.lower(), WINDOW_SECONDS)
    address = throttle.client_address(request)
    from_address = throttle.count("sign-in-address", address, WINDOW_SECONDS)
    return for_account > MOST_FOR_ACCOUNT or from_address > MOST_FROM_ADDRESS


class SignInForm(LoginForm):
    """Takes a user name or an e-mail address."""

    error_messages = {
        **LoginForm.error_messages,
        "invalid_login": _("The name or the password is not right. Please try again."),
        "throttled": _("Too many attempts. Please wait ten minutes, then try again."),
    }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["username"].label = _("User name or e-mail address")
        del self.fields["username"].widget.attrs["placeholder"]
        self.fields["username"].widget.attrs["autocomplete"] = "username webauthn"
        self.fields["password"].label = _("Password")
        del self.fields["password"].widget.attrs["placeholder"]
        self.fields["password"].widget.attrs["autocomplete"] = "current-password"

    def clean(self):
        """Asks for the password's check only where attempts are left.

        Raises:
            ValidationError: too many attempts, or the password is wrong.
        """
        typed = self.cleaned_data.get("username", "")
        account = self.cleaned_data["username"] = name_of(typed)
        if is_throttled(self.request, account):
            raise ValidationError(self.error_messages["throttled"], code="throttled")
        cleaned = super().clean()
        throttle.forget("sign-in-account", account.lower())
        return cleaned


class SignInView(LoginView):
    """Wagtail's own, but for what comes after the password."""

    def form_valid(self, form):
        """Signs the member in, or asks for the second factor first."""
        session = self.request.session
        session.set_expiry(None if form.cleaned_data.get("remember") else 0)
        return perform_login(self.request, form.get_user(), redirect_url=self.get_success_url())

    def form_invalid(self, form):
        """Says to machines as well when it is too much."""
        response = super().form_invalid(form)
        if form.has_error("__all__", "throttled"):
            response.status_code = 429
        return response
