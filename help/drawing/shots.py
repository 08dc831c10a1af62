"""What a picture of the guide is made of: whose screen, what is clicked, which part is kept."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Screen:
    """An address of the admin by its name; arguments that name a fact of `scenes.py` become it."""

    name: str
    arguments: tuple[str, ...] = ()
    query: str = ""


@dataclass(frozen=True)
class Click:
    """Presses what a selector finds."""

    selector: str


@dataclass(frozen=True)
class Fill:
    """Types into a field."""

    selector: str
    text: str


@dataclass(frozen=True)
class Press:
    """Presses keys, where the cursor is."""

    keys: str


@dataclass(frozen=True)
class Shot:
    """One picture. All selectors are Playwright's.

    `keep` are the parts that must be seen: the picture is as large as their common frame, or the
    whole window where there are none. `marks` are framed in red, and numbered if there are several.
    """

    name: str
    member: str
    screen: Screen
    acts: tuple[Click | Fill | Press, ...] = ()
    keep: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()
    width: int = 1280
    height: int = 1200
    margin: int = 16
