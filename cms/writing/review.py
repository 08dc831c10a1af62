"""Every check in the order of its weight, and what of a page is shown of them at once.

`cms.writing.views` asks for it with a page as it stands in the form. What has been mended comes off
the list and makes room for the next: a long list is read by nobody.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cms.writing import spelling, structure, tongues
from cms.writing.findings import Finding
from cms.writing.texts import Reading

MOST_REMARKS, MOST_EXAMPLES = 5, 3


@dataclass(frozen=True)
class Check:
    """A kind of remark. `mended` says that readers are spared it whatever the member does."""

    name: str
    title: Promise
    reason: Promise
    find: Callable[[Reading], Iterator[Finding]]
    mended: bool = False


@dataclass(frozen=True)
class Remark:
    """A check that found something: its first examples, and how many more there are."""

    check: Check
    examples: list[Finding]
    more: int


@dataclass(frozen=True)
class Review:
    """The remarks that are shown, how many kinds wait behind them, and what is mended already."""

    remarks: list[Remark]
    waiting: int
    mended: list[Remark]

    @property
    def count(self) -> int:
        """How many kinds readers would notice, shown or not."""
        return len(self.remarks) + self.waiting


CHECKS = (
    Check(
        "alternative",
        _("A picture is not described"),
        _(
            "Those who cannot see it get nothing. Say in a sentence what it shows; if it only "
            "decorates, it may stay without."
        ),
        structure.without_alternative,
    ),
    Check(
        "language",
        _("A passage seems to be in another language"),
        _(
            "Screen readers pronounce it and browsers set it as what it is said to be. Select the "
            "words and choose their language with the globe."
        ),
        tongues.unmarked,
    ),
    Check(
        "headings",
        _("A small heading stands under no large one"),
        _(
            "Readers who go from heading to heading miss a step. Put a “Heading” block before it, "
            "or make it one."
        ),
        structure.out_of_order,
    ),
    Check(
        "bold",
        _("A bold line stands in for a heading"),
        _("A “Heading” block in its place appears in the contents and can be jumped to."),
        structure.bold_for_heading,
    ),
    Check(
        "links",
        _("The words of a link do not say where it leads"),
        _(
            "Many read links alone, one after the other, or by ear. Name what opens: “the leaflet "
            "for pharmacies” rather than “here”."
        ),
        structure.saying_nothing,
    ),
    Check(
        "title",
        _("The title is long"),
        _(
            "Networks and search engines cut it after about 70 characters, and on paper it takes "
            "half a page. A shorter one, or a title for search engines, is read whole."
        ),
        structure.too_long,
    ),
    Check(
        "capitals",
        _("Capitals lack their accents"),
        _("In French a capital has its accent too; search and screen readers count on it."),
        spelling.bare_capitals,
    ),
    Check(
        "points",
        _("Inclusive forms are written in several ways"),
        _("One sign for the whole text is easier to read, for eyes and for screen readers."),
        spelling.mixed_points,
    ),
    Check(
        "quotes",
        _("Straight quotation marks"),
        _("The site turns them into « » for readers; on a leaflet nobody does it for you."),
        spelling.straight_quotes,
        mended=True,
    ),
    Check(
        "spaces",
        _("No-break spaces are missing"),
        _(
            "The site sets them for readers, so that no sign begins a line; elsewhere they are "
            "yours to type."
        ),
        spelling.missing_spaces,
        mended=True,
    ),
)


def review(reading: Reading) -> Review:
    """What there is to say about a page, the weightiest first."""
    remarks = []
    for check in CHECKS:
        found = list(dict.fromkeys(check.find(reading)))
        if found:
            remarks.append(Remark(check, found[:MOST_EXAMPLES], len(found[MOST_EXAMPLES:])))
    noticed = [remark for remark in remarks if not remark.check.mended]
    mended = [remark for remark in remarks if remark.check.mended]
    return Review(noticed[:MOST_REMARKS], len(noticed[MOST_REMARKS:]), mended)
