"""The three marks that texts of the guide may hold, turned into HTML.

`**Publier**` is a word that stands on the screen: a test looks for it in the catalogues, so that
the guide never says what the screen no longer says. `[words](key)` leads to another task, `*words*`
are stressed. Whatever else is escaped.
"""

import re

from django.urls import reverse
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

ON_SCREEN = re.compile(r"\*\*(.+?)\*\*")
LINK = re.compile(r"\[([^\]]+)\]\(([a-z-]+)\)")
_MARK = re.compile(
    rf"{ON_SCREEN.pattern}|{LINK.pattern}|(?<!\*)\*([^*]+)\*(?!\*)",
)


def to_html(text: str) -> SafeString:
    """A text of the guide as HTML."""
    parts, position = [], 0
    for found in _MARK.finditer(text):
        parts += [escape(text[position : found.start()]), _marked(*found.groups())]
        position = found.end()
    return mark_safe("".join([*parts, escape(text[position:])]))


def _marked(on_screen: str | None, words: str | None, key: str | None, stressed: str | None):
    if on_screen:
        return format_html('<b class="help-word">{}</b>', on_screen)
    if key:
        return format_html('<a href="{}">{}</a>', reverse("help:task", args=[key]), words)
    return format_html("<em>{}</em>", stressed)


def to_plain_text(text: str) -> str:
    """A text of the guide without its marks, as search reads and quotes it."""
    return _MARK.sub(lambda found: next(filter(None, found.groups())), text)
