"""Blocks of plain writing: headings, paragraphs, quotations."""

import re

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from . import examples


class HeadingBlock(blocks.CharBlock):
    """A heading inside the text; the page's own title is written elsewhere."""

    class Meta:
        icon = "title"
        label = _("Heading")
        description = _("A heading that divides the text. Readers find their way by it.")
        template = "blocks/heading.html"
        preview_value = staticmethod(examples.heading)
        max_length = 160


class ParagraphBlock(blocks.RichTextBlock):
    """Running text with links, lists, bold and italics."""

    NOTHING = re.compile(r"(<p[^>]*>(\s|<br/?>)*</p>|\s)*")

    @classmethod
    def is_blank(cls, value) -> bool:
        """Whether nothing at all was written in it, however many times Enter was pressed."""
        return cls.NOTHING.fullmatch(value.source) is not None

    class Meta:
        icon = "pilcrow"
        label = _("Paragraph")
        description = _("Running text, with links and lists.")
        template = "blocks/paragraph.html"
        preview_value = staticmethod(examples.paragraph)


class QuoteBlock(blocks.StructBlock):
    """Somebody's words, set large."""

    text = blocks.TextBlock(
        label=_("Quotation"), help_text=_("The words alone; quotation marks are added.")
    )
    source = blocks.CharBlock(
        label=_("Who says it"),
        required=False,
        help_text=_("A role rather than a name, unless the person has agreed."),
    )
    language = blocks.ChoiceBlock(
        label=_("Language"),
        choices=settings.LANGUAGES,
        required=False,
        help_text=_("Only if it is not the language of the page."),
    )

    class Meta:
        icon = "openquote"
        label = _("Quotation")
        description = _("Somebody's words, set large, with who said them.")
        template = "blocks/quote.html"
        preview_value = staticmethod(examples.quote)
