"""The list of messages, and the search by number or by e-mail address."""

from django.db.models import Count
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin import messages as words
from wagtail.admin.paginator import WagtailPaginator

from contact.access import DELETE, EXPORT, VIEW, messages_for
from contact.encryption import address_digests
from contact.inbox.filters import IN_THE_INBOX, Filters, Status
from contact.inbox.views import InboxView
from contact.inbox.writer import may_answer_for_data
from contact.receipts import tidied

PER_PAGE = 50


class MessageList(InboxView):
    """All messages that a member may see, of every language, the newest first."""

    template_name = "contact/admin/list.html"

    def get_page_title(self) -> str:
        """The name of the inbox."""
        return _("Messages")

    def get_breadcrumbs_items(self) -> list[dict]:
        """The list stands at the top."""
        return [*self.breadcrumbs_items, {"url": "", "label": self.get_page_title()}]

    def get(self, request):
        """The list."""
        user = request.user
        filters = Filters(request.GET, user, messages_for(user))
        narrowed = filters.narrowed()
        counts = dict(narrowed.order_by().values_list("status").annotate(number=Count("pk")))
        listed = filters.listed().select_related("assigned_to").defer("sealed_answers")
        paginator = WagtailPaginator(listed, PER_PAGE)
        paginator.count = sum(counts.get(status, 0) for status in filters.statuses())
        page = paginator.get_page(request.GET.get("p"))
        rows = list(page.object_list)
        for message in rows:
            # Known already: neither forms nor sectors are joined.
            message.form_title = filters.titles.get(message.page_id, "")
            message.sector_name = filters.sectors.get(message.sector_id, "")
        keys = [message.pk for message in rows]
        context = self.get_context_data(
            filters=filters,
            tabs=list(_tabs(filters, counts)),
            page=page,
            rows=rows,
            elided_page_range=paginator.get_elided_page_range(page.number),
            deletable=set(
                messages_for(user, DELETE).filter(pk__in=keys).values_list("pk", flat=True)
            ),
            exportable=messages_for(user, EXPORT).exists(),
            may_answer_for_data=may_answer_for_data(user),
        )
        return render(request, self.template_name, context)


def _tabs(filters: Filters, counts: dict[str, int]):
    """(key, label, number, whether it is shown) of each heading."""
    chosen = filters.chosen("status")
    if filters.chosen("writer"):
        yield "", _("All"), sum(counts.values()), not chosen
    else:
        yield "", _("Inbox"), sum(counts.get(one, 0) for one in IN_THE_INBOX), not chosen
    for status in Status:
        yield status.value, status.label, counts.get(status, 0), chosen == status


class Find(InboxView):
    """Goes to a message by its number, or to all from one e-mail address.

    Posted, so that the address comes into no log: the list's own address holds its keyed hash.
    """

    http_method_names = ["post"]

    def post(self, request):
        """Where it is found."""
        typed = request.POST.get("typed", "").strip()[:320]
        if "@" in typed:
            writer = ".".join(address_digests(typed))
            return redirect(f"{reverse('inbox:list')}?writer={writer}")
        found = messages_for(request.user, VIEW).filter(receipt=tidied(typed)).first()
        if found:
            return redirect("inbox:read", found.receipt)
        words.warning(request, _("There is no message with this number among yours."))
        return redirect("inbox:list")
