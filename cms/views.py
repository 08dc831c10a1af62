"""The few addresses that are not pages: choice of language, robots, sitemap, health, errors."""

from datetime import timedelta

from django.conf import settings
from django.core.cache import cache
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language_from_request, get_language_info
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.http import require_safe
from redis.exceptions import RedisError
from wagtail.models import Site

from cms.frame import Frame
from cms.languages import homes
from cms.models import SiteSettings
from cms.sitemap import sitemap_entries

SECURITY_TXT_VALIDITY = timedelta(days=180)


@never_cache
@require_safe
def choose_language(request: HttpRequest) -> HttpResponse:
    """Sends `/` to the home page in the language that the browser prefers, else in the first."""
    available = homes(Site.find_for_request(request))
    wanted = get_language_from_request(request)
    home = available.get(wanted) or next(iter(available.values()), None)
    response = HttpResponseRedirect(home.url if home else f"/{settings.LANGUAGE_CODE}/")
    patch_vary_headers(response, ["Accept-Language"])
    return response


@require_safe
@cache_control(public=True, max_age=3600)
def robots(request: HttpRequest) -> HttpResponse:
    """Everything may be read by robots but the admin."""
    return render(
        request,
        "robots.txt",
        {"sitemap": request.build_absolute_uri("/sitemap.xml")},
        content_type="text/plain; charset=utf-8",
    )


@require_safe
@cache_control(public=True, max_age=3600)
def security_txt(request: HttpRequest) -> HttpResponse:
    """Where to report a weakness (RFC 9116). `Expires` moves on by itself, to the day."""
    words = SiteSettings.current()
    midnight = timezone.now().replace(hour=0, minute=0, second=0, microsecond=0)
    context = {
        "contact": words.security_email or words.email,
        "expires": (midnight + SECURITY_TXT_VALIDITY).isoformat(),
        "languages": ", ".join(code for code, _name in settings.LANGUAGES),
        "canonical": request.build_absolute_uri(),
    }
    return render(request, "security.txt", context, content_type="text/plain; charset=utf-8")


@require_safe
@cache_control(public=True, max_age=3600)
def sitemap(request: HttpRequest) -> HttpResponse:
    """Every public page in every language with its alternates (sitemaps.org, hreflang)."""
    return render(
        request,
        "sitemap.xml",
        {"entries": sitemap_entries(request)},
        content_type="application/xml; charset=utf-8",
    )


@require_safe
@cache_control(public=True, max_age=3600)
def web_manifest(request: HttpRequest) -> HttpResponse:
    """The web manifest in the language of the address."""
    words = SiteSettings.current()
    language = get_language_info(request.LANGUAGE_CODE)
    manifest = {
        "name": words.name,
        "short_name": words.name,
        "description": words.tagline,
        "lang": language["code"],
        "dir": "rtl" if language["bidi"] else "ltr",
        "start_url": f"/{language['code']}/",
        "scope": "/",
        "display": "browser",
        "background_color": "#f6f1e7",
        "theme_color": "#f6f1e7",
        "icons": [
            {"src": static("img/icon-192.png"), "sizes": "192x192", "type": "image/png"},
            {"src": static("img/icon-512.png"), "sizes": "512x512", "type": "image/png"},
            {
                "src": static("img/icon-maskable-512.png"),
                "sizes": "512x512",
                "type": "image/png",
                "purpose": "maskable",
            },
        ],
    }
    return JsonResponse(manifest, content_type="application/manifest+json")


@never_cache
@require_safe
def alive(request: HttpRequest) -> HttpResponse:
    """Answers as long as the process does."""
    return HttpResponse("alive\n", content_type="text/plain")


@never_cache
@require_safe
def ready(request: HttpRequest) -> HttpResponse:
    """200 when database, cache and migrations are in order, else 503 with what is not."""
    state = {"database": True, "migrations": True, "cache": True}
    try:
        executor = MigrationExecutor(connection)
        state["migrations"] = not executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError:
        state["database"] = state["migrations"] = False
    try:
        cache.set("readyz", "ready", 10)
        state["cache"] = cache.get("readyz") == "ready"
    except RedisError:
        state["cache"] = False
    return JsonResponse(state, status=200 if all(state.values()) else 503)


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The 404 page, in the language of the address, with ways on.

    A page that exists in other languages only is offered in those.
    """
    versions = getattr(exception, "versions", {})
    request._frame = Frame(request, elsewhere=versions)
    template = "not_translated.html" if versions else "404.html"
    return render(request, template, {"missing": True, "versions": versions}, status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """The 500 page: no database, no settings, words alone."""
    return render(request, "500.html", status=500)
