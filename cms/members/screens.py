"""What the screens of those who look after members have in common: the right to be there."""

from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.utils import get_user_display_name
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from cms.members.authority import looks_after_members, may_act_on

TITLE = _("Members")


class MembersScreen(WagtailAdminTemplateMixin):
    """A screen for coordinators and administrators."""

    header_icon = "user"

    def dispatch(self, request, *args, **kwargs):
        """Lets nobody else in.

        Raises:
            PermissionDenied: the member does not look after members.
        """
        if not looks_after_members(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self):
        """Home, the members, this screen."""
        return [
            *super().get_breadcrumbs_items(),
            {"url": reverse("members:index"), "label": TITLE},
            {"url": "", "label": self.get_header_title()},
        ]


class MemberScreen(MembersScreen):
    """A screen about one member."""

    must_act = False

    @cached_property
    def member(self):
        """The member.

        Raises:
            Http404: there is none of this number.
        """
        return get_object_or_404(get_user_model(), pk=self.kwargs["pk"])

    def dispatch(self, request, *args, **kwargs):
        """Lets nobody act on whom they may not act on.

        Raises:
            PermissionDenied: an administrator, or the member themselves.
        """
        if self.must_act and not may_act_on(request.user, self.member):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_header_title(self):
        """Whose screen it is, and which."""
        named = (get_user_display_name(self.member), str(self.page_title))
        return " · ".join(part for part in named if part)

    def get_context_data(self, **kwargs):
        """Adds the member."""
        return super().get_context_data(**kwargs) | {"member": self.member}
