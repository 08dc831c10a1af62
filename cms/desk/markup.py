"""What is wrong with the markup of a translated passage, in words for the translator.

Called for what is typed at the desk and for what comes by e-mail alike.
"""

from collections import Counter
from html.parser import HTMLParser

from bs4 import BeautifulSoup
from django.utils.translation import gettext as _
from wagtail_localize.strings import StringValue

VOID = frozenset({"br"})


class BrokenMarkupError(ValueError):
    """The passage cannot be shown; the message says why."""


class _Nesting(HTMLParser):
    """Raises BrokenMarkupError where a tag is closed that is not open, or stays open."""

    def __init__(self):
        super().__init__()
        self.open: list[str] = []

    def handle_starttag(self, tag, attrs):
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        if tag in VOID:
            return
        if not self.open or self.open.pop() != tag:
            raise BrokenMarkupError(_("The tag </%(tag)s> closes nothing.") % {"tag": tag})

    def close(self):
        super().close()
        if self.open:
            raise BrokenMarkupError(_("The tag <%(tag)s> is not closed.") % {"tag": self.open[-1]})


def links_of(passage: str) -> Counter:
    """How often each link of a passage occurs, by its id."""
    soup = BeautifulSoup(passage, "html.parser")
    return Counter(link.get("id", "") for link in soup.find_all("a"))


def checked(original: str, passage: str) -> str:
    """The translated passage as it is stored.

    Raises:
        BrokenMarkupError: it holds tags that may not be there, or not the links of the original.
    """
    if any(ord(character) < 32 and character not in "\n\t" for character in passage):
        raise BrokenMarkupError(_("It holds a control character, which no page can show."))
    nesting = _Nesting()
    nesting.feed(passage)
    nesting.close()
    try:
        value = StringValue.from_translated_html(passage)
    except ValueError as fault:
        raise BrokenMarkupError(str(fault)) from fault
    ours, theirs = links_of(original), links_of(value.data)
    if lost := ours - theirs:
        raise BrokenMarkupError(
            _("The link %(link)s of the original is missing.") % {"link": _tag(lost)}
        )
    if strange := theirs - ours:
        raise BrokenMarkupError(
            _("The link %(link)s is not in the original.") % {"link": _tag(strange)}
        )
    return value.data


def _tag(links: Counter) -> str:
    return f'<a id="{next(iter(links))}">'
