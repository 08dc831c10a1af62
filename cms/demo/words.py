"""Reads the demo's words: one TOML file per page, one table per language in it.

The builders get `Words`; what they need and do not find is an error that names the file.
"""

import tomllib
import uuid
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from cms.settings.languages import LANGUAGE_BY_CODE

CONTENT = Path(__file__).parent / "content"
_NAMESPACE = uuid.UUID("6d7c2c52-5d0e-4a5b-9a9e-2b8f5b0d3c11")


class DemoContentError(Exception):
    """The demo's words contradict each other; the message names the page and the place."""


@dataclass(frozen=True)
class Words:
    """One page's words: facts of the page, then a table per language."""

    key: str
    facts: dict
    languages: dict[str, dict]

    @property
    def original(self) -> str:
        """The code of the language that the page was written in."""
        return self.facts.get("original", "fr")

    @property
    def translations(self) -> list[str]:
        """The codes of the other languages, in the site's order."""
        return [code for code in self.languages if code != self.original]


def stable_uuid(*parts: object) -> uuid.UUID:
    """The same identifier for the same parts at every run."""
    return uuid.uuid5(_NAMESPACE, ":".join(map(str, parts)))


@lru_cache
def read(name: str) -> dict:
    """The content of a TOML file, by its path below `content/` without the ending."""
    return tomllib.loads((CONTENT / f"{name}.toml").read_text(encoding="utf-8"))


def read_page(folder: str, key: str) -> Words:
    """The words of one page."""
    content = read(f"{folder}/{key}")
    languages = {code: content[code] for code in LANGUAGE_BY_CODE if code in content}
    facts = {name: value for name, value in content.items() if name not in LANGUAGE_BY_CODE}
    words = Words(key, facts, languages)
    if words.original not in languages:
        raise DemoContentError(f"{folder}/{key}: nothing in the original language")
    return words


def read_folder(folder: str) -> list[Words]:
    """The words of every page of a folder, by key."""
    return [read_page(folder, file.stem) for file in sorted((CONTENT / folder).glob("*.toml"))]
