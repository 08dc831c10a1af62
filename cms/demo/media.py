"""The demo's pictures and leaflets, drawn and set by our own code."""

from io import BytesIO

from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from django.utils.html import strip_tags

from cms.models import Picture, SiteDocument

from .leaflets import Heading, leaflet_pdf
from .posters import MOTIFS, draw
from .registry import Registry
from .words import Words, read


def build_pictures(registry: Registry, width: int) -> None:
    """One picture a motif, 3:2, `width` px wide; those that exist are kept."""
    existing = {picture.title: picture for picture in Picture.objects.all()}
    for key, motif in MOTIFS.items():
        registry.pictures[key] = existing.get(key) or _make_picture(key, motif, width)


def _make_picture(key: str, motif, width: int) -> Picture:
    drawing = draw(key, size=(width, width * 2 // 3))
    png = BytesIO()
    drawing.save(png, "PNG", optimize=True)
    picture = Picture(
        title=key,
        file=ImageFile(png, name=f"{key}.png"),
        width=drawing.width,
        height=drawing.height,
        credit="Atelier d’affiches du syndicat",
    )
    focal = motif.focal_point
    picture.focal_point_x = round(focal.x * drawing.width)
    picture.focal_point_y = round(focal.y * drawing.height)
    picture.focal_point_width = round(focal.width * drawing.width)
    picture.focal_point_height = round(focal.height * drawing.height)
    picture.save()
    return picture


def build_leaflets(registry: Registry, communiques: list[Words]) -> None:
    """The PDF leaflets that communiqués declare, one a language; those that exist are kept.

    The registry gets the documents, by leaflet key and language.
    """
    existing = {document.title: document for document in SiteDocument.objects.all()}
    for words in communiques:
        key = words.facts.get("leaflet")
        for language in words.languages if key else ():
            title = words.languages[language]["leaflet_title"]
            address = registry.addresses.get((words.key, language), "")
            document = existing.get(title) or _make_leaflet(words, language, address)
            registry.documents[key, language] = document


def _make_leaflet(words: Words, language: str, address: str) -> SiteDocument:
    text = words.languages[language]
    pdf = leaflet_pdf(
        title=text["title"],
        kicker=text["leaflet_title"],
        paragraphs=[text["summary"], *_paragraphs(text["body"])],
        foot_lines=_foot_lines(language),
        language=language,
        url=address,
        motif=words.facts.get("picture"),
    )
    document = SiteDocument(title=text["leaflet_title"], language=language, file_size=len(pdf))
    document.file.save(f"{words.facts['leaflet']}-{language}.pdf", ContentFile(pdf), save=False)
    document.save()
    return document


def _paragraphs(blocks: list[dict]) -> list[str]:
    """The headings and the running text of a body, a list item a paragraph."""
    paragraphs: list[str] = []
    for block in blocks:
        if block["type"] == "heading":
            paragraphs.append(Heading(block["text"]))
        elif block["type"] == "paragraph":
            pieces = block["text"].replace("</li>", "</p>").split("</p>")
            paragraphs += [text for piece in pieces if (text := strip_tags(piece).strip())]
    return paragraphs


def _foot_lines(language: str) -> list[str]:
    site = read("site")
    return [site[language]["name"], ", ".join(site["address"][1:]), site["email"]]
