"""Blocks that interrupt the text: notes, figures, posters, steps, questions."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from . import examples
from .links import LinkBlock


class CalloutBlock(blocks.StructBlock):
    """A framed note beside the argument."""

    tone = blocks.ChoiceBlock(
        label=_("Kind"),
        choices=[
            ("note", _("Good to know")),
            ("rights", _("Your rights")),
            ("urgent", _("Urgent")),
        ],
        default="note",
    )
    title = blocks.CharBlock(label=_("Title"))
    text = blocks.RichTextBlock(label=_("Text"))

    class Meta:
        icon = "info-circle"
        label = _("Note")
        description = _("A note apart from the text: good to know, your rights, urgent.")
        template = "blocks/callout.html"
        preview_value = staticmethod(examples.callout)


class FigureBlock(blocks.StructBlock):
    """One number and what it counts."""

    figure = blocks.CharBlock(label=_("Number"), max_length=16)
    label = blocks.CharBlock(label=_("What it counts"), max_length=120)


class FiguresBlock(blocks.StructBlock):
    """Two to four numbers, set very large."""

    items = blocks.ListBlock(
        FigureBlock(label=_("Number")), min_num=1, max_num=4, label=_("Numbers")
    )
    source = blocks.CharBlock(
        label=_("Source"), required=False, help_text=_("Who counted, and when.")
    )

    class Meta:
        icon = "order"
        label = _("Key figures")
        description = _("Up to four numbers set very large, with their source.")
        template = "blocks/figures.html"
        preview_value = staticmethod(examples.figures)


class PosterBlock(LinkBlock):
    """A poster across the whole width: a few very large words, one sentence, one action."""

    words = blocks.CharBlock(
        label=_("Large words"), max_length=60, help_text=_("Two to six words, no more.")
    )
    sentence = blocks.CharBlock(label=_("One sentence"), max_length=200)
    colour = blocks.ChoiceBlock(
        label=_("Colour"),
        choices=[("red", _("Red")), ("ink", _("Ink")), ("sector", _("The sector's colour"))],
        default="red",
    )

    class Meta:
        icon = "bold"
        label = _("Poster")
        description = _(
            "A poster across the page: a few very large words, one sentence, one action."
        )
        template = "blocks/poster.html"
        form_layout = ["words", "sentence", "label", "page", "url", "colour"]
        preview_value = staticmethod(examples.poster)


class StepBlock(blocks.StructBlock):
    """One step."""

    title = blocks.CharBlock(label=_("Step"))
    text = blocks.RichTextBlock(label=_("Text"))


class StepsBlock(blocks.StructBlock):
    """What to do, in order."""

    items = blocks.ListBlock(StepBlock(label=_("Step")), label=_("Steps"))

    class Meta:
        icon = "list-ol"
        label = _("Steps")
        description = _("What to do, in order; the steps are numbered.")
        template = "blocks/steps.html"
        preview_value = staticmethod(examples.steps)


class QuestionBlock(blocks.StructBlock):
    """One question and its answer."""

    question = blocks.CharBlock(label=_("Question"))
    answer = blocks.RichTextBlock(label=_("Answer"))


class QuestionsBlock(blocks.StructBlock):
    """Questions that open to their answers."""

    items = blocks.ListBlock(QuestionBlock(label=_("Question")), label=_("Questions"))

    class Meta:
        icon = "help"
        label = _("Questions and answers")
        description = _("Questions that readers ask; each opens to its answer.")
        template = "blocks/questions.html"
        preview_value = staticmethod(examples.questions)
