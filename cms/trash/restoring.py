"""Brings a page back from the trash, with all that was below it.

It comes back under its old number, so that whatever named it finds it again: links in texts, the
messages of a form, the history. It is as it was, with three exceptions: it waits for no moderator,
no hour of publication is planned any more, and where another page has taken its address or its
place among the translations, it gets an address of its own, or stands alone.
"""

import uuid

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import F
from wagtail.coreutils import find_available_slug
from wagtail.log_actions import log
from wagtail.models import GroupPagePermission, Page, ReferenceIndex
from wagtail.search import index

from cms.models import CarriedPermission, TrashEntry
from cms.roles.carrying import carry
from cms.trash.leads import forget_leads
from cms.trash.rows import Taken, put_back
from cms.trash.signals import tree_restored

PAGE = "wagtailcore.page"
REVISION = "wagtailcore.revision"


class NoPlaceError(Exception):
    """The page above is not there; another one has to be named."""


def place_of(entry: TrashEntry) -> Page | None:
    """The page under which it was, if that still exists."""
    return Page.objects.filter(pk=entry.above[-1]).first() if entry.above else None


@transaction.atomic
def restore_page(entry: TrashEntry, user, place: Page | None = None, live: bool = True) -> Page:
    """Puts a page back where it was or under another page; rights are the caller's.

    Args:
        entry: it leaves the trash.
        user: the member, for the history.
        place: another page of the same language to put it under.
        live: whether what was published is published again, or comes back as a draft.

    Raises:
        NoPlaceError: the page above is gone, and no other was named.
        TrashEntry.DoesNotExist: somebody else has just restored it.
    """
    entry = TrashEntry.objects.select_for_update().get(pk=entry.pk)
    place = place or place_of(entry)
    if place is None:
        raise NoPlaceError
    taken = Taken.unpacked(entry.rows)
    path = _set_in_place(taken, entry.object_id, Page.objects.get(pk=place.pk))
    _give_way_to_translations(taken)
    _forget_plans(taken)
    if not live:
        _make_drafts(taken)
    put_back(taken)
    Page.objects.filter(pk=place.pk).update(numchild=F("numchild") + 1)
    _restore_rights(taken)
    entry.delete()
    page = Page.objects.get(pk=entry.object_id)
    _tell(page, taken, path, user)
    return page


def _set_in_place(taken: Taken, top: int, place: Page) -> str:
    """Rewrites paths and addresses for the place; the path of the page itself."""
    rows = taken.of(PAGE)
    head = next(row["fields"] for row in rows if row["pk"] == top)
    old_path, old_address = head["path"], head["url_path"]
    path = _free_path(place, old_path)
    slug = find_available_slug(place, head["slug"])
    if slug != head["slug"]:
        head["slug"] = slug
        for row in taken.of(REVISION):
            if row["pk"] == head["latest_revision"]:
                row["fields"]["content"]["slug"] = slug
    address = f"{place.url_path}{slug}/"
    depth = place.depth + 1 - head["depth"]
    for row in rows:
        values = row["fields"]
        values["path"] = path + values["path"][len(old_path) :]
        values["depth"] += depth
        values["url_path"] = address + values["url_path"][len(old_address) :]
    return path


def _free_path(place: Page, old_path: str) -> str:
    """The old place among the pages under `place`, or the last one."""
    if old_path[: -Page.steplen] == place.path and not Page.objects.filter(path=old_path).exists():
        return old_path
    last = place.get_children().order_by("path").last()
    return last._inc_path() if last else Page._get_path(place.path, place.depth + 1, 1)


def _give_way_to_translations(taken: Taken) -> None:
    """A page whose place in the family has been taken since stands alone."""
    for row in taken.of(PAGE):
        values = row["fields"]
        if Page.objects.filter(
            translation_key=values["translation_key"], locale=values["locale"]
        ).exists():
            values["translation_key"] = str(uuid.uuid4())


def _forget_plans(taken: Taken) -> None:
    """What was to go live by itself must not do so now that nobody thinks of it."""
    for row in taken.of(REVISION):
        row["fields"]["approved_go_live_at"] = None


def _make_drafts(taken: Taken) -> None:
    for row in taken.of(PAGE):
        row["fields"] |= {"live": False, "live_revision": None, "has_unpublished_changes": True}


def _restore_rights(taken: Taken) -> None:
    """Rights on the page as they were: those that were carried from it are so again."""
    lost = GroupPagePermission.objects.filter(pk__in=taken.marks, carried__isnull=True)
    CarriedPermission.objects.bulk_create(CarriedPermission(permission=one) for one in lost)
    numbers = [row["pk"] for row in taken.of(PAGE)]
    on_pages = GroupPagePermission.objects.filter(page__in=numbers)
    if groups := set(on_pages.values_list("group", flat=True)):
        carry(groups)


def _tell(page: Page, taken: Taken, path: str, user) -> None:
    """Everything that is made from pages, now that they are all there."""
    tree = Page.objects.filter(path__startswith=path)
    for one in tree.specific():
        ReferenceIndex.create_or_update_for_object(one)
        index.insert_or_update_object(one)
    index_again(taken.referrers)
    tree_restored.send(sender=Page, path=path)
    forget_leads(tree.live())
    log(instance=page.specific, action="cms.trash.restore", user=user)


def index_again(referrers: list[list]) -> None:
    """Notes again that these objects refer to what has been restored."""
    for type_id, number in referrers:
        model = ContentType.objects.get_for_id(type_id).model_class()
        if model and (one := model._base_manager.filter(pk=number).first()):
            ReferenceIndex.create_or_update_for_object(one)
