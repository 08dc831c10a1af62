"""Small sites for tests: each function makes one thing, as little of it as can be saved.

Test modules call them; only tests marked `demo` look at the demonstration site.
"""

import datetime
import itertools
import uuid
from io import BytesIO

from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from django.db import connection
from django.test import TestCase
from PIL import Image
from wagtail.models import Locale, Page, Site
from wagtail.rich_text import RichText

from cms.desk import publication
from cms.desk.families import translations_into
from cms.desk.memory import store
from cms.desk.submission import begin
from cms.models import Picture, SiteDocument
from cms.renditions import make_renditions
from home.models import HomePage, SiteMapPage, StandardPage
from sectors.models import (
    CommuniqueIndexPage,
    CommuniquePage,
    DossierIndexPage,
    DossierPage,
    Organisation,
    Sector,
    SectorIndexPage,
    SectorPage,
    Theme,
)

_numbers = itertools.count(1)


def make_locale(code: str) -> Locale:
    """A language of the site."""
    return Locale.objects.get_or_create(language_code=code)[0]


def make_home(code: str = "fr", **fields) -> HomePage:
    """The home page of a language. The French one is made first and is the root of the site."""
    original = HomePage.objects.order_by("pk").first()
    if original is not None:
        fields.setdefault("translation_key", original.translation_key)
    fields = {"title": f"Home {code}", "slug": f"home-{code}", **fields}
    home = HomePage(locale=make_locale(code), **fields)
    Page.get_first_root_node().add_child(instance=home)
    if original is None:
        site = Site.objects.get(is_default_site=True)
        site.hostname, site.port, site.root_page = "testserver", 80, home
        site.save()
        Page.objects.filter(depth=2, slug="home").delete()
    return home


def add(parent: Page, model: type[Page], **fields) -> Page:
    """A live page of a type under a parent, in the parent's language unless told otherwise."""
    number = next(_numbers)
    fields = {
        "title": f"{model.__name__} {number}",
        "slug": f"page-{number}",
        "locale": parent.locale,
        **fields,
    }
    many = {name: fields.pop(name) for name in ("sectors", "themes") if name in fields}
    page = model(**fields)
    for name, rows in many.items():
        setattr(page, name, rows)
    return parent.add_child(instance=page)


def make_page(parent: Page, **fields) -> StandardPage:
    """A plain page."""
    return add(parent, StandardPage, **fields)


def publish_again(page: Page, **changes) -> None:
    """Publishes a page as an editor does, with other values."""
    for name, value in changes.items():
        setattr(page, name, value)
    page.save_revision().publish()


def make_site_map(home: Page, **fields) -> SiteMapPage:
    """The plain list of pages."""
    return add(home, SiteMapPage, **fields)


def make_sector_index(home: Page, **fields) -> SectorIndexPage:
    """The page that lists the sectors."""
    return add(home, SectorIndexPage, **fields)


def make_communique_index(home: Page, **fields) -> CommuniqueIndexPage:
    """The page that lists the communiqués."""
    return add(home, CommuniqueIndexPage, **fields)


def make_dossier_index(home: Page, **fields) -> DossierIndexPage:
    """The page that lists the dossiers."""
    return add(home, DossierIndexPage, **fields)


def make_sector(slug: str = "", **fields) -> Sector:
    """A trade of the vocabulary."""
    slug = slug or f"sector-{next(_numbers)}"
    return Sector.objects.create(**{"slug": slug, "name_fr": slug.title(), **fields})


def make_theme(slug: str = "", **fields) -> Theme:
    """A subject of the vocabulary."""
    slug = slug or f"theme-{next(_numbers)}"
    return Theme.objects.create(**{"slug": slug, "name_fr": slug.title(), **fields})


def make_organisation(slug: str = "", **fields) -> Organisation:
    """A sister organisation."""
    slug = slug or f"organisation-{next(_numbers)}"
    return Organisation.objects.create(**{"slug": slug, "name_fr": slug.title(), **fields})


def make_sector_page(index: Page, sector: Sector | None = None, **fields) -> SectorPage:
    """A trade's own page."""
    return add(index, SectorPage, sector=sector or make_sector(), **fields)


def make_communique(parent: Page, **fields) -> CommuniquePage:
    """A communiqué."""
    return add(parent, CommuniquePage, **{"date": datetime.date(2023, 5, 1), **fields})


def make_dossier(parent: Page, communiques=(), **fields) -> DossierPage:
    """A dossier with its chosen communiqués."""
    dossier = add(parent, DossierPage, **{"date": datetime.date(2023, 6, 1), **fields})
    for communique in communiques:
        dossier.chosen_communiques.create(communique=communique)
    dossier.save()
    return dossier


def make_version(page: Page, parent: Page, **fields) -> Page:
    """The same page in the language of another parent."""
    own = {name: getattr(page, name) for name in ("sector", "date") if getattr(page, name, None)}
    fields = {**own, "translation_key": page.translation_key, **fields}
    return add(parent, type(page), **fields)


def make_picture(width: int = 900, height: int = 600, **fields) -> Picture:
    """A picture of one colour with a darker corner."""
    image = Image.new("RGB", (width, height), "#c8102e")
    image.paste("#1c1714", (0, 0, width // 3, height // 3))
    file = BytesIO()
    image.save(file, "PNG")
    fields = {"title": f"Picture {next(_numbers)}", "width": width, "height": height, **fields}
    return Picture.objects.create(file=ImageFile(file, name=f"{uuid.uuid4()}.png"), **fields)


def make_ready_picture(width: int = 1300, height: int = 900) -> Picture:
    """The same with every size that templates ask for, as the worker leaves it."""
    picture = make_picture(width, height)
    make_renditions.call([picture.pk])
    return picture


def make_document(language: str = "fr", **fields) -> SiteDocument:
    """A text file to download."""
    document = SiteDocument(**{"title": f"Leaflet {language}", "language": language, **fields})
    document.file.save(f"{uuid.uuid4()}.txt", ContentFile(b"words"), save=False)
    document.save()
    return document


def link_to(page: Page, words: str = "words") -> str:
    """Running text, as stored, that links to a page."""
    return f'<p><a linktype="page" id="{page.pk}">{words}</a></p>'


def rendered(html: str) -> str:
    """Running text as readers get it."""
    return str(RichText(html))


def make_many_communiques(model: CommuniquePage, count: int) -> None:
    """As many copies of a communiqué beside it, in a handful of queries.

    Wagtail cannot insert pages in bulk, so the two tables of a communiqué are filled one after the
    other; the paths are those that treebeard would give.
    """
    parent = model.get_parent()
    steps = range(parent.numchild + 1, parent.numchild + 1 + count)
    paths = [Page._get_path(parent.path, model.depth, step) for step in steps]
    Page.objects.bulk_create(_copy_of(model.page_ptr, parent, path) for path in paths)
    Page.objects.filter(pk=parent.pk).update(numchild=parent.numchild + count)
    copies = list(Page.objects.filter(path__range=(paths[0], paths[-1])).values_list("pk"))
    own_fields = CommuniquePage._meta.local_concrete_fields
    own = {f.attname: getattr(model, f.attname) for f in own_fields if not f.primary_key}
    rows = [CommuniquePage(page_ptr_id=pk, **own) for (pk,) in copies]
    for start in range(0, count, 500):
        batch = rows[start : start + 500]
        CommuniquePage._base_manager._insert(batch, own_fields, using="default", raw=True)
    for name in ("sectors", "themes"):
        field = CommuniquePage._meta.get_field(name)
        through, target = field.remote_field.through, f"{field.m2m_reverse_field_name()}_id"
        chosen = [row.pk for row in getattr(model, name).all()]
        through.objects.bulk_create(
            through(communiquepage_id=pk, **{target: row}) for (pk,) in copies for row in chosen
        )
    if connection.vendor == "postgresql":
        # As autovacuum would: without statistics it plans for empty tables.
        connection.cursor().execute("ANALYZE")


def _copy_of(page: Page, parent: Page, path: str) -> Page:
    copied = {
        field.attname: getattr(page, field.attname)
        for field in Page._meta.concrete_fields
        if not field.primary_key
    }
    slug = f"copy-{path.lower()}"
    own = {
        "path": path,
        "slug": slug,
        "url_path": f"{parent.url_path}{slug}/",
        "translation_key": uuid.uuid4(),
        "latest_revision_id": None,
        "live_revision_id": None,
    }
    return Page(**copied | own)


def words_in(code: str, words: str) -> str:
    """A translation that can be told from its original; markup stays as it is."""
    return f"{code}: {words}"


def translate(page: Page, code: str, publish: bool = True, only: int | None = None) -> Page:
    """A page in another language as a translator leaves it.

    Args:
        page: the published original.
        code: the other language, whose home page must exist or is begun too.
        publish: whether the translator published it.
        only: how many passages were translated; all of them by default.
    """
    locale = make_locale(code)
    begin(page, locale)
    target = Page.objects.get(translation_key=page.translation_key, locale=locale)
    translation = translations_into(target).get()
    segments = translation.source.stringsegment_set.exclude(context__path="slug")
    for segment in segments.select_related("string").order_by("order")[:only]:
        store(segment, locale, words_in(code, segment.string.data))
    if publish:
        with TestCase.captureOnCommitCallbacks(execute=True):
            publication.publish(translation)
    return Page.objects.get(pk=target.pk).specific
