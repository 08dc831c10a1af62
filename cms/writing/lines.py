"""Running text cut into lines, and lines into runs of one language, weight and link.

Every module of `cms.writing` that looks into a text reads it so, whether it is rich or plain.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

from cms.markup_text import STAND_IN
from cms.writing.texts import Kind, Text

_LINES = frozenset(("p", "li", "h2", "h3", "h4", "h5", "h6", "blockquote"))
_BOLD = frozenset(("b", "strong"))


@dataclass
class Run:
    """Words with one look. `link` counts the links of the text, 0 is none."""

    words: str
    language: str
    bold: bool = False
    link: int = 0


@dataclass
class Line:
    """A paragraph, a heading or an item of a list; `tag` is empty in plain text."""

    tag: str = ""
    runs: list[Run] = field(default_factory=list)

    @property
    def words(self) -> str:
        """All of it."""
        return "".join(run.words for run in self.runs)

    @property
    def is_bold(self) -> bool:
        """Whether every word of it is."""
        worded = [run for run in self.runs if run.words.strip()]
        return bool(worded) and all(run.bold for run in worded)

    def in_language(self, language: str) -> str:
        """The words of one language, the others standing as one sign that belongs to nothing."""
        return "".join(run.words if run.language == language else STAND_IN for run in self.runs)

    def passages(self) -> Iterator[tuple[str, str]]:
        """(language, words) of each stretch in one language."""
        language, words = "", ""
        for run in self.runs:
            if run.language != language and words:
                yield language, words
                words = ""
            language, words = run.language, words + run.words
        if words:
            yield language, words

    def links(self) -> list[str]:
        """The words of each link."""
        found: dict[int, str] = {}
        for run in self.runs:
            if run.link:
                found[run.link] = found.get(run.link, "") + run.words
        return list(found.values())


def lines_of(text: Text) -> list[Line]:
    """The lines of a text that have words."""
    if text.kind is not Kind.RICH:
        plain = [Line("", [Run(words, text.language)]) for words in text.source.splitlines()]
        return [line for line in plain if line.words.strip()]
    reader = _Reader(text.language)
    reader.feed(text.source)
    reader.close()
    return [line for line in reader.lines if line.words.strip()]


class _Reader(HTMLParser):
    """Follows the tags that running text may hold."""

    def __init__(self, language: str):
        super().__init__()
        self.lines = [Line()]
        self._languages = [language]
        self._bold = self._links = 0
        self._linked = False

    def handle_starttag(self, tag, attrs):
        if tag in _LINES:
            self.lines.append(Line(tag))
        elif tag in _BOLD:
            self._bold += 1
        elif tag == "a":
            self._links, self._linked = self._links + 1, True
        elif tag == "span":
            self._languages.append(dict(attrs).get("lang") or self._languages[-1])
        elif tag == "br":
            self.handle_data("\n")

    def handle_endtag(self, tag):
        if tag in _LINES:
            self.lines.append(Line())
        elif tag in _BOLD:
            self._bold = max(0, self._bold - 1)
        elif tag == "a":
            self._linked = False
        elif tag == "span" and len(self._languages) > 1:
            self._languages.pop()

    def handle_data(self, data):
        link = self._links if self._linked else 0
        self.lines[-1].runs.append(Run(data, self._languages[-1], self._bold > 0, link))
