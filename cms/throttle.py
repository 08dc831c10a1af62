"""Counts what comes from one network address or about one account, and forgets it within minutes.

Only a keyed hash is used, under a key of the day, so that neither the cache nor a backup says who
was here. `contact.abuse` counts messages with it, `cms.members` attempts to sign in.
"""

import hashlib
import hmac
import logging
from ipaddress import IPv6Address, ip_address

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from django.utils import timezone
from redis.exceptions import RedisError

logger = logging.getLogger(__name__)


def client_address(request: HttpRequest) -> str:
    """The network address of whoever asks; of an IPv6 address, the part that a household has."""
    address = request.META.get("REMOTE_ADDR", "")
    if settings.CLIENT_ADDRESS_HEADER:
        listed = request.headers.get(settings.CLIENT_ADDRESS_HEADER, "")
        address = listed.rpartition(",")[2].strip() or address
    try:
        parsed = ip_address(address)
    except ValueError:
        return address
    return parsed.exploded[:19] if isinstance(parsed, IPv6Address) else str(parsed)


def digest(name: str, value: str) -> str:
    """What stands for a value in the cache today; another one tomorrow."""
    day = timezone.now().date().isoformat()
    key = f"{settings.SECRET_KEY}:{name}:{day}"
    return hmac.new(key.encode(), value.encode(), hashlib.sha256).hexdigest()[:32]


def count(name: str, value: str, seconds: int) -> int:
    """How often a value was counted lately, this time included.

    A cache that is away counts nothing: neither a message nor a member may be lost for it.
    """
    key = f"throttle:{name}:{digest(name, value)}"
    try:
        return 1 if cache.add(key, 1, seconds) else cache.incr(key)
    except ValueError:  # forgotten in between
        return 1
    except RedisError:
        logger.exception("The cache that counts does not answer")
        return 0


def forget(name: str, value: str) -> None:
    """Begins to count a value anew."""
    try:
        cache.delete(f"throttle:{name}:{digest(name, value)}")
    except RedisError:
        logger.exception("The cache that counts does not answer")
