"""The mail that waits and the mail that was given up: so that a silence is seen by somebody."""

from django.db.models import Count, Min
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin import messages as words

from contact.access import EVERY_SECTOR
from contact.delivery import try_again
from contact.inbox.views import InboxView
from contact.models import OutgoingMail

State = OutgoingMail.State
SHOWN = 100


class WaitingMail(InboxView):
    """What is not sent yet: kind, attempts and error, neither words nor addresses."""

    template_name = "contact/admin/mail.html"

    def get_page_title(self) -> str:
        """What it lists."""
        return _("Outgoing mail")

    def dispatch(self, request, *args, **kwargs):
        """Lets in who keeps the inbox.

        Raises:
            Http404: anybody else.
        """
        if not request.user.has_perm(EVERY_SECTOR):
            raise Http404("does not keep the inbox")
        return super().dispatch(request, *args, **kwargs)

    def get(self, request):
        """The page."""
        unsent = OutgoingMail.objects.exclude(state=State.SENT)
        groups = unsent.order_by().values_list("state").annotate(number=Count("pk"))
        listed = unsent.select_related("message").defer("message__sealed_answers")
        context = self.get_context_data(
            numbers=[(State(state).label, number) for state, number in groups],
            oldest=unsent.aggregate(oldest=Min("created_at"))["oldest"],
            mails=listed.order_by("-state", "next_attempt_at")[:SHOWN],
            shown=SHOWN,
        )
        return render(request, self.template_name, context)

    def post(self, request):
        """Makes all of it due at once."""
        number = try_again(OutgoingMail.objects.all())
        said = ngettext("%(number)d mail is due now.", "%(number)d mails are due now.", number)
        words.success(request, said % {"number": number})
        return redirect("inbox:mail")
