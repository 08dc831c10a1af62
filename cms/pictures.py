"""Pictures for every screen: AVIF and WebP in several widths, cropped round the focal point.

Templates ask for a preset by what the picture is for; widths and crops are decided here alone.
Nothing is made here: `cms.renditions` does that before a reader comes.
"""

from collections.abc import Iterable
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple
from urllib.parse import urljoin

from django.conf import settings
from django.core.signals import request_finished, request_started
from django.db.models import IntegerField
from django.dispatch import receiver
from django.forms.utils import flatatt
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from wagtail.images.models import Filter

from cms.models.media import Rendition
from cms.prepared import prepared


class Made(NamedTuple):
    """A file that was made of a picture; a row of the database as an object takes ten times it."""

    spec: str
    focal_point_key: str
    file: str
    width: int
    height: int

    @property
    def url(self) -> str:
        """The address of the file."""
        return Rendition._meta.get_field("file").storage.url(self.file)

    @property
    def full_url(self) -> str:
        """The same with the site's host."""
        return urljoin(settings.WAGTAILADMIN_BASE_URL, self.url)


COLUMNS = ("filter_spec", "focal_point_key", "file", "width", "height")
# What was made of the pictures that the page being rendered shows, by picture (`remember`).
_remembered: ContextVar[dict[int, list[Made]]] = ContextVar("files of the shown pictures")

SHARE_SPEC = "fill-1200x630|format-jpeg|jpegquality-75"
FORMATS = (("avif", "format-avif|avifquality-52"), ("webp", "format-webp|webpquality-70"))


@dataclass(frozen=True)
class Preset:
    """Shape (width / height; None keeps the picture's own), widths in px, `sizes` attribute."""

    shape: float | None
    widths: tuple[int, ...]
    sizes: str

    def specs(self) -> dict[int, str]:
        """Wagtail's filter of each width, without the format."""
        if self.shape is None:
            return {width: f"width-{width}" for width in self.widths}
        return {width: f"fill-{width}x{round(width / self.shape)}" for width in self.widths}


# A phone's width at one, two and three dots a pixel. Presets of one shape share files of one width.
WIDTHS = (400, 720, 1200)

PRESETS = {
    "lead": Preset(
        3 / 2,
        WIDTHS,
        "(min-width: 72em) 52rem, (min-width: 48em) 62vw, calc(100vw - 2rem)",
    ),
    "column": Preset(
        3 / 2,
        (400, 720, 960),
        "(min-width: 72em) 25rem, (min-width: 48em) 45vw, calc(100vw - 2rem)",
    ),
    "thumb": Preset(1, (176, 352), "11rem"),
    "cover": Preset(3 / 2, WIDTHS, "(min-width: 72em) 36rem, calc(100vw - 2rem)"),
    "body": Preset(None, WIDTHS, "(min-width: 72em) 58rem, calc(100vw - 2rem)"),
}


@receiver([request_started, request_finished])
def forget(**kwargs) -> None:
    """Nothing is remembered from one request to the next."""
    _remembered.set({})


def remember(ids: Iterable[int | None]) -> None:
    """Looks up the renditions of all the pictures of a page at once.

    Pages call it before they are rendered: their blocks each know their own picture only.
    """
    known = _remembered.get({})
    _remembered.set(known | look_up({pk for pk in ids if pk and pk not in known}))


def look_up(ids: set[int]) -> dict[int, list[Made]]:
    """All that was made of each picture, by its id; at most one query."""
    found: dict[int, list[Made]] = {pk: [] for pk in ids}
    if found:
        for picture_id, *row in _renditions(pictures=sorted(found)):
            found[picture_id].append(Made(*row))
    return found


@prepared(pictures=IntegerField())
def _renditions(pictures):
    made = Rendition.objects.filter(image__id__in=pictures).order_by("pk")
    return made.values_list("image_id", *COLUMNS)


def made_of(picture) -> list[Made]:
    """All that was made of a picture; a query where nobody looked it up before."""
    if hasattr(picture, "made"):
        return picture.made
    known = _remembered.get({})
    return known[picture.pk] if picture.pk in known else look_up({picture.pk})[picture.pk]


def facts_of(picture) -> tuple:
    """What a page shows of a picture, to know it again (`cms.kept`); nothing without a picture."""
    if picture is None:
        return ()
    focus = (picture.focal_point_x, picture.focal_point_y)
    return picture.file.name, picture.width, picture.height, focus, tuple(made_of(picture))


def all_specs() -> list[str]:
    """Wagtail's filter of every file that a template may ask for."""
    responsive = (
        f"{spec}|{options}"
        for preset in PRESETS.values()
        for spec in preset.specs().values()
        for _name, options in FORMATS
    )
    return [*dict.fromkeys(responsive), SHARE_SPEC]


@cache
def _filter(spec: str) -> Filter:
    """Read once: Wagtail takes the text apart again for every filter that is made."""
    return Filter(spec=spec)


def existing_renditions(picture, specs: Iterable[str]) -> dict[str, Made]:
    """Those of the files that have been made for the picture's present focal point, by filter."""
    made = {(each.spec, each.focal_point_key): each for each in made_of(picture)}
    keys = {spec: (spec, _filter(spec).get_cache_key(picture)) for spec in specs}
    return {spec: made[key] for spec, key in keys.items() if key in made}


def responsive_picture(
    picture, preset: str, alt: str = "", eager: bool = False, css_class: str = ""
) -> SafeString:
    """The `<picture>` element: AVIF, WebP, `srcset`, size reserved, lazy unless `eager`.

    A file that has not been made yet is not offered; while there is none, the original is shown.

    Raises:
        KeyError: there is no such preset.
    """
    if picture is None:
        return SafeString()
    wanted = PRESETS[preset]
    specs = {name: [f"{s}|{how}" for s in wanted.specs().values()] for name, how in FORMATS}
    renditions = existing_renditions(picture, [spec for each in specs.values() for spec in each])
    made = {name: [renditions[s] for s in each if s in renditions] for name, each in specs.items()}
    fallback = next(iter(made[FORMATS[-1][0]]), picture)
    attributes = {
        "src": fallback.url,
        "alt": alt,
        "width": fallback.width,
        "height": fallback.height,
        **({"class": css_class} if css_class else {}),
        **({"fetchpriority": "high"} if eager else {"loading": "lazy"}),
        "decoding": "async",
    }
    source_tags = format_html_join(
        "",
        '<source type="image/{}" srcset="{}" sizes="{}">',
        ((name, _srcset(files), wanted.sizes) for name, files in made.items() if files),
    )
    return format_html("<picture>{}<img{}></picture>", source_tags, mark_safe(flatatt(attributes)))


def _srcset(files: list[Made]) -> str:
    """The files with their widths; a small picture has several presets' widths in one."""
    candidates = {file.width: file.url for file in files}
    return ", ".join(f"{url} {width}w" for width, url in sorted(candidates.items()))


def share_rendition(picture):
    """The picture as shared links show it: 1200 × 630, JPEG for those that know nothing else.

    The original, until that has been made.
    """
    return existing_renditions(picture, [SHARE_SPEC]).get(SHARE_SPEC, picture)
