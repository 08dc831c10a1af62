"""A remark's one example: where it is, which words, what could stand there instead."""

import re
from dataclasses import dataclass

from cms.markup_text import STAND_IN
from cms.writing.texts import Place

_NEXT_WORD = re.compile(r"\s?\S*")


@dataclass(frozen=True)
class Finding:
    """`words` as they are written, in `language`; `instead` may be empty."""

    place: Place
    words: str
    language: str
    instead: str = ""


def around(text: str, start: int, end: int) -> str:
    """The word before a place of a text and the one after it."""
    left = text.rfind(" ", 0, start) + 1
    return text[left : _NEXT_WORD.match(text, end).end()].replace(STAND_IN, "…").strip()


def shortened(text: str, longest: int = 60) -> str:
    """The beginning of a text, whole words, with an ellipsis where it goes on."""
    text = " ".join(text.split())
    if len(text) <= longest:
        return text
    return text[: text.rfind(" ", 0, longest)].rstrip(" ,;:.") + "…"
