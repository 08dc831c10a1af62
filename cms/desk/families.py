"""A page in all its languages: which one is the original, and how the others are translated."""

from wagtail.models import Locale, Page
from wagtail_localize.models import Translation


def original_of(page: Page) -> Page:
    """The page of a family that is translated from no other; of several, the first one made."""
    targets = Translation.objects.filter(source__object_id=page.translation_key)
    family = Page.objects.filter(translation_key=page.translation_key, alias_of__isnull=True)
    own = family.exclude(locale__in=targets.values("target_locale")).order_by("pk").first()
    return own or page


def in_language(page: Page, locale: Locale) -> Page | None:
    """The same page in a language, an alias too, or None."""
    return Page.objects.filter(translation_key=page.translation_key, locale=locale).first()


def translations_into(page: Page):
    """The enabled translations that fill a page; there should never be two.

    Should there be, the first one that was begun counts.
    """
    return (
        Translation.objects.filter(
            source__object_id=page.translation_key, target_locale=page.locale_id, enabled=True
        )
        .select_related("source__locale", "target_locale")
        .order_by("pk")
    )
