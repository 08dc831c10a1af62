"""What texts name beside their own words: pages, pictures, documents.

Wagtail finds that out by making every block of a text, at every reading. Here a block that can only
name others in running text is read once for the same text; what is chosen with a chooser is asked
of the block itself, because whether it exists still is for the database to say.
"""

import json
from collections.abc import Iterator
from functools import lru_cache

from django.db.models import Field, Model
from wagtail.blocks import Block, StreamBlock, StreamValue, StructValue
from wagtail.blocks.field_block import ChooserBlock
from wagtail.fields import RichTextField, StreamField

Named = tuple[type[Model], int]

# Texts of which a process knows what they name.
MOST = 2000


def named_in_page(page) -> set[Named]:
    """The model and the id of everything that the streams and running texts of a page name."""
    named: set[Named] = set()
    for field in page._meta.get_fields():
        if isinstance(field, StreamField):
            named.update(_in_stream(field.value_from_object(page)))
        elif isinstance(field, RichTextField):
            named.update(_in_text(field, field.value_from_object(page)))
    return named


def ids_of(model: type[Model], named: set[Named]) -> set[int]:
    """The ids of those that are of a model or of one that inherits from it."""
    return {pk for each, pk in named if issubclass(each, model)}


def all_that_it_shows(stream: StreamValue, place: int) -> tuple[str, str] | None:
    """The kind of a block and what is written in it; None where it names others and shows them."""
    stream_class, raw = type(stream.stream_block), stream.raw_data[place]
    if _has_choosers(stream_class, raw["type"]):
        return None
    shown = raw["type"], json.dumps(raw["value"])
    return None if _in_words(stream_class, *shown) else shown


def _in_stream(stream: StreamValue) -> Iterator[Named]:
    for place, raw in enumerate(stream.raw_data):
        if _has_choosers(type(stream.stream_block), raw["type"]):
            child = stream[place]
            yield from _in_value(child.block, child.value)
        else:
            yield from _in_words(type(stream.stream_block), raw["type"], json.dumps(raw["value"]))


def _in_value(block: Block, value) -> Iterator[Named]:
    if isinstance(value, StreamValue):
        yield from _in_stream(value)
    elif isinstance(value, StructValue):
        for name, each in value.items():
            yield from _in_value(block.child_blocks[name], each)
    else:
        yield from _plain(block.extract_references(value))


@lru_cache(maxsize=MOST)
def _in_words(stream: type[StreamBlock], kind: str, value: str) -> tuple[Named, ...]:
    block = stream.base_blocks[kind]
    return _plain(block.extract_references(block.to_python(json.loads(value))))


@lru_cache(maxsize=MOST)
def _in_text(field: Field, text: str) -> tuple[Named, ...]:
    return _plain(field.extract_references(text))


def _plain(references) -> tuple[Named, ...]:
    """Wagtail's references without the paths where they stand."""
    return tuple((model, int(object_id)) for model, object_id, *_path in references)


@lru_cache(maxsize=MOST)
def _has_choosers(stream: type[StreamBlock], kind: str) -> bool:
    return _chooses(stream.base_blocks[kind])


def _chooses(block: Block) -> bool:
    """Whether something may be chosen in a block, however deep in it."""
    inside = [*getattr(block, "child_blocks", {}).values(), getattr(block, "child_block", None)]
    return isinstance(block, ChooserBlock) or any(map(_chooses, filter(None, inside)))
