"""The language of a part: a passage of running text marked as written in another language.

It is stored as `<span lang="ar" dir="rtl">…</span>`, as readers get it. `cms.wagtail_hooks`
registers it with Wagtail as the feature `language`; the editor's side of it is
`static/js/admin/language-mark.js`. `cms.desk.marks` takes it through translation.

In the editor a mark is an inline style, so that links, bold and italics may stand in a marked
passage. Stored so, a passage would fall into one element for each of them, and parts of an Arabic
sentence would be set out of order; `joined` makes it one element again.
"""

import re

from django.utils.html import json_script
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from wagtail.admin.rich_text import DraftailRichTextArea
from wagtail.admin.rich_text.converters.html_to_contentstate import InlineStyleElementHandler
from wagtail.admin.rich_text.editors.draftail.features import Feature

from cms.settings.languages import SITE_LANGUAGES, Language

__all__ = [
    "CONVERTER_RULE",
    "FEATURE",
    "LanguageMarkFeature",
    "RichTextArea",
    "editor_words",
    "joined",
]

FEATURE = "language"

_MARK = re.compile(r'<span lang="(?P<code>[\w-]+)" dir="(?:ltr|rtl)">|</span>')
# An inline element that a mark fills from end to end; marks are never nested.
_FILLED = re.compile(
    r"(?P<open><(?P<name>a|b|em|i|strong)\b[^>]*>)"
    r'(?P<mark><span lang="[\w-]+" dir="(?:ltr|rtl)">)'
    r"(?P<text>(?:(?!</?span\b|</?(?P=name)\b).)*+)</span></(?P=name)>",
    re.DOTALL,
)


def style_of(language: Language) -> str:
    """The name of the editor's inline style. The exporter puts the first by name outermost."""
    return f"A_LANGUAGE_{language.code.upper()}"


def _attributes(language: Language) -> dict[str, str]:
    return {"lang": language.code, "dir": language.direction}


CONVERTER_RULE = {
    "from_database_format": {
        f'span[lang="{language.code}"]': InlineStyleElementHandler(style_of(language))
        for language in SITE_LANGUAGES
    },
    "to_database_format": {
        "style_map": {
            style_of(language): {"element": "span", "props": _attributes(language)}
            for language in SITE_LANGUAGES
        }
    },
}


def joined(html: str) -> str:
    """The markup with each marked passage in one element, whatever stands in it."""
    if "<span lang=" not in html:
        return html
    html, moved = _without_seams(html), 1
    while moved:
        html, moved = _FILLED.subn(r"\g<mark>\g<open>\g<text></\g<name>></span>", html)
    return _without_seams(html)


def _without_seams(html: str) -> str:
    """The markup without `</span><span lang="…">` between two parts in the same language."""
    pieces: list[str] = []
    copied, opened, seam = 0, "", None
    for found in _MARK.finditer(html):
        if not found["code"]:
            seam = found
            continue
        if seam and seam.end() == found.start() and opened == found["code"]:
            pieces.append(html[copied : seam.start()])
            copied = found.end()
        opened = found["code"]
    return "".join((*pieces, html[copied:]))


class LanguageMarkFeature(Feature):
    """What Draftail is told of the marks: a style for each language, a button, a shortcut."""

    def __init__(self):
        super().__init__(js=["js/admin/language-mark.js"], css={"all": ["css/language-mark.css"]})

    def construct_options(self, options: dict) -> None:
        """Adds them to the editor's options; their words are in `editor_words`."""
        options.setdefault("inlineStyles", []).extend(
            {
                "type": style_of(language),
                # A property of our own lets the style sheet name the language.
                "style": {
                    "--language-mark": f'"{language.code.upper()}"',
                    "direction": language.direction,
                    "unicodeBidi": "isolate",
                },
            }
            for language in SITE_LANGUAGES
        )
        options.setdefault("controls", []).append({"type": FEATURE})
        options.setdefault("plugins", []).append({"type": FEATURE})


def editor_words() -> SafeString:
    """What the button and its menu say, in the member's language, for the script to read."""
    words = {
        "label": gettext("Language of a passage"),
        "shortcut": gettext("Ctrl + Shift + L"),
        "none": gettext("The language of the page"),
        "select": gettext("First select the words that are in another language."),
        "languages": [
            {"style": style_of(language), "name": language.name, **_attributes(language)}
            for language in SITE_LANGUAGES
        ],
    }
    return json_script(words, "language-marks")


class RichTextArea(DraftailRichTextArea):
    """Wagtail's editor of running text; what it hands over has each marked passage in one piece."""

    def value_from_datadict(self, data, files, name):
        """The markup to store."""
        html = super().value_from_datadict(data, files, name)
        return joined(html) if html else html
