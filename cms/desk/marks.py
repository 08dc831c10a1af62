"""Takes the language of a part through translation: wagtail-localize knows no `<span>`.

Left alone, it cuts a sentence in three at each mark. Here a mark stays inside its sentence, and
translators read `<span lang="ar">…</span>`: they may leave it, move it, drop it once its words are
in the page's language, or set a new one. `cms.apps` calls `install` once; when wagtail-localize
lets inline tags be configured, this file can go.
"""

import re

from bs4 import BeautifulSoup, Tag
from django.utils.translation import gettext as _
from wagtail_localize import strings
from wagtail_localize.segments import extract, ingest
from wagtail_localize.strings import StringValue

from cms.settings.languages import LANGUAGE_BY_CODE, direction

__all__ = ["install"]

_extract_strings = strings.extract_strings
_restore_strings = strings.restore_strings
_validate_element = strings.validate_element

# A link without an address stands for a mark while wagtail-localize reads: it keeps links whole.
_MARK = re.compile(r'<span (lang="[\w-]+") dir="(?:ltr|rtl)">(.*?)</span>', re.DOTALL)
_UNDIRECTED = re.compile(r'<span lang="(?P<code>[\w-]+)">')
_WORDLESS = re.compile(r'<a (lang="[\w-]+")>(.*?)</a>', re.DOTALL)


def extract_strings(html: str | None) -> tuple[str, list[tuple[StringValue, dict]]]:
    """The template and the sentences of a fragment, each with its marks."""
    template, found = _extract_strings(_MARK.sub(r"<a \1>\2</a>", html or ""))
    # A mark around a line break alone is no sentence: it is left in the template.
    template = _WORDLESS.sub(r"<span \1>\2</span>", template)
    return template, [_with_marks(value, attributes) for value, attributes in found]


def _with_marks(value: StringValue, attributes: dict) -> tuple[StringValue, dict]:
    """A sentence in which marks are spans with their language, and the attributes of its links."""
    marks = {name: each for name, each in attributes.items() if "lang" in each}
    if not marks:
        return value, attributes
    soup = BeautifulSoup(value.data, "html.parser")
    for link in soup.find_all("a", id=list(marks)):
        link.name, link.attrs = "span", {"lang": marks[link["id"]]["lang"]}
    kept = {name: each for name, each in attributes.items() if name not in marks}
    return StringValue(str(soup)), kept


def restore_strings(template: str, translated: list[tuple[StringValue, dict]]) -> str:
    """The fragment with its sentences, each mark with its direction, as running text is stored."""
    return _UNDIRECTED.sub(
        lambda mark: f'<span lang="{mark["code"]}" dir="{direction(mark["code"])}">',
        _restore_strings(template, translated),
    )


def validate_element(element) -> None:
    """Lets through a mark with one of the site's languages, and what wagtail-localize does.

    Raises:
        ValueError: a tag may not be there.
    """
    if not isinstance(element, Tag) or element.name != "span":
        _validate_element(element)
        return
    if list(element.attrs) != ["lang"] or element["lang"] not in LANGUAGE_BY_CODE:
        raise ValueError(
            _('A <span> names a language of the site and nothing else, as <span lang="%(code)s">.')
            % {"code": "ar"}
        )
    for child in element.children:
        validate_element(child)


def install() -> None:
    """Puts these three in the place of wagtail-localize's own, wherever it calls them."""
    strings.validate_element = validate_element
    strings.extract_strings = extract.extract_strings = extract_strings
    strings.restore_strings = ingest.restore_strings = restore_strings
