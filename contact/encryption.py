"""How what people write is kept: sealed with a key that only the environment knows.

`CONTACT_KEYS` holds one key or several; the first one seals, any of them opens, so that a new key
can come first while what the old one sealed is still read (`manage.py rotate_contact_keys`).
E-mail addresses are found again by a keyed hash.
"""

import hashlib
import hmac
import json
import unicodedata
from functools import lru_cache
from typing import Any

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings


class SealError(Exception):
    """Something sealed cannot be opened: its key is missing, or it was changed."""


@lru_cache(maxsize=4)
def _cipher(keys: tuple[str, ...]) -> MultiFernet:
    return MultiFernet([Fernet(key) for key in keys])


def cipher() -> MultiFernet:
    """The cipher of the present keys."""
    return _cipher(tuple(settings.CONTACT_KEYS))


def seal(value: Any) -> str:
    """Anything that JSON can hold, as text that says nothing without a key."""
    return cipher().encrypt(json.dumps(value, ensure_ascii=False).encode()).decode()


def unseal(token: str) -> Any:
    """What was sealed.

    Raises:
        SealError: none of the present keys opens it.
    """
    try:
        return json.loads(cipher().decrypt(token.encode()))
    except InvalidToken as error:
        raise SealError("none of the present keys opens it") from error


def reseal(token: str) -> str:
    """The same, sealed with the first key.

    Raises:
        SealError: none of the present keys opens it.
    """
    try:
        return cipher().rotate(token.encode()).decode()
    except InvalidToken as error:
        raise SealError("none of the present keys opens it") from error


def normalised_address(address: str) -> str:
    """An e-mail address as it is compared: no spaces around it, small letters."""
    return unicodedata.normalize("NFKC", address).strip().lower()


def _digest(address: str, key: str) -> str:
    words = f"e-mail address\0{normalised_address(address)}"
    return hmac.new(key.encode(), words.encode(), hashlib.sha256).hexdigest()


def address_digest(address: str) -> str:
    """The keyed hash that is stored with what came from an e-mail address; empty for none."""
    return _digest(address, settings.CONTACT_KEYS[0]) if normalised_address(address) else ""


def address_digests(address: str) -> list[str]:
    """Every keyed hash under which an e-mail address may be stored: one a key."""
    return [_digest(address, key) for key in settings.CONTACT_KEYS]
