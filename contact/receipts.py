"""The number that a writer gets: short enough to be read out, and never guessed."""

import re
import secrets

from django.utils.crypto import constant_time_compare, salted_hmac

# No I, L, O, U: nothing that an ear or an eye takes for something else.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
GROUP = 4
GROUPS = 3
MISREAD = str.maketrans("ILOU", "110V")


def new_receipt() -> str:
    """A number such as `7KQM-4XTN-0PBD`: 60 bits by chance."""
    signs = [secrets.choice(ALPHABET) for _place in range(GROUP * GROUPS)]
    return grouped("".join(signs))


def grouped(signs: str) -> str:
    """The signs in groups of four."""
    return "-".join(signs[start : start + GROUP] for start in range(0, len(signs), GROUP))


def tidied(typed: str) -> str:
    """A number as it is stored, from what somebody typed or was told on the telephone."""
    signs = re.sub(r"[^0-9A-Z]", "", typed.upper()).translate(MISREAD)
    return grouped(signs)


def signed(receipt: str) -> str:
    """A number as part of an address: with a signature, so that nobody can make one up."""
    return f"{receipt}-{_signature(receipt)}"


def unsigned(part: str) -> str | None:
    """The number in a part of an address; None if we did not sign it."""
    receipt, _hyphen, signature = part.rpartition("-")
    return receipt if constant_time_compare(signature, _signature(receipt)) else None


def _signature(receipt: str) -> str:
    return salted_hmac("contact.receipts", receipt, algorithm="sha256").hexdigest()[:24]
