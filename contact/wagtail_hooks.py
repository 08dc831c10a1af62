"""What the inbox adds to Wagtail's admin: addresses, menu, dashboard, permissions."""

from django.contrib.auth.models import Permission
from django.urls import include, path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.viewsets.model import ModelViewSet

from cms.board.hooks import add_if_shown
from contact.inbox.dashboard import InboxMenuItem, InboxPanel
from contact.models import SectorInbox

PERMISSIONS = (
    "view_message",
    "change_message",
    "answer_message",
    "export_message",
    "delete_message",
    "view_every_sector",
)


@hooks.register("register_admin_urls")
def inbox_urls():
    """The inbox, under /admin/messages/."""
    return [path("messages/", include("contact.inbox.urls"))]


@hooks.register("register_admin_menu_item")
def inbox_menu_item():
    """The inbox in the menu."""
    return InboxMenuItem(
        _("Messages"), reverse_lazy("inbox:list"), name="inbox", icon_name="mail", order=110
    )


@hooks.register("construct_homepage_panels")
def inbox_panel(request, panels):
    """The inbox on the dashboard, for who has one in which something waits."""
    add_if_shown(panels, InboxPanel(request))


@hooks.register("register_permissions")
def inbox_permissions():
    """Offers the rights on messages in the form of a group. Nobody adds messages by hand."""
    return Permission.objects.filter(content_type__app_label="contact", codename__in=PERMISSIONS)


class SectorInboxViewSet(ModelViewSet):
    """Says which group is in charge of which sector, for administrators."""

    model = SectorInbox
    name = "sector_inboxes"
    url_prefix = "sector-inboxes"
    icon = "group"
    menu_label = _("Who reads messages")
    menu_order = 610
    add_to_settings_menu = True
    list_display = ["group", "sector"]
    list_filter = ["group", "sector"]
    inspect_view_enabled = False
    copy_view_enabled = False


@hooks.register("register_admin_viewset")
def sector_inboxes():
    """The page of who reads what, under Settings."""
    return SectorInboxViewSet()
