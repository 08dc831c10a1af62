"""What allauth asks of the site: who must prove themselves again, how secrets are kept."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cms import throttle
from cms.members import sealing, second_factor, sessions
from cms.models import SiteSettings

# In seconds.
JUST_SIGNED_IN = 600
TOO_MANY = _("Too many attempts. Please wait ten minutes, then try again.")


class AccountAdapter(DefaultAccountAdapter):
    """Signing in. Messages and letters are our own (`cms.members.security`, `letters`)."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "incorrect_password": _("The password is not right."),
        "too_many_login_attempts": TOO_MANY,
        "rate_limited": TOO_MANY,
    }

    def is_open_for_signup(self, request) -> bool:
        """Nobody signs up: members are invited."""
        return False

    def add_message(self, request, level, *args, message: str | None = None, **kwargs) -> None:
        """What was wrong with what was sent; for the rest, our views have their own words."""
        if message:
            super().add_message(request, level, message=message)

    def respond_user_inactive(self, request, user):
        """Who proves to be the owner of a closed account is told no more than anybody."""
        return redirect("account_login")

    def send_notification_mail(self, *args, **kwargs) -> None:
        """Sends nothing: `cms.members.log` does, through the queue."""

    def get_client_ip(self, request) -> str:
        """A keyed hash of the day in the address's place."""
        return throttle.digest("address", throttle.client_address(request))

    def is_reauthentication_required(self, *, app: str, **kwargs) -> bool:
        """Whether the member's last proof is too old for what matters.

        Whoever has just signed in, with all that was asked for, need not do it again.
        """
        request = context.request
        complete = second_factor.was_shown(request) or not second_factor.has_one(request.user)
        return not complete or sessions.seconds_since_sign_in(request) > JUST_SIGNED_IN


class SecondFactorAdapter(DefaultMFAAdapter):
    """The second factor itself."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _("The code is not right, or no longer. Please type the next one."),
        "cannot_delete_authenticator": _(
            "Your role asks for a second factor. Set another one up before you remove this one."
        ),
    }

    def encrypt(self, text: str) -> str:
        """Who gets hold of the database has no codes yet."""
        return sealing.seal(text)

    def decrypt(self, encrypted_text: str) -> str:
        """What `encrypt` made.

        Raises:
            InvalidToken: its key is no longer among `CONTACT_KEYS`.
        """
        return sealing.unseal(encrypted_text)

    def get_totp_issuer(self) -> str:
        """What the app shows beside the code."""
        return SiteSettings.load().name or settings.WAGTAIL_SITE_NAME

    def get_totp_label(self, user) -> str:
        """Whose code it is."""
        return user.get_username()

    def generate_authenticator_name(self, user, *kind) -> str:
        """What a passkey is called until its owner gives it a name."""
        passkeys = Authenticator.objects.filter(user=user, type=Authenticator.Type.WEBAUTHN)
        number = passkeys.count() + 1
        return gettext("Passkey %(number)s") % {"number": number}

    def can_delete_authenticator(self, authenticator) -> bool:
        """Not the last one of a member who must have one."""
        return not second_factor.is_last_needed(authenticator)
