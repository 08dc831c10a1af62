"""By which sectors the desk can be filtered.

The desk knows no page type; whoever knows the trades registers the hook
`translation_desk_sections`, a function that returns sections by the value they have in addresses.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Q
from wagtail import hooks


@dataclass(frozen=True)
class Section:
    """A choice of the filter: its name, and the condition that its pages meet."""

    label: str
    pages: Callable[[], Q]


def sections() -> dict[str, Section]:
    """Every section that an application has registered, by its value in addresses."""
    found: dict[str, Section] = {}
    for collect in hooks.get_hooks("translation_desk_sections"):
        found |= collect()
    return found
