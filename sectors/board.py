"""The first panel of the dashboard: write, in one click, where one may."""

from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.conf import settings
from django.db.models import Q
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale, Page
from wagtail.permissions import page_permission_policy

from cms.board.panels import ROWS, BoardPanel
from cms.roles.carrying import HOME_DEPTH
from sectors.models import (
    CommuniqueIndexPage,
    CommuniquePage,
    DossierIndexPage,
    DossierPage,
    SectorPage,
)


@dataclass(frozen=True)
class Place:
    """Where a member may write: its name, its language, and the forms that open there."""

    name: str
    locale: Locale
    communique_url: str
    dossier_url: str


class WritePanel(BoardPanel):
    """The sections in which the member writes, each with its two forms.

    A section stands in several languages; the form opens in that of the member's admin, or else in
    the site's first language in which they may write.
    """

    order = 10
    name = "write"
    heading = _("Write")
    template_name = "sectors/admin/write_panel.html"

    @cached_property
    def places(self) -> list[Place]:
        """The union as a whole, then the sectors in their order."""
        where = _where_one_writes(self.request.user)
        if where is None:
            return []
        sections = _by_preference(SectorPage.objects.filter(where).select_related("sector"))
        sections.sort(key=lambda page: (page.sector.order, page.sector.slug))
        found = [_place(str(page.sector), page, page) for page in _first_of_each(sections)]
        indexes = _first_of_each(_by_preference(CommuniqueIndexPage.objects.filter(where)))
        dossiers = _first_of_each(_by_preference(DossierIndexPage.objects.filter(where)))
        if indexes:
            whole = _place(_("The union as a whole"), indexes[0], dossiers[0] if dossiers else None)
            found.insert(0, whole)
        return found

    @property
    def first(self) -> list[Place]:
        """Those that are in view."""
        return self.places[:ROWS]

    @property
    def others(self) -> list[Place]:
        """Those that one unfolds."""
        return self.places[ROWS:]

    def is_shown(self) -> bool:
        """Whether the member writes anywhere."""
        return bool(self.places)


def _where_one_writes(user) -> Q | None:
    """The pages below which a member adds pages of their own; None where there are none.

    A right on a home page is a translator's: they may add pages to put translations there.
    """
    if user.is_superuser:
        return Q()
    rights = page_permission_policy.get_cached_permissions_for_user(user)
    paths = {
        right.page.path
        for right in rights
        if right.permission.codename == "add_page" and right.page.depth != HOME_DEPTH
    }
    return reduce(or_, (Q(path__startswith=one) for one in sorted(paths)), Q()) if paths else None


def _by_preference(pages) -> list[Page]:
    """Some pages, those of the language of the member's admin first."""
    codes = [code for code, _name in settings.LANGUAGES]
    codes.sort(key=lambda code: (code != get_language(), code != settings.LANGUAGE_CODE))
    found = pages.filter(alias_of=None).select_related("locale")
    return sorted(found, key=lambda page: (codes.index(page.locale.language_code), page.path))


def _first_of_each(pages: list[Page]) -> list[Page]:
    """One page of each family, the first."""
    return list({page.translation_key: page for page in reversed(pages)}.values())[::-1]


def _place(name, section: Page, dossiers: Page | None) -> Place:
    return Place(
        name=name,
        locale=section.locale,
        communique_url=_form(CommuniquePage, section),
        dossier_url=_form(DossierPage, dossiers) if dossiers else "",
    )


def _form(model: type[Page], parent: Page) -> str:
    names = (model._meta.app_label, model._meta.model_name, parent.pk)
    return reverse("wagtailadmin_pages:add", args=names)
