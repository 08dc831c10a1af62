"""Whom a notice concerns, whether they want it, and in which language they read."""

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db.models import QuerySet
from wagtail.models import TaskState
from wagtail.users.models import UserProfile

from cms.roles.catalogue import MODERATOR

Member = get_user_model()


def approvers_of(step: TaskState, *, but: set[int]) -> QuerySet:
    """Those who are told that a page waits at a step.

    The moderators of the section; where it has none, whoever else may approve there: coordinators;
    where there is nobody at all, the administrators.

    Args:
        step: a step of Wagtail's workflow.
        but: the members who know already: who submitted the page.
    """
    reachable = Member.objects.filter(is_active=True).exclude(email="").exclude(pk__in=but)
    groups = step.task.specific.groups.all()
    for circle in (groups.filter(role_group__role=MODERATOR.key), groups):
        found = reachable.filter(groups__in=circle.values("pk")).distinct()
        if found.exists():
            return found
    return reachable.filter(is_superuser=True)


def wants(member, preference: str) -> bool:
    """Whether a member has left a kind of notice switched on in their account."""
    return getattr(UserProfile.get_for_user(member), f"{preference}_notifications")


def language_of(member) -> str:
    """The language of a member's admin."""
    return UserProfile.get_for_user(member).preferred_language or settings.LANGUAGE_CODE
