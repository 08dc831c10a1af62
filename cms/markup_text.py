"""Changes to the text of an HTML fragment that leave its markup as it is.

`cms.typography` calls `rewrite_html` with its rules; nothing here knows what they are. The fragment
is cut by one regular expression that follows the tokeniser of the HTML standard (comments, tags
with quoted and unquoted values, character references). That is sound because only the text between
two tokens is ever changed: tags and references are copied whole, so a fault here can lose a change,
never markup, and what the standard calls an unfinished tag is copied to the end. The text between
two block boundaries is read as one string whose inline tags are kept by position, so that rules see
across them. Possessive patterns that begin with a set of characters keep the time linear.
"""

import html as character_references
import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

__all__ = ["STAND_IN", "Edit", "Rules", "rewrite", "rewrite_html"]

Edit = tuple[int, int, str]  # start, end, replacement
Mark = tuple[int, int, str]  # position, characters it stands for in the text (0 or 1), source

STAND_IN = "\ufffc"  # for what may not be read or changed: <code>, another language, a picture

_TOKEN = re.compile(
    r"""[<&](?:
        (?<=<)/?(?P<name>[a-zA-Z][^\s/>]*+)
            (?:[^>=]++|=\s*+(?:"[^"]*+"|'[^']*+'|[^\s>"'][^\s>]*+|(?=>)))*+>
      | (?<=<)(?:!--(?:-?>|.*?--!?>)|[!?](?!--)[^>]*+>|/(?:[^a-zA-Z>][^>]*+)?>)
      | (?<=<)(?P<broken>[a-zA-Z/!?])
      | (?<=&)(?P<reference>(?:\#(?:[0-9]+|[xX][0-9a-fA-F]+)|[a-zA-Z][a-zA-Z0-9]*);)
    )""",
    re.VERBOSE | re.DOTALL,
)
_ATTRIBUTE = re.compile(r"([^\s=/>\"'<]+)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>]+)))?")
_INLINE_NAMES = (
    "a abbr acronym b bdi bdo big br cite code data del dfn em font i img ins kbd label mark math q"
    " rp rt ruby s samp small span strike strong sub sup svg time tt u var wbr"
)
_VERBATIM_NAMES = "code kbd math pre samp sub sup svg"
_RAW_NAMES = "iframe noembed noframes script style textarea title xmp"
_VOID_NAMES = "area base col embed hr input link meta param source track"
_INLINE = frozenset(_INLINE_NAMES.split())
_VERBATIM = frozenset(_VERBATIM_NAMES.split())
_RAW = {
    name: re.compile(rf"</{name}(?=[\s/>])[^>]*>", re.IGNORECASE) for name in _RAW_NAMES.split()
}
_QUOTES = frozenset("'\"")
_VOID = dict.fromkeys(_VOID_NAMES.split(), "") | {"br": "\n", "img": STAND_IN, "wbr": ""}


@dataclass(frozen=True, slots=True)
class Rules:
    """What to do with a run of text: edits, one pass after another, then places to raise.

    Each pass takes the text and returns its edits, in order and without overlap; `raised` returns
    the stretches that become <sup>; `language` says whether a `lang` is one the rules are for.
    """

    passes: Sequence[Callable[[str], list[Edit]]]
    raised: Callable[[str], list[tuple[int, int]]]
    language: Callable[[str], bool]


def rewrite_html(html: str, rules: Rules) -> str:
    """The fragment after the rules, its own language being one that they are for."""
    return _Fragment(rules).rewrite(html)


def rewrite(text: str, edits: list[Edit]) -> str:
    """Plain text after its edits."""
    return _rewrite(text, [], edits)[0]


def _rewrite(text: str, marks: list[Mark], edits: list[Edit]) -> tuple[str, list[Mark]]:
    """The text after its edits, and the marks at their new places.

    An added space goes after the tags that close there and before those that open. An edit never
    replaces a stand-in; white space cut by a tag is replaced on the near side, removed on the far.
    """
    if not edits:
        return text, marks
    pieces: list[str] = []
    moved: list[Mark] = []
    copied = shift = index = 0
    for start, end, replacement in edits:
        while index < len(marks) and _stays_before(marks[index], start, end):
            moved.append((marks[index][0] + shift, *marks[index][1:]))
            index += 1
        beyond = index
        while beyond < len(marks) and marks[beyond][0] < end:
            beyond += 1
        cut = marks[index:beyond]
        if cut and not (text[start:end].isspace() and not any(width for _, width, _ in cut)):
            continue
        pieces += (text[copied:start], replacement)
        moved += [(start + shift + len(replacement), *mark[1:]) for mark in cut]
        copied, shift, index = end, shift + len(replacement) - (end - start), beyond
    moved += [(position + shift, *rest) for position, *rest in marks[index:]]
    return "".join((*pieces, text[copied:])), moved


def _stays_before(mark: Mark, start: int, end: int) -> bool:
    """Whether the mark stands before what the edit puts in."""
    position, width, source = mark
    if position != start:
        return position < start
    return not width and (end > start or source.startswith("</"))


def _raise(marks: list[Mark], stretches: list[tuple[int, int]]) -> list[Mark]:
    """The marks, with <sup> around each stretch that no other mark touches."""
    if not stretches:
        return marks
    taken = {position for position, _, _ in marks}
    ordered = [(mark[0], 0, mark) for mark in marks]
    for start, end in stretches:
        if taken.isdisjoint(range(start, end)):
            ordered += [(start, 1, (start, 0, "<sup>")), (end, -1, (end, 0, "</sup>"))]
    ordered.sort(key=lambda entry: entry[:2])
    return [mark for _, _, mark in ordered]


@dataclass(slots=True)
class _Frame:
    """An element's content in one language: what is finished, and the run of text being read."""

    rules: Rules | None  # None where everything is copied
    verbatim: bool = False
    finished: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    length: int = 0

    def add_words(self, text: str) -> None:
        """Text that the rules may change."""
        (self.words if self.rules else self.finished).append(text)
        self.length += len(text)

    def add_mark(self, source: str, stand_in: str = "") -> None:
        """Markup to copy, and the character that the rules see in its place, if any."""
        if not self.rules:
            self.finished.append(source)
            return
        self.marks.append((self.length, len(stand_in), source))
        if stand_in:
            self.add_words(stand_in)

    def end_run(self, source: str = "") -> None:
        """Rewrites the run that ends here and adds the markup that ended it."""
        if self.words or self.marks:
            self.finished += self._rewritten()
            self.words, self.marks, self.length = [], [], 0
        self.finished.append(source)

    def _rewritten(self) -> list[str]:
        """The run's text and marks in order, after every rule."""
        text, marks = "".join(self.words), self.marks
        if text and not text.isspace():
            for edits_of in self.rules.passes:
                text, marks = _rewrite(text, marks, edits_of(text))
            marks = _raise(marks, self.rules.raised(text))
        pieces, copied = [], 0
        for position, width, markup in marks:
            pieces += (text[copied:position], markup)
            copied = position + width
        return [*pieces, text[copied:]]


class _Fragment:
    """Reads the tokens of one fragment, keeping the open elements and a frame for each change."""

    def __init__(self, rules: Rules) -> None:
        self._rules = rules
        self._frames = [_Frame(rules)]
        self._open: list[tuple[str, bool]] = []  # name, whether it began a frame
        self._open_names: Counter[str] = Counter()

    def rewrite(self, html: str) -> str:
        """The whole fragment, rewritten."""
        position = 0
        while token := _TOKEN.search(html, position):
            if token.start() > position:
                self._frames[-1].add_words(html[position : token.start()])
            source, position = token.group(), token.end()
            if token["broken"]:
                self._frames[-1].add_mark(html[token.start() :])
                position = len(html)
            elif token["reference"]:
                self._add_reference(source)
            elif not token["name"]:
                self._frames[-1].add_mark(source)
            elif source[1] == "/":
                self._end_tag(token["name"].lower(), source)
            else:
                position = self._start_tag(token["name"].lower(), html, token)
        self._frames[-1].add_words(html[position:])
        while len(self._frames) > 1:
            self._close_frame()
        self._frames[0].end_run()
        return "".join(self._frames[0].finished)

    def _start_tag(self, name: str, html: str, token: re.Match) -> int:
        """Where reading goes on: after the tag, or after the whole of a raw text element."""
        source, position, frame = token.group(), token.end(), self._frames[-1]
        closed = source.endswith("/>") and (frame.verbatim or name in ("svg", "math"))
        if name in _RAW and not closed:
            end_tag = _RAW[name].search(html, position)
            position = end_tag.end() if end_tag else len(html)
            source = html[token.start() : position]
        self._add_tag(name, source, _VOID.get(name, ""))
        if name in _RAW or name in _VOID or closed:
            return position
        verbatim = frame.verbatim or name in _VERBATIM
        rules = None if verbatim else self._rules_declared(source, frame.rules)
        changes = verbatim != frame.verbatim or rules is not frame.rules
        if changes:
            self._frames.append(_Frame(rules, verbatim))
        self._open.append((name, changes))
        self._open_names[name] += 1
        return position

    def _add_reference(self, source: str) -> None:
        """A quotation mark that was escaped is read as itself: in text it needs no escape.

        Django escapes those that editors type in plain fields. Any other reference is copied.
        """
        character = character_references.unescape(source)
        if self._frames[-1].rules and character in _QUOTES:
            self._frames[-1].add_words(character)
        else:
            self._frames[-1].add_mark(source, character if len(character) == 1 else STAND_IN)

    def _end_tag(self, name: str, source: str) -> None:
        """Closes the nearest element of that name with all it holds; a stray end tag is copied."""
        while self._open_names[name]:
            opened, began_frame = self._open.pop()
            self._open_names[opened] -= 1
            if began_frame:
                self._close_frame()
            if opened == name:
                break
        self._add_tag(name, source)

    def _add_tag(self, name: str, source: str, stand_in: str = "") -> None:
        if self._frames[-1].rules and name not in _INLINE:
            self._frames[-1].end_run(source)
        else:
            self._frames[-1].add_mark(source, stand_in)

    def _close_frame(self) -> None:
        """Gives what the innermost frame holds to the one around it, as a thing not to be read."""
        frame = self._frames.pop()
        if frame.rules:
            frame.end_run()
        self._frames[-1].add_mark("".join(frame.finished), STAND_IN)

    def _rules_declared(self, source: str, inherited: Rules | None) -> Rules | None:
        """The rules for the start tag's `lang`; without one, what is inherited."""
        if "lang" in source.lower():
            for name, *values in _ATTRIBUTE.findall(source, 1):
                if name.lower() == "lang":
                    return self._rules if self._rules.language("".join(values)) else None
        return inherited
