"""What keeps a deleted page: the rows of the tree, of its translations, of the rights on it."""

import uuid

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import QuerySet
from wagtail.actions.delete_page import DeletePageAction
from wagtail.models import GroupPagePermission, Page, ReferenceIndex, WorkflowState
from wagtail_localize.models import (
    OverridableSegment,
    RelatedObjectSegment,
    SegmentOverride,
    StringSegment,
    StringTranslation,
    TemplateSegment,
    TranslatableObject,
    Translation,
    TranslationContext,
    TranslationLog,
    TranslationSource,
)

from cms.models import CarriedPermission, TrashEntry
from cms.trash.rows import taken_along, written

# What wagtail-localize deletes with a page, the translators' work included, in the order in which
# one row needs another; with the path from a row to the key of the family.
OF_TRANSLATIONS = (
    (TranslatableObject, "translation_key"),
    (TranslationSource, "object"),
    (Translation, "source__object"),
    (TranslationLog, "source__object"),
    (TranslationContext, "object"),
    (StringSegment, "source__object"),
    (TemplateSegment, "source__object"),
    (RelatedObjectSegment, "source__object"),
    (OverridableSegment, "source__object"),
    (StringTranslation, "context__object"),
    (SegmentOverride, "context__object"),
)


@transaction.atomic
def throw_away(page: Page, user, batch: uuid.UUID | None = None) -> TrashEntry:
    """Moves a page with all below it to the trash, as a member asked; rights are the caller's.

    What waits for moderators no longer does. Pages of one `batch` come back together.
    """
    page = Page.objects.select_related("locale").get(pk=page.pk)
    tree = page.get_descendants(inclusive=True)
    _leave_moderation(tree, user)
    above = list(page.get_ancestors())
    taken = taken_along(tree)
    keys = {row["fields"]["translation_key"] for row in taken.of("wagtailcore.page")}
    taken.rows += _of_translations(keys)
    taken.referrers = referrers(Page, [row["pk"] for row in taken.of("wagtailcore.page")])
    given = GroupPagePermission.objects.filter(page__in=tree)
    taken.marks = _marks(given)
    owners = set(tree.order_by().values_list("owner", flat=True).distinct())
    rights = GroupPagePermission.objects.filter(page=page)
    entry = TrashEntry.objects.create(
        batch=batch or uuid.uuid4(),
        kind=TrashEntry.Kind.PAGE,
        model=page.specific_class._meta.label_lower if page.specific_class else "",
        object_id=page.pk,
        title=(page.draft_title or page.title)[:255],
        language=page.locale.language_code,
        place=" › ".join(one.title for one in above[1:])[-255:],
        above=[one.pk for one in above],
        rights=list(map(list, rights.values_list("group_id", "permission__codename"))),
        pages=tree.count(),
        live_pages=tree.live().count(),
        owner_id=owners.pop() if len(owners) == 1 else None,
        deleted_by=user,
        rows=taken.packed(),
    )
    DeletePageAction(page, user=user).execute(skip_permission_checks=True)
    return entry


def _leave_moderation(tree: QuerySet, user) -> None:
    numbers = [str(pk) for pk in tree.values_list("pk", flat=True)]
    waiting = WorkflowState.objects.active().filter(
        base_content_type=ContentType.objects.get_for_model(Page), object_id__in=numbers
    )
    for state in waiting:
        state.cancel(user=user)


def _of_translations(keys: set) -> list[dict]:
    rows = []
    for model, way in OF_TRANSLATIONS:
        rows += written(model._base_manager.filter(**{f"{way}__in": keys}))
    return rows


def referrers(model: type, numbers: list[int]) -> list[list]:
    """Who refers to some objects, by type and number: the index forgets it with the objects."""
    references = ReferenceIndex.objects.filter(
        to_content_type=ContentType.objects.get_for_model(model),
        to_object_id__in=[str(pk) for pk in numbers],
    )
    found = references.order_by().values_list("content_type", "object_id").distinct()
    return [list(one) for one in found]


def _marks(rights: QuerySet) -> list[int]:
    """Rights on other pages that were carried from these, and count as given without them."""
    return [
        pk
        for right in rights.filter(carried__isnull=True).select_related("page")
        for pk in CarriedPermission.objects.filter(
            permission__group=right.group_id,
            permission__permission=right.permission_id,
            permission__page__translation_key=right.page.translation_key,
        ).values_list("pk", flat=True)
    ]
