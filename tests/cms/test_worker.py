"""The queue, the schedule and the process that runs both."""

import os
import socket
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone
from django_tasks import task
from django_tasks_db.models import DBTaskResult

from cms.queue import LONGEST_TASK, QUEUE, requeue_abandoned, worker_id
from cms.schedule import Job, run_due
from tests.factories import make_home, make_page

pytestmark = pytest.mark.django_db

DONE = []
# Larger than any process number that Linux gives.
NOBODY = 2**22 + 1


@task(backend=QUEUE)
def note(word):
    """A task that leaves a trace."""
    DONE.append(word)


@task(backend=QUEUE)
def stumble():
    """A task that fails."""
    raise ValueError("no")


@pytest.fixture(autouse=True)
def _forget_what_was_done():
    DONE.clear()


def running(by: str, since=None) -> DBTaskResult:
    """A task that a worker has taken and not ended."""
    note.enqueue("again")
    result = DBTaskResult.objects.get()
    result.claim(by)
    if since:
        DBTaskResult.objects.update(started_at=since)
    return result


def test_the_worker_does_what_waits():
    note.enqueue("first")
    assert DONE == []
    call_command("worker", once=True)
    assert DONE == ["first"]


def test_a_task_that_fails_holds_up_no_other():
    stumble.enqueue()
    note.enqueue("after")
    call_command("worker", once=True)
    assert DONE == ["after"]
    assert DBTaskResult.objects.failed().count() == 1


def test_a_task_of_a_killed_worker_is_done_and_both_attempts_are_kept():
    result = running(by=f"{socket.gethostname()[:40]}:{NOBODY}")
    call_command("worker", once=True)
    assert DONE == ["again"]
    result.refresh_from_db()
    assert len(result.worker_ids) == 2


@pytest.mark.parametrize(
    ("worker", "since", "abandoned"),
    [
        (f"{socket.gethostname()[:40]}:{os.getppid()}", timedelta(0), 0),
        ("another-machine:1", timedelta(0), 0),
        ("another-machine:1", LONGEST_TASK + timedelta(minutes=1), 1),
        (worker_id(), timedelta(0), 1),
    ],
)
def test_only_what_nobody_works_on_is_taken_again(worker, since, abandoned):
    running(by=worker, since=timezone.now() - since)
    assert requeue_abandoned() == abandoned


def test_a_job_runs_when_its_time_has_come_and_a_failing_one_stops_no_other(caplog):
    def fail():
        raise ValueError("no")

    jobs = [Job(fail, 10), Job(lambda: DONE.append("job"), 10)]
    run_due(jobs, now=100)
    run_due(jobs, now=105)
    assert DONE == ["job"]
    run_due(jobs, now=110)
    assert DONE == ["job", "job"]
    assert "failed" in caplog.text


def test_the_worker_publishes_at_the_minute_that_was_chosen():
    page = make_page(make_home("fr"), live=False, has_unpublished_changes=True)
    page.go_live_at = timezone.now() - timedelta(minutes=1)
    page.save_revision(approved_go_live_at=page.go_live_at)
    call_command("worker", once=True)
    page.refresh_from_db()
    assert page.live
