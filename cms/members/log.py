"""Writes down who did what to an account, whichever screen or command did it.

Rows of Wagtail's own log (`ModelLogEntry`), shown by `cms.members.report`. What other code can do
too (roles given in Wagtail's form, second factors at allauth's screens) is noted by signals.
"""

from allauth.mfa import signals as mfa
from allauth.mfa.models import Authenticator
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db.models.signals import m2m_changed, post_init, post_save
from django.dispatch import receiver
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import LogFormatter, log

from cms.members import letters, second_factor, sessions

User = get_user_model()


class RoleFormatter(LogFormatter):
    """Names the role."""

    def format_message(self, log_entry):
        """What happened."""
        return self.message % {"role": log_entry.data.get("role", "")}


class RoleGiven(RoleFormatter):
    """A role that was given."""

    label = _("Role given")
    message = _("Role given: %(role)s")


class RoleTaken(RoleFormatter):
    """A role that was taken away."""

    label = _("Role taken away")
    message = _("Role taken away: %(role)s")


ACTIONS = {
    "members.invited": _("Invited"),
    "members.accepted": _("Accepted the invitation"),
    "members.administrator_made": _("Made administrator"),
    "members.administrator_unmade": _("No longer administrator"),
    "members.factor_set": _("Second factor set up"),
    "members.factor_removed": _("Second factor removed"),
    "members.codes_made": _("New recovery codes made"),
    "members.recovered": _("Recovered: second factor removed, sessions ended"),
    "members.sessions_ended": _("Signed out everywhere"),
    "members.deactivated": _("Account closed"),
    "members.reactivated": _("Account opened again"),
}


def register_actions(actions) -> None:
    """Called by Wagtail's hook."""
    for name, label in ACTIONS.items():
        actions.register_action(name, label, label)
    actions.register_action("members.role_given")(RoleGiven)
    actions.register_action("members.role_taken")(RoleTaken)


@receiver(m2m_changed, sender=User.groups.through)
def roles_changed(instance, action, pk_set, reverse, **kwargs) -> None:
    """Groups were given to a member or taken away, or members put into a group."""
    if action == "pre_clear":
        pairs = (
            [(instance, group) for group in instance.groups.all()]
            if not reverse
            else [(user, instance) for user in instance.user_set.all()]
        )
        name = "members.role_taken"
    elif action in ("post_add", "post_remove"):
        name = "members.role_given" if action == "post_add" else "members.role_taken"
        rows = (User if reverse else Group).objects.filter(pk__in=pk_set)
        pairs = [(row, instance) if reverse else (instance, row) for row in rows]
    else:
        return
    for user, group in pairs:
        log(user, name, data={"role": group.name})


SWITCHES = {
    "is_active": ("members.reactivated", "members.deactivated"),
    "is_superuser": ("members.administrator_made", "members.administrator_unmade"),
}


@receiver(post_init, sender=User)
def remember_switches(instance, **kwargs) -> None:
    """How an account was when it was read; what was not read is not known."""
    instance.switches = {name: instance.__dict__.get(name) for name in SWITCHES}


@receiver(post_save, sender=User)
def switches_changed(instance, created, **kwargs) -> None:
    """An account was closed or opened, an administrator made or unmade."""
    before = {"is_active": True, "is_superuser": False} if created else instance.switches
    remember_switches(instance)
    for name, (switched_on, switched_off) in SWITCHES.items():
        was, now = before[name], instance.switches[name]
        if None not in (was, now) and was != now:
            log(instance, switched_on if now else switched_off)
    if before["is_active"] and instance.switches["is_active"] is False:
        sessions.end(instance.member_sessions)


@receiver(mfa.authenticator_added)
def factor_set(user, authenticator, **kwargs) -> None:
    """A member set up a second factor."""
    if authenticator.type == Authenticator.Type.RECOVERY_CODES:
        return
    log(user, "members.factor_set", user=user, data={"type": str(authenticator.type)})
    letters.send(letters.FACTOR_ADDED, user)


@receiver(mfa.authenticator_removed)
def factor_removed(user, authenticator, **kwargs) -> None:
    """A member removed one."""
    if authenticator.type == Authenticator.Type.RECOVERY_CODES:
        return
    log(user, "members.factor_removed", user=user, data={"type": str(authenticator.type)})
    letters.send(letters.FACTOR_REMOVED, user)


@receiver(mfa.authenticator_reset)
def codes_made(user, **kwargs) -> None:
    """A member made new recovery codes."""
    log(user, "members.codes_made", user=user)


@receiver(mfa.authenticator_used)
def factor_shown(request, user, **kwargs) -> None:
    """A member showed it."""
    second_factor.remember_shown(request, user)
