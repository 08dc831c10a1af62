"""Where Wagtail's admin meets the members."""

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.shortcuts import redirect
from django.urls import reverse, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem

from cms.members import log, urls
from cms.members.authority import looks_after_members
from cms.members.screens import TITLE


class MembersMenuItem(MenuItem):
    """For those who look after members."""

    def is_shown(self, request):
        """Nobody else sees it."""
        return looks_after_members(request.user)


@hooks.register("register_admin_urls")
def members_addresses():
    """One's own security, and everybody's accounts."""
    return urls.inside


@hooks.register("register_settings_menu_item")
def members_in_the_menu():
    """In the place of Wagtail's list of users."""
    return MembersMenuItem(
        TITLE, reverse_lazy("members:index"), name="members", icon_name="user", order=600
    )


@hooks.register("construct_settings_menu")
def one_list_of_members(request, items):
    """Wagtail's own list is reached from a member's screen."""
    items[:] = [item for item in items if item.name != "users"]


@hooks.register("register_reports_menu_item")
def log_in_the_menu():
    """Beside Wagtail's history of the site."""
    return MembersMenuItem(
        _("What was done to accounts"),
        reverse_lazy("members:log"),
        name="members-log",
        icon_name="history",
        order=1100,
    )


@hooks.register("register_account_menu_item")
def security_of_the_account(request):
    """From one's account to its security."""
    return {
        "url": reverse("mfa_index"),
        "label": _("Sign-in and security"),
        "help_text": _("Second factor, recovery codes, and where you are signed in."),
    }


@hooks.register("register_permissions")
def members_permissions():
    """Offered in the form of a group."""
    return Permission.objects.filter(content_type__app_label="cms", codename="look_after_members")


@hooks.register("register_log_actions")
def members_log_actions(actions):
    """The words of the log."""
    log.register_actions(actions)


@hooks.register("before_create_user")
def members_are_invited(request):
    """Wagtail's form makes an account that nobody can enter."""
    return redirect("members:invite")


KEPT = _("Accounts are closed one by one, and not deleted: the texts keep their author.")


@hooks.register("before_delete_user")
def accounts_are_closed(request, user):
    """Whoever deletes an account takes the author from its texts."""
    messages.warning(request, KEPT)
    return redirect("members:deactivate", user.pk)


@hooks.register("before_bulk_action")
def accounts_are_closed_one_by_one(request, action_type, objects, action):
    """The same, for many at once."""
    if action.model is not get_user_model() or action_type not in ("delete", "set_active_state"):
        return None
    messages.warning(request, KEPT)
    return redirect("members:index")
