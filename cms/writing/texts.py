"""The texts and pictures of a page as they are stored, each with its place in the form.

`cms.writing.review` reads a page with it before anything is looked for. What readers see is mended
when a page is rendered, so a rendered page would teach nobody.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum

from django.db import models
from django.utils.text import capfirst
from wagtail import blocks
from wagtail.fields import RichTextField, StreamField
from wagtail.images.blocks import ImageBlock
from wagtail.models import Page

from cms.blocks.links import LinkBlock
from cms.blocks.text import HeadingBlock
from cms.models import BasePage

# A place is named by its last steps: what stands around them is on the screen already.
NAMED_STEPS = 2


class Kind(Enum):
    """What a text is to its readers."""

    TITLE = "title"
    HEADING = "heading"
    LINK = "link"
    PLAIN = "plain"
    RICH = "rich"


@dataclass(frozen=True)
class Place:
    """Where in the form: the content path, as Wagtail's form has it, and the names on the way."""

    steps: tuple[str, ...]
    names: tuple[str, ...]

    @property
    def path(self) -> str:
        """Field, ids of blocks and names of their parts: `body.4f1c….text`."""
        return ".".join(self.steps)

    @property
    def label(self) -> str:
        """The place in words."""
        return " › ".join(self.names[-NAMED_STEPS:])

    def step(self, name: str, label: str = "") -> "Place":
        """A place within this one; without a label it goes by the same name."""
        return Place((*self.steps, name), (*self.names, str(label)) if label else self.names)


@dataclass(frozen=True)
class Text:
    """One field or block. `stream` is the path of the stream in which it stands, if any."""

    place: Place
    kind: Kind
    source: str
    language: str
    stream: str = ""


@dataclass(frozen=True)
class Described:
    """A picture that means something, with its alternative text."""

    place: Place
    alternative: str


@dataclass
class Reading:
    """A page: its language, its title for shared links, its texts and pictures in order."""

    language: str
    shared_title: str = ""
    texts: list[Text] = field(default_factory=list)
    pictures: list[Described] = field(default_factory=list)


def read(page: BasePage, language: str) -> Reading:
    """What the page holds, saved or not; `language` is its own, as a new page has none yet."""
    reading = Reading(language, page.seo_title)
    reading.texts.append(Text(_place_of(page, "title"), Kind.TITLE, page.title, language))
    if getattr(page, "picture_id", None):
        place = _place_of(page, "picture_alt")
        reading.pictures.append(Described(place, page.picture_alt))
    for one in _fields(type(page)):
        place, value = _place_of(page, one.name), one.value_from_object(page)
        if isinstance(one, StreamField):
            parts = _parts(value.stream_block, value, place, language, "")
        else:
            kind = Kind.RICH if isinstance(one, RichTextField) else Kind.PLAIN
            parts = iter([Text(place, kind, value or "", language)])
        for part in parts:
            if isinstance(part, Described):
                reading.pictures.append(part)
            elif part.source.strip():
                reading.texts.append(part)
    return reading


def _fields(model: type[BasePage]) -> list[models.Field]:
    """The fields that hold text for readers, the summary first."""
    wanted = [
        one
        for one in model._meta.concrete_fields
        if one.model is not Page
        and (isinstance(one, StreamField | models.TextField) or one.name in model.search_labels)
    ]
    return sorted(wanted, key=lambda one: one.name != "summary")


def _place_of(page: Page, name: str) -> Place:
    return Place((name,), (capfirst(str(page._meta.get_field(name).verbose_name)),))


def _parts(
    block: blocks.Block, value, place: Place, language: str, stream: str
) -> Iterator[Text | Described]:
    """The texts and pictures within a block's value."""
    if value is None:
        return
    if isinstance(block, blocks.StreamBlock):
        for child in value:
            inside = place.step(child.id or "", child.block.label)
            yield from _parts(child.block, child.value, inside, language, place.path)
    elif isinstance(block, ImageBlock):
        if not value.decorative:
            yield Described(place, value.contextual_alt_text or "")
    elif isinstance(block, blocks.ListBlock):
        for child in value.bound_blocks:
            inside = place.step(child.id or "")
            yield from _parts(block.child_block, child.value, inside, language, stream)
    elif isinstance(block, blocks.StructBlock):
        yield from _struct_parts(block, value, place, language, stream)
    elif isinstance(block, blocks.RichTextBlock):
        yield Text(place, Kind.RICH, value.source, language, stream)
    elif isinstance(block, blocks.CharBlock | blocks.TextBlock):
        kind = Kind.HEADING if isinstance(block, HeadingBlock) else Kind.PLAIN
        yield Text(place, kind, value, language, stream)


def _struct_parts(
    block: blocks.StructBlock, value, place: Place, language: str, stream: str
) -> Iterator[Text | Described]:
    """The same, of a block with named parts; one of them may say in which language they are."""
    inside_language = value.get("language") or language
    for name, child in block.child_blocks.items():
        inside = place.step(name, child.label)
        if isinstance(block, LinkBlock) and name == "label":
            yield Text(inside, Kind.LINK, value.get(name) or "", inside_language, stream)
        else:
            yield from _parts(child, value.get(name), inside, inside_language, stream)
