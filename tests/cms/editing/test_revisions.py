"""Which old versions the worker forgets."""

from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.utils import timezone
from wagtail.models import Revision

from cms.editing.revisions import KEPT_DRAFTS, forget_drafts
from cms.schedule import jobs
from sectors.models import CommuniquePage
from tests.cms.board.conftest import submit
from tests.factories import make_communique

pytestmark = pytest.mark.django_db
OLD = KEPT_DRAFTS + timedelta(days=1)


def save(page, age=OLD):
    """A version of a page, as old as it is told."""
    revision = page.save_revision()
    revision.created_at = timezone.now() - age
    revision.save(update_fields=["created_at"])
    return revision


def kept(page) -> set[int]:
    forget_drafts()
    return set(Revision.objects.for_instance(page).values_list("pk", flat=True))


@pytest.fixture
def page(sections):
    return make_communique(sections["education", "fr"])


def test_forgets_old_drafts_and_keeps_the_last_and_the_recent(page):
    old = [save(page) for _number in range(3)]
    recent = save(page, KEPT_DRAFTS - timedelta(days=1))
    assert kept(page) == {recent.pk}
    assert not Revision.objects.filter(pk__in=[each.pk for each in old]).exists()


def test_keeps_the_last_one_however_old(page):
    save(page)
    last = save(page, OLD - timedelta(minutes=1))
    assert kept(page) == {last.pk}


def test_keeps_what_was_published_what_is_planned_and_what_was_submitted(page):
    published = save(page)
    published.publish(log_action=True)
    again = save(page, OLD - timedelta(minutes=1))
    again.publish()
    planned = save(page, OLD - timedelta(minutes=2))
    planned.approved_go_live_at = timezone.now() + timedelta(days=1)
    planned.save(update_fields=["approved_go_live_at"])
    submitted = save(page, OLD - timedelta(minutes=3))
    member = get_user_model().objects.create_user("writer")
    submit(CommuniquePage.objects.get(pk=page.pk), member)
    draft = save(page, OLD - timedelta(minutes=4))
    last = save(page, timedelta())
    assert kept(page) == {each.pk for each in (published, again, planned, submitted, last)}
    assert draft.pk not in kept(page)


def test_the_worker_does_it():
    assert forget_drafts in {job.function for job in jobs()}
