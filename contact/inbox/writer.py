"""A person's rights (RGPD, articles 15 and 17): all that came from an e-mail address, as a file or
erased.

The address is only ever posted, so that no log holds it; our own log holds the messages' numbers.
"""

import json

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin import messages as words

from contact.access import DELETE, EVERY_SECTOR, EXPORT, messages_for
from contact.audit import record
from contact.encryption import SealError, address_digests
from contact.inbox.acting import erase
from contact.inbox.views import InboxView
from contact.models import AuditEntry, Message


def may_answer_for_data(user) -> bool:
    """Whether a member may answer for the data: who sees one sector alone would say too little."""
    if not user.is_active:
        return False
    rights = (f"contact.{EXPORT}_message", f"contact.{DELETE}_message")
    return user.has_perm(EVERY_SECTOR) and any(user.has_perm(right) for right in rights)


class AddressForm(forms.Form):
    """Whose messages."""

    address = forms.EmailField(
        label=gettext_lazy("E-mail address"), widget=forms.EmailInput(attrs={"autocomplete": "off"})
    )


class OneWriter(InboxView):
    """Finds, hands over and erases what came from one e-mail address."""

    template_name = "contact/admin/writer.html"
    header_icon = "user"

    def get_page_title(self) -> str:
        """What it is for."""
        return _("Requests about data")

    def dispatch(self, request, *args, **kwargs):
        """Lets in who may see every sector.

        Raises:
            Http404: anybody else.
        """
        if not may_answer_for_data(request.user):
            raise Http404("not in charge of data")
        return super().dispatch(request, *args, **kwargs)

    def get(self, request):
        """Asks for the address."""
        return self.show(request, AddressForm())

    def post(self, request):
        """What was found, its file, or a word that it is erased."""
        form = AddressForm(request.POST)
        if not form.is_valid():
            return self.show(request, form)
        address = form.cleaned_data["address"]
        if "file" in request.POST:
            return self.file(request, address)
        if "erase" in request.POST:
            return self.erase(request, address)
        return self.show(request, form, found=list(_from(request.user, address)))

    def show(self, request, form: AddressForm, **found):
        """The page."""
        context = self.get_context_data(
            form=form,
            may_export=request.user.has_perm(f"contact.{EXPORT}_message"),
            may_delete=request.user.has_perm(f"contact.{DELETE}_message"),
            **found,
        )
        return render(request, self.template_name, context)

    def file(self, request, address: str):
        """The file of everything.

        Raises:
            Http404: the member may not export.
        """
        if not request.user.has_perm(f"contact.{EXPORT}_message"):
            raise Http404("may not export")
        found = list(_from(request.user, address, EXPORT))
        content = json.dumps([everything(one) for one in found], ensure_ascii=False, indent=2)
        record(request.user, AuditEntry.Action.EXPORTED, [one.receipt for one in found])
        headers = {"Content-Disposition": 'attachment; filename="messages.json"'}
        return HttpResponse(content, content_type="application/json", headers=headers)

    def erase(self, request, address: str):
        """Erases everything.

        Raises:
            Http404: the member may not erase.
        """
        if not request.user.has_perm(f"contact.{DELETE}_message"):
            raise Http404("may not erase")
        number = erase(request.user, _from(request.user, address, DELETE))
        said = ngettext("%(number)d message is erased.", "%(number)d messages are erased.", number)
        words.success(request, said % {"number": number})
        return redirect("inbox:writer")


def _from(user, address: str, *action: str):
    """The member's messages from an address, under whichever key it was hashed."""
    messages = messages_for(user, *action).filter(address_digest__in=address_digests(address))
    return messages.select_related("page", "sector").prefetch_related(
        "notes", "replies", "outgoing_mail"
    )


def everything(message: Message) -> dict:
    """All that is kept of a message, as JSON can hold it; null for what no key opens."""
    return {
        "number": message.receipt,
        "form": message.page.title if message.page else None,
        "sector": str(message.sector) if message.sector else None,
        "language": message.language,
        "status": message.status,
        "received": message.received_at.isoformat(),
        "erased_on": message.expires_at.isoformat(),
        "spam_score": message.spam_score,
        "spam_reasons": message.spam_reasons,
        "answers": _opened(lambda: {one.label: one.text for one in message.answers}),
        "notes": [_words(note) for note in message.notes.all()],
        "replies": [_words(reply) for reply in message.replies.all()],
        "mail": [_mail(mail, message) for mail in message.outgoing_mail.all()],
    }


def _words(row) -> dict:
    return {"written": row.written_at.isoformat(), "text": _opened(lambda: row.text)}


def _mail(mail, message: Message) -> dict:
    """A mail. Whom notices go to is the members' own data, not the writer's."""
    to_writer = mail.kind in (mail.Kind.REPLY, mail.Kind.ACKNOWLEDGEMENT)
    return {
        "kind": mail.kind,
        "state": mail.state,
        "made": mail.created_at.isoformat(),
        "sent": mail.sent_at.isoformat() if mail.sent_at else None,
        "to": _opened(lambda: mail.recipients) if to_writer else None,
    }


def _opened(read):
    try:
        return read()
    except SealError:
        return None
