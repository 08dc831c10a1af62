"""A translator of Italian edits Italian pages and nothing else: every view is asked, by HTTP."""

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import GroupApprovalTask, Page, Workflow, WorkflowPage, WorkflowTask

from cms.desk import jobs
from cms.desk.families import translations_into
from cms.models import TranslationJob
from tests.cms.roles.conftest import browser_of, give, named_group
from tests.cms.roles.deeds import OF_WAGTAIL, Deed, move, other_parent, state
from tests.cms.roles.translating_deeds import OF_TRANSLATING
from tests.factories import make_locale, translate


@pytest.mark.parametrize("deed", OF_WAGTAIL, ids=lambda deed: deed.name)
class TestWagtailsScreens:
    def test_are_open_for_an_italian_page(self, italian: Client, alone, deed: Deed):
        assert deed.done(italian, alone["education", "it"])

    def test_are_closed_for_a_french_page(self, italian: Client, alone, deed: Deed):
        assert not deed.done(italian, alone["education", "fr"])


@pytest.mark.parametrize("deed", OF_TRANSLATING, ids=lambda deed: deed.name)
class TestTranslating:
    def test_is_open_into_italian(self, italian: Client, translated, deed: Deed):
        assert deed.done(italian, translated["it"])

    def test_is_closed_into_french(self, italian: Client, translated, deed: Deed):
        assert not deed.done(italian, translated["fr"])


class TestWhatWouldReachFrench:
    """Ways from an Italian page to a French one."""

    def test_the_editors_button_publishes_no_french_page(self, italian, translated):
        before = state()
        address = reverse("wagtailadmin_pages:edit", args=[translated["fr"].pk])
        italian.post(address, {"action": "publish"})
        assert state() == before

    def test_sync_translated_pages_writes_nothing(self, italian, translated):
        before = state()
        source = translations_into(translated["fr"]).get().source
        address = reverse("wagtail_localize:update_translations", args=[source.pk])
        italian.post(address, {"publish_translations": "on"})
        assert state() == before

    def test_unpublishing_an_italian_original_leaves_the_french_page_online(
        self, italian, translated
    ):
        french = translated["fr"]
        original = translations_into(french).get().source.get_source_instance()
        address = reverse("wagtailadmin_pages:unpublish", args=[original.pk])
        italian.post(address, {"translations": [french.pk]})
        assert not Page.objects.get(pk=original.pk).live
        assert Page.objects.get(pk=french.pk).live

    @pytest.mark.parametrize("many", [False, True], ids=["one", "bulk"])
    def test_an_italian_original_whose_french_page_would_move_along_stays(
        self, italian, translated, many
    ):
        original = translations_into(translated["fr"]).get().source.get_source_instance()
        before = state()
        if many:
            address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "move"])
            data = {"chooser": other_parent(original).pk}
            answer = italian.post(f"{address}?id={original.pk}", data, follow=True)
        else:
            answer = move(italian, original)
            answer = italian.get(answer.headers["Location"])
        assert state() == before
        assert original.title in answer.content.decode()

    def test_begun_without_a_place_in_french_nothing_is_made(self, italian, alone):
        before = state()
        page = alone["education", "it"]
        italian.post(reverse("translation_desk:begin", args=[page.pk, "fr"]))
        italian.post(
            reverse("translation_desk:section", args=[page.pk]),
            {"languages": [make_locale("fr").pk]},
        )
        assert state() == before

    def test_a_job_stops_where_the_rights_of_its_member_stop(self, sections, alone):
        """A page whose original hangs in another section would be begun there."""
        group = named_group("Éducation", "fr", "it")
        give(group, sections["education", "fr"])
        member = browser_of(group)
        italian_page = alone["culture", "it"]
        french = translate(italian_page, "fr")
        french.move(sections["education", "fr"], pos="last-child")
        member.post(
            reverse("translation_desk:section", args=[sections["education", "fr"].pk]),
            {"languages": [make_locale("it").pk], "below": "on"},
        )
        job = TranslationJob.objects.get()
        job.languages = ["es"]
        job.save()
        jobs.translate_section.call(job.pk)
        job.refresh_from_db()
        assert job.made == 0
        assert job.problems
        assert not Page.objects.filter(
            translation_key=italian_page.translation_key, locale=make_locale("es")
        ).exists()

    def test_a_member_who_lost_the_right_no_longer_has_a_job_done(self, italian, alone):
        french = alone["education", "fr"]
        job = jobs.start(french, [make_locale("it")], italian.user, below=False)
        italian.user.groups.clear()
        jobs.translate_section.call(job.pk)
        job.refresh_from_db()
        assert (job.made, len(job.problems)) == (0, 1)


class TestWithTheModerators:
    """A translation that waits for its moderators is locked for whoever wrote it, here too."""

    @pytest.fixture
    def waiting(self, homes, translated, italian) -> Page:
        """An Italian page that waits."""
        task = GroupApprovalTask.objects.create(name="Approbation")
        task.groups.add(named_group("Approbateurs", "it"))
        workflow = Workflow.objects.create(name="Approbation")
        WorkflowTask.objects.create(workflow=workflow, task=task)
        WorkflowPage.objects.create(page=homes["it"], workflow=workflow)
        page = translated["it"]
        page.save_revision()
        workflow.start(page, italian.user)
        return page

    @pytest.mark.parametrize(
        "deed",
        [one for one in OF_TRANSLATING if one.writes and one.name != "section"],
        ids=lambda one: one.name,
    )
    def test_nothing_is_written(self, italian, waiting, deed):
        assert not deed.done(italian, waiting)

    def test_nothing_is_published(self, italian, waiting):
        before = state()
        address = reverse("wagtailadmin_pages:edit", args=[waiting.pk])
        italian.post(address, {"action": "publish"})
        assert state() == before


@pytest.mark.parametrize(("code", "shown"), [("it", True), ("fr", False)])
def test_choosers_show_no_drafts_of_others(italian, alone, code, shown):
    draft = alone["education", code]
    draft.unpublish()
    address = reverse("wagtailadmin_choose_page_child", args=[draft.get_parent().pk])
    assert (draft.title in italian.get(address).content.decode()) is shown


def test_choosers_show_what_readers_see(italian, alone):
    page = alone["education", "fr"]
    address = reverse("wagtailadmin_choose_page_child", args=[page.get_parent().pk])
    assert page.title in italian.get(address).content.decode()
