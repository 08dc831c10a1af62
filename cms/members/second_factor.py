"""Who must have a second factor, who has one, and whether it was shown in this session."""

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.models import Group
from django.db.models import Q
from django.http import HttpRequest

from cms.roles.catalogue import BY_KEY, ROLES

MARK = "second_factor_of"
# Rights that ask for it even in a group that has no role of ours.
WEIGHTY = ("view_message", "change_sitesettings", "look_after_members", "change_user")
PROOFS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def is_required(user) -> bool:
    """Whether the member's roles or rights ask for a second factor; one query."""
    if not settings.SECOND_FACTOR_REQUIRED:
        return False
    if user.is_superuser:
        return True
    asking = [role.key for role in ROLES if role.second_factor]
    without = [role.key for role in BY_KEY.values() if not role.second_factor]
    weighty = Q(role_group__role__in=asking) | Q(permissions__codename__in=WEIGHTY)
    publishing = Q(page_permissions__permission__codename="publish_page") & ~Q(
        role_group__role__in=without
    )
    return Group.objects.filter(weighty | publishing, user=user).exists()


def has_one(user) -> bool:
    """Whether the member has set one up; recovery codes alone are none."""
    return Authenticator.objects.filter(user=user, type__in=PROOFS).exists()


def was_shown(request: HttpRequest) -> bool:
    """Whether the member of this session showed it here."""
    return request.session.get(MARK) == request.user.pk


def remember_shown(request: HttpRequest, user) -> None:
    """Notes it in the session, which passes over into that of the signed-in member."""
    request.session[MARK] = user.pk


def is_last_needed(authenticator: Authenticator) -> bool:
    """Whether a member who must have one would be left without."""
    others = Authenticator.objects.filter(user=authenticator.user_id, type__in=PROOFS)
    return is_required(authenticator.user) and not others.exclude(pk=authenticator.pk).exists()
