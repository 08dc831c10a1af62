"""The panel of those who look after a language: which translations are to be done again."""

from urllib.parse import urlencode

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from cms.board.panels import ROWS, BoardPanel
from cms.desk.matrix import Matrix, Tally, Wanted
from cms.desk.permissions import has_whole_languages, whole_languages_of
from cms.desk.states import State

TO_REDO = (State.CHANGED, State.PROGRESS, State.DRAFT, State.MISSING)
"""What is counted, what readers have wrong before what they do not have."""


class ToTranslate(BoardPanel):
    """Each of the member's languages with what there is to do in it, and where."""

    order = 50
    name = "to-translate"
    heading = _("Translations to do")
    template_name = "board/languages.html"

    @cached_property
    def _tallies(self) -> list[Tally]:
        """The languages with work, the one with most translations to do again first."""
        if not has_whole_languages(self.request.user):
            return []
        matrix = Matrix(Wanted())
        own = whole_languages_of(self.request.user, matrix.locales)
        waiting = [
            tally
            for tally in matrix.tallies
            if tally.locale.pk in own and any(tally.counts[state] for state in TO_REDO)
        ]
        return sorted(waiting, key=lambda tally: [-tally.counts[state] for state in TO_REDO])

    def is_shown(self) -> bool:
        """Whether something is to be done."""
        return bool(self._tallies)

    @property
    def rows(self) -> list[tuple]:
        """(language, [(state, count, address)]) of the languages shown."""
        return [
            (
                tally.locale,
                [
                    (state, tally.counts[state], self._address(tally, state))
                    for state in TO_REDO
                    if tally.counts[state]
                ],
            )
            for tally in self._tallies[:ROWS]
        ]

    @staticmethod
    def _address(tally: Tally, state: State) -> str:
        query = urlencode({"language": tally.locale.language_code, "state": state.value})
        return f"{reverse('translation_desk:index')}?{query}"
