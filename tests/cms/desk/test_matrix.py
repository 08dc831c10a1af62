"""The state of every page in every language."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Page
from wagtail_localize.models import StringTranslation, Translation

from cms.desk.matrix import Matrix, Wanted
from cms.desk.memory import store
from cms.desk.progress import recount
from cms.desk.states import State
from cms.models import TranslationProgress
from tests.factories import (
    make_communique,
    make_locale,
    make_many_communiques,
    make_page,
    translate,
)


def state(page, code, **wanted) -> str:
    """The state of a page in a language, as the desk says it now."""
    return Matrix(Wanted(**wanted)).cell(page.pk, make_locale(code).pk).state


def titles(**wanted) -> list[str]:
    """The originals that the table shows."""
    return [page.title for page, _cells in Matrix(Wanted(**wanted)).rows]


def republish(page, **fields) -> None:
    """Publishes the original with a change."""
    page = page.specific_class.objects.get(pk=page.pk)
    for name, value in fields.items():
        setattr(page, name, value)
    page.save_revision().publish()


@pytest.mark.parametrize("counted", [False, True], ids=["on the spot", "counted before"])
class TestStates:
    """Each state, whether the worker has counted the passages or not."""

    @pytest.fixture(autouse=True)
    def _counting(self, counted):
        self.look = recount if counted else lambda: None

    def test_what_nobody_began_is_missing(self, communique):
        self.look()
        assert state(communique, "es") == State.MISSING

    def test_begun_is_in_progress_until_the_last_passage(self, communique):
        translate(communique, "es", publish=False, only=2)
        self.look()
        assert state(communique, "es") == State.PROGRESS

    def test_whole_but_not_published_is_ready(self, communique):
        translate(communique, "es", publish=False)
        self.look()
        assert state(communique, "es") == State.DRAFT

    def test_published_is_up_to_date(self, communique):
        translate(communique, "es")
        self.look()
        assert state(communique, "es") == State.DONE

    def test_an_edit_after_publication_is_ready_to_be_published(self, communique):
        translate(communique, "es")
        title = StringTranslation.objects.get(context__path="title")
        title.data = "Huelga"
        title.save()
        self.look()
        assert state(communique, "es") == State.DRAFT

    def test_a_change_of_the_original_is_seen_in_every_language(self, communique):
        for code in ("es", "ar"):
            translate(communique, code)
        republish(communique, summary="Un autre résumé.")
        self.look()
        assert [state(communique, code) for code in ("es", "ar")] == [State.CHANGED] * 2

    def test_when_one_language_takes_the_change_the_others_still_have_it_to_do(self, communique):
        for code in ("es", "ar"):
            translate(communique, code)
        republish(communique, summary="Un autre résumé.")
        source = Translation.objects.get(
            target_locale=make_locale("es"), source__object_id=communique.translation_key
        ).source
        source.update_from_db()
        segment = source.stringsegment_set.get(context__path="summary")
        store(segment, make_locale("es"), "Otro resumen.")
        self.look()
        assert state(communique, "ar") == State.CHANGED
        assert state(communique, "es") == State.DRAFT

    def test_publishing_the_original_unchanged_gives_nobody_work(self, communique):
        translate(communique, "es")
        republish(communique)
        self.look()
        assert state(communique, "es") == State.DONE

    def test_a_page_that_is_translated_elsewhere_is_nobodys_original(self, communique):
        translate(communique, "es")
        self.look()
        assert titles().count("Grève") == 1
        assert "es: Grève" not in titles()


def test_a_passage_that_changes_marks_the_figures_as_stale(communique):
    translate(communique, "es", publish=False, only=1)
    assert recount() > 0
    assert not TranslationProgress.objects.filter(stale=True).exists()
    segment = StringTranslation.objects.get(context__path="title")
    segment.delete()
    stale = TranslationProgress.objects.filter(stale=True)
    assert [row.translation.source.object_repr for row in stale] == ["Grève"]


def test_an_original_in_another_language_is_shown_like_any_other(home):
    spanish = Page.objects.get(slug="home-es")
    page = make_page(spanish, title="Huelga")
    page.save_revision().publish()
    translate(page, "fr")
    assert state(page, "fr") == State.DONE
    assert state(page, "ar") == State.MISSING


def test_the_oldest_comes_first(communique):
    new = make_communique(communique.get_parent(), title="Nouveau")
    new.save_revision().publish()
    Page.objects.filter(pk=communique.pk).update(last_published_at="2021-01-01T00:00Z")
    shown = [title for title in titles() if title in ("Grève", "Nouveau")]
    assert shown == ["Grève", "Nouveau"]
    assert titles(order="newest").index("Nouveau") < titles(order="newest").index("Grève")


def test_filters_by_sector_language_age_and_state(communique, home):
    plain = make_page(home, title="Statuts")
    plain.save_revision().publish()
    long_ago = timezone.now() - timedelta(days=100)
    Page.objects.filter(pk=communique.pk).update(last_published_at=long_ago)
    translate(communique, "es", publish=False)
    sector = communique.lead_sector.slug
    assert "Statuts" not in titles(sector=sector)
    assert "Grève" in titles(sector=sector)
    assert titles(age="90") == ["Grève"]
    assert titles(age="365") == []
    assert "Grève" in titles(state="missing", language="ar")
    assert "Grève" not in titles(state="missing", language="es")
    assert titles(state="draft") == ["Grève"]
    assert [locale.language_code for locale in Matrix(Wanted(language="ar")).columns] == ["ar"]


def test_counts_and_percentage_of_each_language(communique):
    translate(communique, "es")
    tallies = {
        tally.locale.language_code: tally
        for tally in Matrix(Wanted(sector=communique.lead_sector.slug)).tallies
    }
    assert tallies["es"].counts[State.DONE] == 1
    assert tallies["es"].percentage == 50
    assert tallies["ar"].percentage == 0
    assert tallies["fr"].total == 0


@pytest.mark.parametrize(
    "address",
    ["?p=999", "?p=x", "?p=-1", "?state=none&language=xx&age=1e9&order=%00", "?sector=nowhere"],
)
def test_an_address_that_makes_no_sense_is_answered_all_the_same(admin, communique, address):
    assert admin.get(f"/admin/translations/{address}").status_code == 200


def queries_for(admin) -> int:
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert admin.get("/admin/translations/").status_code == 200
    return len(queries)


def test_the_number_of_queries_does_not_grow_with_the_pages(admin, communique):
    for code in ("es", "ar"):
        translate(communique, code)
    queries_for(admin)
    make_many_communiques(communique, 30)
    few = queries_for(admin)
    communique.refresh_from_db()
    make_many_communiques(communique, 270)
    assert queries_for(admin) == few <= 30
