"""Blocks that show or hand out files: pictures and documents."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageBlock, ImageChooserBlock

from cms import named_files

from . import examples


class LookedUpMixin:
    """A chooser that takes what was looked up for the whole page, where that was done.

    In migrations it is Wagtail's own.
    """

    def bulk_to_python(self, values) -> list:
        """The chosen objects, as far as they exist."""
        ids = list(values)
        known = named_files.copies(self.model_class, ids)
        return super().bulk_to_python(ids) if known is None else known

    def deconstruct(self):
        """Wagtail's block of the same name."""
        base = type(self).__mro__[2]
        return (f"{base.__module__}.{base.__name__}", *super().deconstruct()[1:])


class LookedUpDocumentBlock(LookedUpMixin, DocumentChooserBlock):
    """Chooses a document."""


class LookedUpImageBlock(LookedUpMixin, ImageChooserBlock):
    """Chooses a picture."""


class DescribedImageBlock(ImageBlock):
    """Wagtail's picture with its description, in the words of the page's own picture."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        chooser = LookedUpImageBlock(required=self.child_blocks["image"].required)
        chooser.set_name("image")
        chooser.label = _("Picture")
        self.child_blocks["image"] = chooser
        description, decorative = self.child_blocks["alt_text"], self.child_blocks["decorative"]
        description.label = _("What the picture shows")
        description.field.help_text = _("One sentence, read aloud to those who cannot see it.")
        decorative.label = _("The picture only decorates")
        decorative.field.help_text = _("It tells nothing that the text does not say.")


class PictureBlock(blocks.StructBlock):
    """A picture in the text, with its caption."""

    image = DescribedImageBlock(label=_("Picture"))
    caption = blocks.CharBlock(
        label=_("Caption"),
        required=False,
        help_text=_("What the reader should know about the picture: where, when, why."),
    )

    class Meta:
        icon = "image"
        label = _("Picture")
        description = _("A picture with a caption, and a description for those who cannot see it.")
        template = "blocks/picture.html"
        preview_template = "blocks/picture_preview.html"

    def get_preview_context(self, value, parent_context=None):
        """Adds the words under a picture that is drawn for the preview."""
        context = super().get_preview_context(value, parent_context)
        return {**context, "caption": examples.caption()}


class DocumentsBlock(blocks.StructBlock):
    """Files to download: leaflets, forms, agreements."""

    title = blocks.CharBlock(label=_("Title"), required=False)
    items = blocks.ListBlock(LookedUpDocumentBlock(label=_("Document")), label=_("Documents"))

    class Meta:
        icon = "doc-full-inverse"
        label = _("Documents")
        description = _("Files to download, with their type, size and language.")
        template = "blocks/documents.html"
        preview_value = staticmethod(examples.documents)
