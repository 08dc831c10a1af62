"""What texts name beside their own words: pages, pictures, documents.

Wagtail finds that out by making every block of a text, at every reading, and by looking up whatever
was chosen. Here texts are read as they are stored: what they name may not exist any more.
"""

from collections.abc import Iterator
from functools import lru_cache

from django.db.models import Model
from wagtail.blocks import Block, ListBlock, RichTextBlock, StreamBlock, StructBlock
from wagtail.blocks.field_block import ChooserBlock
from wagtail.fields import RichTextField, StreamField
from wagtail.rich_text import extract_references_from_rich_text

Named = tuple[type[Model], int]

# Running texts of which a process knows what they name.
MOST = 2000


def named_in_page(page) -> set[Named]:
    """The model and the id of everything that the streams and running texts of a page name."""
    named: set[Named] = set()
    for field in page._meta.concrete_fields:
        if isinstance(field, StreamField):
            stream = field.value_from_object(page)
            named.update(named_in_block(stream.stream_block, stream.raw_data))
        elif isinstance(field, RichTextField):
            named.update(named_in_text(field.value_from_object(page)))
    return named


def ids_of(model: type[Model], named: set[Named]) -> set[int]:
    """The ids of those that are of a model or of one that inherits from it."""
    return {pk for each, pk in named if issubclass(each, model)}


def named_in_block(block: Block, stored) -> Iterator[Named]:
    """What a block names, by its value as it is stored."""
    if not stored:
        return
    if isinstance(block, StreamBlock):
        for child in stored:
            if child["type"] in block.child_blocks:
                yield from named_in_block(block.child_blocks[child["type"]], child["value"])
    elif isinstance(block, StructBlock):
        for name, child in block.child_blocks.items():
            yield from named_in_block(child, stored.get(name))
    elif isinstance(block, ListBlock):
        for child in stored:
            is_wrapped = isinstance(child, dict) and child.get("type") == "item"
            yield from named_in_block(block.child_block, child["value"] if is_wrapped else child)
    elif isinstance(block, ChooserBlock):
        yield block.model_class, int(stored)
    elif isinstance(block, RichTextBlock):
        yield from named_in_text(stored)


@lru_cache(maxsize=MOST)
def named_in_text(text: str) -> tuple[Named, ...]:
    """What a running text names, by its markup as it is stored."""
    found = extract_references_from_rich_text(text)
    return tuple((model, int(object_id)) for model, object_id, *_path in found)
