"""An older version of a page becomes the draft again in one click, and back in another.

Wagtail opens its editor on the old version and leaves it to the member to find out how to save it.
The history gets a column with a button; this file can be deleted whole.
"""

from django.core.exceptions import PermissionDenied
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.formats import localize
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from wagtail.actions.revert_to_page_revision import RevertToPageRevisionAction
from wagtail.admin import messages
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.pages.history import PageHistoryView
from wagtail.models import Page

from cms.desk.families import translations_into
from cms.trash.deleting import undo_message


def may_go_back(user, page: Page) -> bool:
    """Whether a member may change the draft; a translation is changed at the desk."""
    rights = page.permissions_for_user(user)
    return rights.can_edit() and not rights.page_locked() and not translations_into(page).exists()


@require_POST
def go_back(request, page_id: int, revision_id: int):
    """Makes a version the draft. What is published stays as it is.

    Raises:
        PermissionDenied: the member may not edit the page, or it is locked.
    """
    page = get_object_or_404(Page, pk=page_id, depth__gt=1).specific
    revision = get_object_or_404(page.revisions, pk=revision_id)
    if not may_go_back(request.user, page) or page.alias_of_id:
        raise PermissionDenied
    before = page.latest_revision_id
    if before == revision.pk:
        messages.info(request, _("This version is the current draft already."))
        return redirect("wagtailadmin_pages:history", page.pk)
    RevertToPageRevisionAction(page, revision, user=request.user, clean=False).execute()
    words = _("The version of %(moment)s is the draft again. Nothing changes for readers yet.") % {
        "moment": localize(localtime(revision.created_at))
    }
    undo = reverse("trash:go_back", args=[page.pk, before])
    messages.success(request, undo_message(request, words, undo))
    return redirect("wagtailadmin_pages:history", page.pk)


class GoBackColumn(Column):
    """The button, on each line that made a version; none on the current one."""

    cell_template_name = "trash/go_back_cell.html"

    def __init__(self, page: Page, user):
        super().__init__("go_back", label=gettext_lazy("Older versions"), accessor=lambda _row: "")
        self.page, self.is_open = page, may_go_back(user, page)

    def get_cell_context_data(self, instance, parent_context):
        """Adds the address to send the form to, or none."""
        context = super().get_cell_context_data(instance, parent_context)
        offered = (
            self.is_open
            and instance.revision_id
            and instance.revision
            and instance.content_changed
            and instance.revision_id != self.page.latest_revision_id
        )
        args = [self.page.pk, instance.revision_id]
        context["address"] = reverse("trash:go_back", args=args) if offered else ""
        context["csrf_token"] = get_token(parent_context["request"])
        return context


_wagtails_columns = PageHistoryView.columns.func


def _columns(view: PageHistoryView) -> list[Column]:
    return [*_wagtails_columns(view), GoBackColumn(view.object, view.request.user)]


def install() -> None:
    """Adds the column; Wagtail has no hook for it."""
    PageHistoryView.columns = property(_columns)
