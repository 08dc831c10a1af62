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

from django.conf import settings
from django.core.signals import setting_changed
from django.db import Error, connection, transaction
from django.db.models import F
from django.db.models.signals import m2m_changed, post_delete, post_migrate, post_save
from django.dispatch import Signal, receiver
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
class _Elsewhere:
    """The number that machines share, and when it was asked for, in seconds."""

    number: int = 0
    asked_at: float = -POLL_SECONDS


_elsewhere = _Elsewhere()


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
    if time.monotonic() - _elsewhere.asked_at > POLL_SECONDS:
        _look_around()
    return _changes().read(), _elsewhere.number


class Moment:
    """A generation, for as long as one sees without asking that it lasts: a second at most.

    Args:
        now: which it is.

    Attributes:
        notes: what its owner knows to be true in it.
    """

    __slots__ = ("_ends_at", "_mapped", "generation", "notes")

    def __init__(self, now: Generation):
        self.generation = now
        self.notes: dict = {}
        self._mapped = _changes().mapped
        self._ends_at = _elsewhere.asked_at + POLL_SECONDS

    def lasts(self) -> bool:
        """Whether `current` would say the same; False also where only it can know."""
        return (
            self._mapped is not None
            and (self._mapped[0], _elsewhere.number) == self.generation
            and time.monotonic() < self._ends_at
        )


def advance() -> None:
    """Makes everything that is kept invalid: here at once, elsewhere within a second."""
    with held_still() as file:
        _changes().advance(file)
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
def _changes() -> SharedNumber:
    """The changes on this machine; to ask Django for a setting takes longer than to read them."""
    return SharedNumber(settings.GENERATION_FILE)


@receiver(setting_changed)
def _look_at_another_file(*, setting: str, **kwargs) -> None:
    """Tests change settings."""
    if setting == "GENERATION_FILE":
        _changes.cache_clear()


def held_still() -> AbstractContextManager[int]:
    """Lets no process of this machine change the generation within the block."""
    return _changes().held_still()


def _look_around() -> None:
    """Sees what the shared memory does not say: another file, and the number in the database."""
    # Set first: while one thread asks, the others go on with what is known.
    _elsewhere.asked_at = time.monotonic()
    _changes().look()
    if settings.SHARED_GENERATION:
        _ask_for_number()


def _ask_for_number() -> None:
    """Reads the number that machines share; where that fails, the last one stays."""
    try:
        with connection.cursor() as cursor:
            cursor.execute(ASK_NUMBER)
            row = cursor.fetchone()
    except Error:
        logger.exception("The generation cannot be read")
    else:
        _elsewhere.number = row[0] if row else 0
    finally:
        # Outside a request nobody else would give the connection back.
        if not connection.in_atomic_block:
            connection.close()


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
