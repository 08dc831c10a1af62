"""What the worker does again and again: due mail, scheduled publishing, expiry.

An application registers a function with `@every(seconds)` in its module `scheduled.py`; the
command `worker` runs what is due. A function that fails is said in the log and tried again next
time: it must not matter how often it runs.
"""

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass

from django.db import Error, close_old_connections
from django.utils.module_loading import autodiscover_modules

logger = logging.getLogger(__name__)


@dataclass
class Job:
    """A function, its interval in seconds, and when it is due next on the monotonic clock."""

    function: Callable[[], object]
    seconds: float
    due: float = 0.0


_jobs: list[Job] = []


def every(seconds: float) -> Callable[[Callable[[], object]], Callable[[], object]]:
    """Registers a function without arguments to be run by the worker at this interval."""

    def register(function):
        _jobs.append(Job(function, seconds))
        return function

    return register


def jobs() -> list[Job]:
    """The jobs of all applications."""
    autodiscover_modules("scheduled")
    return _jobs


def run_due(jobs: list[Job], now: float | None = None) -> None:
    """Runs the jobs whose time has come. `now` is in seconds on the monotonic clock.

    Raises:
        Error: the database cannot be asked; the worker waits and tries again.
    """
    now = time.monotonic() if now is None else now
    for job in jobs:
        if job.due > now:
            continue
        job.due = now + job.seconds
        close_old_connections()
        try:
            job.function()
        except Error:
            raise
        except Exception:
            logger.exception("The scheduled job %s failed", job.function.__qualname__)
