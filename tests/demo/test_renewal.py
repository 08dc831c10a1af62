"""After a change, a page that is not rendered again is what rendering it again would give.

Whatever is changed on the demonstration site, ready pages are compared with new ones, made by a
Django that remembers nothing.
"""

from io import BytesIO

import pytest
from django.core.wsgi import get_wsgi_application
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import PageViewRestriction, Site

from cms import generation
from cms.kept import memory
from cms.models import Navigation, NavigationItem, Picture, SiteDocument, SiteSettings
from cms.page_cache import PageCache, collect
from search.models import PromotedPage, PromotedQuery, PromotedResult
from sectors.models import CommuniquePage, DossierPage, Organisation, Sector, SectorPage, Theme
from tests.assertions import clear_every_cache
from tests.demo.conftest import BASE

pytestmark = [
    pytest.mark.demo,
    pytest.mark.django_db,
    pytest.mark.usefixtures("demo", "open_connection", "outside_transactions"),
]

LANGUAGES = ("fr", "ar")
# No page of the demonstration has this address.
MISSING = "/fr/cette-page-n-existe-pas/"
SEARCH = "/fr/recherche/?q=salaire"


def environ(path: str) -> dict:
    """A reader's request."""
    path, _mark, query = path.partition("?")
    return {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": path,
        "QUERY_STRING": query,
        "HTTP_HOST": BASE.netloc,
        "SERVER_NAME": BASE.hostname,
        "SERVER_PORT": str(BASE.port),
        "SERVER_PROTOCOL": "HTTP/1.1",
        "wsgi.url_scheme": "http",
        "wsgi.input": BytesIO(),
    }


class Asked:
    """Django, and how often it was asked."""

    def __init__(self):
        self.application, self.times = get_wsgi_application(), 0

    def __call__(self, environ, start_response):
        self.times += 1
        return self.application(environ, start_response)


@pytest.fixture
def cache():
    # The test before was undone, which is no change that a process of the site could see.
    generation.advance()
    return PageCache(Asked())


@pytest.fixture
def paths() -> list[str]:
    """Pages of every type, in a language from left to right and in one from right to left."""
    found = ["/sitemap.xml", MISSING, SEARCH]
    for code in LANGUAGES:
        here = {"locale__language_code": code, "live": True}
        communiques = CommuniquePage.objects.visible().filter(**here).order_by("pk")
        dossiers = DossierPage.objects.visible().filter(**here).order_by("pk")
        sectors = SectorPage.objects.filter(**here).order_by("pk")
        pages = [*communiques[:4], *dossiers[:2], *sectors[:2]]
        tops = {ancestor for page in pages for ancestor in page.get_ancestors()[1:]}
        found += [page.url for page in pages]
        found += sorted({top.url for top in tops} - set(found))
        found.append(next(page.feed_url for page in sectors))
    return found


def rename_page(first):
    first.title = "Tout autre chose"
    first.save_revision().publish()


def change_picture(first):
    picture = Picture.objects.get(pk=first.picture_id)
    picture.focal_point_x, picture.focal_point_y = 7, 9
    picture.focal_point_width = picture.focal_point_height = 5
    picture.save()


def rename_everything(model, field):
    def rename(_first):
        for row in model.objects.all():
            setattr(row, field, f"{getattr(row, field)} (2)")
            row.save()

    return rename


def change_small_print(first):
    """What heads, captions and the line of the translators say."""
    first.seo_title, first.search_description = "Un autre onglet", "D'autres mots."
    first.translated_by = Organisation.objects.first()
    first.save()
    words = SiteSettings.load()
    words.social_links = [("account", {"name": "Ailleurs", "url": "https://ailleurs.example/"})]
    words.save()
    rename_everything(Picture, "credit")(first)


def change_words(_first):
    words = SiteSettings.load()
    words.name_fr = words.affiliation_fr = "Un autre nom"
    words.save()


def fill_menu(first):
    NavigationItem.objects.create(navigation=Navigation.load(), page=first, place="footer")


def restrict(first):
    PageViewRestriction.objects.create(page=first, restriction_type=PageViewRestriction.LOGIN)


def promote(first):
    promotion = PromotedResult(title="first", language="fr")
    promotion.queries = [PromotedQuery(words="salaire")]
    promotion.pages = [PromotedPage(page=first)]
    promotion.save()


def move_site(_first):
    site = Site.objects.get()
    site.port = 81
    site.save()


CHANGES = {
    "a title": rename_page,
    "a page leaves": lambda first: first.unpublish(),
    "a translation leaves": lambda first: first.get_translations().first().unpublish(),
    "a page goes": lambda first: first.delete(),
    "a page moves": lambda first: first.move(SectorPage.objects.last(), pos="first-child"),
    "a restriction": restrict,
    "a focal point": change_picture,
    "small print": change_small_print,
    "documents": rename_everything(SiteDocument, "title"),
    "sectors": rename_everything(Sector, "name_fr"),
    "themes": rename_everything(Theme, "name_ar"),
    "organisations": rename_everything(Organisation, "name"),
    "the site's words": change_words,
    "a menu": fill_menu,
    "a redirect": lambda first: Redirect.objects.create(
        old_path=MISSING.rstrip("/"), redirect_page=first
    ),
    "a promotion": promote,
    "the site's port": move_site,
}


@pytest.mark.parametrize("change", CHANGES)
def test_what_is_not_rendered_again_is_true(cache, paths, committed, change):
    french = CommuniquePage.objects.visible().filter(locale__language_code="fr")
    first = french.exclude(picture=None).order_by("pk").first()
    for path in paths:
        collect(cache, environ(path))
    with committed():
        CHANGES[change](first)
    asked, wrong = cache.application.times, []
    ready = {path: collect(cache, environ(path)) for path in paths}
    rendered = cache.application.times - asked
    clear_every_cache()
    memory.texts.clear()
    for path, (status, _headers, body) in ready.items():
        new_status, _new_headers, new_body = collect(cache.application, environ(path))
        if (status, body) != (new_status, new_body):
            wrong.append(path)
    assert wrong == []
    assert rendered > 0


def test_a_page_that_shows_nothing_of_a_change_is_not_rendered_again(cache, paths, committed):
    for path in paths:
        collect(cache, environ(path))
    last = CommuniquePage.objects.visible().filter(locale__language_code="en").last()
    with committed():
        rename_page(last)
    asked = cache.application.times
    for path in paths:
        collect(cache, environ(path))
    rendered = cache.application.times - asked
    assert rendered < len(paths) / 3
