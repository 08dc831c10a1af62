"""The results page, suggestions, and the description by which browsers offer the site's search.

Answers that hold a reader's words are kept by no browser, proxy, log or search engine. The server
has the first page of results ready for whoever asks next, in memory and until something is
published (`cms.page_cache`); who asked is not known.
"""

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from cms.models import SiteSettings
from cms.page_cache import MAY_BE_SHARED
from search.results import Results
from search.suggestions import suggestions

keep_nothing = cache_control(private=True, no_store=True)


@require_safe
@keep_nothing
def results(request: HttpRequest) -> HttpResponse:
    """The results page; without words, the form alone.

    Raises:
        Http404: the address asks for a page of results that does not exist.
    """
    found = Results(request)
    if not found.parsed and "page" in request.GET:
        raise Http404("no results, no pages of them")
    response = render(request, "search/results.html", {"listing": found})
    request.environ[MAY_BE_SHARED] = True
    response["X-Robots-Tag"] = "noindex"
    return response


@require_safe
@keep_nothing
def suggest(request: HttpRequest) -> JsonResponse:
    """Completions as OpenSearch defines them: what was typed, words, descriptions, addresses.

    A word has an empty address: it is searched for; a title has the address of its page.
    """
    typed = request.GET.get("q", "")
    found = suggestions(typed, get_language(), request)
    response = JsonResponse(
        [
            typed[:80],
            [suggestion.text for suggestion in found],
            ["" for _suggestion in found],
            [suggestion.url for suggestion in found],
        ],
        safe=False,
        content_type="application/x-suggestions+json",
    )
    response["X-Robots-Tag"] = "noindex"
    return response


@require_safe
@cache_control(public=True, max_age=86400)
def description(request: HttpRequest) -> HttpResponse:
    """The OpenSearch description, in the language of the address."""
    context = {
        "name": SiteSettings.current().name or request.get_host(),
        "root": request.build_absolute_uri("/").rstrip("/"),
        "address": request.build_absolute_uri(),
        "results": request.build_absolute_uri(reverse("search:results")),
        "suggestions": request.build_absolute_uri(reverse("search:suggestions")),
    }
    return render(
        request,
        "search/opensearch.xml",
        context,
        content_type="application/opensearchdescription+xml",
    )
