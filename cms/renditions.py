"""Cuts every picture of the library to the sizes that templates ask for, before a reader comes.

Saving a picture and publishing a page that shows one put it into the queue; `manage.py
make_renditions` makes what is missing of all. A reader's request never makes one: until they are
there, `cms.pictures` shows those that exist, or the original.
"""

import logging
from collections.abc import Iterable, Iterator

from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from django_tasks import task
from wagtail.images.models import Filter
from wagtail.signals import page_published

from cms import generation
from cms.models import BasePage, Picture, Rendition
from cms.pictures import SHARE_SPEC, all_specs
from cms.queue import QUEUE
from cms.references import named_in_page

logger = logging.getLogger(__name__)

CHUNK = 100


@task(backend=QUEUE)
def make_renditions(picture_ids: list[int]) -> None:
    """Makes what is missing of some pictures; those deleted meanwhile are passed over."""
    for picture, filters in missing(picture_ids):
        make(picture, filters)


def missing(picture_ids: Iterable[int] | None = None) -> Iterator[tuple[Picture, list[Filter]]]:
    """The pictures that lack a size, with the filters that would make it.

    Args:
        picture_ids: the pictures to look at; None for the whole library.
    """
    library = Picture.objects.order_by("pk")
    if picture_ids is not None:
        library = library.filter(pk__in=picture_ids)
    filters = [Filter(spec) for spec in all_specs()]
    for picture in library.prefetch_renditions(*filters).iterator(CHUNK):
        existing = picture.find_existing_renditions(*filters)
        if lacking := [each for each in filters if each not in existing]:
            yield picture, lacking


def make(picture: Picture, filters: list[Filter]) -> bool:
    """Makes sizes of a picture, and has the pages that show it rendered anew.

    Returns:
        Whether they could be made: a file that is gone or broken is said in the log.
    """
    try:
        picture.create_renditions(*filters)
    except OSError:
        logger.exception("The sizes of picture %s cannot be made", picture.pk)
        return False
    # They are written in bulk, which sends no signal.
    generation.advance()
    return True


@receiver(post_save, sender=Picture)
def picture_saved(instance: Picture, **kwargs) -> None:
    """It is new, or has another file or focal point."""
    make_renditions.enqueue([instance.pk])


@receiver(post_delete, sender=Rendition)
def size_deleted(instance: Rendition, **kwargs) -> None:
    """A form that replaces a picture's file deletes its sizes after it has saved the picture.

    All go at once: that which each picture has once speaks for them.
    """
    if instance.filter_spec == SHARE_SPEC:
        make_renditions.enqueue([instance.image_id])


@receiver(page_published)
def page_was_published(instance, **kwargs) -> None:
    """Most often nothing is missing: the pictures were there before the page."""
    named = named_in_page(instance)
    ids = instance.shown_picture_ids(named) if isinstance(instance, BasePage) else ()
    if lacking := [picture.pk for picture, _filters in missing(ids)]:
        make_renditions.enqueue(lacking)
