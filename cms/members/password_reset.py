"""Wagtail's form for a forgotten password: throttled, and its mail goes through the queue.

The answer takes as long for an unknown address as for a member's, and says the same.
"""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail.admin.forms.auth import PasswordResetForm as WagtailPasswordResetForm

from cms import throttle
from cms.members import letters

HOUR = 3600
MOST_FOR_ADDRESS = 3


class PasswordResetForm(WagtailPasswordResetForm):
    """Named in the settings."""

    def clean_email(self):
        """The address, unless it was asked for too often.

        Raises:
            ValidationError: it was.
        """
        address = self.cleaned_data["email"]
        if throttle.count("password-reset", address.lower(), HOUR) > MOST_FOR_ADDRESS:
            raise ValidationError(_("A link was sent to this address. Please look for it first."))
        return address

    def save(self, **options):
        """Puts the letters into the queue instead of sending them."""
        for user in self.get_users(self.cleaned_data["email"]):
            letters.send(letters.PASSWORD, user)
