"""The texts of a page: what `search.indexing` hands to the analyser, whatever the type of the page.

Every rich text, stream and text field of a page is read by itself, so that a new page type is found
without a word about search; what short fields it adds stands in its `search_labels`.
"""

from collections.abc import Iterator

from django.conf import settings
from django.db import models
from django.db.models import prefetch_related_objects
from modelcluster.fields import ParentalKey
from modelcluster.models import get_all_child_relations
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.fields import RichTextField, StreamField
from wagtail.images.blocks import ImageBlock
from wagtail.models import Page
from wagtail.rich_text import get_text_for_indexing

from cms.blocks.text import HeadingBlock
from cms.models import BasePage, SiteDocument
from search.attachments import document_text
from search.postings import Passage, Zone

# The short fields of blocks under which readers look something up.
HEADINGS = frozenset(("title", "question", "words"))


def passages(page: BasePage, facets: dict) -> list[Passage]:
    """The texts of a page in reading order, the title first; `facets` as the page says them."""
    texts = [Passage(Zone.TITLE, page.title)]
    documents: list[SiteDocument] = []
    for field in _fields(type(page)):
        value = field.value_from_object(page)
        if isinstance(field, StreamField):
            texts += _stream_texts(value.stream_block, value, documents)
        elif isinstance(field, RichTextField):
            texts.append(Passage(Zone.TEXT, get_text_for_indexing(value)))
        else:
            zone = Zone.LEAD if field.name == "summary" else Zone.TEXT
            texts.append(Passage(zone, value or ""))
    documents += _attached(page)
    texts += _document_texts(documents, page.locale.language_code)
    texts += [Passage(Zone.FILING, name) for name in page.search_names(facets)]
    return [texts[0], *(passage for passage in texts[1:] if passage.text.strip())]


def _fields(model: type[BasePage]) -> list[models.Field]:
    """The fields of the page type that hold text for readers, the summary first."""
    own = [field for field in model._meta.concrete_fields if field.model is not Page]
    wanted = [
        field
        for field in own
        if isinstance(field, StreamField | models.TextField) or field.name in model.search_labels
    ]
    return sorted(wanted, key=lambda field: field.name != "summary")


def _stream_texts(block: blocks.Block, value, documents: list[SiteDocument]) -> Iterator[Passage]:
    """The texts within a block's value; documents to download are added to `documents`."""
    if value is None:
        return
    if isinstance(block, blocks.StreamBlock):
        for child in value:
            yield from _stream_texts(child.block, child.value, documents)
    elif isinstance(block, ImageBlock):
        yield from (Passage(Zone.TEXT, text) for text in block.get_searchable_content(value))
    elif isinstance(block, blocks.StructBlock):
        for name, child in block.child_blocks.items():
            for passage in _stream_texts(child, value.get(name), documents):
                heading = name in HEADINGS and isinstance(child, blocks.CharBlock)
                yield Passage(Zone.LEAD, passage.text) if heading else passage
    elif isinstance(block, blocks.ListBlock):
        for child in value:
            yield from _stream_texts(block.child_block, child, documents)
    elif isinstance(block, DocumentChooserBlock):
        documents.append(value)
    elif isinstance(block, HeadingBlock):
        yield Passage(Zone.LEAD, value)
    elif isinstance(block, blocks.CharBlock | blocks.TextBlock | blocks.RichTextBlock):
        yield from (Passage(Zone.TEXT, text) for text in block.get_searchable_content(value))


def _attached(page: BasePage) -> Iterator[SiteDocument]:
    """The documents of the page's child relations."""
    for relation in get_all_child_relations(page):
        for field in relation.related_model._meta.concrete_fields:
            if field.related_model is SiteDocument and not isinstance(field, ParentalKey):
                children = list(getattr(page, relation.get_accessor_name()).all())
                prefetch_related_objects(children, field.name)
                yield from (getattr(child, field.name) for child in children)


def _document_texts(documents: list[SiteDocument], language: str) -> Iterator[Passage]:
    """The texts of the documents that readers of a language are shown: theirs, else all."""
    theirs = [document for document in documents if document.language == language] or documents
    for document in dict.fromkeys(theirs):
        yield Passage(Zone.TEXT, document.title)
        yield Passage(Zone.TEXT, document_text(document))


def known_language(page: Page) -> bool:
    """Whether the page is in one of the site's languages."""
    return page.locale.language_code in dict(settings.LANGUAGES)
