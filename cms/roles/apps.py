"""Wagtail's own application of members and groups, with screens of ours."""

from wagtail.users.apps import WagtailUsersAppConfig


class MembersConfig(WagtailUsersAppConfig):
    """Wagtail's way of replacing the screens of groups and members."""

    user_viewset = "cms.roles.members.MembersViewSet"
    group_viewset = "cms.roles.group_form.RoleGroupViewSet"
