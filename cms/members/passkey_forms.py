"""allauth's forms of passkeys, which fail on an answer that no browser would give.

The gap: what was sent is JSON but not a credential (a key is missing, a text is a number), and the
library's parser raises whatever Python raises: the server would answer 500. Here, a wrong code.
Named in the settings; can be deleted once allauth says so itself.
"""

from allauth.mfa.adapter import get_adapter
from allauth.mfa.webauthn import forms

# What parsing raises; allauth's own ValidationError is none of them.
RUBBISH = (KeyError, TypeError, ValueError, AttributeError, IndexError)


class RefusesRubbish:
    """A credential that cannot be read is a wrong one."""

    def clean_credential(self):
        """The proof that was given.

        Raises:
            ValidationError: it is none.
        """
        try:
            return super().clean_credential()
        except RUBBISH as error:
            raise get_adapter().validation_error("incorrect_code") from error


class SignInForm(RefusesRubbish, forms.LoginWebAuthnForm):
    """At the door, alone."""


class SecondStepForm(RefusesRubbish, forms.AuthenticateWebAuthnForm):
    """After the password."""


class AgainForm(RefusesRubbish, forms.ReauthenticateWebAuthnForm):
    """Before what matters."""


class AddForm(forms.AddWebAuthnForm):
    """A new passkey."""

    def clean(self):
        """What the device made.

        Raises:
            ValidationError: it made nothing of the kind.
        """
        try:
            return super().clean()
        except RUBBISH as error:
            raise get_adapter().validation_error("incorrect_code") from error
