"""Where members are signed in: listed for them, ended by them or by who looks after members.

Django's sessions do not know whose they are; a row beside each says so. It holds the kind of
browser and no network address.
"""

import re
from importlib import import_module

from django.conf import settings
from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY
from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from cms.models import MemberSession

NOTED = "noted_session"
STARTED = "signed_in_at"
# A row is written at most so often for a session in use.
HOUR = 3600

BROWSERS = (
    ("Edg", "Edge"),
    ("OPR", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox|FxiOS", "Firefox"),
    ("Chrome|CriOS", "Chrome"),
    ("Safari", "Safari"),
)
SYSTEMS = (
    ("Android", "Android"),
    ("iPhone|iPad", "iOS"),
    ("Windows", "Windows"),
    ("Mac OS", "macOS"),
    ("CrOS", "ChromeOS"),
    ("Linux", "Linux"),
)


def device(agent: str) -> str:
    """The kind of browser and system, as much as their owner needs to know them again."""
    named = (
        next((name for pattern, name in kinds if re.search(pattern, agent)), "")
        for kinds in (BROWSERS, SYSTEMS)
    )
    return " · ".join(name for name in named if name)


@receiver(user_logged_in)
def signed_in(sender, request: HttpRequest, user, **kwargs) -> None:
    """Notes the session that has just begun."""
    if not request.session.session_key:
        request.session.save()
    request.session[STARTED] = timezone.now().timestamp()
    _note(request, user)


def keep_up(request: HttpRequest) -> None:
    """Notes that the session is in use, and its key where Django has changed it."""
    key, at = request.session.get(NOTED, ("", 0))
    if key != request.session.session_key or timezone.now().timestamp() - at > HOUR:
        _note(request, request.user)


def _note(request: HttpRequest, user) -> None:
    now, key = timezone.now(), request.session.session_key
    row = {"user": user, "seen_at": now, "device": device(request.META.get("HTTP_USER_AGENT", ""))}
    MemberSession.objects.update_or_create(session_key=key, defaults=row)
    request.session[NOTED] = (key, now.timestamp())


def seconds_since_sign_in(request: HttpRequest) -> float:
    """How long ago the session began."""
    return timezone.now().timestamp() - request.session.get(STARTED, 0)


def sessions_of(user) -> list[MemberSession]:
    """The sessions that are still good, the last used first; rows of others are removed."""
    good, stale = [], []
    for row in user.member_sessions.all():
        (good if _is_good(row.session_key, user) else stale).append(row)
    MemberSession.objects.filter(pk__in=[row.pk for row in stale]).delete()
    return good


def _store(key: str | None = None):
    return import_module(settings.SESSION_ENGINE).SessionStore(key)


def _is_good(key: str, user) -> bool:
    """Whether Django would take the session: it is there, and the password is still the same."""
    data = _store(key).load()
    return data.get(SESSION_KEY) == str(user.pk) and constant_time_compare(
        data.get(HASH_SESSION_KEY, ""), user.get_session_auth_hash()
    )


def end(rows) -> int:
    """Ends sessions; how many.

    Args:
        rows: a queryset of `MemberSession`.
    """
    keys = list(rows.values_list("session_key", flat=True))
    for key in keys:
        _store().delete(key)
    MemberSession.objects.filter(session_key__in=keys).delete()
    return len(keys)


def forget_ended() -> None:
    """Removes what is left of sessions that are over; the worker does it every day."""
    _store().clear_expired()
    gone = [key for key in _keys() if not _store().exists(key)]
    MemberSession.objects.filter(session_key__in=gone).delete()


def _keys() -> list[str]:
    return list(MemberSession.objects.values_list("session_key", flat=True))
