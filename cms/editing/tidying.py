"""Cleans running text as the editor hands it over, whatever it was pasted from.

`static/js/admin/paste.js` cleans what is pasted from a word processor or a web page before the
editor sees it. This is the second net, for every save: kinds of paragraph that we do not offer
become ours instead of being lost, and there are no empty paragraphs, double spaces or typed
bullets.
"""

import re

HEADING, PARAGRAPH, BULLET = "header-three", "unstyled", "unordered-list-item"
_BULLET_MARK = re.compile(r"[·•▪◦‣●\uf0a7\uf0b7]\s+")
_INVISIBLE = re.compile(r"[\u200b\u2060\ufeff\uf0a7\uf0b7]")
_SPACES = re.compile(r"[ \t\u00a0]*[ \t][ \t\u00a0]*|\u00a0{2,}")
_LINE_ENDS = re.compile(r"[ \t\u00a0]*\n[\s\u00a0]*")


def tidied(state: dict | None, block_types: set[str]) -> dict | None:
    """The text of an editor, clean.

    Args:
        state: Draft.js's content state; None where nothing was written.
        block_types: the kinds of paragraph that the editor offers.
    """
    if not state:
        return state
    blocks = [_tidied_block(block, block_types) for block in state.get("blocks", [])]
    return {**state, "blocks": [block for block in blocks if block["text"]]}


def _tidied_block(block: dict, block_types: set[str]) -> dict:
    kind, text = block["type"], block["text"]
    if kind == "atomic":
        return block
    if kind not in block_types:
        kind = HEADING if kind.startswith("header-") and HEADING in block_types else PARAGRAPH
    mark = _BULLET_MARK.match(text.lstrip())
    removed = set()
    if mark and kind == PARAGRAPH and BULLET in block_types:
        kind = BULLET
        removed.update(range(len(text) - len(text.lstrip()) + mark.end()))
    text = _single_characters(text, removed)
    return {**block, "type": kind, **_without(block, text, removed)}


def _single_characters(text: str, removed: set[int]) -> str:
    """Marks all but the first of a run of spaces or line ends as removed; nothing at the edges."""
    removed.update(match.start() for match in _INVISIBLE.finditer(text))
    characters = list(text)
    for pattern, kept in ((_SPACES, " "), (_LINE_ENDS, "\n")):
        for match in pattern.finditer("".join(characters)):
            characters[match.start()] = kept
            removed.update(range(match.start() + 1, match.end()))
    inside = [i for i, each in enumerate(characters) if i not in removed and not each.isspace()]
    first, last = (inside[0], inside[-1]) if inside else (len(characters), -1)
    removed.update(i for i in range(len(characters)) if not first <= i <= last)
    return "".join(characters)


def _without(block: dict, text: str, removed: set[int]) -> dict:
    """The text without some characters, and the ranges of bold and links moved accordingly.

    Draft.js counts in UTF-16 units; what is removed is always one unit, what stands before it may
    be two.
    """
    units = [0]
    for character in text:
        units.append(units[-1] + (2 if ord(character) > 0xFFFF else 1))
    gone = sorted(units[index] for index in removed)

    def moved(each: dict) -> dict:
        start, end = each["offset"], each["offset"] + each["length"]
        new_start, new_end = (at - sum(unit < at for unit in gone) for at in (start, end))
        return {**each, "offset": new_start, "length": new_end - new_start}

    ranges = {
        name: [each for each in map(moved, block.get(name, [])) if each["length"]]
        for name in ("inlineStyleRanges", "entityRanges")
    }
    return {"text": "".join(c for i, c in enumerate(text) if i not in removed), **ranges}
