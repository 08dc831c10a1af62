"""The queue of work that must not keep a request waiting: mail, heavy translation, pictures.

Tasks are rows of the database (django-tasks-db), so that nothing is lost when a process dies and
SQLite needs no other service. A task says `@task(backend=QUEUE)`; `manage.py worker` runs it.
django-tasks-db leaves a task for ever in "running" when its worker is killed: `requeue_abandoned`
fills that gap. A task may therefore run twice and must allow for it.
"""

import os
import socket
from datetime import timedelta

from django.utils import timezone
from django_tasks_db.models import DBTaskResult

QUEUE = "queue"
# A worker of another machine cannot be asked whether it lives; no task takes so long.
LONGEST_TASK = timedelta(hours=1)


def worker_id() -> str:
    """The name that this process signs tasks with."""
    return f"{socket.gethostname()[:40]}:{os.getpid()}"


def is_alive(worker: str) -> bool | None:
    """Whether the worker's process runs; None for another machine's."""
    host, _, process = worker.rpartition(":")
    if host != socket.gethostname()[:40] or not process.isdecimal():
        return None
    try:
        os.kill(int(process), 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _is_abandoned(result: DBTaskResult) -> bool:
    """Whether nobody is at work on a task that is marked as running."""
    alive = is_alive(result.worker_ids[-1]) if result.worker_ids else False
    if alive is None:
        return result.started_at < timezone.now() - LONGEST_TASK
    # A process that was started again may have got the number of the one before it.
    return not alive or (result.worker_ids[-1] == worker_id())


def requeue_abandoned() -> int:
    """Puts the tasks of dead workers back into the queue, and says how many.

    Called by the worker between two tasks: none of its own is running then. `worker_ids` keeps
    every attempt.
    """
    abandoned = [result.pk for result in DBTaskResult.objects.running() if _is_abandoned(result)]
    return DBTaskResult.objects.running().filter(pk__in=abandoned).update(status="READY")
