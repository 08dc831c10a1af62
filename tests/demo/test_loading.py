"""Loading the demonstration again loses nothing; where it is not allowed it does nothing."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from wagtail.models import Page

from sectors.models import CommuniquePage, Organisation, Sector, Theme

pytestmark = pytest.mark.demo


def load() -> str:
    """Runs the command; what it said."""
    said = StringIO()
    call_command("load_demo", picture_width=480, stdout=said)
    return said.getvalue()


def test_a_second_run_makes_no_page_and_keeps_an_edit(demo, db):
    page = CommuniquePage.objects.filter(locale__language_code="fr").first()
    page.title = "Corrigé par une rédactrice"
    page.save_revision().publish()
    sector = Sector.objects.first()
    sector.name_fr = "Métiers renommés"
    sector.save()
    before = [model.objects.count() for model in (Page, Sector, Theme, Organisation)]

    assert "0 pages made." in load()

    assert [model.objects.count() for model in (Page, Sector, Theme, Organisation)] == before
    assert CommuniquePage.objects.get(pk=page.pk).title == "Corrigé par une rédactrice"
    assert Sector.objects.get(pk=sector.pk).name_fr == "Métiers renommés"


def test_the_demo_refuses_where_it_is_not_allowed(demo, db, settings):
    settings.DEMO_CONTENT_ALLOWED = False
    with pytest.raises(CommandError):
        load()


def test_every_setting_but_one_machines_own_refuses_the_demo():
    from cms.settings import base

    assert base.DEMO_CONTENT_ALLOWED is False
