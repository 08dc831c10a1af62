"""A remark's one example: where it is, which words, what could stand there instead."""

from dataclasses import dataclass

from cms.writing.texts import Place

# Around the sign in question, in characters.
_BEFORE, _AFTER = 14, 6


@dataclass(frozen=True)
class Finding:
    """`words` as they are written, in `language`; `instead` may be empty."""

    place: Place
    words: str
    language: str
    instead: str = ""


def around(text: str, start: int, end: int) -> str:
    """The words around a place of a text, whole ones."""
    left = text.rfind(" ", 0, max(0, start - _BEFORE)) + 1
    right = text.find(" ", end + _AFTER)
    return text[left : right if right >= 0 else None].strip()


def shortened(text: str, longest: int = 60) -> str:
    """The beginning of a text, whole words, with an ellipsis where it goes on."""
    text = " ".join(text.split())
    if len(text) <= longest:
        return text
    return text[: text.rfind(" ", 0, longest)].rstrip(" ,;:.") + "…"
