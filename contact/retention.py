"""Expired means gone: the message, its notes, its answers, its mail."""

from django.db import transaction
from django.utils import timezone

from contact.audit import record
from contact.models import AuditEntry, Message

BATCH = 500


def expire() -> int:
    """Erases what is due; how many messages. That they expired stays in the log, by number."""
    erased = 0
    while due := list(_due()[:BATCH]):
        keys = [pk for pk, _receipt in due]
        with transaction.atomic():
            record(None, AuditEntry.Action.EXPIRED, [receipt for _pk, receipt in due])
            Message.objects.filter(pk__in=keys).delete()
        erased += len(due)
    return erased


def _due():
    due = Message.objects.filter(expires_at__lte=timezone.now())
    return due.order_by("expires_at").values_list("pk", "receipt")
