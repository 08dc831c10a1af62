"""What must be in order before a message can be kept, said at every start."""

from cryptography.fernet import Fernet
from django.conf import settings
from django.core.checks import Error, register


def register_checks() -> None:
    """Called once, when all models are loaded."""
    register(check_keys)


def check_keys(app_configs, **kwargs) -> list[Error]:
    """There is a key to keep messages with, and each key is one. The keys are not said."""
    if not settings.CONTACT_KEYS:
        return [
            Error(
                "CONTACT_KEYS is empty: no message could be kept",
                hint="Make a key with `manage.py rotate_contact_keys --new`.",
                id="contact.E001",
            )
        ]
    return [
        Error(f"Key {number} of CONTACT_KEYS is not a Fernet key", id="contact.E002")
        for number, key in enumerate(settings.CONTACT_KEYS, start=1)
        if not _is_key(key)
    ]


def _is_key(key: str) -> bool:
    try:
        Fernet(key)
    except ValueError:
        return False
    return True
