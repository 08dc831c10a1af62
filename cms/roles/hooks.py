"""Where Wagtail's admin meets the roles."""

from django.db.models import Q
from django.urls import path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.permissions import page_permission_policy

from cms.roles.group_form import LanguagesPanel
from cms.roles.views import RolesView


@hooks.register("register_admin_urls")
def roles_address():
    """The page that explains the roles."""
    return [path("roles/", RolesView.as_view(), name="roles")]


@hooks.register("register_settings_menu_item")
def roles_in_the_menu():
    """Beside members and groups."""
    return MenuItem(
        _("Who may do what"), reverse_lazy("roles"), name="roles", icon_name="group", order=602
    )


@hooks.register("register_group_permission_panel")
def languages_of_a_group():
    """The languages, below the rights on pages."""
    return LanguagesPanel


@hooks.register("construct_page_chooser_queryset")
def hide_drafts_of_others(pages, request):
    """Choosers list what readers see too, and of drafts only those that a member may reach."""
    if request.user.is_superuser:
        return pages
    reachable = page_permission_policy.explorable_instances(request.user)
    return pages.filter(Q(live=True) | Q(pk__in=reachable.order_by().values("pk")))
