"""The words of the block picker's previews, in the language of whoever writes.

Blocks name these functions as their `preview_value`, as static methods of their `Meta`;
documents and pages are made up too, since a new site has none.
"""

from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.documents import get_document_model
from wagtail.models import Locale, Page


def paragraph(words: str = "") -> str:
    """Running text."""
    words = words or _(
        "The workers of the night service have decided to meet every Monday. They ask for rosters "
        "that are known a month ahead and for every hour to be paid."
    )
    return format_html("<p>{}</p>", words)


def heading() -> str:
    """A heading."""
    return _("What we demand")


def quote() -> dict:
    """Somebody's words."""
    return {
        "text": _("We were told to be patient. We preferred to organise."),
        "source": _("A maintenance technician"),
        "language": "",
    }


def callout() -> dict:
    """A note."""
    text = paragraph(_("Nobody may be punished for having joined a union."))
    return {"tone": "rights", "title": _("What the law says"), "text": text}


def figures() -> dict:
    """Two numbers."""
    items = [
        {"figure": "900", "label": _("jobs cut")},
        {"figure": "0", "label": _("meeting with the staff")},
    ]
    return {"items": items, "source": _("Counted by the union")}


def poster() -> dict:
    """A poster."""
    return {
        "words": _("Alone we bear it. Together we act."),
        "sentence": _("One meeting a month, open to everybody."),
        **action(),
        "colour": "red",
    }


def action() -> dict:
    """A button."""
    return {"label": _("Join the union"), "page": None, "url": "https://union.example/"}


def steps() -> dict:
    """Two steps."""
    return {
        "items": [
            {"title": _("Write to us"), "text": paragraph(_("Two lines are enough."))},
            {"title": _("Let us meet"), "text": paragraph(_("Close to where you work."))},
        ]
    }


def questions() -> dict:
    """A question."""
    answer = paragraph(_("No. You alone decide whether to say so."))
    return {
        "items": [{"question": _("Will my employer know that I have joined?"), "answer": answer}]
    }


def chapter() -> dict:
    """A chapter."""
    return {"title": _("Precarious staff"), "body": [("paragraph", paragraph())]}


def right() -> dict:
    """A right."""
    return {
        "title": _("Time on the way counts"),
        "text": _("Between two places of work, this time is paid."),
    }


def caption() -> str:
    """What is said under a picture."""
    return _("In front of the station, on the first day of the strike.")


def documents() -> dict:
    """Files to download, which do not exist."""
    titles = [_("Leaflet of 1 May"), _("Your rights when you are called at night")]
    facts = {"pk": 0, "file": "example.pdf", "file_size": 184_000, "language": get_language()}
    items = [get_document_model()(title=title, **facts) for title in titles]
    return {"title": _("To download"), "items": items}


def pages() -> list[Page]:
    """Pages to read, which do not exist."""
    titles = [_("Night shifts: the hours that nobody counted"), _("How a section is founded")]
    made = [Page(title=title, locale=Locale(language_code=get_language())) for title in titles]
    made[0].date = timezone.localdate()
    return made


def pages_title() -> str:
    """The title above them."""
    return _("Read also")
