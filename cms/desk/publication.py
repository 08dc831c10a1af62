"""Publishes a translation, but only one that is whole and that a person has read."""

from django.core.exceptions import ValidationError
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import Page
from wagtail_localize.models import StringTranslation, Translation

from cms.desk.memory import absorb, store


class NotPublishableError(Exception):
    """The translation may not be published yet; the message says why."""


def lacking(translation: Translation):
    """The passages without a valid translation; the address follows the title by itself."""
    segments = translation.source.stringsegment_set.exclude(context__path="slug")
    return segments.annotate_translation(translation.target_locale).filter(translation__isnull=True)


def unread(translation: Translation):
    """The passages that a machine wrote and nobody has read."""
    segments = translation.source.stringsegment_set.exclude(context__path="slug")
    return segments.get_translations(translation.target_locale).filter(
        translation_type=StringTranslation.TRANSLATION_TYPE_MACHINE
    )


def check_publishable(translation: Translation) -> None:
    """Says whether readers may get the translation.

    Raises:
        NotPublishableError: a passage lacks, or was written by a machine and read by nobody.
    """
    if count := lacking(translation).count():
        raise NotPublishableError(
            ngettext(
                "Not published: %(count)d passage is not translated yet.",
                "Not published: %(count)d passages are not translated yet.",
                count,
            )
            % {"count": count}
        )
    if count := unread(translation).count():
        raise NotPublishableError(
            ngettext(
                "Not published: %(count)d passage was written by a machine and read by nobody.",
                "Not published: %(count)d passages were written by a machine and read by nobody.",
                count,
            )
            % {"count": count}
        )


def prepare(translation: Translation, user=None) -> None:
    """What has to be in order before the page is written: edits by hand, the address.

    Raises:
        NotPublishableError: see `check_publishable`.
    """
    absorb(translation, user)
    check_publishable(translation)
    _name_address(translation, user)


def publish(translation: Translation, user=None) -> None:
    """Writes the page and publishes it.

    Raises:
        NotPublishableError: it is not whole, not read, or the page refuses a passage.
    """
    _write(translation, user, publish=True)


def write_draft(translation: Translation, user=None) -> Page:
    """Writes the page as its latest revision, whole, for those who approve it.

    Raises:
        NotPublishableError: as `publish`.
    """
    _write(translation, user, publish=False)
    return translation.get_target_instance()


def _write(translation: Translation, user, publish: bool) -> None:
    prepare(translation, user)
    try:
        translation.save_target(user=user, publish=publish)
    except ValidationError as fault:
        raise NotPublishableError(
            _("Not published: %(reasons)s") % {"reasons": " ".join(fault.messages)}
        ) from fault


def _name_address(translation: Translation, user) -> None:
    """Gives the page an address made of its own title, where nobody chose one.

    A title without Latin letters keeps the original's address, a published page its own.
    """
    segments = translation.source.stringsegment_set.select_related("string", "context")
    slug = segments.filter(context__path="slug").first()
    locale = translation.target_locale
    if (
        slug is None
        or slug.string.translations.filter(locale=locale, context_id=slug.context_id).exists()
    ):
        return
    target = translation.get_target_instance()
    if target.last_published_at:
        store(slug, locale, target.slug, user)
        return
    title = segments.filter(context__path="title").annotate_translation(locale).first()
    words = slugify(title.translation) if title and title.translation else ""
    store(slug, locale, words or slug.string.data, user)
