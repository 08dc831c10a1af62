"""Lists of communiqués and dossiers, ready to be shown: visible, in order, relations fetched."""

from django.conf import settings
from django.db import connections
from django.db.models import Case, Exists, F, OuterRef, Subquery, Value, When
from wagtail.models import Locale, Page
from wagtail.query import PageQuerySet

from cms.visibility import visible


def _rank(language: str) -> Case:
    """How soon a version is chosen for a reader: the own language, then the site's order."""
    codes = [language, *(code for code, _name in settings.LANGUAGES if code != language)]
    ranks = (When(locale__language_code=code, then=Value(n)) for n, code in enumerate(codes))
    return Case(*ranks, default=Value(len(codes)))


class PublicationQuerySet(PageQuerySet):
    """Dated pages: communiqués and dossiers."""

    def visible(self):
        """Those that readers may see."""
        return visible(self)

    def in_language(self, language: str):
        """Those written in, or translated into, a language.

        SQLite compares it (hence `+ 0`) instead of looking it up: by an index it would find every
        page of the language and sort them all, where a list wants the newest few, which the index
        of dates has. PostgreSQL sees that by itself.
        """
        if connections[self.db].vendor != "sqlite":
            return self.filter(locale__language_code=language)
        locale = Locale.objects.filter(language_code=language).values("pk")[:1]
        return self.alias(language=F("locale_id") + 0).filter(language=Subquery(locale))

    def one_of_each(self, language: str):
        """One version of each: that in a language, else the first in the order of the site's."""
        same = visible(Page.objects.filter(translation_key=OuterRef("translation_key")))
        nearer = same.alias(rank=_rank(language)).filter(rank__lt=OuterRef("rank"))
        return self.alias(rank=_rank(language)).filter(~Exists(nearer))

    def only_elsewhere(self, language: str):
        """One version of each that does not exist in a language."""
        return self.one_of_each(language).exclude(locale__language_code=language)

    def reaching(self, language: str, everywhere: bool):
        """Those of a language, and if asked those that exist only in other ones."""
        return self.one_of_each(language) if everywhere else self.in_language(language)

    def newest_first(self):
        """By date; of two on one day, the one made last comes first."""
        return self.order_by("-date", "-pk")

    def with_relations(self):
        """With the foreign keys that a list shows: language, sector, picture."""
        return self.select_related("locale", "lead_sector", "picture")

    def as_listed(self):
        """As lists show them, and no more: the texts stay in the database."""
        return self.with_relations().only(*self.model.listed)
