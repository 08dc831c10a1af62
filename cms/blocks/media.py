"""Blocks that show or hand out files: pictures and documents."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageBlock


class PictureBlock(blocks.StructBlock):
    """A picture in the text, with its caption."""

    image = ImageBlock(label=_("Picture"))
    caption = blocks.CharBlock(
        label=_("Caption"),
        required=False,
        help_text=_("What the reader should know about the picture: where, when, why."),
    )

    class Meta:
        icon = "image"
        label = _("Picture")
        description = _("A picture with its alternative text and a caption.")
        template = "blocks/picture.html"
        preview_template = "blocks/picture_preview.html"


class DocumentsBlock(blocks.StructBlock):
    """Files to download: leaflets, forms, agreements."""

    title = blocks.CharBlock(label=_("Title"), required=False)
    items = blocks.ListBlock(DocumentChooserBlock(label=_("Document")), label=_("Documents"))

    class Meta:
        icon = "doc-full-inverse"
        label = _("Documents")
        description = _("Files to download, with their type, size and language.")
        template = "blocks/documents.html"
        preview_value = {"title": "À télécharger", "items": []}
