"""Writes the log of the inbox: whoever reads, answers, exports or deletes calls it."""

from collections.abc import Iterable

from contact.models import AuditEntry


def record(user, action: str, receipts: Iterable[str]) -> None:
    """Notes that a member did something to messages.

    Args:
        user: the member, or None for the site itself (expiry).
        action: one of `AuditEntry.Action`.
        receipts: the numbers of the messages.
    """
    name = user.get_username() if user else ""
    AuditEntry.objects.bulk_create(
        (
            AuditEntry(user=user, user_name=name, action=action, receipt=receipt)
            for receipt in receipts
        ),
        batch_size=500,
    )
