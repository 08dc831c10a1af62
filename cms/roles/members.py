"""The list of members, with the way to what their roles mean."""

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.admin.widgets.button import HeaderButton
from wagtail.users.views.users import IndexView, UserViewSet


class MembersIndexView(IndexView):
    """Who gives a role finds out here what it allows."""

    @cached_property
    def header_buttons(self):
        """Beside the button that adds a member."""
        explanation = HeaderButton(_("Who may do what"), url=reverse("roles"), icon_name="group")
        return [*super().header_buttons, explanation]


class MembersViewSet(UserViewSet):
    """The screens of members."""

    index_view_class = MembersIndexView
