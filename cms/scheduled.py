"""What the worker does for the site as a whole."""

from datetime import timedelta

from django.core.management import call_command
from django.db import connection
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from cms.desk.progress import recount
from cms.editing.revisions import forget_drafts
from cms.members.sessions import forget_ended
from cms.queue import requeue_abandoned
from cms.schedule import every
from cms.trash.expiry import empty

KEPT_RESULTS = timedelta(days=7)

every(60)(requeue_abandoned)
every(60)(recount)
every(3600)(empty)
every(24 * 3600)(forget_drafts)
every(24 * 3600)(forget_ended)


@every(60)
def publish_what_is_due() -> None:
    """Publishes and unpublishes at the minute that editors chose."""
    call_command("publish_scheduled", verbosity=0)


@every(24 * 3600)
def forget_finished_tasks() -> None:
    """Keeps the results of tasks for a week."""
    limit = timezone.now() - KEPT_RESULTS
    DBTaskResult.objects.finished().filter(finished_at__lt=limit).delete()


@every(24 * 3600)
def count_rows() -> None:
    """Tells SQLite how many rows there are, by which it plans; PostgreSQL counts by itself."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
