"""What to look up, said once for both engines: terms, phrases, and how they combine.

`search.parsing` and `search.lookup` build these; each engine writes them in its own language.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Lexeme:
    """Pages that hold a stored term, or one that begins with it."""

    text: str
    prefix: bool = False


@dataclass(frozen=True)
class Phrase:
    """Pages that hold these terms one right after the other."""

    texts: tuple[str, ...]


@dataclass(frozen=True)
class All:
    """Pages that satisfy every part."""

    parts: tuple["Expression", ...]


@dataclass(frozen=True)
class Any:
    """Pages that satisfy at least one part."""

    parts: tuple["Expression", ...]


@dataclass(frozen=True)
class Without:
    """Pages that satisfy `base` and none of the excluded."""

    base: "Expression"
    excluded: tuple["Expression", ...]


Expression = Lexeme | Phrase | All | Any | Without
