"""French spacing, quotation marks and apostrophes, set when a page is rendered.

Members type ordinary spaces and straight quotes; the template tag and filter `typeset` and the
feeds call `typeset_html` on markup and `typeset_text` on plain words, so what is stored stays as
it was typed.

Choices, after the usage of the Imprimerie nationale: no-break space (U+00A0) before the colon,
inside « », between a number and its unit, after n°, p., art., M., Mme; narrow no-break space
(U+202F) before ; ! ? and between thousands. A single no-break space of any kind that is already
there is accepted as it is. A missing space is added before a mark only where a space, a closing
sign or the end follows, which spares 14:30, 16:9, key:value, a!=b and :-). Line breaks are left.

`cms.markup_text` keeps the markup whole and explains why cutting it by patterns is sound.
"""

import re
from bisect import bisect_right

from cms.markup_text import STAND_IN, Edit, Rules, rewrite, rewrite_html

__all__ = ["quotes_to_set", "spaces_to_set", "typeset_html", "typeset_text"]

NO_BREAK = "\u00a0"
NARROW = "\u202f"

_SPACE = " \u00a0\u2007\u2009\u202f"
_ACCEPTED = frozenset("\u00a0\u2007\u202f")
_OPENS_AFTER = frozenset(" \u00a0\u2007\u2009\u202f\t\n\r([{«‘“'’—–/-")
_OPENS_BEFORE = frozenset("([«‘“'’…#@€$+.-" + STAND_IN)
_BEFORE_MARK = rf"\w)\]»”’…%€°.{STAND_IN}"
_AFTER_STRONG_MARK = r"[!?…]*+(?:[\s»\"”’')\]]|[.,;:]++(?:[\s»!?\"”]|\Z)|\Z)"
_AFTER_WEAK_MARK = r"(?:[\s«»\"“”…]|\Z)"
_UNIT = (
    r"(?:[%‰€$£]|°[CF]?|[hst]|min|ms|km/h|[kcm]?m[²³]?|[kmµ]?g|[mc]?[lL]|ha|[kMGT]?Hz|[KkMGT][oB]"
    r"|k?W|[kMG]Wh|ans?|mois|jours?|semaines?|heures?|minutes?|secondes?|euros?|centimes?|dollars?"
    r"|milliers?|millions?|milliards?)(?![\w'’])"
)

# The protected: addresses, e-mail addresses, references typed out, key:value, 14:30, 16:9.
_TELLTALE = re.compile(r"[:@&w](?:(?<=:)[^\s«»\"]|(?<=@)|(?<=&)[#\w]|(?<=w)ww\.)")
_PROTECTED = re.compile(
    r"(?<![\w+.%-])(?:[^\W_][\w+.-]*+://[^\s<>«»\"]*|www\.[^\s<>«»\"]*"
    r"|[\w.-]++:[^\s<>«»\"]*[\w/%€])|(?<![\w+.%'-])[\w+.%'-]++@[\w.-]*\w|&\#?\w++;"
)
_CHARACTERS = re.compile(
    r"['.](?:(?<=[^\W\d_]')(?=[^\W\d_])|(?:(?<=\b[cdjlmnstCDJLMNST]')|(?<=[qQ][uU]'))(?=[«\"“])"
    rf"|(?<![./\\]\.)(?<=\.)\.\.(?:(?<![\w{STAND_IN}]\.\.\.)(?![./\\])|(?![\w./\\{STAND_IN}])))"
)
_SPACES = re.compile(
    rf"""[{_SPACE}](?:
        (?=[{_SPACE}!?;:»])(?<=[^\s«][{_SPACE}])[{_SPACE}]*+
            (?:(?=[!?]{_AFTER_STRONG_MARK}|;{_AFTER_WEAK_MARK})(?P<narrow>)
              |(?=»|:{_AFTER_WEAK_MARK}))
      | (?<=[0-9][{_SPACE}])[{_SPACE}]*+(?={_UNIT})
      | (?<=[«.°ºᵒ{STAND_IN}][{_SPACE}])(?:
            (?<=«[{_SPACE}])[{_SPACE}]*+(?=[^\s»])
          | (?<=\b[nN][°ºᵒ{STAND_IN}][{_SPACE}])[{_SPACE}]*+(?=\w)
          | (?:(?<=\bp\.[{_SPACE}])|(?<=\b[DLR]\.[{_SPACE}]))[{_SPACE}]*+(?=[0-9])
          | (?<=\b[aA]rt\.[{_SPACE}])[{_SPACE}]*+(?=[0-9]|[ADLR][.*]*+[{_SPACE}]?[0-9])
          | (?:(?<=\bM\.[{_SPACE}])|(?<=\bMM\.[{_SPACE}]))[{_SPACE}]*+(?=\w)
        )
      | (?:(?<=Mme[{_SPACE}])(?<!\wMme[{_SPACE}])|(?<=Mmes[{_SPACE}])(?<!\wMmes[{_SPACE}])
          |(?<=Mlle[{_SPACE}])(?<!\wMlle[{_SPACE}]))[{_SPACE}]*+(?=\w)
    )""",
    re.VERBOSE,
)
_MISSING = re.compile(
    rf"""[«»!?;:%€](?:
        (?<=«)(?=[^\s»])(?P<after>)
      | (?:(?<=[{_BEFORE_MARK}][!?])(?={_AFTER_STRONG_MARK})
          |(?<=[{_BEFORE_MARK}];)(?=\s|\Z|[»"”]))(?P<narrow>)
      | (?<=[^\s«]»)
      | (?:(?<=\w\w:)|(?<=[)\]»”…%€{STAND_IN}]:))(?=\s|\Z|»)
      | (?<=[0-9][%€])(?!\w)
    )""",
    re.VERBOSE,
)
_NUMBERS = re.compile(
    rf"""[0-9](?:
        (?<![\w.,/=][0-9])[0-9]{{0,2}}(?P<thousands>(?:[{_SPACE}][0-9]{{3}})++)(?![0-9]|\.[^\W_])
      | [{_SPACE}]*+(?:h|min)(?P<gap>[{_SPACE}]++)(?=[0-9]{{1,2}}(?![0-9]))
    )""",
    re.VERBOSE,
)
_ORDINALS = re.compile(
    r"""[0-9IVXL](?<![\w.,/:@°-][0-9IVXL])
        (?:(?<=1)(?P<first>ers?|res?)|(?<=[0-9])[0-9]{0,3}(?P<nth>es?)|(?<=I)(?P<reign>er|re)
          |(?:(?<=[VX])|(?<=[IVXL])[IVXL]{1,5})(?P<century>es?))
        (?=[\s,;!?»)\]…’—]|[.:](?:\s|\Z)|\Z)""",
    re.VERBOSE,
)


def typeset_text(text: str, language: str) -> str:
    """Plain text with its French spaces and signs; any other language comes back unchanged."""
    if not _is_french(language):
        return text
    for edits_of in _RULES.passes:
        text = rewrite(text, edits_of(text))
    return text


def typeset_html(html: str, language: str) -> str:
    """An HTML fragment with its French text set; any other language comes back unchanged.

    Tags, attributes, references, code and elements in another language are copied as they are.
    """
    return rewrite_html(html, _RULES) if _is_french(language) else html


def spaces_to_set(text: str) -> list[Edit]:
    """The no-break spaces that French text lacks as it is written, for those who teach them."""
    return _space_edits(text)


def quotes_to_set(text: str) -> list[Edit]:
    """The straight quotation marks of French text that become « and »."""
    edits = _quote_edits(text)
    return _outside(edits, _protected_spans(text)) if edits else edits


def _is_french(language: str | None) -> bool:
    return (language or "").replace("_", "-").partition("-")[0].strip().lower() == "fr"


def _protected_spans(text: str) -> tuple[list[int], list[int]]:
    """The starts and the ends of the addresses and pairs that no rule may enter."""
    starts: list[int] = []
    ends: list[int] = []
    searched = 0
    for telltale in _TELLTALE.finditer(text):
        if telltale.start() < searched:
            continue
        chunk = text.rfind(" ", 0, telltale.start()) + 1
        searched = text.find(" ", telltale.start())
        searched = len(text) if searched < 0 else searched
        for match in _PROTECTED.finditer(text, chunk, searched):
            starts.append(match.start())
            ends.append(match.end())
    return starts, ends


def _outside(edits: list[Edit], spans: tuple[list[int], list[int]]) -> list[Edit]:
    """The edits that touch no protected span; one at its very end does not touch it."""
    starts, ends = spans
    if not starts:
        return edits
    kept = []
    for edit in edits:
        nearest = bisect_right(starts, edit[0]) - 1
        added_before = edit[0] == edit[1] == starts[nearest]
        if nearest < 0 or added_before or edit[0] >= ends[nearest]:
            kept.append(edit)
    return kept


def _character_edits(text: str) -> list[Edit]:
    """Apostrophes, suspension points and paired quotes, in order, each as its own edit."""
    edits = [
        (match.start(), match.end(), "’" if match.end() - match.start() == 1 else "…")
        for match in _CHARACTERS.finditer(text)
    ]
    if '"' in text:
        edits = sorted(edits + _quote_edits(text))
    return _outside(edits, _protected_spans(text)) if edits else edits


def _quote_edits(text: str) -> list[Edit]:
    """« for each straight quote that opens and » for the one that closes it; the rest stay."""
    edits: list[Edit] = []
    opened: list[int] = []
    for match in re.finditer('"+', text):
        start, end = match.span()
        if end - start > 1:
            continue
        before, after = text[start - 1 : start], text[end : end + 1]
        if (not before or before in _OPENS_AFTER) and (after.isalnum() or after in _OPENS_BEFORE):
            opened.append(start)
        elif opened and before not in _OPENS_AFTER and not (after.isalnum() or after == "_"):
            opening = opened.pop()
            edits += [(opening, opening + 1, "«"), (start, end, "»")]
    return edits


def _space_edits(text: str) -> list[Edit]:
    """Spaces to harden and spaces to add, in order, never two at one place."""
    edits: dict[int, Edit] = {}
    for match in _SPACES.finditer(text):
        if match.group() not in _ACCEPTED:
            space = NO_BREAK if match["narrow"] is None else NARROW
            edits[match.start()] = (match.start(), match.end(), space)
    for match in _NUMBERS.finditer(text):
        if match["gap"] is not None:
            if match["gap"] not in _ACCEPTED:
                edits[match.start("gap")] = (*match.span("gap"), NO_BREAK)
            continue
        for place in range(match.start("thousands"), match.end(), 4):
            if text[place] not in _ACCEPTED:
                edits[place] = (place, place + 1, NARROW)
    for match in _MISSING.finditer(text):
        place = match.start() if match["after"] is None else match.end()
        edits[place] = (place, place, NO_BREAK if match["narrow"] is None else NARROW)
    return _outside(sorted(edits.values()), _protected_spans(text)) if edits else []


def _ordinal_endings(text: str) -> list[tuple[int, int]]:
    """Where the endings of 1er, 2e and XXIe stand."""
    endings = [(*match.span(match.lastgroup), "") for match in _ORDINALS.finditer(text)]
    kept = _outside(endings, _protected_spans(text)) if endings else []
    return [(start, end) for start, end, _ in kept]


_RULES = Rules((_character_edits, _space_edits), _ordinal_endings, _is_french)
