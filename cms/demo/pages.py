"""The demo's pages, each from its words: first placed in the tree, then written.

Two passes, because pages refer to each other. The same `write` fills an original and, for
`translations.py`, a translation that is never saved.
"""

from urllib.parse import urlsplit

from django.conf import settings
from django.utils import timezone
from wagtail.models import Page, Site

from home.models import HomePage, PinnedPage, SiteMapPage, StandardPage
from sectors.models import (
    CommuniqueDocument,
    CommuniqueIndexPage,
    CommuniquePage,
    DossierCommunique,
    DossierDocument,
    DossierIndexPage,
    DossierPage,
    SectorIndexPage,
    SectorPage,
)

from .registry import Registry
from .streams import StreamBuilder
from .words import Words, stable_uuid


class PageBuilder:
    """Builds the pages of one type. Subclasses say what is particular to it."""

    model: type[Page]
    text_fields = ("summary", "picture_alt")

    def __init__(self, registry: Registry, words: Words):
        self.registry = registry
        self.words = words

    @property
    def translation_key(self):
        """The key that this page has at every run, in every language."""
        return stable_uuid("page", self.words.key)

    def existing(self) -> Page | None:
        """The original, if an earlier run made it."""
        return self.model.objects.filter(
            translation_key=self.translation_key,
            locale=self.registry.locales[self.words.original],
        ).first()

    def parent(self) -> Page:
        """The page, in the original's language, that this one stands under."""
        original = self.registry.page(self.parent_key())
        return original.get_translation(self.registry.locales[self.words.original])

    def parent_key(self) -> str:
        """The key of that page."""
        return "home"

    def place(self) -> Page:
        """Adds the original to the tree, and an empty place for each translation, as drafts.

        The places come first because an original in another language stands under a translation.
        """
        page = self.add(self.blank(self.words.original))
        for code in self.words.translations:
            translated = page.copy_for_translation(self.registry.locales[code])
            wanted = self.blank(code)
            translated.title, translated.slug = wanted.title, wanted.slug
            translated.save()
            self.registry.addresses[self.words.key, code] = translated.full_url
        self.registry.addresses[self.words.key, self.words.original] = page.full_url
        return page

    def add(self, page: Page) -> Page:
        """Saves the original under its parent."""
        self.parent().add_child(instance=page)
        return page

    def blank(self, language: str) -> Page:
        """An unsaved page in a language, with title, address and the facts that are required."""
        words = self.words.languages[language]
        return self.model(
            title=words["title"],
            slug=words.get("slug", f"{self.words.key}-{language}"),
            menu_title=words.get("menu_title", ""),
            locale=self.registry.locales[language],
            translation_key=self.translation_key,
            live=False,
            show_in_menus=False,
            **self.required_facts(),
        )

    def required_facts(self) -> dict:
        """The fields without which the page cannot be saved."""
        return {}

    def write(self, page: Page, language: str) -> None:
        """Fills a page, saved or not, with its words in a language."""
        words = self.words.languages[language]
        for name in self.text_fields:
            if name in words:
                setattr(page, name, words[name])
        if "picture" in self.words.facts:
            page.picture = self.registry.pictures[self.words.facts["picture"]]
        if "body" in words:
            page.body = self.stream(language).body(words["body"])

    def relate(self, page: Page) -> None:
        """Adds what belongs to the saved original alone: child rows, vocabulary."""

    def stream(self, language: str) -> StreamBuilder:
        """The builder of this page's streams."""
        return StreamBuilder(self.registry, self.words.key, language)

    def publish(self, page: Page) -> None:
        """Writes and publishes the original."""
        self.write(page, self.words.original)
        self.relate(page)
        page.save_revision().publish()


class HomeBuilder(PageBuilder):
    """The front page; it becomes the root of the site."""

    model = HomePage
    text_fields = (
        "summary",
        "message_kicker",
        "message_title",
        "message_link_label",
    )

    def add(self, page: Page) -> Page:
        """Puts the front page in the place of Wagtail's welcome page."""
        root = Page.get_first_root_node()
        welcome = Page.objects.child_of(root).filter(slug="home", depth=2).first()
        root.add_child(instance=page)
        base = urlsplit(settings.BASE_URL)
        site = Site.objects.filter(is_default_site=True).first() or Site(is_default_site=True)
        site.hostname = base.hostname
        site.port = base.port or (443 if base.scheme == "https" else 80)
        site.root_page = page
        site.site_name = page.title
        site.save()
        if welcome is not None:
            welcome.delete()
        return page

    def write(self, page: Page, language: str) -> None:
        """Adds the message of the day."""
        super().write(page, language)
        words = self.words.languages[language]
        page.message_text = self.registry.rich_text(words["message_text"])
        page.message_page = self.registry.page(self.words.facts["message_page"])
        page.dossier_in_focus = self.registry.page(self.words.facts["dossier"])

    def relate(self, page: Page) -> None:
        """Adds the pinned pages."""
        pinned = [self.registry.page(key) for key in self.words.facts["pinned"]]
        page.pinned_pages = [PinnedPage(page=target) for target in pinned]


class IndexBuilder(PageBuilder):
    """The pages that list sectors, communiqués, dossiers, and the site map."""

    models = {
        "secteurs": SectorIndexPage,
        "communiques": CommuniqueIndexPage,
        "dossiers": DossierIndexPage,
        "plan-du-site": SiteMapPage,
    }

    @property
    def model(self) -> type[Page]:
        """The page type that the key stands for."""
        return self.models[self.words.key]


class StandardBuilder(PageBuilder):
    """The plain pages."""

    model = StandardPage


class SectorBuilder(PageBuilder):
    """A trade's page."""

    model = SectorPage
    text_fields = ("summary", "picture_alt", "rights_title")

    def parent_key(self) -> str:
        """Sectors stand under their index."""
        return "secteurs"

    def blank(self, language: str) -> Page:
        """The menus say the trade's name; the title may be a sentence."""
        page = super().blank(language)
        page.menu_title = self.words.languages[language]["name"]
        return page

    def required_facts(self) -> dict:
        """The sector of the vocabulary."""
        return {"sector": self.registry.sectors[self.words.key]}

    def write(self, page: Page, language: str) -> None:
        """Adds the rights and the contact."""
        super().write(page, language)
        words = self.words.languages[language]
        page.rights = self.stream(language).rights(words["rights"])
        page.contact_text = self.registry.rich_text(words["contact_text"])


class PublicationBuilder(PageBuilder):
    """What communiqués and dossiers share: parent, date, sectors, themes."""

    index_key: str

    def parent_key(self) -> str:
        """A sector's key, or the index of confederal publications."""
        parent = self.words.facts["parent"]
        return self.index_key if parent == "index" else parent

    def required_facts(self) -> dict:
        """The date."""
        return {"date": self.words.facts["date"]}

    def relate(self, page: Page) -> None:
        """Files the publication."""
        facts = self.words.facts
        page.sectors = [self.registry.sectors[key] for key in facts.get("sectors", [])]
        page.themes = [self.registry.themes[key] for key in facts.get("themes", [])]


class CommuniqueBuilder(PublicationBuilder):
    """A communiqué."""

    model = CommuniquePage
    index_key = "communiques"
    text_fields = ("summary", "picture_alt", "event_place")

    def write(self, page: Page, language: str) -> None:
        """Adds kind and, for a call to action, when it takes place."""
        super().write(page, language)
        page.kind = self.words.facts["kind"]
        event = self.words.facts.get("event", {})
        for name in ("start", "end"):
            if name in event:
                setattr(page, f"event_{name}", timezone.make_aware(event[name]))

    def relate(self, page: Page) -> None:
        """Adds signatories and the leaflet in each of its languages."""
        super().relate(page)
        facts = self.words.facts
        signatories = facts.get("signatories", [])
        page.signatories = [self.registry.organisations[key] for key in signatories]
        page.documents = [
            CommuniqueDocument(document=document)
            for (key, _language), document in self.registry.documents.items()
            if key == facts.get("leaflet")
        ]


class DossierBuilder(PublicationBuilder):
    """A dossier."""

    model = DossierPage
    index_key = "dossiers"
    text_fields = ("summary", "picture_alt", "period")

    def write(self, page: Page, language: str) -> None:
        """Adds period, introduction and chapters."""
        super().write(page, language)
        words = self.words.languages[language]
        page.period_start = self.words.facts["period_start"]
        page.period_end = self.words.facts["period_end"]
        page.introduction = self.registry.rich_text(words["introduction"])
        page.chapters = self.stream(language).chapters(words["chapters"])

    def relate(self, page: Page) -> None:
        """Adds the chosen communiqués and the documents in every language they exist in."""
        super().relate(page)
        facts = self.words.facts
        chosen = [self.registry.page(key) for key in facts["communiques"]]
        page.chosen_communiques = [DossierCommunique(communique=target) for target in chosen]
        page.documents = [
            DossierDocument(document=document)
            for (key, _language), document in self.registry.documents.items()
            if key in facts["documents"]
        ]
