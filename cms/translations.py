"""The same page in another language: for menus, links, pinned pages and language lists.

Editors may choose a page in any language; readers get it in theirs.
"""

from collections import defaultdict
from collections.abc import Iterable
from contextvars import ContextVar

from django.core.signals import request_finished, request_started
from django.db.models import CharField, IntegerField, Q
from django.dispatch import receiver
from django.utils.translation import get_language
from wagtail.models import Page

from cms.prepared import prepared
from cms.visibility import visibility_flag

# What `remember` found for the page that is being rendered, by language and chosen id.
_remembered: ContextVar[dict] = ContextVar("versions of the linked pages")


@receiver([request_started, request_finished])
def forget(**kwargs) -> None:
    """Nothing is remembered from one request to the next."""
    _remembered.set({})


def remember(ids: Iterable[int | None], language: str) -> None:
    """Looks up all the pages that a page links to at once; `versions` then asks no more.

    Pages call it before they are rendered: their blocks and running texts each know their own
    links only.
    """
    chosen = {pk for pk in ids if pk}
    found = _look_up(chosen, language)
    _remembered.set({(language, pk): found.get(pk) for pk in chosen})


def versions(ids: Iterable[int | None], language: str | None = None) -> dict[int, Page]:
    """For each chosen page, by its id, the base page to show in a language; at most one query.

    A page that does not exist in that language is kept in its own; one that readers may not see
    is left out.
    """
    language = language or get_language()
    chosen = {pk for pk in ids if pk}
    known = _remembered.get({})
    if all((language, pk) in known for pk in chosen):
        found = {pk: known[language, pk] for pk in chosen}
        return {pk: page for pk, page in found.items() if page is not None}
    return _look_up(chosen, language)


def _look_up(chosen: set[int], language: str) -> dict[int, Page]:
    if not chosen:
        return {}
    key_of, best = {}, {}
    for page in _families(chosen=sorted(chosen), language=language):
        key_of[page.pk] = page.translation_key
        in_language = page.locale.language_code == language
        if page.is_visible and (in_language or page.translation_key not in best):
            best[page.translation_key] = page
    return {pk: best[key_of[pk]] for pk in chosen if key_of.get(pk) in best}


@prepared(chosen=IntegerField(), language=CharField())
def _families(chosen, language):
    """The chosen pages and their versions in a language."""
    keys = Page.objects.filter(pk__in=chosen).values("translation_key")
    family = Page.objects.filter(translation_key__in=keys)
    return (
        family.filter(Q(pk__in=chosen) | Q(locale__language_code=language))
        .select_related("locale", "content_type")
        .only("title", "url_path", "translation_key", "locale", "content_type")
        .annotate(is_visible=visibility_flag())
    )


def localized(
    ids: Iterable[int | None], language: str | None = None, *, whole: bool = False
) -> list[Page]:
    """The chosen pages as their own types, in the order given (see `versions`, `specific`).

    By default the language is the active one. One query, then one a page type.
    """
    chosen = list(ids)
    found = versions(chosen, language)
    pages = specific(found.values(), whole=whole)
    return [pages[found[pk].pk] for pk in chosen if pk in found]


def specific(pages: Iterable[Page], *, whole: bool = False) -> dict:
    """The pages as their own types, as lists show them, by id.

    Args:
        pages: base pages whose locale and content type were fetched with them.
        whole: with all that they hold.
    """
    by_model = defaultdict(dict)
    for page in pages:
        by_model[page.content_type.model_class()][page.pk] = page
    found = {}
    for model, bases in by_model.items():
        for row in _of_type(model, whole, chosen=sorted(bases)):
            row.locale = bases[row.pk].locale
            found[row.pk] = row
    return found


@prepared(chosen=IntegerField())
def _of_type(model, whole, chosen):
    """The chosen pages as their own type."""
    pages = model._default_manager.filter(id__in=chosen)
    if not hasattr(pages, "as_listed"):
        return pages
    return pages.with_relations() if whole else pages.as_listed()
