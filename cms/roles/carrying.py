"""Carries a right on a section to the translations of that section, in the group's languages.

Wagtail knows no translation: each language is a tree of its own, and whoever is in charge of the
French section would have nothing to say in the Italian one. A right on a home page is a right in
that language and is never carried, nor is one on the root, which covers every language already.

`carry` computes what should be carried and writes the difference; the receivers below call it
wherever something may have changed. `manage.py sync_roles` calls it for everything.
"""

from collections import defaultdict
from collections.abc import Iterable

from django.contrib.auth.models import Group
from django.db import models, transaction
from django.db.models.signals import m2m_changed, post_delete, post_save, pre_delete
from django.dispatch import receiver
from wagtail.models import GroupPagePermission, Page

from cms.models import CarriedPermission, RoleGroup

# Home pages stand below the root; sections below them.
HOME_DEPTH = 2

Right = tuple[int, int, int]
RIGHT = ("group_id", "page_id", "permission_id")


def languages_of_groups(groups: Iterable[int] | None = None) -> dict[int, set[int]]:
    """The languages that were named for a group; a group that is not in it works in all."""
    named = RoleGroup.languages.through.objects.all()
    if groups is not None:
        named = named.filter(rolegroup__in=groups)
    found: dict[int, set[int]] = defaultdict(set)
    for group, locale in named.values_list("rolegroup", "locale"):
        found[group].add(locale)
    return found


@transaction.atomic
def carry(groups: Iterable[int] | None = None) -> tuple[int, int]:
    """Makes the carried rights of some groups, or of all, what they should be.

    Returns:
        How many rights were added and how many taken away.
    """
    if groups is not None:
        groups = set(groups)
    rights = GroupPagePermission.objects.all()
    if groups is not None:
        rights = rights.filter(group__in=groups)
    given = set(rights.filter(carried__isnull=True).values_list(*RIGHT))
    rows = rights.filter(carried__isnull=False).values_list("pk", *RIGHT)
    carried = {tuple(right): pk for pk, *right in rows}
    wanted = _extended(given, languages_of_groups(groups)) - given
    stale = [pk for right, pk in carried.items() if right not in wanted]
    GroupPagePermission.objects.filter(pk__in=stale).delete()
    lacking = sorted(wanted - set(carried))
    made = GroupPagePermission.objects.bulk_create(
        GroupPagePermission(group_id=group, page_id=page, permission_id=permission)
        for group, page, permission in lacking
    )
    CarriedPermission.objects.bulk_create(CarriedPermission(permission=one) for one in made)
    return len(made), len(stale)


def _extended(given: set[Right], languages: dict[int, set[int]]) -> set[Right]:
    """The rights on the translations of the sections on which rights were given."""
    sections = Page.objects.filter(
        pk__in={page for _group, page, _permission in given}, depth__gt=HOME_DEPTH
    )
    key_of = dict(sections.values_list("pk", "translation_key"))
    family: dict = defaultdict(list)
    versions = Page.objects.filter(translation_key__in=key_of.values(), depth__gt=HOME_DEPTH)
    for pk, key, locale in versions.values_list("pk", "translation_key", "locale_id"):
        family[key].append((pk, locale))
    return {
        (group, version, permission)
        for group, page, permission in given
        if page in key_of
        for version, locale in family[key_of[page]]
        if group not in languages or locale in languages[group]
    }


@receiver(post_save, sender=GroupPagePermission)
def right_given(instance: GroupPagePermission, **kwargs) -> None:
    """A right on a section extends to its translations."""
    carry([instance.group_id])


@receiver(post_delete, sender=GroupPagePermission)
def right_taken(instance: GroupPagePermission, origin, **kwargs) -> None:
    """A right that is taken away is taken away in every language."""
    if not issubclass(_model_of(origin), Page):
        carry([instance.group_id])


@receiver(pre_delete, sender=GroupPagePermission)
def right_outlives_its_page(instance: GroupPagePermission, origin, **kwargs) -> None:
    """Where the page is deleted on which a right was given, what was carried from it stays.

    It then counts as given: a team does not lose its section with the French page alone.
    """
    if not issubclass(_model_of(origin), Page) or hasattr(instance, "carried"):
        return
    CarriedPermission.objects.filter(
        permission__group=instance.group_id,
        permission__permission=instance.permission_id,
        permission__page__translation_key=instance.page.translation_key,
    ).delete()


def _model_of(origin: models.Model | models.QuerySet) -> type[models.Model]:
    return origin.model if isinstance(origin, models.QuerySet) else type(origin)


@receiver(post_save)
def translation_made(sender, instance, created: bool, raw: bool = False, **kwargs) -> None:
    """A new translation, however it was made, comes under the rights on its family."""
    if not created or raw or not isinstance(instance, Page) or instance.depth <= HOME_DEPTH:
        return
    in_charge = Group.objects.filter(
        page_permissions__page__translation_key=instance.translation_key,
        page_permissions__carried__isnull=True,
    )
    if groups := set(in_charge.values_list("pk", flat=True)):
        carry(groups)


@receiver(m2m_changed, sender=RoleGroup.languages.through)
def languages_changed(instance, action: str, **kwargs) -> None:
    """Other languages were named for a group."""
    if action.startswith("post_") and isinstance(instance, RoleGroup):
        carry([instance.pk])
