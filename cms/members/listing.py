"""The list of members, for those who look after them."""

from allauth.mfa.models import Authenticator
from django.contrib.auth import get_user_model
from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.utils import get_user_display_name
from wagtail.admin.views.generic import IndexView
from wagtail.admin.widgets.button import Button, HeaderButton

from cms.members.screens import TITLE, MembersScreen
from cms.members.second_factor import PROOFS

User = get_user_model()


def state_of(member):
    """In a word, whether the member can come in."""
    if not member.is_active:
        return _("Closed")
    return _("Active") if member.has_usable_password() else _("Invited")


def roles_of(member) -> str:
    """The member's roles, one after the other."""
    names = [group.name for group in member.groups.all()]
    if member.is_superuser:
        names.insert(0, str(_("Administrator")))
    return " · ".join(names)


class MembersView(MembersScreen, IndexView):
    """Every member, with roles and state."""

    model = User
    template_name = "members/index.html"
    page_title = TITLE
    index_url_name = "members:index"
    index_results_url_name = "members:index_results"
    search_fields = ["username", "first_name", "last_name", "email"]
    default_ordering = "username"
    paginate_by = 50
    is_searchable = True

    def get_breadcrumbs_items(self):
        """Home and this screen."""
        return [*MembersScreen.breadcrumbs_items, {"url": "", "label": TITLE}]

    def get_base_queryset(self):
        """With all that the columns show; of one group, where an address asks for it."""
        proofs = Authenticator.objects.filter(user=OuterRef("pk"), type__in=PROOFS)
        members = User.objects.prefetch_related("groups").select_related("wagtail_userprofile")
        group = self.request.GET.get("group", "")
        if group.isdecimal():
            members = members.filter(groups=group)
        return members.annotate(has_second_factor=Exists(proofs))

    @cached_property
    def columns(self):
        """Who, what for, how safe, since when."""
        return [
            TitleColumn(
                "name",
                label=_("Name"),
                accessor=get_user_display_name,
                sort_key="username",
                get_url=lambda member: reverse("members:member", args=[member.pk]),
            ),
            Column("roles", label=_("Roles"), accessor=roles_of),
            Column("state", label=_("State"), accessor=state_of, classname="members-wide"),
            Column(
                "second_factor",
                label=_("Second factor"),
                accessor=lambda member: _("yes") if member.has_second_factor else _("no"),
            ),
            DateColumn(
                "last_login",
                label=_("Last sign-in"),
                sort_key="last_login",
                classname="members-wide",
            ),
        ]

    @cached_property
    def header_buttons(self):
        """To invite."""
        return [HeaderButton(_("Invite a member"), url=reverse("members:invite"), icon_name="mail")]

    @cached_property
    def header_more_buttons(self):
        """What the roles mean, and what was done."""
        return [
            Button(_("Who may do what"), url=reverse("roles"), icon_name="group"),
            Button(_("What was done to accounts"), url=reverse("members:log"), icon_name="history"),
        ]
