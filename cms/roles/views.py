"""The page that explains the roles, and shows which groups have them."""

from django.contrib.auth.models import Group
from django.db.models import Count
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from cms.roles.catalogue import MEMBERS, MESSAGES, ROLES, SITE_WIDE, VOCABULARY, Role


def _no_group(role: Role) -> bool:
    """What is left to administrators."""
    return False


DUTIES = (
    (_("Writes and corrects pages, submits them"), lambda role: "change" in role.pages),
    (_("Approves what writers submit"), lambda role: role.approves),
    (_("Publishes and takes offline"), lambda role: "publish" in role.pages),
    (_("Deletes a page with all below it"), lambda role: "bulk_delete" in role.pages),
    (_("Adds pictures and documents"), lambda role: role.adds_files),
    (_("Reads and answers messages"), lambda role: role.has_all(MESSAGES)),
    (_("Keeps the vocabulary, makes sectors"), lambda role: role.has_all(VOCABULARY)),
    (_("Changes menus, words and settings"), lambda role: role.has_all(SITE_WIDE)),
    (_("Invites members, lets them back in, lets them go"), lambda role: role.has_all(MEMBERS)),
    (_("Gives the roles that hold for the whole site"), _no_group),
)


def may(role: Role, test) -> bool:
    """Whether a role has a duty; the administrator has them all."""
    return role.is_administrator or test(role)


class RolesView(WagtailAdminTemplateMixin, TemplateView):
    """For every member: who may do what, and whom to ask."""

    template_name = "roles/index.html"
    page_title = _("Who may do what")
    header_icon = "group"

    def get_breadcrumbs_items(self):
        """Home and this screen."""
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs):
        """Adds the roles with their groups, and the table."""
        groups: dict[str, list[Group]] = {}
        counted = Group.objects.exclude(role_group__role="").filter(role_group__isnull=False)
        for group in (
            counted.annotate(members=Count("user")).select_related("role_group").order_by("name")
        ):
            groups.setdefault(group.role_group.role, []).append(group)
        user = self.request.user
        return super().get_context_data(**kwargs) | {
            "entries": [{"role": role, "groups": groups.get(role.key, [])} for role in ROLES],
            "table": [(duty, [may(role, test) for role in ROLES]) for duty, test in DUTIES],
            "may_see_members": user.has_perm("cms.look_after_members"),
            "may_found": user.has_perm("sectors.add_sector"),
        }
