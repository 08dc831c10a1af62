"""The table of pages and languages, the first screen of the desk."""

from urllib.parse import urlencode

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from cms.desk.matrix import NEWEST, OLDEST, Age, Matrix, Tally, Wanted
from cms.desk.permissions import languages_of
from cms.desk.states import ICONS, TO_DO, Cell, State
from cms.desk.views.base import DeskView


class TableView(DeskView):
    """Every original with its translations, the oldest first, and how far each language is."""

    template_name = "desk/table.html"
    page_title = _("Translations")

    @cached_property
    def matrix(self) -> Matrix:
        """What the address asks for."""
        return Matrix(Wanted.from_query(self.request.GET), self.request.GET.get("p"))

    def get_breadcrumbs_items(self):
        """Home and this screen."""
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs):
        """Adds what the table shows."""
        own = languages_of(self.request.user)
        matrix = self.matrix
        context = super().get_context_data(**kwargs)
        context |= {
            "matrix": matrix,
            "tallies": [
                {
                    "tally": tally,
                    "states": [
                        (state, count, self._address(tally.locale.language_code, state))
                        for state, count in tally.by_state
                    ],
                    "archive_url": self._archive(tally) if tally.locale.pk in own else "",
                }
                for tally in matrix.tallies
            ],
            "states": [(state, ICONS[state]) for state in State],
            "rows": [
                (page, [self._shown(page, locale, cell, own) for locale, cell in cells])
                for page, cells in matrix.rows
            ],
            "ages": Age.choices,
            "orders": [(OLDEST, _("the oldest first")), (NEWEST, _("the newest first"))],
            "elided_page_range": matrix.screen.paginator.get_elided_page_range(
                matrix.screen.number
            ),
        }
        return context

    def _address(self, language: str, state: State) -> str:
        kept = {
            "sector": self.matrix.wanted.sector,
            "age": self.matrix.wanted.age,
            "language": language,
            "state": state.value,
        }
        return "?" + urlencode({name: value for name, value in kept.items() if value})

    def _archive(self, tally: Tally) -> str:
        """Where the files of all that is to do in a language are; empty where nothing is."""
        if not any(tally.counts[state] for state in TO_DO):
            return ""
        kept = {"sector": self.matrix.wanted.sector, "age": self.matrix.wanted.age}
        query = urlencode({name: value for name, value in kept.items() if value})
        address = reverse("translation_desk:archive", args=[tally.locale.language_code])
        return f"{address}?{query}" if query else address

    @staticmethod
    def _shown(page, locale, cell: Cell | None, own: set[int]) -> dict:
        """What a cell shows, and where it leads a member who may work in that language."""
        if cell is None:
            return {"locale": locale, "original": True}
        shown = {
            "locale": locale,
            "state": State(cell.state),
            "icon": ICONS[cell.state],
            "lacking": cell.lacking,
        }
        if locale.pk not in own and cell.state != State.MISSING:
            return shown
        if cell.state == State.MISSING:
            shown["url"] = reverse("translation_desk:begin", args=[page.pk, locale.language_code])
        elif cell.translation_id:
            shown["url"] = reverse("translation_desk:work", args=[cell.page_id])
        else:
            shown["url"] = reverse("wagtailadmin_pages:edit", args=[cell.page_id])
        return shown
