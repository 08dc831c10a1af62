"""The panels of the dashboard: what a member reads first, at most five lines each."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.functional import Promise, cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.components import Component
from wagtail.admin.utils import get_user_display_name
from wagtail.models import Locale, Page, TaskState, WorkflowState, get_default_page_content_type

from cms.board.waiting import drafts_of, reviews_for, upcoming_for

ROWS = 5
"""How many lines a panel has; the rest is a link away."""


class BoardPanel(Component):
    """A panel that is shown only while it has something to say.

    Args:
        request: the member's request.
    """

    order = 100
    name = ""
    heading: Promise | str = ""

    class Media:
        css = {"all": ["css/board.css"]}

    def __init__(self, request):
        self.request = request

    def is_shown(self) -> bool:
        """Whether it has something to say to this member."""
        raise NotImplementedError

    def get_context_data(self, parent_context) -> dict:
        """The panel itself; its template asks it for the rest."""
        return {"panel": self}


@dataclass(frozen=True)
class Row:
    """A page on a panel: where its title leads, where it stands, since when or until when."""

    title: str
    locale: Locale
    url: str
    kind: str
    moment: datetime | None
    state: Promise | str = ""
    member: str = ""
    compare_url: str = ""


class PagesPanel(BoardPanel):
    """A panel of pages: the first ones, how many there are, a link to all of them."""

    template_name = "board/pages.html"
    moment_label: Promise | str = ""

    @cached_property
    def _found(self):
        return self.query()

    def query(self):
        """What is listed, in its order."""
        raise NotImplementedError

    def rows_of(self, found: Sequence) -> list[Row]:
        """How some of it is shown."""
        raise NotImplementedError

    @cached_property
    def count(self) -> int:
        """How many there are in all."""
        return self._found.count()

    def is_shown(self) -> bool:
        """Whether there is one."""
        return self.count > 0

    @property
    def rows(self) -> list[Row]:
        """The first ones."""
        return self.rows_of(self._found[:ROWS])

    @property
    def has_more(self) -> bool:
        """Whether some are not on the panel."""
        return self.count > ROWS

    @property
    def all_url(self) -> str:
        """Where all of them are."""
        return reverse("board:list", args=[self.name])


def _with_facts(pages):
    return pages.select_related("locale", "content_type", "latest_revision")


def _edit_url(page: Page) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def _desk_url(page: Page) -> str:
    return reverse("translation_desk:work", args=[page.pk])


def _number(state: TaskState) -> int:
    """The page that a step is about; a revision names it by a text."""
    return int(state.revision.object_id)


def _kind_of(page: Page) -> str:
    return str(page.specific_class._meta.verbose_name)


class ToModerate(PagesPanel):
    """What members submitted and this one may approve."""

    order = 20
    name = "to-moderate"
    heading = _("Waiting for your approval")
    moment_label = _("Submitted on")

    def query(self):
        """The steps that wait."""
        return reviews_for(self.request.user).select_related("revision__user")

    def rows_of(self, found) -> list[Row]:
        """Each with who submitted it."""
        states = list(found)
        pages = _with_facts(Page.objects).in_bulk(_number(state) for state in states)
        return [
            self._row(state, pages[_number(state)]) for state in states if _number(state) in pages
        ]

    @staticmethod
    def _row(state: TaskState, page: Page) -> Row:
        return Row(
            title=state.revision.object_str,
            locale=page.locale,
            url=reverse("moderation:review", args=[state.pk]),
            kind=_kind_of(page),
            moment=state.started_at,
            member=get_user_display_name(state.revision.user) if state.revision.user else "",
            compare_url=reverse(
                "wagtailadmin_pages:revisions_compare", args=[page.pk, "live", state.revision_id]
            )
            if page.live
            else "",
        )


class MyDrafts(PagesPanel):
    """What the member began and readers do not have yet."""

    order = 30
    name = "my-drafts"
    heading = _("My drafts")
    moment_label = _("Changed on")
    states = {
        WorkflowState.STATUS_IN_PROGRESS: _("With the moderators"),
        WorkflowState.STATUS_NEEDS_CHANGES: _("Sent back to you"),
    }

    def query(self):
        """The drafts."""
        return _with_facts(drafts_of(self.request.user))

    def rows_of(self, found) -> list[Row]:
        """Each with where it stands on its way to publication."""
        pages = list(found)
        on_their_way = dict(
            WorkflowState.objects.active()
            .filter(
                base_content_type=get_default_page_content_type(),
                object_id__in=[str(page.pk) for page in pages],
            )
            .values_list("object_id", "status")
        )
        return [
            Row(
                title=page.draft_title or page.title,
                locale=page.locale,
                url=_desk_url(page) if page.at_desk else _edit_url(page),
                kind=_kind_of(page),
                moment=page.latest_revision_created_at,
                state=self.states.get(on_their_way.get(str(page.pk)), ""),
            )
            for page in pages
        ]


class Upcoming(PagesPanel):
    """What goes live by itself, and when."""

    order = 60
    name = "upcoming"
    heading = _("Going live next")
    moment_label = _("Planned for")

    def query(self):
        """The pages that are planned."""
        return _with_facts(upcoming_for(self.request.user))

    def rows_of(self, found) -> list[Row]:
        """Each with its hour."""
        return [
            Row(
                title=page.draft_title or page.title,
                locale=page.locale,
                url=_edit_url(page),
                kind=_kind_of(page),
                moment=page.go_live,
            )
            for page in found
        ]


class NothingToDo(BoardPanel):
    """What a member reads for whom nothing waits."""

    name = "nothing"
    heading = _("Nothing waits for you")
    template_name = "board/nothing.html"

    def is_shown(self) -> bool:
        """Always: it is added where no other panel is."""
        return True


PAGES_PANELS = (ToModerate, MyDrafts, Upcoming)
