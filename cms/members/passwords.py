"""Which passwords are refused: those that whoever guesses tries first.

Today's advice (NIST, ANSSI, CNIL): long, not on the lists of known ones, not about the site or its
owner; no rule on kinds of signs, no forced change. Named in the settings.
"""

import re
import unicodedata

from django.conf import settings
from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from cms.models import SiteSettings

# Signs that stand for letters in the passwords that everybody thinks of.
DISGUISES = str.maketrans("013457@$!€", "oleastasie")
ROWS = (
    "abcdefghijklmnopqrstuvwxyz",
    "0123456789",
    "azertyuiopqsdfghjklmwxcvbn",
    "qwertyuiopasdfghjklzxcvbnm",
)
OWN_WORDS = (
    "admin",
    "camarade",
    "greve",
    "motdepasse",
    "password",
    "solidarite",
    "syndicat",
    "union",
    "wagtail",
)
# A word of the site may stand in a long password; what is left beside it must be worth guessing.
LEFT_AT_LEAST = 8
DIFFERENT_AT_LEAST = 6


class GuessablePasswordValidator(CommonPasswordValidator):
    """Refuses known passwords, however dressed up, rows of signs, and the site's own words."""

    def validate(self, password, user=None):
        """Says nothing of a password that may stay.

        Raises:
            ValidationError: it is among those that are tried first.
        """
        plain = _plain(password)
        versions = {plain, plain.translate(DISGUISES)}
        # Ends such as "2024!" make a known password no better.
        versions |= {re.sub(r"^[^a-z]+|[^a-z]+$", "", version) for version in versions}
        if any(self._is_known(version) for version in versions) or _is_row(plain):
            raise ValidationError(
                _("This password is among those that are tried first. Please choose another one."),
                code="password_guessable",
            )

    def get_help_text(self):
        """What to choose instead."""
        return _(
            "Four or five words that have nothing to do with one another make a good password, and "
            "a password manager makes a better one. It need not be changed unless somebody else "
            "may know it."
        )

    def _is_known(self, version: str) -> bool:
        """Whether it is a known one, a known one twice, or hardly more than the site's name."""
        half = version[: len(version) // 2]
        if version in self.passwords or (half in self.passwords and version == half * 2):
            return True
        rest = version
        for word in own_words():
            rest = rest.replace(word, "")
        return rest != version and len(re.sub(r"\W", "", rest)) < LEFT_AT_LEAST


def own_words() -> list[str]:
    """What the site brings to mind, the longest first."""
    named = re.findall(r"\w{4,}", _plain(f"{SiteSettings.load().name} {settings.BASE_URL}"))
    return sorted({*OWN_WORDS, *named}, key=len, reverse=True)


def _plain(text: str) -> str:
    """Small letters without accents."""
    split = unicodedata.normalize("NFKD", text.lower())
    return "".join(sign for sign in split if not unicodedata.combining(sign))


def _is_row(plain: str) -> bool:
    """Whether it is a few signs again and again, or follows alphabet, digits or keys."""
    if len(set(plain)) < DIFFERENT_AT_LEAST:
        return True
    return any(plain in row * 2 or plain in row[::-1] * 2 for row in ROWS)
