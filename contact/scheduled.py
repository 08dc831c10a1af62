"""What the worker does for messages: mail, expiry, the daily word on suspected spam."""

from datetime import timedelta

from django.db import transaction
from django.db.models import Count, Max
from django.utils import timezone

from cms.schedule import every
from contact import delivery, outbox, retention
from contact.models import ContactPage, Message, OutgoingMail

KEPT_MAIL = timedelta(days=30)
DIGEST_PAUSE = timedelta(hours=24)

every(2)(delivery.deliver)
every(600)(retention.expire)


@every(24 * 3600)
def forget_sent_mail() -> None:
    """Keeps the rows of sent mail for a month: what was sent is no archive."""
    limit = timezone.now() - KEPT_MAIL
    OutgoingMail.objects.filter(state=OutgoingMail.State.SENT, sent_at__lt=limit).delete()


@every(3600)
def tell_of_suspected_spam() -> None:
    """Once a day, one mail to those in charge of a form and sector that has suspected spam."""
    now = timezone.now()
    with transaction.atomic():
        digests = OutgoingMail.objects.filter(kind=OutgoingMail.Kind.DIGEST)
        last = digests.aggregate(last=Max("created_at"))["last"]
        if last and last > now - DIGEST_PAUSE:
            return
        suspected = Message.objects.filter(status=Message.Status.SUSPECTED, page__isnull=False)
        if last:
            suspected = suspected.filter(received_at__gt=last)
        groups = suspected.values_list("page", "sector").annotate(Count("pk")).order_by()
        pages = ContactPage.objects.in_bulk({page for page, _sector, _count in groups})
        told = {
            address
            for page, sector, _count in groups
            for address in outbox.recipients(pages[page], sector)
        }
        for address in sorted(told):
            outbox.enqueue(OutgoingMail.Kind.DIGEST, [address])
