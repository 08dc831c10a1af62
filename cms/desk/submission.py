"""Begins translations: a draft in the language, under a parent that exists there.

wagtail-localize would put live aliases of the original in place of missing parents, and so show
French under another prefix; here the parents are begun first, as drafts like the page itself.
"""

from django.db import transaction
from wagtail.models import Locale, Page
from wagtail_localize.models import Translation, TranslationSource

from cms.desk.families import in_language, original_of
from cms.desk.memory import carry_over, is_outdated, read_again


@transaction.atomic
def begin(page: Page, locale: Locale, user=None) -> list[Page]:
    """Makes the draft of a page in a language, and of those above it that lack.

    Returns:
        The pages made, parents first; none where the page existed already.
    """
    # Two people who begin at once would give two pages the same place in the tree.
    Page.objects.select_for_update().get(pk=Page.get_first_root_node().pk)
    made: list[Page] = []
    _begin(page, locale, user, made)
    return made


def missing_parents(page: Page, locale: Locale) -> list[Page]:
    """The originals above a page that have to be begun with it, the highest first."""
    original = original_of(page)
    parent = original.get_parent()
    if parent.is_root() or _exists(parent, locale):
        return []
    return [*missing_parents(parent, locale), original_of(parent)]


def lowest_existing(page: Page, locale: Locale) -> Page:
    """The page in the language under which the first of the new drafts will stand."""
    parent = original_of(page).get_parent()
    if parent.is_root():
        return parent
    return in_language(parent, locale) or lowest_existing(parent, locale)


def _exists(page: Page, locale: Locale) -> bool:
    found = in_language(page, locale)
    return found is not None and found.alias_of_id is None


def _begin(page: Page, locale: Locale, user, made: list[Page]) -> None:
    if _exists(page, locale):
        return
    original = original_of(page).specific
    parent = original.get_parent()
    if not parent.is_root():
        _begin(parent, locale, user, made)
    # An alias becomes the draft; it must not stay live with the words of the original.
    Page.objects.filter(translation_key=original.translation_key, locale=locale).update(
        live=False, has_unpublished_changes=True, first_published_at=None, last_published_at=None
    )
    source = up_to_date_source(original)
    Translation.objects.update_or_create(
        source=source, target_locale=locale, defaults={"enabled": True}
    )
    carry_over(source, locale)
    target, _made = source.create_or_update_translation(
        locale, user=user, publish=False, fallback=True
    )
    made.append(target)


def up_to_date_source(original: Page) -> TranslationSource:
    """The words of an original as it is published."""
    source, made = TranslationSource.get_or_create_from_instance(original)
    if not made and is_outdated(source, original):
        read_again(source)
    return source
