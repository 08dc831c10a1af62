"""`manage.py rotate_contact_keys`: seals everything anew with the first key.

Put the new key first in `CONTACT_KEYS`, restart, run this, then take the old key out.
"""

from cryptography.fernet import Fernet
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from cms.members.sealing import reseal_all
from contact.encryption import SealError, address_digest, reseal
from contact.models import Message, Note, OutgoingMail, Reply

BATCH = 200
SEALED = (
    (Message, "sealed_answers"),
    (Note, "sealed_text"),
    (Reply, "sealed_text"),
    (OutgoingMail, "sealed_recipients"),
)


class Command(BaseCommand):
    """May be interrupted and run again."""

    help = (
        "Seals messages, notes, answers, addresses and the secrets of second factors anew with the "
        "first of CONTACT_KEYS."
    )

    def add_arguments(self, parser):
        """Whether to make a key instead."""
        parser.add_argument("--new", action="store_true", help="Print a new key; change nothing.")

    def handle(self, *args, **options):
        """Goes through every sealed text.

        Raises:
            CommandError: something cannot be opened; the old key must stay.
        """
        if options["new"]:
            self.stdout.write(Fernet.generate_key().decode())
            return
        unreadable = sum(self.rotate(model, field) for model, field in SEALED) + reseal_all()
        if unreadable:
            raise CommandError(
                f"{unreadable} sealed texts cannot be opened by any key of CONTACT_KEYS: "
                "keep the old keys until the missing one is found."
            )
        self.stdout.write(self.style.SUCCESS("Everything is sealed with the first key."))

    def rotate(self, model, field: str) -> int:
        """Seals one column anew; how many texts could not be opened."""
        unreadable = 0
        keys = list(model.objects.order_by("pk").values_list("pk", flat=True))
        for start in range(0, len(keys), BATCH):
            with transaction.atomic():
                batch = model.objects.select_for_update().filter(pk__in=keys[start : start + BATCH])
                unreadable += sum(not self.rotate_one(row, field) for row in batch)
        return unreadable

    def rotate_one(self, row, field: str) -> bool:
        """Seals one text anew; whether it could be opened."""
        try:
            changes = {field: reseal(getattr(row, field))}
            if isinstance(row, Message):
                changes["address_digest"] = address_digest(row.reply_address)
        except SealError:
            return False
        type(row).objects.filter(pk=row.pk).update(**changes)
        return True
