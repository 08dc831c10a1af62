"""Wagtail's questions about deleting documents and pictures say that these wait in the trash.

Its views offer no hook for their words; this file can be deleted whole, and nothing but the words
changes: what keeps the files is `cms.trash.files`.
"""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.documents.views.bulk_actions.delete import DeleteBulkAction as DeleteDocuments
from wagtail.documents.views.documents import DeleteView as DeleteDocument
from wagtail.images.views.bulk_actions.delete import DeleteBulkAction as DeletePictures
from wagtail.images.views.images import DeleteView as DeletePicture

from cms.models.trash import KEPT_DAYS, TrashEntry
from cms.trash.deleting import thrown_away_words, undo_message
from cms.trash.files import KINDS


def _question(view) -> str:
    """What happens to the file."""
    return ngettext(
        "The file waits in the trash for %(days)s day, from where it can be brought back; "
        "then it is erased for good.",
        "The file waits in the trash for %(days)s days, from where it can be brought back; "
        "then it is erased for good.",
        KEPT_DAYS,
    ) % {"days": KEPT_DAYS}


def _answer(view) -> str:
    """Where it is now, with the button that brings it back."""
    entries = TrashEntry.objects.filter(kind=KINDS[type(view.object)], deleted_by=view.request.user)
    entry = entries.defer("rows").first()
    return undo_message(
        view.request, thrown_away_words(entry), reverse("trash:restore", args=[entry.pk])
    )


def _answer_for_many(action, count: int, _below: int) -> str:
    words = ngettext("%(count)d file is in the trash.", "%(count)d files are in the trash.", count)
    return words % {"count": count} if count else _("Nothing was deleted.")


def install() -> None:
    """Called once, by the hooks."""
    for view in (DeleteDocument, DeletePicture):
        view.confirmation_message = property(_question)
        view.get_success_message = _answer
    for action in (DeleteDocuments, DeletePictures):
        action.get_success_message = _answer_for_many
