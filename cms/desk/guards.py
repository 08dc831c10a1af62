"""Closes the traps of wagtail-localize and of Wagtail's own tree that no setting closes.

Each receiver below says which. They hold for commands and importers too, not for the admin alone.
"""

import json

from django.core.exceptions import ObjectDoesNotExist
from django.db.models.signals import pre_save
from django.dispatch import receiver
from django.utils import timezone
from wagtail.coreutils import find_available_slug
from wagtail.models import Page
from wagtail.signals import copy_for_translation_done, page_published, post_page_move
from wagtail_localize.locales.components import LOCALE_COMPONENTS
from wagtail_localize.models import LocaleSynchronization, Translation, TranslationSource

from cms.desk.families import in_language, original_of

# What changes with every publication without a reader seeing it.
VOLATILE = frozenset(
    {
        "draft_title",
        "expired",
        "first_published_at",
        "go_live_at",
        "has_unpublished_changes",
        "last_published_at",
        "latest_revision",
        "latest_revision_created_at",
        "live",
        "live_revision",
        "locked",
        "locked_at",
        "locked_by",
        "numchild",
        "path",
        "depth",
        "url_path",
        "wagtail_admin_comments",
        "comments",
    }
)


def offer_no_synchronisation() -> None:
    """Takes "synchronise content from another locale" out of the form of a language."""
    LOCALE_COMPONENTS[:] = [
        one for one in LOCALE_COMPONENTS if one["model"] != LocaleSynchronization
    ]


class SecondSourceError(ValueError):
    """A page would be filled from two sources, or an original from its own translation."""


@receiver(pre_save, sender=Translation)
def refuse_second_source(instance: Translation, **kwargs) -> None:
    """wagtail-localize allows two sources for one page, and its editor then answers 500.

    Raises:
        SecondSourceError: the page is translated from another source, or is the original.
    """
    if not instance._state.adding:
        return
    key = instance.source.object_id
    others = Translation.objects.filter(
        source__object_id=key, target_locale_id=instance.target_locale_id
    )
    if others.exclude(source_id=instance.source_id).exists():
        raise SecondSourceError(f"{key} is already translated into {instance.target_locale}")
    target = Page.objects.filter(
        translation_key=key, locale_id=instance.target_locale_id, alias_of__isnull=True
    ).first()
    if target and original_of(target).pk == target.pk:
        raise SecondSourceError(f"{target.pk} is the original, in {instance.target_locale}")


@receiver(pre_save, sender=LocaleSynchronization)
def refuse_synchronisation(**kwargs) -> None:
    """A synchronised language shows live aliases in another language than it says.

    Raises:
        ValueError: always.
    """
    raise ValueError("Languages are not synchronised on this site: aliases are not translations")


@receiver(copy_for_translation_done)
def no_alias_goes_live(source_obj, target_obj, **kwargs) -> None:
    """An alias made in another language would be live at once, with the original's words.

    It becomes a draft of its own, which the desk lists.
    """
    if not isinstance(target_obj, Page) or target_obj.alias_of_id is None:
        return
    Page.objects.filter(pk=target_obj.pk).update(
        alias_of=None,
        live=False,
        has_unpublished_changes=True,
        first_published_at=None,
        last_published_at=None,
    )
    target_obj.refresh_from_db()


@receiver(page_published)
def forget_empty_changes(instance: Page, **kwargs) -> None:
    """Publishing an original without a change to it gives its translators nothing to do."""
    source = TranslationSource.objects.filter(
        object_id=instance.translation_key, locale_id=instance.locale_id
    ).first()
    if source is None:
        return
    try:
        now = source.get_source_instance()
    except ObjectDoesNotExist:
        return
    if _lasting(json.loads(source.content_json)) == _lasting(json.loads(now.to_json())):
        TranslationSource.objects.filter(pk=source.pk).update(last_updated_at=timezone.now())


def _lasting(content: dict) -> dict:
    return {name: value for name, value in content.items() if name not in VOLATILE}


@receiver(post_page_move)
def translations_follow(instance: Page, parent_page_before, parent_page_after, **kwargs) -> None:
    """A moved original takes its translations along, each to the same place of its own language.

    A translation stays where the new place does not exist in its language, and where somebody had
    put it elsewhere on purpose.
    """
    for translation, destination in followers(instance, parent_page_before, parent_page_after):
        slug = find_available_slug(destination, translation.slug)
        if slug != translation.slug:
            translation.slug = slug
            translation.save(clean=False)
        translation.move(destination, pos="last-child")


def followers(page: Page, parent_before: Page, parent_after: Page) -> list[tuple[Page, Page]]:
    """The translations that go along when an original is moved, each with where it goes."""
    if parent_before.pk == parent_after.pk or original_of(page).pk != page.pk:
        return []
    family = Page.objects.filter(translation_key=page.translation_key).exclude(pk=page.pk)
    return [
        (translation, destination)
        for translation in family.select_related("locale")
        if translation.get_parent().translation_key == parent_before.translation_key
        and (destination := in_language(parent_after, translation.locale)) is not None
    ]
