"""The generation of the site: it changes whenever something changes that a reader could see.

`cms.page_cache` keeps answers, and `cms.remembered` what every page needs, for as long as it stays
the same. Processes of one machine share a number in memory (`cms.shared_number`): to ask whether
anything has changed costs next to nothing. Machines share a number in the database, which each
process reads at most once a second. Nothing has to be switched on.
"""

import logging
import time
from contextlib import AbstractContextManager
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.conf import settings
from django.db import Error, connection, transaction
from django.db.models import F
from django.db.models.signals import m2m_changed, post_delete, post_migrate, post_save
from django.dispatch import Signal
from wagtail.signals import page_slug_changed, post_page_move

from cms.shared_number import SharedNumber

logger = logging.getLogger(__name__)

Generation = tuple[int, int]

# Sent while the generation is held still, when it has just changed.
advanced = Signal()

POLL_SECONDS = 0.9
ASK_NUMBER = "SELECT number FROM cms_generationnumber WHERE id = 1"
# Where Django puts the models of a migration, which may write before our own table exists.
MIGRATING = "__fake__"
# What readers never see; a model of ours says so itself (`unseen_by_readers`). Everything else
# changes the generation: better a page rendered once too often than an old one shown.
UNSEEN_APPS = frozenset(
    (
        "account",
        "admin",
        "auth",
        "contenttypes",
        "django_tasks_database",
        "mfa",
        "migrations",
        "sessions",
        "wagtail_localize",
        "wagtailadmin",
        "wagtailsearch",
        "wagtailusers",
    )
)
UNSEEN_MODELS = frozenset(
    (
        "wagtailcore.comment",
        "wagtailcore.commentreply",
        "wagtailcore.modellogentry",
        "wagtailcore.pagelogentry",
        "wagtailcore.pagesubscription",
        "wagtailcore.referenceindex",
        "wagtailcore.revision",
        "wagtailcore.taskstate",
        "wagtailcore.uploadedfile",
        "wagtailcore.workflowstate",
    )
)
# The columns of a page that saving a draft writes.
DRAFT_FIELDS = frozenset(
    (
        "draft_title",
        "has_unpublished_changes",
        "latest_revision",
        "latest_revision_created_at",
        "locked",
        "locked_at",
        "locked_by",
    )
)


@dataclass
class _Machines:
    """The number that machines share, and when it was read, in seconds."""

    number: int = 0
    read_at: float = -POLL_SECONDS


_machines = _Machines()


def connect() -> None:
    """Listens to everything that is saved, deleted, moved. Called once, when models are loaded."""
    post_save.connect(_saved, dispatch_uid="generation")
    post_delete.connect(_changed, dispatch_uid="generation")
    m2m_changed.connect(_changed, dispatch_uid="generation")
    post_migrate.connect(_moved, dispatch_uid="generation")
    post_page_move.connect(_moved, dispatch_uid="generation")
    page_slug_changed.connect(_moved, dispatch_uid="generation")


def current() -> Generation:
    """What answers are valid for as long as it does not change."""
    return _changes(settings.GENERATION_FILE).read(), _number_of_all_machines()


def advance() -> None:
    """Makes everything that is kept invalid: here at once, elsewhere within a second."""
    with held_still() as file:
        _changes(settings.GENERATION_FILE).advance(file)
        advanced.send(sender=None)
    if not settings.SHARED_GENERATION:
        return
    from cms.models import GenerationNumber

    try:
        if not GenerationNumber.objects.filter(pk=1).update(number=F("number") + 1):
            GenerationNumber.objects.get_or_create(pk=1)
    except Error:
        logger.exception("Other machines were not told of a change")


@cache
def _changes(path: Path | str) -> SharedNumber:
    """The changes on this machine."""
    return SharedNumber(path)


def held_still() -> AbstractContextManager[int]:
    """Lets no process of this machine change the generation within the block."""
    return _changes(settings.GENERATION_FILE).held_still()


def _number_of_all_machines() -> int:
    """The number in the database, as it was a second ago at most; the last known if it fails."""
    now = time.monotonic()
    if settings.SHARED_GENERATION and now - _machines.read_at > POLL_SECONDS:
        # Set first: while one thread asks, the others go on with what is known.
        _machines.read_at = now
        try:
            with connection.cursor() as cursor:
                cursor.execute(ASK_NUMBER)
                row = cursor.fetchone()
        except Error:
            logger.exception("The generation cannot be read")
        else:
            _machines.number = row[0] if row else 0
        finally:
            # Outside a request nobody else would give the connection back.
            if not connection.in_atomic_block:
                connection.close()
    return _machines.number


def _saved(sender, update_fields=None, **kwargs) -> None:
    if update_fields is None or not DRAFT_FIELDS.issuperset(update_fields):
        _changed(sender, **kwargs)


def _changed(sender, **kwargs) -> None:
    if sender.__module__ == MIGRATING:
        return  # `post_migrate` comes at the end
    meta = sender._meta
    unseen = meta.app_label in UNSEEN_APPS or meta.label_lower in UNSEEN_MODELS
    if not unseen and not getattr(sender, "unseen_by_readers", False):
        _when_committed()


def _moved(sender, **kwargs) -> None:
    _when_committed()


def _when_committed() -> None:
    """Once for each transaction, however much it changes."""
    waiting = (function for _ids, function, *_rest in connection.run_on_commit)
    if advance not in waiting:
        transaction.on_commit(advance)
