"""The page of one message. To open it is to read it, and that is logged."""

from django.conf import settings
from django.contrib.auth import get_user_model
from django.shortcuts import render
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from contact.access import ANSWER, CHANGE, DELETE, may
from contact.audit import record
from contact.encryption import SealError
from contact.inbox.forms import AnswerForm, AssignForm, NoteForm, StatusForm
from contact.inbox.views import InboxView, message_or_404
from contact.models import AuditEntry, Message

# What somebody wrote in their own words; of the others, the words are the form's.
FREE_TEXT = ("singleline", "multiline", "email", "url", "number")
SHOWN_HISTORY = 50
# `contact.abuse` stores these; members read them.
REASONS = {
    "trap": gettext_lazy("A field that people do not see was filled in."),
    "no key": gettext_lazy("It was not sent from our form."),
    "no origin": gettext_lazy("The browser hid where it was sent from."),
    "no time": gettext_lazy("The form's time was missing or forged."),
    "too quick": gettext_lazy("It was sent within three seconds."),
    "links": gettext_lazy("It has many links."),
    "link in a short answer": gettext_lazy("A short answer has a link."),
    "markup": gettext_lazy("It has markup."),
    "the same words": gettext_lazy("It repeats the same words."),
    "the same text again": gettext_lazy("The same text came several times."),
    "many from one address": gettext_lazy("Many came from the same network address."),
}


class Opened:
    """A message as it is read: its answers if a key opens them, and in which language they are."""

    def __init__(self, message: Message):
        self.message = message

    @cached_property
    def is_sealed_for_good(self) -> bool:
        """Whether none of the present keys opens it."""
        try:
            return self.message.answers is None
        except SealError:
            return True

    @property
    def label_language(self) -> str:
        """That of the form; empty if the form is gone."""
        page = self.message.page
        return page.locale.language_code if page else ""

    @property
    def text_language(self) -> str:
        """The language in which the form was filled in."""
        return self.message.language

    def answers(self) -> list[dict]:
        """Label, text and language of each answer."""
        if self.is_sealed_for_good:
            return []
        return [
            {
                "answer": answer,
                "language": self.text_language if answer.kind in FREE_TEXT else self.label_language,
            }
            for answer in self.message.answers
        ]

    @property
    def reply_address(self) -> str:
        """The writer's e-mail address, or nothing."""
        return "" if self.is_sealed_for_good else self.message.reply_address

    def reasons(self) -> list[str]:
        """Why it is doubtful, in words."""
        return [REASONS.get(reason, reason) for reason in self.message.spam_reasons]


def opened_words(rows) -> list[dict]:
    """Notes or replies with their text; None for what no key opens."""
    result = []
    for row in rows:
        try:
            text = row.text
        except SealError:
            text = None
        result.append({"row": row, "text": text, "author": row.author and name_of(row.author)})
    return result


def name_of(member: get_user_model()) -> str:
    """How members call each other."""
    return member.get_full_name() or member.get_username()


class MessagePage(InboxView):
    """A message with all that was done about it."""

    template_name = "contact/admin/message.html"
    message: Message

    def get_page_title(self) -> str:
        """Its number."""
        return _("Message %(number)s") % {"number": self.message.receipt}

    def get(self, request, receipt):
        """The message; the reading is logged."""
        return self.show(request, message_or_404(request.user, receipt))

    def show(self, request, message: Message, status: int = 200, **forms):
        """The message's page.

        Args:
            request: the member's.
            message: one that they may see.
            status: HTTP's.
            forms: by name, those that were filled in wrongly.
        """
        self.message = message
        record(request.user, AuditEntry.Action.READ, [message.receipt])
        user, opened = request.user, Opened(message)
        history = AuditEntry.objects.filter(receipt=message.receipt)
        context = self.get_context_data(
            message=message,
            opened=opened,
            languages=dict(settings.LANGUAGES),
            notes=opened_words(message.notes.select_related("author")),
            replies=opened_words(
                message.replies.select_related("author").prefetch_related("outgoing_mail")
            ),
            history=history[:SHOWN_HISTORY],
            may_change=may(user, message, CHANGE),
            may_answer=may(user, message, ANSWER),
            may_delete=may(user, message, DELETE),
            **{
                "status_form": StatusForm(initial={"status": message.status}),
                "assign_form": AssignForm(message),
                "note_form": NoteForm(),
                "answer_form": AnswerForm(),
                **forms,
            },
        )
        return render(request, self.template_name, context, status=status)
