"""Founds a sector in one step: its row, its page in every language, its people and their tools.

The feed comes with the page. Called by `manage.py make_sector` and by the form in the admin.
"""

from dataclasses import dataclass

from django.conf import settings
from django.db import transaction
from django.db.models import Count, Max
from django.utils.text import slugify
from wagtail.coreutils import find_available_slug
from wagtail.models import Locale, Page

from cms.desk.families import in_language, translations_into
from cms.desk.memory import store
from cms.desk.publication import prepare
from cms.desk.submission import begin
from sectors.models import Sector, SectorIndexPage, SectorPage, SectorTeam
from sectors.teams import settle_team


class NoSectorIndexError(LookupError):
    """There is no page yet under which a sector could stand."""


@dataclass(frozen=True)
class Founded:
    """What was made; `left_out` are the languages that have no page of sectors."""

    sector: Sector
    team: SectorTeam
    pages: list[Page]
    left_out: list[Locale]


def rarest_colour() -> str:
    """The colour that the fewest sectors have; the first in the list where several do."""
    counts = dict(Sector.objects.values_list("colour").annotate(Count("pk")).order_by())
    return min(Sector.Colour.values, key=lambda colour: counts.get(colour, 0))


@transaction.atomic
def found_sector(sector: Sector, live: bool = True, user=None) -> Founded:
    """Founds a sector.

    Args:
        sector: the row, not yet saved, with its name in each language; the order is set here.
        live: whether readers see its page at once, in the languages for which there is a name.
        user: who founds it, and owns the pages.

    Raises:
        NoSectorIndexError: no language has a page of sectors.
        ValidationError: the row is not valid.
    """
    index = _index()
    sector.order = (Sector.objects.aggregate(last=Max("order"))["last"] or 0) + 1
    sector.full_clean()
    sector.save()
    page = _original(sector, index, live, user)
    pages, left_out = [page], []
    for locale in Locale.objects.exclude(pk=index.locale_id):
        place = in_language(index, locale)
        if place is None or place.alias_of_id:
            left_out.append(locale)
            continue
        pages.append(_version(page, locale, sector, live and place.live, user))
    return Founded(sector, settle_team(sector), pages, left_out)


def _index() -> SectorIndexPage:
    """The page of sectors in the site's first language, else the first that there is."""
    indexes = SectorIndexPage.objects.filter(alias_of=None).order_by("pk")
    first = indexes.filter(locale__language_code=settings.LANGUAGE_CODE).first()
    found = first or indexes.first()
    if found is None:
        raise NoSectorIndexError
    return found


def _name(sector: Sector, language: str) -> str:
    return getattr(sector, f"name_{language}", "") or ""


def _original(sector: Sector, index: SectorIndexPage, live: bool, user) -> SectorPage:
    name = _name(sector, index.locale.language_code) or str(sector)
    page = SectorPage(
        title=name,
        slug=find_available_slug(index, slugify(name) or sector.slug),
        sector=sector,
        locale=index.locale,
        owner=user,
        live=False,
    )
    index.add_child(instance=page)
    revision = page.save_revision(user=user)
    if live:
        revision.publish(user=user)
    return SectorPage.objects.get(pk=page.pk)


def _version(page: SectorPage, locale: Locale, sector: Sector, live: bool, user) -> Page:
    """The page in another language, titled where a name is known; only then it may be live."""
    begin(page, locale, user)
    target = in_language(page, locale)
    name = _name(sector, locale.language_code)
    if name:
        translation = translations_into(target).get()
        for segment in translation.source.stringsegment_set.filter(context__path="title"):
            store(segment, locale, name, user)
        prepare(translation, user)
        translation.save_target(user=user, publish=False)
        if live:
            # wagtail-localize would publish after the commit: here it is all or nothing.
            Page.objects.get(pk=target.pk).get_latest_revision().publish(user=user)
    return Page.objects.get(pk=target.pk)
