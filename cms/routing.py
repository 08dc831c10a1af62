"""From an address to its page in two queries, however deep the page stands.

Wagtail walks down the tree with two queries a level; here the `url_path` that the address stands
for is looked up, then the page with all that it always shows. All the rest is Wagtail's own.
"""

from functools import cache

from django.db.models import CharField, IntegerField, SlugField
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.utils.translation import get_language
from django.views.decorators.csrf import csrf_exempt
from wagtail import hooks
from wagtail.models import Page, Site, get_page_models
from wagtail.url_routing import RouteResult
from wagtail.views import serve_chain

from cms.astray import right_address
from cms.models import BasePage
from cms.prepared import prepared
from cms.remembered import remembered
from cms.visibility import restriction_flag


@csrf_exempt
def serve(request: HttpRequest, path: str) -> HttpResponse:
    """Serves the page at an address, through Wagtail's hooks, or sends the reader on to it.

    A token would need a cookie. Nobody is signed in to readers' pages; the forms among them look
    at where they were sent from.

    Raises:
        Http404: there is no live page at that address in that language, and none that was meant.
    """
    try:
        page, args, kwargs = route(request, path)
    except Http404:
        return HttpResponsePermanentRedirect(right_address(request, path))
    for hook in hooks.get_hooks("before_serve_page"):
        response = hook(page, request, args, kwargs)
        if isinstance(response, HttpResponse):
            return response
    chain = serve_chain
    for hook in reversed(hooks.get_hooks("on_serve_page")):
        chain = hook(chain)
    return chain(page, request, args, kwargs)


def route(request: HttpRequest, path: str) -> RouteResult:
    """The deepest page on the way, which then routes what is left of the address.

    Raises:
        Http404: there is no live page at that address in that language.
    """
    parts = [part for part in path.split("/") if part]
    root = _home_path(request)
    addresses = [root + "".join(f"{part}/" for part in parts[:n]) for n in range(len(parts) + 1)]
    found = _deepest(addresses, get_language()) if parts else _home(root, get_language())
    if found is None:
        raise Http404("no page")
    page_id, url_path, model_name, is_restricted = found
    page = _specific(page_id, model_name)
    page.is_restricted = is_restricted
    return page.route(request, parts[addresses.index(url_path) :])


def _deepest(addresses: list[str], language: str) -> tuple[int, str, str, bool] | None:
    """Id, `url_path`, type and restriction of the deepest page at one of the addresses.

    Slugs are indexed, addresses are not: what an address ends in finds its few candidates.
    """
    slugs = [address.rstrip("/").rpartition("/")[2] for address in addresses]
    return next(iter(_at(slugs=slugs, addresses=addresses, language=language)), None)


@prepared(slugs=SlugField(), addresses=CharField(), language=CharField())
def _at(slugs, addresses, language):
    at = Page.objects.filter(slug__in=slugs, url_path__in=addresses, locale__language_code=language)
    flagged = at.annotate(is_restricted=restriction_flag()).order_by("-depth")
    return flagged.values_list("pk", "url_path", "content_type__model", "is_restricted")[:1]


@remembered
def _home(root: str, language: str) -> tuple[int, str, str, bool] | None:
    """The same of the home page, which most readers ask for."""
    return _deepest([root], language)


def _home_path(request: HttpRequest) -> str:
    """The `url_path` of the home page in the active language.

    Raises:
        Http404: that language has no home page.
    """
    site = Site.find_for_request(request)
    for root in Site.get_site_root_paths():
        if site and root.site_id == site.pk and root.language_code == get_language():
            return root.root_path
    raise Http404("no home page in this language")


@cache
def _page_types() -> dict[str, type[BasePage]]:
    """Every page type of the project, by the name under which a base page knows it."""
    models = (model for model in get_page_models() if issubclass(model, BasePage))
    return {model._meta.model_name: model for model in models}


def _specific(page_id: int, model_name: str) -> Page:
    """A page as its own type, with the foreign keys that it always shows."""
    model = _page_types().get(model_name)
    if model is None:
        return Page.objects.select_related("locale").get(pk=page_id).specific
    return next(iter(_of_type(model, page_id=page_id)))


@prepared(page_id=IntegerField())
def _of_type(model, page_id):
    return model.objects.filter(id=page_id).select_related("locale", *model.shown_relations)
