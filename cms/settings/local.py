"""The demo site on one's own machine (`make run`): production's behaviour without its environment.

The keys are made at the first start and kept in `var/`.
"""

from collections.abc import Callable

from cryptography.fernet import Fernet
from django.core.management.utils import get_random_secret_key

from .base import *

VAR_DIR.mkdir(exist_ok=True)


def _kept_key(name: str, make: Callable[[], str]) -> str:
    """A key that is made once; no other account of the machine may read it."""
    file = VAR_DIR / name
    if not file.exists():
        file.touch(mode=0o600)
        file.write_text(make())
    return file.read_text()


DEMO_CONTENT_ALLOWED = True
SECRET_KEY = _kept_key("secret_key", get_random_secret_key)
CONTACT_KEYS = [_kept_key("contact_key", lambda: Fernet.generate_key().decode())]
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]"]
# The demonstration's editors sign in with the password that everybody knows; they may set a second
# factor up, and need none.
SECOND_FACTOR_REQUIRED = False
# A passkey may be tried without https.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
