"""The filters of a results page with the count of every value.

`search.lookup` counts, `search.results` puts words and addresses to the counts.
"""

from collections import Counter
from dataclasses import dataclass

FILTERS = ("sector", "theme", "kind", "year")


@dataclass(frozen=True)
class Option:
    """One value of a filter: its words, how many pages it would leave, where it leads."""

    label: str
    count: int
    query: str
    selected: bool
    language: str = ""


@dataclass(frozen=True)
class Facet:
    """A filter with its possible values; `clear` is the query string without it."""

    name: str
    label: str
    options: list[Option]
    clear: str

    @property
    def selected(self) -> Option | None:
        """The value in force, or None."""
        return next((option for option in self.options if option.selected), None)


class Counts:
    """How many pages were found: at all, and under each value of each filter.

    Args:
        rows: (what is counted, value, pages); packed ids count for each of theirs.
    """

    def __init__(self, rows: list[tuple[str, str | None, int]]):
        self.found: Counter[str] = Counter()
        self.by_language: Counter[str] = Counter()
        self.by_filter: dict[str, Counter[str]] = {name: Counter() for name in FILTERS}
        counters = {"found": self.found, "language": self.by_language, **self.by_filter}
        for name, value, pages in rows:
            for each in (value or "").strip(",").split(","):
                if each:
                    counters[name][each] += pages

    def with_languages_of(self, other: "Counts") -> "Counts":
        """The same, with what another lookup found in languages that this one did not search."""
        for mine, theirs in ((self.found, other.found), (self.by_language, other.by_language)):
            mine.update(theirs)
        return self
