"""The words of our mail. Only an answer holds what somebody wrote: the member who answers."""

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from cms.models import SiteSettings
from contact.models import Message, OutgoingMail

Kind = OutgoingMail.Kind
TEMPLATES = {
    Kind.NOTICE: "emails/notice.txt",
    Kind.DIGEST: "emails/digest.txt",
    Kind.ACKNOWLEDGEMENT: "emails/acknowledgement.txt",
    Kind.REPLY: "emails/reply.txt",
}


def letter(mail: OutgoingMail) -> EmailMessage:
    """The e-mail of a row, in the language of those who get it.

    The same row has the same Message-ID at every attempt: a mail that is sent twice can be known.

    Raises:
        SealError: the addresses or the answer cannot be opened.
    """
    message = mail.message
    form = message.page if message else None
    to_members = mail.kind in (Kind.NOTICE, Kind.DIGEST)
    language = settings.LANGUAGE_CODE
    if message and not to_members:
        language = message.language
    elif form:
        language = form.locale.language_code
    with override(language):
        context = {
            "words": SiteSettings.load(),
            "message": message,
            "form": form,
            "inbox": settings.BASE_URL + reverse("inbox:list"),
            "suspected": Message.Status.SUSPECTED,
            "reply": mail.reply.text if mail.reply else "",
        }
        body = render_to_string(TEMPLATES[mail.kind], context).strip() + "\n"
        return EmailMessage(
            subject=_subject(mail),
            body=body,
            from_email=(form.from_address if form else "") or settings.DEFAULT_FROM_EMAIL,
            to=mail.recipients if len(mail.recipients) == 1 else [],
            bcc=mail.recipients if len(mail.recipients) > 1 else [],
            headers={"Message-ID": _message_id(mail), **_headers(mail)},
        )


def _subject(mail: OutgoingMail) -> str:
    """It says nothing of the message, not even of which kind it is: screens have neighbours."""
    if mail.kind == Kind.NOTICE:
        return _("A message has come: %(number)s") % {"number": mail.message.receipt}
    if mail.kind == Kind.DIGEST:
        return _("Messages wait to be looked at")
    if mail.kind == Kind.ACKNOWLEDGEMENT:
        return _("Received: %(number)s") % {"number": mail.message.receipt}
    return _("About your message %(number)s") % {"number": mail.message.receipt}


def _headers(mail: OutgoingMail) -> dict[str, str]:
    """Asks other machines not to answer by themselves."""
    if mail.kind == Kind.REPLY:
        return {}
    return {"Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All"}


def _message_id(mail: OutgoingMail) -> str:
    domain = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].strip("> ") or "localhost"
    made = int(mail.created_at.timestamp() * 1000)
    return f"<{mail.kind}.{mail.pk}.{made}@{domain}>"
