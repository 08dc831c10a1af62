"""What texts name beside their own words: pages, pictures, documents.

Wagtail finds that out by making every block of a text, at every reading, and by looking up whatever
was chosen. Here texts are read as they are stored: what they name may not exist any more. What is
shown of it is looked up once for the page (`remember`), so that `cms.kept` knows a block again.
"""

import json
from collections.abc import Hashable, Iterable, Iterator
from contextvars import ContextVar
from functools import lru_cache

from django.core.signals import request_finished, request_started
from django.db.models import IntegerField, Model
from django.dispatch import receiver
from wagtail.blocks import Block, ListBlock, RichTextBlock, StreamBlock, StreamValue, StructBlock
from wagtail.blocks.field_block import ChooserBlock
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page
from wagtail.rich_text import extract_references_from_rich_text

from cms import pictures, translations
from cms.models.media import Picture, SiteDocument
from cms.prepared import prepared

Named = tuple[type[Model], int]

# What is shown of the documents and pictures that the page being rendered names.
_remembered: ContextVar[dict[Named, Hashable]] = ContextVar("facts of named documents, pictures")

# Running texts of which a process knows what they name.
MOST = 2000


def named_in_page(page) -> set[Named]:
    """The model and the id of everything that the streams and running texts of a page name."""
    named: set[Named] = set()
    for field in page._meta.concrete_fields:
        if isinstance(field, StreamField):
            stream = field.value_from_object(page)
            named.update(_in_block(stream.stream_block, stream.raw_data))
        elif isinstance(field, RichTextField):
            named.update(_in_text(field.value_from_object(page)))
    return named


def ids_of(model: type[Model], named: set[Named]) -> set[int]:
    """The ids of those that are of a model or of one that inherits from it."""
    return {pk for each, pk in named if issubclass(each, model)}


@receiver([request_started, request_finished])
def forget(**kwargs) -> None:
    """Nothing is remembered from one request to the next."""
    _remembered.set({})


def remember(named: set[Named]) -> None:
    """Looks up the documents and pictures that a page names, all at once; after their files."""
    documents = _chosen(SiteDocument, named)
    shown = {(SiteDocument, one.pk): one.facts for one in documents}
    for one in _chosen(Picture, named):
        shown[Picture, one.pk] = one.title, one.credit, pictures.facts_of(one)
    _remembered.set(shown)


def all_that_it_shows(stream: StreamValue, place: int) -> tuple | None:
    """What a block shows, to know it again: itself as stored, and what it shows of those it names.

    None where one of these was not looked up.
    """
    stored = stream.raw_data[place]
    named = {*_in_block(stream.stream_block.child_blocks[stored["type"]], stored["value"])}
    files = tuple(_remembered.get({}).get(one) for one in named if not issubclass(one[0], Page))
    if None in files:
        return None
    return json.dumps(stored), files, _shown_of_pages(ids_of(Page, named))


def _shown_of_pages(ids: Iterable[int]) -> tuple:
    found = translations.versions(ids)
    return tuple((pk, p.url_path, p.title, p.locale.language_code) for pk, p in found.items())


def _chosen(model: type[Model], named: set[Named]) -> list[Model]:
    ids = sorted(ids_of(model, named))
    return _of_model(model, ids=ids) if ids else []


@prepared(ids=IntegerField())
def _of_model(model, ids):
    return model.objects.filter(pk__in=ids)


def _in_block(block: Block, stored) -> Iterator[Named]:
    """What a block names, by its value as it is stored."""
    if not stored:
        return
    if isinstance(block, StreamBlock):
        for child in stored:
            if child["type"] in block.child_blocks:
                yield from _in_block(block.child_blocks[child["type"]], child["value"])
    elif isinstance(block, StructBlock):
        for name, child in block.child_blocks.items():
            yield from _in_block(child, stored.get(name))
    elif isinstance(block, ListBlock):
        for child in stored:
            is_wrapped = isinstance(child, dict) and child.get("type") == "item"
            yield from _in_block(block.child_block, child["value"] if is_wrapped else child)
    elif isinstance(block, ChooserBlock):
        yield block.model_class, int(stored)
    elif isinstance(block, RichTextBlock):
        yield from _in_text(stored)


@lru_cache(maxsize=MOST)
def _in_text(text: str) -> tuple[Named, ...]:
    found = extract_references_from_rich_text(text)
    return tuple((model, int(object_id)) for model, object_id, *_path in found)
