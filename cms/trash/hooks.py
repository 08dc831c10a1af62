"""Where Wagtail's admin meets the trash: menu, addresses, what stands before its own screens."""

from django.urls import include, path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.models import Page

from cms.trash import file_screens, history
from cms.trash.deleting import ThrowAwayMany, throw_away_instead
from cms.trash.leads import lead_on_as_asked
from cms.trash.rights import may_have_trash
from cms.trash.views import EraseView, IndexView, PlaceView, RestoreView

history.install()
file_screens.install()

# After every guard of a deletion, and after Wagtail's own action, which it replaces.
hooks.register("before_delete_page", throw_away_instead, order=100)
hooks.register("register_bulk_action", ThrowAwayMany, order=10)

addresses = [
    path("", IndexView.as_view(), name="index"),
    path("<int:pk>/restore/", RestoreView.as_view(), name="restore"),
    path("<int:pk>/place/", PlaceView.as_view(), name="place"),
    path("<int:pk>/erase/", EraseView.as_view(), name="erase"),
    path("versions/<int:page_id>/<int:revision_id>/", history.go_back, name="go_back"),
]


@hooks.register("register_admin_urls")
def add_addresses():
    """The trash, under /admin/trash/."""
    return [path("trash/", include((addresses, "trash")))]


class TrashMenuItem(MenuItem):
    """The trash in the menu, for those who may delete something."""

    def is_shown(self, request):
        """Whether the member sees it."""
        return may_have_trash(request.user)


@hooks.register("register_admin_menu_item")
def add_to_menu():
    """Below pages and files, above settings."""
    return TrashMenuItem(
        _("Trash"), reverse_lazy("trash:index"), name="trash", icon_name="bin", order=900
    )


@hooks.register("before_unpublish_page")
def lead_readers_on(request, page: Page):
    """Makes the redirects that the member chose, for all that goes offline."""
    wanted = {pk for pk in request.POST.getlist("translations") if pk.isdecimal()}
    family = Page.objects.filter(translation_key=page.translation_key, pk__in=wanted)
    going = [page, *family.exclude(pk=page.pk)]
    if request.POST.get("include_descendants"):
        going += page.get_descendants().live()
    lead_on_as_asked(
        request, [one for one in going if one.permissions_for_user(request.user).can_unpublish()]
    )


@hooks.register("register_log_actions")
def name_in_the_history(actions):
    """How the history of a page, picture or document says that it was restored."""
    actions.register_action("cms.trash.restore", _("Restore"), _("Brought back from the trash"))
