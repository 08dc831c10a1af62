"""Where Wagtail's admin meets the guide: its addresses, its place in the menu, its style."""

from django.templatetags.static import static
from django.urls import include, path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from help.views import IndexView, TaskView

LAST = 1000
BELOW_ALL = 11_000
addresses = [
    path("", IndexView.as_view(), name="index"),
    path("<slug:key>/", TaskView.as_view(), name="task"),
]


@hooks.register("register_admin_urls")
def add_addresses():
    """The guide, under /admin/help/."""
    return [path("help/", include((addresses, "help")))]


@hooks.register("construct_main_menu", order=LAST)
def help_is_one_click_away(request, menu_items):
    """Puts the guide in the place of Wagtail's menu, whose shortcuts it shows too."""
    menu_items[:] = [item for item in menu_items if item.name != "help"]
    address = reverse("help:index")
    menu_items.append(MenuItem(_("Help"), address, name="help", icon_name="help", order=BELOW_ALL))


@hooks.register("insert_global_admin_css")
def style_of_the_link():
    """For the link in the header of the screens."""
    return format_html('<link rel="stylesheet" href="{}">', static("css/help-link.css"))
