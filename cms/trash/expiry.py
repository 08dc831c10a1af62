"""Empties the trash of what has had its time; the worker calls it."""

from datetime import timedelta
from pathlib import PurePosixPath

from django.core.files.storage import storages
from django.db import transaction
from django.utils import timezone

from cms.models.trash import KEPT_DAYS, TrashEntry
from cms.trash.files import remove_copy

BATCH = 100
# A deletion that came to nothing leaves a copy without an entry; one under way has none yet.
UNDER_WAY = timedelta(days=1)


def empty() -> int:
    """Erases what was deleted thirty days ago, with its files; how many entries."""
    limit = timezone.now() - timedelta(days=KEPT_DAYS)
    due = TrashEntry.objects.filter(deleted_at__lte=limit).order_by("pk")
    erased = 0
    while numbers := list(due.values_list("pk", flat=True)[:BATCH]):
        with transaction.atomic():
            TrashEntry.objects.filter(pk__in=numbers).delete()
        erased += len(numbers)
    _remove_forgotten_files()
    return erased


def _remove_forgotten_files() -> None:
    """Copies of files that belong to no entry."""
    storage = storages["trash"]
    try:
        folders, _files = storage.listdir("")
    except FileNotFoundError:
        return
    known = TrashEntry.objects.exclude(file="").values_list("file", flat=True)
    kept = {PurePosixPath(name).parts[0] for name in known}
    limit = timezone.now() - UNDER_WAY
    for folder in set(folders) - kept:
        _folders, files = storage.listdir(folder)
        names = [f"{folder}/{name}" for name in files]
        if all(storage.get_modified_time(name) < limit for name in names):
            for name in names:
                remove_copy(name)
