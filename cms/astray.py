"""What an address that leads nowhere was meant for: asked on the way to a 404 only.

Addresses are translated: whoever changes `/fr/` into `/es/` in one has a French path under the
Spanish prefix. Called by `cms.routing` with the path that it could not serve.
"""

from dataclasses import dataclass, field

from django.conf import settings
from django.http import Http404, HttpRequest
from django.urls import Resolver404, resolve, translate_url
from django.utils.encoding import iri_to_uri
from django.utils.translation import get_language, override
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, Site

from cms.languages import in_site_order
from cms.visibility import visibility_flag, visible


class NotTranslated(Http404):
    """The page exists, though not in the language of the address.

    Args:
        versions: the visible versions by language code, in the site's order.
    """

    def __init__(self, versions: dict[str, Page]):
        super().__init__("not in this language")
        self.versions = versions


@dataclass
class _Meant:
    """A page that the address may stand for, and what of the address it leaves over."""

    page: Page
    rest: str
    versions: dict[str, Page] = field(default_factory=dict)


def right_address(request: HttpRequest, path: str) -> str:
    """The address, with its query string, at which a reader finds what this one was meant for.

    Raises:
        NotTranslated: it is a page that does not exist in the language of the address.
        Http404: it is nothing.
    """
    if "\0" in path or _has_redirect(request, path):
        # PostgreSQL refuses the first; Wagtail's own middleware answers the second.
        raise Http404("no page")
    address = _translated_view(request, path) or _translated_page(request, path)
    query = request.META.get("QUERY_STRING", "")
    return iri_to_uri(f"{address}?{query}" if query else address)


def _paths(path: str) -> dict[str, str]:
    """The rest of an address under the prefix of each language."""
    return {code: f"/{code}/{path}" for code, _name in settings.LANGUAGES}


def _has_redirect(request: HttpRequest, path: str) -> bool:
    """Whether a member, or a new slug, has said where this very address leads."""
    known = Redirect.get_for_site(Site.find_for_request(request))
    return known.filter(old_path=Redirect.normalise_path(request.path)).exists()


def _translated_view(request: HttpRequest, path: str) -> str | None:
    """The address of a view, such as search, that another language spells like this."""
    language = get_language()
    for code, candidate in _paths(path).items():
        with override(code):
            try:
                is_page = resolve(candidate).url_name == "wagtail_serve"
            except Resolver404:
                continue
            translated = candidate if is_page else translate_url(candidate, language)
        if translated != candidate:
            return translated
    return None


def _translated_page(request: HttpRequest, path: str) -> str:
    """The address of the reader's version of a page that has this path in another language.

    Raises:
        NotTranslated: there is no such version.
        Http404: there is no such page.
    """
    for meant in _meant_pages(request, path):
        view = _sub_address(meant.page, meant.rest) if meant.rest else ""
        if view is None:
            continue
        target = meant.versions.get(get_language())
        if target is None:
            raise NotTranslated(meant.versions)
        below = target.specific.reverse_subpage(view) if view else ""
        address = target.get_url(request) + below
        if address != request.path:
            return address
    moved = _moved_version(request, path)
    if moved is None or moved == request.path:
        raise Http404("no page")
    return moved


def _meant_pages(request: HttpRequest, path: str) -> list[_Meant]:
    """Pages that have the address in any language, those that fit it best first; one query.

    They are the pages of the whole path, or of the path but its last part, which may be a page's
    own sub-address (`feed/`, `print/`). Of two, one that exists in the reader's language wins.
    """
    parts = [part for part in path.split("/") if part]
    if not parts:
        return []
    site = Site.find_for_request(request)
    wanted = {}
    for root in Site.get_site_root_paths():
        for end in (len(parts), len(parts) - 1):
            below, rest = (
                "".join(f"{one}/" for one in some) for some in (parts[:end], parts[end:])
            )
            if root.site_id == site.pk:
                wanted[root.root_path + below, root.language_code] = rest
    addresses = {url_path for url_path, _code in wanted}
    # Slugs are indexed, addresses are not.
    slugs = {address.rstrip("/").rpartition("/")[2] for address in addresses}
    keys = Page.objects.filter(slug__in=slugs, url_path__in=addresses)
    family = (
        Page.objects.filter(translation_key__in=keys.values("translation_key"), alias_of=None)
        .select_related("locale", "content_type")
        .annotate(is_visible=visibility_flag())
    )
    groups: dict = {}
    for page in family:
        groups.setdefault(page.translation_key, []).append(page)
    meant = []
    for pages in groups.values():
        seen = {page.locale.language_code: page for page in pages if page.is_visible}
        versions = in_site_order(seen)
        for page in pages:
            rest = wanted.get((page.url_path, page.locale.language_code))
            if rest is not None and versions:
                meant.append(_Meant(page, rest, versions))
    return sorted(meant, key=lambda one: (bool(one.rest), get_language() not in one.versions))


def _sub_address(page: Page, rest: str) -> str | None:
    """The name of a page's own view whose address, in any language, is `rest`; None without one."""
    specific = page.specific_deferred
    if not hasattr(specific, "resolve_subpage"):
        return None
    for code, _name in settings.LANGUAGES:
        try:
            with override(code):
                return specific.resolve_subpage(f"/{rest}").url_name
        except Resolver404:
            continue
    return None


def _moved_version(request: HttpRequest, path: str) -> str | None:
    """The reader's version of a page that another language had at this path; two queries."""
    old = {Redirect.normalise_path(address) for address in _paths(path).values()}
    known = Redirect.get_for_site(Site.find_for_request(request)).filter(old_path__in=old)
    versions = Page.objects.filter(
        translation_key__in=known.values("redirect_page__translation_key"),
        locale__language_code=get_language(),
    )
    page = visible(versions).select_related("locale").first()
    return page.get_url(request) if page else None
