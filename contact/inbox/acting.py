"""What members do with a message. Everything is posted, and logged."""

from datetime import timedelta

from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin import messages as words

from contact import outbox
from contact.access import ANSWER, CHANGE, DELETE, VIEW, may, messages_for
from contact.audit import record
from contact.inbox.forms import AnswerForm, AssignForm, NoteForm, StatusForm
from contact.inbox.reading import MessagePage, Opened, opened_words
from contact.inbox.views import InboxView, message_or_404
from contact.models import AuditEntry, Message, Note, Reply

Action = AuditEntry.Action
# The same answer from the same member within this time is a second press of the button.
SAME_ANSWER = timedelta(minutes=10)


class Act(InboxView):
    """Something that is done to one message, which is locked meanwhile."""

    http_method_names = ["post"]
    right = CHANGE

    def post(self, request, receipt):
        """Does it, and returns to the message."""
        with transaction.atomic():
            allowed = messages_for(request.user, self.right).select_for_update()
            found = message_or_404(request.user, receipt, self.right)
            message = allowed.get(pk=found.pk)
            wrong = self.act(request, message)
        seen = may(request.user, message, VIEW)
        if wrong and seen:
            return MessagePage(request=request).show(request, message, status=422, **wrong)
        return redirect("inbox:read", receipt) if seen else redirect("inbox:list")

    def act(self, request, message: Message) -> dict | None:
        """Does it; the form by its name if it was filled in wrongly."""
        raise NotImplementedError


class ChangeStatus(Act):
    """Says how far a message has come."""

    def act(self, request, message):
        """Changes the status."""
        form = StatusForm(request.POST)
        if not form.is_valid():
            return {"status_form": form}
        message.status = form.cleaned_data["status"]
        message.save(update_fields=["status"])
        record(request.user, Action.CHANGED, [message.receipt])
        words.success(request, _("The status is changed."))
        return None


class Assign(Act):
    """Says who looks after a message."""

    def act(self, request, message):
        """Assigns it; who takes a new message has it in hand."""
        form = AssignForm(message, request.POST)
        if not form.is_valid():
            return {"assign_form": form}
        message.assigned_to = form.cleaned_data["member"]
        if message.assigned_to and message.status == Message.Status.NEW:
            message.status = Message.Status.IN_HAND
        message.save(update_fields=["assigned_to", "status"])
        record(request.user, Action.CHANGED, [message.receipt])
        words.success(request, _("The message is assigned."))
        return None


class AddNote(Act):
    """Adds a note that only members read."""

    def act(self, request, message):
        """Keeps the note."""
        form = NoteForm(request.POST)
        if not form.is_valid():
            return {"note_form": form}
        Note.objects.create(message=message, author=request.user, text=form.cleaned_data["note"])
        record(request.user, Action.NOTED, [message.receipt])
        words.success(request, _("The note is kept."))
        return None


class SendAnswer(Act):
    """Answers by e-mail, through the queue."""

    right = ANSWER

    def act(self, request, message):
        """Keeps the answer and its mail in one transaction."""
        form = AnswerForm(request.POST)
        if not form.is_valid():
            return {"answer_form": form}
        if not Opened(message).reply_address:
            words.error(request, _("The writer left no e-mail address."))
            return {"answer_form": form}
        text = form.cleaned_data["answer"]
        if not _was_sent(message, request.user, text):
            reply = Reply.objects.create(message=message, author=request.user, text=text)
            outbox.send_reply(reply)
            message.status = Message.Status.ANSWERED
            message.save(update_fields=["status"])
            record(request.user, Action.ANSWERED, [message.receipt])
        words.success(request, _("The answer is on its way."))
        return None


def _was_sent(message: Message, user, text: str) -> bool:
    since = timezone.now() - SAME_ANSWER
    lately = message.replies.filter(author=user, written_at__gte=since)
    return any(reply["text"] == text for reply in opened_words(lately))


class Delete(InboxView):
    """Erases the chosen messages, after a question."""

    http_method_names = ["post"]
    template_name = "contact/admin/delete.html"
    header_icon = "bin"

    def get_page_title(self) -> str:
        """What it does."""
        return _("Erase messages")

    def post(self, request):
        """The question, or what was answered to it.

        Raises:
            Http404: the member may not erase all of them.
        """
        receipts = sorted(set(request.POST.getlist("message")))
        if not receipts:
            words.warning(request, _("Tick the messages first."))
            return redirect("inbox:list")
        chosen = messages_for(request.user, DELETE).filter(receipt__in=receipts)
        if chosen.count() != len(receipts):
            raise Http404("not all are theirs")
        if "confirmed" not in request.POST:
            context = self.get_context_data(receipts=receipts, cancel=reverse("inbox:list"))
            return render(request, self.template_name, context)
        number = erase(request.user, chosen)
        said = ngettext("%(number)d message is erased.", "%(number)d messages are erased.", number)
        words.success(request, said % {"number": number})
        return redirect("inbox:list")


def erase(user, messages) -> int:
    """Erases messages with their notes, answers and mail; how many.

    Args:
        user: the member who does it: the log says so.
        messages: a queryset of those that they may erase.
    """
    with transaction.atomic():
        rows = list(messages.values_list("pk", "receipt"))
        record(user, Action.DELETED, [receipt for _pk, receipt in rows])
        Message.objects.filter(pk__in=[pk for pk, _receipt in rows]).delete()
    return len(rows)
