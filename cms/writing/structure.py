"""What keeps a page from being followed: titles, headings, links, alternative texts."""

import re
from collections.abc import Iterator

from cms.writing.findings import Finding, shortened
from cms.writing.lines import lines_of
from cms.writing.texts import Kind, Reading

# What networks and search engines show of a title, and what a printed page's head holds.
LONGEST_SHARED, LONGEST_PRINTED = 70, 110
LONGEST_HEADING = 80

_ADDRESS = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_FILE_NAME = re.compile(
    r"\S*_\S*|.*\.(?:avif|gif|jpe?g|png|webp|heic)|(?:IMG|DSC|PXL|image)[-_ ]?\d+", re.IGNORECASE
)
_POINTED = re.compile(r"[.!?…:;,]$")
_AROUND_WORDS = " .…!?:;,→←>»«\"'“”()\u00a0\u202f"
_PHRASES = """
ici|là|cliquez|cliquez ici|cliquer ici|cliquez là|lien|ce lien|le lien|suite|la suite|lire|lire ici
lire la suite|voir|voir ici|en savoir plus|savoir plus|plus d'infos|plus d’infos|plus
here|click|click here|link|this link|more|read more|learn more|see here|continue reading
aquí|clic aquí|haz clic aquí|pulsa aquí|enlace|este enlace|leer más|saber más|más
qui|clicca qui|cliccare qui|collegamento|leggi|leggi tutto|leggi di più|scopri di più|di più
hier|hier klicken|klicken sie hier|link hier|mehr|mehr lesen|weiterlesen|weiter
aqui|clique aqui|carregue aqui|ligação|ler mais|leia mais|saiba mais|mais
هنا|انقر هنا|اضغط هنا|الرابط|رابط|المزيد|اقرأ المزيد|لقراءة المزيد
"""
_SAYING_NOTHING = frozenset(_PHRASES.strip().replace("\n", "|").split("|"))


def without_alternative(reading: Reading) -> Iterator[Finding]:
    """Pictures that are described to nobody, or by the name of their file."""
    for picture in reading.pictures:
        alternative = picture.alternative.strip()
        if not alternative or _FILE_NAME.fullmatch(alternative):
            yield Finding(picture.place, shortened(alternative), reading.language)


def out_of_order(reading: Reading) -> Iterator[Finding]:
    """Small headings that stand under no large one."""
    headed: set[str] = set()
    for text in reading.texts:
        # A chapter has its own heading, written by the page.
        if text.kind is Kind.HEADING:
            headed.add(text.stream)
        elif text.kind is Kind.RICH and text.stream and "." not in text.stream:
            for line in lines_of(text):
                if line.tag == "h3" and text.stream not in headed:
                    yield Finding(text.place, shortened(line.words), text.language)


def bold_for_heading(reading: Reading) -> Iterator[Finding]:
    """Short bold lines that look like headings and are none."""
    for text in reading.texts:
        if text.kind is not Kind.RICH or not text.stream:
            continue
        for line in lines_of(text):
            words = line.words.strip()
            looks = line.tag == "p" and line.is_bold and len(words) <= LONGEST_HEADING
            if looks and not _POINTED.search(words):
                yield Finding(text.place, shortened(words), text.language)


def saying_nothing(reading: Reading) -> Iterator[Finding]:
    """Links whose words say nothing of where they lead."""
    for text in reading.texts:
        if text.kind is Kind.LINK:
            links = [text.source]
        elif text.kind is Kind.RICH:
            links = [words for line in lines_of(text) for words in line.links()]
        else:
            continue
        for words in links:
            bare = " ".join(words.lower().split()).strip(_AROUND_WORDS)
            if bare in _SAYING_NOTHING or _ADDRESS.fullmatch(words.strip()):
                yield Finding(text.place, shortened(words), text.language)


def too_long(reading: Reading) -> Iterator[Finding]:
    """The title, if a shared link would be cut, or if it fills half of a printed page."""
    title = reading.texts[0]
    shared = reading.shared_title or title.source
    if len(shared) > LONGEST_SHARED or len(title.source) > LONGEST_PRINTED:
        yield Finding(title.place, shortened(title.source), title.language)
