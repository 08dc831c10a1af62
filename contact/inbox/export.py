"""The filtered list as a file, content included, for those who may export."""

from django.http import Http404, HttpResponse
from django.utils import timezone

from contact.access import EXPORT, messages_for
from contact.audit import record
from contact.inbox.filters import Filters
from contact.inbox.sheets import CONTENT_TYPES, CSV, WRITERS, table
from contact.inbox.views import InboxView
from contact.models import AuditEntry


class Export(InboxView):
    """Hands the file over; each message in it is logged."""

    http_method_names = ["post"]

    def post(self, request):
        """The file of what the list shows, of the messages that the member may export.

        Raises:
            Http404: they may export none.
        """
        allowed = messages_for(request.user, EXPORT)
        if not allowed.exists():
            raise Http404("nothing to export")
        filters = Filters(request.GET, request.user, allowed)
        # A list: what is logged is what is handed over.
        messages = list(filters.listed().select_related("page", "sector", "assigned_to"))
        kind = request.POST.get("kind")
        kind = kind if kind in WRITERS else CSV
        content = WRITERS[kind](table(messages))
        record(request.user, AuditEntry.Action.EXPORTED, [one.receipt for one in messages])
        name = f"messages-{timezone.localdate():%Y-%m-%d}.{kind}"
        headers = {"Content-Disposition": f'attachment; filename="{name}"'}
        return HttpResponse(content, content_type=CONTENT_TYPES[kind], headers=headers)
