"""What mail a message gives rise to, written with it. `contact.delivery` sends it."""

from contact.models import ContactPage, Message, OutgoingMail, Reply


def announce(message: Message, form: ContactPage, acknowledge: bool) -> None:
    """Writes the notice to those in charge and, if it was asked for, the acknowledgement.

    Suspected spam is announced once a day for all (`contact.scheduled`) and acknowledged to nobody:
    the address may be somebody else's.

    Args:
        message: just stored, in the same transaction.
        form: the original form page.
        acknowledge: whether the writer asked for an e-mail.
    """
    if message.status == Message.Status.SUSPECTED:
        return
    to_members = recipients(form, message.sector_id)
    if to_members:
        enqueue(OutgoingMail.Kind.NOTICE, to_members, message)
    if acknowledge and form.acknowledge and message.reply_address:
        enqueue(OutgoingMail.Kind.ACKNOWLEDGEMENT, [message.reply_address], message)


def recipients(form: ContactPage, sector_id: int | None) -> list[str]:
    """Who is told of the messages of a sector: those named for it, else those of the form."""
    named = [row.to_address for row in form.sector_recipients.all() if row.sector_id == sector_id]
    listed = ",".join(named) if sector_id and named else form.to_address
    return list(dict.fromkeys(part.strip() for part in listed.split(",") if part.strip()))


def send_reply(reply: Reply) -> OutgoingMail:
    """Writes the mail of an answer; it goes to the address that the writer gave.

    Raises:
        ValueError: the writer gave none.
    """
    address = reply.message.reply_address
    if not address:
        raise ValueError("the writer gave no e-mail address")
    return enqueue(OutgoingMail.Kind.REPLY, [address], reply.message, reply)


def enqueue(
    kind: str, addresses: list[str], message: Message | None = None, reply: Reply | None = None
) -> OutgoingMail:
    """Writes a mail that is due at once."""
    mail = OutgoingMail(kind=kind, message=message, reply=reply)
    mail.recipients = addresses
    mail.save()
    return mail
