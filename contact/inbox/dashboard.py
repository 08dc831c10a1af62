"""The inbox where members look first: the menu, with the number of new ones, and the dashboard."""

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.menu import MenuItem

from cms.board.panels import BoardPanel
from contact.access import may_enter, messages_for
from contact.models import Message

Status = Message.Status


class InboxMenuItem(MenuItem):
    """The inbox, for who has one; with the number of new ones, if there are any."""

    def is_shown(self, request) -> bool:
        """Whether the member has an inbox."""
        return may_enter(request.user)

    def render_component(self, request):
        """The item as the member sees it now."""
        component = super().render_component(request)
        number = messages_for(request.user).filter(status=Status.NEW).count()
        if number:
            component.label = _("Messages (%(number)d)") % {"number": number}
        return component


class InboxPanel(BoardPanel):
    """How many messages wait for the member, and nothing of what they say."""

    order = 40
    name = "inbox"
    heading = gettext_lazy("Messages that wait")
    template_name = "contact/admin/panel.html"

    @cached_property
    def numbers(self) -> list[tuple]:
        """(what, how many, where the list of them is), without what nobody waits in."""
        user, inbox = self.request.user, reverse("inbox:list")
        if not may_enter(user):
            return []
        unfinished = Q(status__in=(Status.NEW, Status.IN_HAND))
        numbers = messages_for(user).aggregate(
            new=Count("pk", Q(status=Status.NEW)),
            in_hand=Count("pk", Q(status=Status.IN_HAND)),
            suspected=Count("pk", Q(status=Status.SUSPECTED)),
            mine=Count("pk", unfinished & Q(assigned_to=user)),
        )
        shown = [
            (_("New"), numbers["new"], f"{inbox}?status=new"),
            (_("In hand"), numbers["in_hand"], f"{inbox}?status=in_hand"),
            (_("Assigned to me"), numbers["mine"], f"{inbox}?assigned=me"),
            (_("Suspected spam"), numbers["suspected"], f"{inbox}?status=suspected"),
        ]
        return [one for one in shown if one[1]]

    def is_shown(self) -> bool:
        """Whether anything waits."""
        return bool(self.numbers)
