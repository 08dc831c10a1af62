"""What all views of the inbox have in common: who gets in, and to which message."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views import View
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from contact.access import VIEW, may_enter, messages_for
from contact.models import Message


def message_or_404(user, receipt: str, action: str = VIEW) -> Message:
    """The message with a number, if the member may do that with it.

    Raises:
        Http404: there is none, or it is none of theirs.
    """
    return get_object_or_404(messages_for(user, action), receipt=receipt)


class InboxView(WagtailAdminTemplateMixin, View):
    """A page of the inbox; for who has no inbox it does not exist."""

    header_icon = "mail"

    def dispatch(self, request, *args, **kwargs):
        """Lets in.

        Raises:
            Http404: the member has no inbox.
        """
        if not may_enter(request.user):
            raise Http404("no inbox")
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict]:
        """The way back to the list, and this page."""
        here = {"url": "", "label": self.get_page_title()}
        inbox = {"url": reverse("inbox:list"), "label": _("Messages")}
        return [*self.breadcrumbs_items, inbox, here]
