"""Keeps pictures and documents that a member deletes, with their files, and brings them back.

Every way in which the admin deletes one ends in the signal below; what a command deletes, without a
member, is not kept. The file waits in a storage of its own, which no address leads to.
"""

import uuid
from pathlib import PurePosixPath

from django.core.files.storage import storages
from django.db import transaction
from django.db.models.signals import post_delete, pre_delete
from django.dispatch import receiver
from wagtail.log_actions import get_active_log_context, log
from wagtail.models import Collection, ReferenceIndex
from wagtail.search import index

from cms import generation
from cms.models import Picture, SiteDocument, TrashEntry
from cms.trash.keeping import referrers
from cms.trash.restoring import index_again
from cms.trash.rows import Taken, put_back, taken_along

KINDS = {Picture: TrashEntry.Kind.PICTURE, SiteDocument: TrashEntry.Kind.DOCUMENT}
MODELS = {kind: model for model, kind in KINDS.items()}


@receiver(pre_delete, sender=Picture)
@receiver(pre_delete, sender=SiteDocument)
def keep(sender, instance, **kwargs) -> None:
    """A member deletes it: its row and a copy of its file go to the trash."""
    user = get_active_log_context().user
    if user is None:
        return
    taken = taken_along(sender.objects.filter(pk=instance.pk))
    taken.referrers = referrers(sender, [instance.pk])
    TrashEntry.objects.create(
        kind=KINDS[sender],
        model=sender._meta.label_lower,
        object_id=instance.pk,
        title=instance.title[:255],
        language=getattr(instance, "language", ""),
        place=instance.collection.name if instance.collection.depth > 1 else "",
        above=[instance.collection_id],
        owner_id=instance.uploaded_by_user_id,
        deleted_by=user,
        file=_kept_file(instance),
        rows=taken.packed(),
    )


def _kept_file(instance) -> str:
    """Where the copy is; empty where the file had been lost before."""
    name = PurePosixPath(instance.file.name).name
    try:
        with instance.file.storage.open(instance.file.name) as file:
            return storages["trash"].save(f"{uuid.uuid4()}/{name}", file)
    except FileNotFoundError:
        return ""


@transaction.atomic
def restore_file(entry: TrashEntry, user) -> Picture | SiteDocument:
    """Puts a picture or document back; rights are the caller's.

    Raises:
        TrashEntry.DoesNotExist: somebody else has just restored it.
    """
    entry = TrashEntry.objects.select_for_update().get(pk=entry.pk)
    model = MODELS[entry.kind]
    taken = Taken.unpacked(entry.rows)
    values = taken.of(entry.model)[0]["fields"]
    if not Collection.objects.filter(pk=values["collection"]).exists():
        values["collection"] = Collection.get_first_root_node().pk
    if entry.file:
        with storages["trash"].open(entry.file) as file:
            values["file"] = model._meta.get_field("file").storage.save(values["file"], file)
    put_back(taken)
    entry.delete()
    restored = model.objects.get(pk=entry.object_id)
    ReferenceIndex.create_or_update_for_object(restored)
    index.insert_or_update_object(restored)
    index_again(taken.referrers)
    log(instance=restored, action="cms.trash.restore", user=user)
    # References that pages were given back are written in bulk, which sends no signal.
    transaction.on_commit(generation.advance)
    return restored


@receiver(post_delete, sender=TrashEntry)
def remove_kept_file(instance: TrashEntry, **kwargs) -> None:
    """The copy goes with its entry, whether that was restored or has had its time."""
    if instance.file:
        transaction.on_commit(lambda: remove_copy(instance.file))


def remove_copy(name: str) -> None:
    """Removes the copy of a file, with its folder."""
    storages["trash"].delete(name)
    storages["trash"].delete(str(PurePosixPath(name).parent))
