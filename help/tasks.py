"""The tasks of the guide, read from `help/content/<language>/<key>.toml`.

The French file says everything about a task; a file of the same name in another language may put
its words in the place of the French ones. The views, the search and the links on the screens ask
here.
"""

import tomllib
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from cms.typography import typeset_text

CONTENT = Path(__file__).parent / "content"
PICTURES = settings.BASE_DIR / "static" / "help"
FIRST_LANGUAGE = "fr"
# In the order of the guide.
TOPICS: dict[str, Promise] = {
    "begin": _("To begin with"),
    "write": _("Write"),
    "publish": _("Have it read, publish, correct"),
    "section": _("Look after the pages"),
    "translate": _("Translate"),
    "messages": _("Read and answer messages"),
    "members": _("Members and accounts"),
}


class MalformedTaskError(ValueError):
    """A file of the guide cannot be read; the message names it."""


@dataclass(frozen=True)
class Picture:
    """A picture of the admin, by its name in `static/help/`, with what it shows."""

    name: str
    alt: str


@dataclass(frozen=True)
class Step:
    """One thing to do."""

    text: str
    pictures: tuple[Picture, ...] = ()


@dataclass(frozen=True)
class Trouble:
    """What may go wrong, and what helps."""

    when: str
    then: str


@dataclass(frozen=True)
class Task:
    """Something that a member wants to do.

    `roles` are the keys of `cms.roles.catalogue` of those who do it often; anybody may read it.
    `words` are never shown: they are what people call it otherwise, for the search.
    """

    key: str
    language: str
    topic: str
    order: int
    roles: frozenset[str]
    related: tuple[str, ...]
    title: str
    purpose: str
    words: str
    steps: tuple[Step, ...]
    troubles: tuple[Trouble, ...]

    @property
    def pictures(self) -> list[Picture]:
        """All of its pictures, in their order."""
        return [picture for step in self.steps for picture in step.pictures]


@cache
def tasks_in(language: str) -> dict[str, Task]:
    """Every task by its key, in the order of the guide; in French where it is not translated.

    Raises:
        MalformedTaskError: a file is not what it should be.
    """
    first = [_first_version(path) for path in (CONTENT / FIRST_LANGUAGE).glob("*.toml")]
    topics = list(TOPICS)
    first.sort(key=lambda task: (topics.index(task.topic), task.order, task.key))
    return {task.key: _version_of(task, language) for task in first}


def tasks() -> dict[str, Task]:
    """Every task, in the language of the member's admin."""
    return tasks_in(get_language() or FIRST_LANGUAGE)


def _read(path: Path) -> dict:
    try:
        return tomllib.loads(path.read_text())
    except tomllib.TOMLDecodeError as fault:
        raise MalformedTaskError(f"{path}: {fault}") from fault


def _words(path: Path, given: dict, language: str) -> dict:
    """What a file says in its own language, spaced as that language is."""
    given = _typeset(given, language)
    try:
        return {
            "title": given["title"],
            "purpose": given["purpose"],
            "words": given.get("words", ""),
            "steps": tuple(
                Step(step["text"], tuple(Picture(**one) for one in step.get("pictures", ())))
                for step in given["steps"]
            ),
            "troubles": tuple(Trouble(**trouble) for trouble in given.get("troubles", ())),
        }
    except (KeyError, TypeError) as fault:
        raise MalformedTaskError(f"{path}: {fault!r}") from fault


def _typeset(value, language: str):
    if isinstance(value, str):
        return typeset_text(value, language)
    if isinstance(value, list):
        return [_typeset(one, language) for one in value]
    if isinstance(value, dict):
        return {key: _typeset(one, language) for key, one in value.items()}
    return value


def _first_version(path: Path) -> Task:
    given = _read(path)
    words = _words(path, given, FIRST_LANGUAGE)
    topic = given.get("topic")
    if topic not in TOPICS:
        raise MalformedTaskError(f"{path}: no topic is called {topic}")
    return Task(
        key=path.stem,
        language=FIRST_LANGUAGE,
        topic=topic,
        order=given.get("order", 0),
        roles=frozenset(given.get("roles", ())),
        related=tuple(given.get("related", ())),
        **words,
    )


def _version_of(task: Task, language: str) -> Task:
    """The task in a language, where it was translated."""
    path = CONTENT / language / f"{task.key}.toml"
    if language == FIRST_LANGUAGE or not path.exists():
        return task
    return replace(task, language=language, **_words(path, _read(path), language))
