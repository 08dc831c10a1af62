"""What editors may put into a page's text, a dossier's chapters, a sector's rights.

Only blocks that wagtail-localize can extract are offered; `cms.checks` holds the rule.
"""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from . import examples
from .callouts import CalloutBlock, FiguresBlock, PosterBlock, QuestionsBlock, StepsBlock
from .links import ActionBlock, PagesBlock
from .media import DocumentsBlock, PictureBlock
from .text import HeadingBlock, ParagraphBlock, QuoteBlock

WRITING = _("Writing")
SHOWING = _("Showing")
LEADING_ON = _("Leading on")


class BodyStream(blocks.StreamBlock):
    """Every block of a page's text."""

    paragraph = ParagraphBlock(group=WRITING)
    heading = HeadingBlock(group=WRITING)
    quote = QuoteBlock(group=WRITING)
    callout = CalloutBlock(group=WRITING)
    steps = StepsBlock(group=WRITING)
    questions = QuestionsBlock(group=WRITING)
    picture = PictureBlock(group=SHOWING)
    figures = FiguresBlock(group=SHOWING)
    poster = PosterBlock(group=SHOWING)
    documents = DocumentsBlock(group=LEADING_ON)
    pages = PagesBlock(group=LEADING_ON)
    action = ActionBlock(group=LEADING_ON)

    def value_from_datadict(self, data, files, prefix):
        """Leaves out paragraphs without a word: one waits in every new text, used or not."""
        stream = super().value_from_datadict(data, files, prefix)
        for place, child in reversed(list(enumerate(stream))):
            if child.block_type == "paragraph" and ParagraphBlock.is_blank(child.value):
                del stream[place]
        return stream


class ChapterBlock(blocks.StructBlock):
    """A chapter of a dossier."""

    title = blocks.CharBlock(label=_("Title of the chapter"), max_length=160)
    body = BodyStream(label=_("Text"))

    class Meta:
        icon = "doc-full"
        label = _("Chapter")
        description = _("A numbered chapter with its own text. It appears in the contents.")
        template = "blocks/chapter.html"
        preview_value = staticmethod(examples.chapter)


class ChapterStream(blocks.StreamBlock):
    """The chapters of a dossier, in order."""

    chapter = ChapterBlock()


class RightBlock(blocks.StructBlock):
    """One right, in a title and a sentence or two."""

    title = blocks.CharBlock(label=_("Right"), max_length=80)
    text = blocks.TextBlock(label=_("In one or two sentences"), max_length=300)

    class Meta:
        icon = "tick"
        label = _("Right")
        description = _("One right of the trade, in a title and a sentence or two.")
        template = "blocks/right.html"
        preview_template = "blocks/right_preview.html"
        preview_value = staticmethod(examples.right)


class RightsStream(blocks.StreamBlock):
    """The rights of a trade: five lines, no more."""

    right = RightBlock()

    class Meta:
        max_num = 5
