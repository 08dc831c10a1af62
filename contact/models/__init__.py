"""Forms, messages and what happens to them."""

from .access import SectorInbox
from .audit import AuditEntry
from .correspondence import Note, Reply
from .form_field import FormField
from .form_page import ContactPage, SectorRecipient
from .message import Answer, Message
from .outgoing import OutgoingMail
from .settings import ContactSettings

__all__ = [
    "Answer",
    "AuditEntry",
    "ContactPage",
    "ContactSettings",
    "FormField",
    "Message",
    "Note",
    "OutgoingMail",
    "Reply",
    "SectorInbox",
    "SectorRecipient",
]
