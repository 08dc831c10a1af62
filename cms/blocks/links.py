"""Blocks that lead elsewhere: a call to act, pages to read next."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.models import Page

from cms.translations import versions

from . import examples


class PageId(int):
    """The id of a chosen page. Nothing is fetched until somebody asks for its name."""

    @property
    def pk(self) -> int:
        """The plain id, as Wagtail and wagtail-localize ask of any chosen object."""
        return int(self)

    def __str__(self) -> str:
        """The page's title, for the comparison of two revisions."""
        page = Page.objects.filter(pk=self.pk).first()
        return str(page) if page else ""


class LinkedPageBlock(blocks.PageChooserBlock):
    """Chooses a page. Its value is a `PageId`: pages are fetched once for all of a page's links."""

    def to_python(self, value) -> PageId | None:
        """The id as stored."""
        return PageId(value) if value else None

    def bulk_to_python(self, values) -> list[PageId | None]:
        """The ids as stored, without a query."""
        return [self.to_python(value) for value in values]


class LinkValue(blocks.StructValue):
    """A label with a page of the site or an address."""

    def target(self):
        """The chosen page in the reader's language, or None where it is not public."""
        page = self.get("page")
        return versions([page.pk]).get(page.pk) if page else None

    @property
    def href(self) -> str:
        """The address to link to; empty when there is none that readers may open."""
        page = self.target()
        return page.url if page else self.get("url", "")


class LinkBlock(blocks.StructBlock):
    """A label and where it leads. Also the base of blocks that end in an action."""

    label = blocks.CharBlock(
        label=_("Label"),
        max_length=60,
        help_text=_("A verb that says what happens: “Join the union”, “Read the leaflet”."),
    )
    page = LinkedPageBlock(label=_("Page of this site"), required=False)
    url = blocks.URLBlock(
        label=_("Or an address elsewhere"), required=False, help_text=_("Begins with https://")
    )

    class Meta:
        value_class = LinkValue

    def clean(self, value):
        """Asks for exactly one of page and address.

        Raises:
            StructBlockValidationError: both or neither are given.
        """
        cleaned = super().clean(value)
        if bool(cleaned["page"]) == bool(cleaned["url"]):
            message = ValidationError(
                _("Choose either a page of this site or an address elsewhere.")
            )
            raise StructBlockValidationError(block_errors={"url": message})
        return cleaned


class ActionBlock(LinkBlock):
    """One button."""

    class Meta:
        icon = "link"
        label = _("Button")
        description = _("One thing to do, as a large button.")
        template = "blocks/action.html"
        preview_value = staticmethod(examples.action)


class PagesBlock(blocks.StructBlock):
    """Pages of the site to read next."""

    title = blocks.CharBlock(label=_("Title"), required=False)
    items = blocks.ListBlock(LinkedPageBlock(label=_("Page")), label=_("Pages"))

    class Meta:
        icon = "doc-empty"
        label = _("Read also")
        description = _("Pages of the site, by their titles, in the reader's language.")
        template = "blocks/pages.html"
        preview_template = "blocks/pages_preview.html"

    def get_preview_context(self, value, parent_context=None):
        """Adds pages that do not exist: those of the site may not be public."""
        example = {"value": {"title": examples.pages_title()}, "pages": examples.pages()}
        return {**super().get_preview_context(value, parent_context), **example}

    def get_context(self, value, parent_context=None):
        """Adds `pages`: the chosen pages in the reader's language."""
        context = super().get_context(value, parent_context)
        ids = [page.pk for page in value["items"] if page]
        found = versions(ids)
        context["pages"] = [found[pk] for pk in ids if pk in found]
        return context
