"""Builds the demo site in the order its parts need: words, pictures, pages, leaflets, translations.

Every step makes what is missing and keeps what exists, so that a second run loses no edit.
"""

from collections.abc import Callable

from django.conf import settings
from django.db import transaction
from wagtail.models import Locale, Page

from cms.models import Navigation, NavigationItem

from .forms import ContactBuilder, build_notice
from .media import build_leaflets, build_pictures
from .pages import (
    CommuniqueBuilder,
    DossierBuilder,
    HomeBuilder,
    IndexBuilder,
    PageBuilder,
    SectorBuilder,
    StandardBuilder,
)
from .registry import Registry
from .translations import translate
from .vocabulary import build_site_words, build_vocabulary
from .words import read_folder

HEADER_KEYS = ("secteurs", "communiques", "dossiers")


def build_demo(picture_width: int, report: Callable[[str], None]) -> int:
    """Builds whatever of the demo is missing.

    Args:
        picture_width: width of the drawn pictures, in px.
        report: called with a line about each step.

    Returns:
        How many pages were made, translations included.

    Raises:
        DemoContentError: the words contradict each other.
    """
    registry = Registry()
    for code, _name in settings.LANGUAGES:
        registry.locales[code], _made = Locale.objects.get_or_create(language_code=code)
    build_vocabulary(registry)
    report("Pictures…")
    build_pictures(registry, picture_width)
    report("Pages…")
    builders = page_builders(registry)
    new = [builder for builder in builders if not _place(registry, builder)]
    communiques = [b.words for b in builders if isinstance(b, CommuniqueBuilder)]
    report("Leaflets…")
    build_leaflets(registry, communiques)
    build_site_words(registry)
    build_notice()
    _build_menus(registry, builders)
    for builder in new:
        page = registry.page(builder.words.key)
        # Its children were placed since: saving the old count of them would break the tree.
        page.refresh_from_db()
        with transaction.atomic():
            builder.publish(page)
    report("Translations…")
    return len(new) + sum(_translate(registry, builder) for builder in new)


def page_builders(registry: Registry) -> list[PageBuilder]:
    """A builder for every page of the demo, parents first."""
    pages = {words.key: words for words in read_folder("pages")}
    builders: list[PageBuilder] = [HomeBuilder(registry, pages.pop("home"))]
    builders += [IndexBuilder(registry, pages.pop(key)) for key in IndexBuilder.models]
    standard = sorted(pages.values(), key=lambda words: words.facts["order"])
    builders += [
        (ContactBuilder if "form" in words.facts else StandardBuilder)(registry, words)
        for words in standard
    ]
    sectors = sorted(read_folder("sectors"), key=lambda words: words.facts["order"])
    builders += [SectorBuilder(registry, words) for words in sectors]
    builders += [CommuniqueBuilder(registry, words) for words in read_folder("communiques")]
    builders += [DossierBuilder(registry, words) for words in read_folder("dossiers")]
    return builders


def _place(registry: Registry, builder: PageBuilder) -> bool:
    """Enters the original in the registry, making it if need be; whether it existed."""
    page = builder.existing()
    registry.pages[builder.words.key] = page or builder.place()
    return page is not None


def _translate(registry: Registry, builder: PageBuilder) -> int:
    original = registry.page(builder.words.key)
    original.refresh_from_db()
    for code in builder.words.translations:
        target = builder.blank(code)
        builder.write(target, code)
        with transaction.atomic():
            translate(original, target, registry.locales[code])
    return len(builder.words.translations)


def _build_menus(registry: Registry, builders: list[PageBuilder]) -> None:
    """Fills the menus, once."""
    navigation = Navigation.load()
    if navigation.items.exists():
        return
    place = NavigationItem.Place
    entries = [(place.HEADER, registry.page(key)) for key in HEADER_KEYS]
    entries += [
        (place(menu), registry.page(builder.words.key))
        for builder in builders
        if (menu := builder.words.facts.get("menu"))
    ]
    entries.append((place.FOOTER, registry.page("plan-du-site")))
    navigation.items.set(
        NavigationItem(place=where, page=Page.objects.get(pk=page.pk), sort_order=order)
        for order, (where, page) in enumerate(entries)
    )
    navigation.save()
