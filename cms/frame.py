"""What stands around a page's own content: the site's words, menus, languages, breadcrumbs.

Templates reach it through `{% frame as frame %}`; it is made once a request, on first use, in one
query whatever the page. The words and the menus are remembered (`cms.remembered`).
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from django.conf import settings
from django.db.models import OuterRef, Q, Subquery, UUIDField
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.urls import translate_url
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.models import Page, Site, get_page_models
from wagtail_localize.models import Translation

from cms.languages import LanguageLink, in_site_order, language_links
from cms.models import BasePage, NavigationItem, SiteSettings
from cms.pictures import facts_of
from cms.prepared import prepared
from cms.remembered import era, remembered
from cms.visibility import visible


@dataclass(frozen=True)
class Link:
    """A link of a menu or of the breadcrumbs; `model` names the type of its page."""

    title: str
    url: str
    current: bool = False
    model: str = ""


def with_menu_titles(pages):
    """Base pages annotated with their short title, and the language they were translated from."""
    titles = [
        Subquery(model.objects.filter(pk=OuterRef("pk")).values("menu_title"))
        for model in get_page_models()
        if issubclass(model, BasePage)
    ]
    return pages.annotate(menu_title=Coalesce(*titles), original_language=_original_language())


def _original_language() -> Subquery:
    """The language that a page was translated from, to annotate it with."""
    translations = Translation.objects.filter(
        source__object_id=OuterRef("translation_key"), target_locale=OuterRef("locale")
    )
    return Subquery(translations.values("source__locale__language_code")[:1])


def _place_in(menu: str) -> Subquery:
    """The place of a page, in whatever language, in a menu; nothing where it is not in it."""
    order = Coalesce("sort_order", 0)  # the admin always gives it
    items = NavigationItem.objects.filter(
        place=menu, page__translation_key=OuterRef("translation_key")
    )
    return Subquery(items.values_list(order)[:1])


@remembered
def _named(home_key, join_key, language: str, above: tuple[str, ...]) -> list[Page]:
    """The pages around all pages of a section, in tree order, in one query.

    Args:
        home_key: the key of the home pages, which are wanted in every language.
        join_key: the key of the page to join, or None; it and the pages of the menus are wanted
            in one language.
        language: that language's code.
        above: the paths of the pages above the current one.
    """
    in_menus = NavigationItem.objects.values("page__translation_key")
    elsewhere = Q(translation_key=home_key) | Q(path__in=above)
    # Each of these has an index; with the language among them no index would be used.
    by_key = Q(translation_key__in=in_menus) | Q(translation_key=join_key)
    pages = Page.objects.filter(elsewhere | by_key)
    pages = pages.filter(elsewhere | Q(locale__language_code=language))
    places = {place: _place_in(place) for place in NavigationItem.Place.values}
    named = with_menu_titles(visible(pages)).annotate(**places)
    named = named.select_related("locale", "content_type")
    return list(named.only(*BasePage.listed, "path", "content_type").order_by("path"))


@prepared(key=UUIDField())
def _family(key):
    """The versions of a page, each with the language that it was translated from."""
    family = visible(Page.objects.filter(translation_key=key)).select_related("locale")
    family = family.only(*BasePage.listed, "path")
    return family.annotate(original_language=_original_language())


class LinksByType(dict):
    """Pages by the name of their type, each made a link where a template asks for it."""

    def __init__(self, pages: dict[str, Page], link: Callable[[Page], Link]):
        super().__init__(pages)
        self.link = link

    def __getitem__(self, model: str) -> Link:
        return self.link(super().__getitem__(model))


class Frame:
    """The surroundings of one answer.

    Args:
        request: the reader's request.
        page: the page that is shown, or None (errors, search).
        elsewhere: on an error page, the versions in other languages of what was asked for.
    """

    def __init__(
        self,
        request: HttpRequest,
        page: Page | None = None,
        elsewhere: dict[str, Page] | None = None,
    ):
        self.request = request
        self.page = page
        self.elsewhere = elsewhere
        self.language = page.locale.language_code if page else get_language()

    @cached_property
    def words(self) -> SiteSettings:
        """The site's words and addresses, in the active language."""
        return SiteSettings.current()

    @property
    def logo(self):
        """The picture for links to pages that have none, or None."""
        return SiteSettings.current_logo()

    @property
    def social_links(self) -> list:
        """The union's accounts elsewhere, each with `name` and `url`."""
        return [block.value for block in self.words.social_links]

    @cached_property
    def _pages(self) -> list[Page]:
        """The pages that the frame names beside the current one and its versions, in tree order."""
        path = self.page.path if self.page else ""
        above = tuple(path[:end] for end in range(2 * Page.steplen, len(path), Page.steplen))
        return _named(self._home_key, self._join_key, self.language, above)

    @cached_property
    def _family(self) -> list[Page]:
        """The current page in every language; no query for a home page."""
        key = self.page.translation_key if self.page else self._home_key
        if key == self._home_key:
            return [page for page in self._pages if page.translation_key == key]
        return _family(key=key)

    @property
    def _home_key(self):
        """The key that the home pages of all languages share."""
        return Site.find_for_request(self.request).root_page.translation_key

    @property
    def _join_key(self):
        """The key of the page to join, or None."""
        page = self.words.join_page
        return page.translation_key if page else None

    @cached_property
    def _homes(self) -> dict[str, Page]:
        return in_site_order(
            {p.locale.language_code: p for p in self._pages if p.translation_key == self._home_key}
        )

    @cached_property
    def _versions(self) -> dict[str, Page]:
        if self.elsewhere is not None:
            return self.elsewhere
        key = self.page.translation_key if self.page else None
        return in_site_order({p.locale.language_code: p for p in self._family} if key else {})

    def _link(self, page: Page) -> Link:
        inside = self.page is not None and self.page.path.startswith(page.path)
        return Link(page.menu_title or page.title, page.get_url(self.request), inside)

    def _menu(self, place: str) -> list[Link]:
        ours = (p for p in self._pages if p.locale.language_code == self.language)
        shown = [p for p in ours if getattr(p, place) is not None]
        return [self._link(p) for p in sorted(shown, key=lambda page: getattr(page, place))]

    @cached_property
    def by_type(self) -> "LinksByType":
        """The frame's pages in the reader's language by the name of their type.

        So that a template can lead to "all communiqués" where the menus name that page.
        """
        ours = (p for p in self._pages if p.locale.language_code == self.language)
        pages = {p.content_type.model: p for p in ours}
        if self.page and self.page.pk in {p.pk for p in self._family}:
            pages[self.page._meta.model_name] = self.page
        return LinksByType(pages, self._link)

    @cached_property
    def header_menu(self) -> list[Link]:
        """The pages of the header; the one that holds the current page is marked."""
        return self._menu(NavigationItem.Place.HEADER)

    @cached_property
    def footer_menu(self) -> list[Link]:
        """The pages of the footer."""
        return self._menu(NavigationItem.Place.FOOTER)

    @cached_property
    def join(self) -> Link | None:
        """The page to join the union, or None where it does not exist in this language."""
        key = self._join_key
        joins = (p for p in self._pages if p.translation_key == key)
        page = next((p for p in joins if p.locale.language_code == self.language), None)
        return self._link(page) if page else None

    @property
    def home(self) -> Page | None:
        """The home page in the reader's language, or None."""
        return self._homes.get(self.language)

    @property
    def site_feed_url(self) -> str:
        """The feed of the whole site in the reader's language; empty without a home page."""
        return self.home.get_url(self.request) + _("feed/") if self.home else ""

    @property
    def place(self) -> tuple:
        """What its unchanging parts depend on: the menu entries that hold the current page."""
        path = self.page.path if self.page else ""
        marked = tuple(page.path for page in self._pages if path.startswith(page.path))
        return era(), marked[1:]

    @cached_property
    def facts(self) -> tuple | None:
        """The versions of the page and the pages above it, to know again what names them.

        None for views, whose addresses hold what is typed: readers' words are kept nowhere.
        """
        if self.page is None and self.elsewhere is None:
            return None
        above = ((p.url_path, self._title_above(p), p.content_type.model) for p in self._above)
        versions = ((code, page.url_path) for code, page in self._versions.items())
        homes = ((code, page.url_path) for code, page in self._homes.items())
        return self.language, tuple(above), tuple(versions), tuple(homes)

    @property
    def head_facts(self) -> tuple | None:
        """All that the head says of the page, to know it again; None where there is no page."""
        if self.page is None:
            return None
        accounts = tuple(link["url"] for link in self.social_links)
        site = self.request.build_absolute_uri("/"), self.words.name, accounts
        instead = None if self.page.shared_picture else self.logo
        return self.page.head_facts, self.facts, site, facts_of(instead)

    @cached_property
    def languages(self) -> list[LanguageLink]:
        """The language menu."""
        addresses = {code: page.get_url(self.request) for code, page in self._versions.items()}
        return language_links(self.language, self._homes, addresses | self._view_addresses)

    @property
    def _view_addresses(self) -> dict[str, str]:
        """Where the view that answers, such as search, is in each language; empty for pages."""
        match = self.request.resolver_match
        if self.page or self.elsewhere is not None or not match or "path" in match.kwargs:
            return {}
        asked = self.request.get_full_path()
        return {code: translate_url(asked, code) for code, _name in settings.LANGUAGES}

    @property
    def original_language(self) -> str:
        """The language that this page was translated from; empty for an original."""
        own = self._versions.get(self.language)
        return (own.original_language or "") if own and own.pk == self.page.pk else ""

    @cached_property
    def alternates(self) -> list[tuple[str, str]]:
        """(language, absolute address) of each public version of this page, itself included."""
        versions = self._versions.items()
        return [(code, page.get_full_url(self.request)) for code, page in versions]

    @cached_property
    def breadcrumbs(self) -> list[Link]:
        """The way from the home page to this one, itself excluded; empty on a home page."""
        return [
            Link(
                title=self._title_above(page),
                url=page.get_url(self.request),
                model=page.content_type.model,
            )
            for page in self._above
        ]

    @cached_property
    def _above(self) -> list[Page]:
        """The pages above this one, the home page first."""
        if self.page is None:
            return []
        inside = (p for p in self._pages if self.page.path.startswith(p.path))
        return [page for page in inside if page.pk != self.page.pk]

    def _title_above(self, page: Page) -> str:
        """The words of a page in the breadcrumbs."""
        if page.translation_key == self._home_key:
            return _("Home")
        return page.menu_title or page.title

    @property
    def section(self) -> Link | None:
        """The sector page that this page stands under, or None."""
        return next((link for link in self.breadcrumbs if link.model == "sectorpage"), None)
