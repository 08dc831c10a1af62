"""Which tasks are a member's own: those of the roles that their groups have."""

from collections.abc import Iterable
from itertools import groupby

from cms.models import RoleGroup
from cms.roles.catalogue import ADMINISTRATOR, BY_KEY, Role
from help.tasks import TOPICS, Task


def roles_of(user) -> set[str]:
    """The keys of a member's roles."""
    rows = RoleGroup.objects.filter(group__user=user).exclude(role="")
    roles = set(rows.values_list("role", flat=True))
    return roles | {ADMINISTRATOR.key} if user.is_superuser else roles


def is_for(task: Task, roles: set[str]) -> bool:
    """Whether somebody with these roles does it often."""
    return bool(task.roles & roles)


def readers_of(task: Task) -> list[Role]:
    """The roles that do it often, in the order in which the admin explains them."""
    return [role for key, role in BY_KEY.items() if key in task.roles]


def by_topic(chosen: Iterable[Task]) -> list[tuple[str, list[Task]]]:
    """Tasks in the order of the guide, under the names of their topics."""
    return [(TOPICS[key], list(some)) for key, some in groupby(chosen, lambda task: task.topic)]
