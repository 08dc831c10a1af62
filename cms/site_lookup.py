"""Which site a request is for, where its languages' trees begin, the addresses of their pages.

Wagtail asks the database for the site at every request, and Django's cache for the trees at every
address of a page that it writes: with Redis a trip over the network each time. Wagtail forgets what
is in the cache when sites and home pages change. An address is made in 0.1 ms, and a page has some
thirty: one that was made before is known by what it was made from. This can be deleted whole.
"""

import logging
from functools import lru_cache

from django.core.cache import cache
from django.db.models import F
from django.http import HttpRequest
from django.http.request import split_domain_port
from django.utils.translation import get_language
from redis.exceptions import RedisError
from wagtail.models import Page, Site
from wagtail.models.sites import (
    SITE_ROOT_PATHS_CACHE_KEY,
    SITE_ROOT_PATHS_CACHE_VERSION,
    SiteRootPath,
)

from cms import generation
from cms.remembered import remembered

logger = logging.getLogger(__name__)

KEPT_SECONDS = 3600
MOST_ADDRESSES = 5000
SITE_COLUMNS = ("hostname", "port", "site_name", "is_default_site")


def install() -> None:
    """Called once, when all models are loaded."""
    Site.get_site_root_paths = staticmethod(_root_paths)
    Site._find_for_request = staticmethod(_find_for_request)
    Page.get_url_parts = _get_url_parts


def _find_for_request(request: HttpRequest) -> Site | None:
    host, _port = split_domain_port(request.get_host())
    return _site(host, request.get_port())


_made_by_wagtail = Page.get_url_parts


def _get_url_parts(page: Page, request: HttpRequest | None = None) -> tuple | None:
    roots = tuple(page._get_site_root_paths(request))
    if len({root.site_id for root in roots}) > 1:
        return _made_by_wagtail(page, request)
    return url_parts(roots, page.url_path, get_language())


@lru_cache(maxsize=MOST_ADDRESSES)
def url_parts(roots: tuple, url_path: str, _language: str) -> tuple | None:
    """The address of the page at a path, where there is one site."""
    page = Page(pk=1, url_path=url_path)
    page._wagtail_cached_site_root_paths = roots
    return _made_by_wagtail(page)


@remembered
def _homes() -> list[Page]:
    """The home page of each site in each language; the one that a site names has its columns."""
    keys = Site.objects.values("root_page__translation_key")
    homes = Page.objects.filter(translation_key__in=keys).select_related("locale")
    columns = {name: F(f"sites_rooted_here__{name}") for name in SITE_COLUMNS}
    homes = homes.annotate(site_id=F("sites_rooted_here__pk"), **columns)
    return list(homes.order_by("-depth", "path", "hostname"))


def _sites() -> list[Site]:
    """Every site, with its home page."""
    return [
        Site(pk=home.site_id, root_page=home, **{n: getattr(home, n) for n in SITE_COLUMNS})
        for home in _homes()
        if home.site_id
    ]


@remembered
def _site(host: str, port: str) -> Site | None:
    """The site of a host name, by Wagtail's rules (`get_site_for_hostname`), without its query."""
    sites = _sites()
    named = [site for site in sites if site.hostname == host]
    default = next((site for site in sites if site.is_default_site), None)
    exact = [site for site in named if str(site.port) == port]
    if exact:
        return exact[0]
    return default if default in named or len(named) != 1 else named[0]


@remembered
def _root_paths() -> list[SiteRootPath]:
    """The home page of each site in each language, from where Wagtail keeps and forgets it.

    Wagtail forgets it in the process that has changed something; where each process has a cache
    of its own, the generation says so to the others. A cache that is away is done without.
    """
    now = generation.current()
    place = {"key": SITE_ROOT_PATHS_CACHE_KEY, "version": SITE_ROOT_PATHS_CACHE_VERSION}
    try:
        kept = cache.get(**place)
        if kept is None or kept[0] != now:
            kept = now, _look_up_root_paths()
            cache.set(value=kept, timeout=KEPT_SECONDS, **place)
    except RedisError:
        logger.exception("The cache does not answer")
        return _look_up_root_paths()
    return kept[1]


def _look_up_root_paths() -> list[SiteRootPath]:
    """The same from the home pages, the deepest first."""
    sites = {site.root_page.translation_key: site for site in reversed(_sites())}
    return [
        SiteRootPath(site.pk, home.url_path, site.root_url, home.locale.language_code)
        for home in _homes()
        for site in [sites[home.translation_key]]
    ]
