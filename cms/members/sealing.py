"""The secrets of second factors, sealed with the keys that seal messages (`CONTACT_KEYS`).

Who gets hold of the database, or of a backup, has no codes yet. `manage.py rotate_contact_keys`
seals them anew, as it does messages.
"""

from functools import lru_cache

from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.db import transaction

# Where allauth keeps what it had sealed: of an app, of recovery codes.
SEALED = ("secret", "seed")


@lru_cache(maxsize=4)
def _cipher(keys: tuple[str, ...]) -> MultiFernet:
    return MultiFernet([Fernet(key) for key in keys])


def cipher() -> MultiFernet:
    """The cipher of the present keys: the first one seals, any of them opens."""
    return _cipher(tuple(settings.CONTACT_KEYS))


def seal(text: str) -> str:
    """The text, as it is stored."""
    return cipher().encrypt(text.encode()).decode()


def unseal(token: str) -> str:
    """What was sealed.

    Raises:
        InvalidToken: its key is no longer among the present ones.
    """
    return cipher().decrypt(token.encode()).decode()


@transaction.atomic
def reseal_all() -> int:
    """Seals every secret with the first key; how many could not be opened."""
    unreadable = 0
    for proof in Authenticator.objects.select_for_update():
        for name in SEALED:
            if token := proof.data.get(name):
                try:
                    proof.data[name] = cipher().rotate(token.encode()).decode()
                except InvalidToken:
                    unreadable += 1
        proof.save(update_fields=["data"])
    return unreadable
