"""`manage.py worker`: the one background process, for the queue and for what the clock says."""

import logging
import time

from django.core.management.base import BaseCommand
from django.db import Error, close_old_connections, connection
from django_tasks_db.management.commands.db_worker import Worker

from cms.queue import QUEUE, requeue_abandoned, worker_id
from cms.schedule import jobs, run_due

logger = logging.getLogger(__name__)

PAUSE_SECONDS = 1
LONGEST_PAUSE_SECONDS = 60


class Command(BaseCommand):
    """Works until it is stopped; Ctrl-C lets the task at hand end first."""

    help = "Runs the tasks of the queue and what is scheduled, until Ctrl-C."

    def add_arguments(self, parser):
        """Whether to stop when there is nothing left to do."""
        parser.add_argument("--once", action="store_true", help="Stop when the queue is empty.")

    def handle(self, *args, **options):
        """Runs what is due, then the queue, then pauses; longer while the database is away."""
        worker = Worker(
            queue_names=["*"],
            excluded_queue_names=[],
            interval=0,
            batch=True,
            backend_name=QUEUE,
            startup_delay=False,
            max_tasks=None,
            worker_id=worker_id(),
        )
        if not options["once"]:
            worker.configure_signals()
        scheduled = jobs()
        for job in scheduled:
            job.due = 0.0
        pause = PAUSE_SECONDS
        while worker.running:
            try:
                run_due(scheduled)
                requeue_abandoned()
                worker.run()
                pause = PAUSE_SECONDS
            except Error:
                if options["once"]:
                    raise
                logger.exception("The database does not answer")
                connection.close()
                pause = min(2 * pause, LONGEST_PAUSE_SECONDS)
            if options["once"]:
                return
            close_old_connections()
            time.sleep(pause)
