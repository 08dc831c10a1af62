"""The base of every page type: what all pages say about themselves to browsers and search engines.

Abstract, and not `WAGTAIL_PAGE_MODEL`, which wagtail-localize does not support.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override
from wagtail.models import Page, PageViewRestriction
from wagtail.utils.decorators import cached_classmethod

from cms import named_files, pictures, translations
from cms.editing.forms import PageForm
from cms.editing.panels import address_panel, sharing_panel, tabs_of, title_panel
from cms.editing.preview import PreviewModesMixin
from cms.references import Named, ids_of, named_in_page

from .media import Picture


class BasePage(PreviewModesMixin, Page):
    """A page of the site, with the words that represent it in menus, results and shared links."""

    menu_title = models.CharField(
        _("short title"),
        max_length=40,
        blank=True,
        help_text=_("For menus and breadcrumbs. Leave it empty to use the whole title."),
    )
    share_picture = models.ForeignKey(
        "cms.Picture",
        verbose_name=_("picture for shared links"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_(
            "Shown where somebody shares this page. Leave it empty to use the page's own picture."
        ),
    )

    content_panels = [title_panel]
    promote_panels = [address_panel, sharing_panel]
    base_form_class = PageForm

    class Meta:
        abstract = True

    date, feed_url = None, ""
    """What templates ask of every page and only some types have; to miss it is slow in Django."""

    structured_data_type = "WebPage"
    """The schema.org type of the page."""

    translation_credit = ""
    """The field that names who translated the page, where the type has one; set at the desk."""

    shown_relations: tuple[str, ...] = ("share_picture",)
    """Foreign keys that every view of the page reads; fetched with it."""

    listed: tuple[str, ...] = ("title", "url_path", "translation_key", "locale")
    """The columns that lists and links show of a page, through its foreign keys too."""

    @cached_classmethod
    def get_edit_handler(cls):
        """The form of the page type."""
        return tabs_of(cls)

    def linked_page_ids(self, named: set[Named]) -> set[int]:
        """The pages that this one links to.

        Args:
            named: what its texts name (`cms.references`).
        """
        return ids_of(Page, named)

    def shown_picture_ids(self, named: set[Named]) -> set[int]:
        """The page's own pictures and those in its text (see `linked_page_ids`)."""
        own = {self.share_picture_id, getattr(self, "picture_id", None)} - {None}
        return own | ids_of(Picture, named)

    def get_context(self, request, *args, **kwargs):
        """Looks up all at once what blocks and texts would look up one by one.

        That is the pages they link to, in the page's language, documents, pictures, their files.
        """
        named = named_in_page(self)
        translations.remember(self.linked_page_ids(named), self.locale.language_code)
        pictures.remember(self.shown_picture_ids(named))
        named_files.remember(named)
        return super().get_context(request, *args, **kwargs)

    is_restricted: bool | None = None
    """Whether the page is for some readers only; None where `cms.routing` has not looked."""

    def get_view_restrictions(self):
        """The restrictions of the page and of those above it; no query where there are none."""
        if self.is_restricted is False:
            return PageViewRestriction.objects.none()
        return super().get_view_restrictions()

    @property
    def short_title(self) -> str:
        """The title for menus and breadcrumbs."""
        return self.menu_title or self.title

    @property
    def head_title(self) -> str:
        """The title for the browser's tab and search engines."""
        return self.seo_title or self.title

    @property
    def description(self) -> str:
        """One or two sentences for search engines and shared links; may be empty."""
        return self.search_description or getattr(self, "summary", "")

    @property
    def shared_picture(self):
        """The picture for shared links, or None."""
        return self.share_picture or getattr(self, "picture", None)

    @property
    def facts(self) -> tuple:
        """All that lists show of the page in the active language, to know it again (`cms.kept`).

        A type whose pages show more of themselves in lists adds it.
        """
        summary, picture = getattr(self, "summary", ""), getattr(self, "picture", None)
        own = self.url_path, self.title, summary, self.locale.language_code
        return (*own, getattr(self, "picture_alt", ""), pictures.facts_of(picture))

    @property
    def head_facts(self) -> tuple:
        """All that browsers and search engines are told of the page alone, to know it again."""
        names = self.title, self.menu_title, self.head_title, self.description
        dates = self.date, self.last_published_at
        return self._meta.label, self.url_path, names, dates, pictures.facts_of(self.shared_picture)

    search_labels: tuple[str, ...] = ()
    """Short fields that search reads; it finds streams, rich texts and the summary by itself."""

    search_kinds = {"page": _("Page")}
    """The kinds under which search lists pages of this type, with their labels."""

    def search_facets(self) -> dict:
        """By what search filters the page: kind, date (or None), sectors, themes."""
        return {"kind": next(iter(self.search_kinds)), "date": None, "sectors": [], "themes": []}

    def search_names(self, facets: dict) -> list[str]:
        """The names under which the page is filed, in its language; found, never quoted.

        Args:
            facets: what `search_facets` answered.
        """
        with override(self.locale.language_code):
            return [str(item) for item in (*facets["sectors"], *facets["themes"])]
