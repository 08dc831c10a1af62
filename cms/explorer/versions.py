"""In which languages the pages of a screen exist, and how far each is; three queries a screen."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale, Page

from cms.desk.matrix import site_locales
from cms.desk.permissions import languages_of
from cms.desk.states import ICONS, State, cells_of

ORIGINAL, UNPUBLISHED = "original", "unpublished"
LABELS = {ORIGINAL: _("Original"), UNPUBLISHED: _("Original, not published")}
LABELS |= {state: state.label for state in State}
SIGNS = {ORIGINAL: "check", UNPUBLISHED: "draft", **ICONS}


@dataclass(frozen=True)
class Version:
    """A page in a language: what is said of it, and where it is worked on (may be empty)."""

    locale: Locale
    state: str
    label: Promise | str
    icon: str
    url: str
    here: bool


def attach_versions(pages: Iterable[Page], user) -> None:
    """Gives each page of a screen its `versions`, one a language of the site."""
    pages = list(pages)
    screen = _Screen(pages, user)
    for page in pages:
        page.versions = screen.versions_of(page)


class _Screen:
    """What the database says of the pages of a screen."""

    def __init__(self, pages: list[Page], user):
        self.cells = cells_of(page.pk for page in pages)
        self.locales, self.own = site_locales(), languages_of(user)
        # By family and language: the page, and whether readers have it.
        self.families: dict = defaultdict(dict)
        keys = {page.translation_key for page in pages}
        rows = Page.objects.filter(translation_key__in=keys, alias_of=None)
        for key, locale, pk, live in rows.values_list("translation_key", "locale", "pk", "live"):
            self.families[key][locale] = (pk, live)

    def versions_of(self, page: Page) -> list[Version]:
        """In the order of the site's languages; nobody is asked to translate an unpublished one."""
        family = self.families[page.translation_key]
        published = any(live for pk, live in family.values() if pk not in self.cells)
        return [
            self._version(page, locale, family.get(locale.pk))
            for locale in self.locales
            if published or locale.pk in family
        ]

    def _version(self, page: Page, locale: Locale, found: tuple[int, bool] | None) -> Version:
        if found is None:
            state = State.MISSING
            url = reverse("translation_desk:begin", args=[page.pk, locale.language_code])
        else:
            pk, live = found
            cell = self.cells.get(pk)
            state = State(cell.state) if cell else (ORIGINAL if live else UNPUBLISHED)
            at_desk = cell and cell.translation_id
            name = "translation_desk:work" if at_desk else "wagtailadmin_pages:edit"
            url = reverse(name, args=[pk])
        return Version(
            locale=locale,
            state=str(state),
            label=LABELS[state],
            icon=SIGNS[state],
            url=url if locale.pk in self.own else "",
            here=locale.pk == page.locale_id,
        )
