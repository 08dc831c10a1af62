"""Each house rule of `cms.checks` refuses what it is there to refuse; the project keeps all."""

from types import SimpleNamespace

import pytest
from django.core.checks import run_checks
from wagtail import blocks
from wagtail.contrib.table_block.blocks import TableBlock
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.fields import StreamField
from wagtail.images.blocks import ImageBlock, ImageChooserBlock

from cms import checks
from home.models import HomePage, StandardPage


def ids(errors) -> list[str]:
    return [error.id for error in errors]


def test_the_project_keeps_every_rule():
    assert [fault for fault in run_checks() if not fault.is_silenced()] == []


@pytest.fixture
def only_page_type(monkeypatch):
    """Makes a class the only page type that the checks see."""

    def choose(model):
        monkeypatch.setattr(checks, "get_page_models", lambda: [model])

    return choose


class Stray:
    """A page type that is no BasePage, with a template that exists."""

    _meta = SimpleNamespace(app_label="home", label="home.Stray")
    template = "home/standard_page.html"


def test_a_page_type_without_the_base_page_is_refused(only_page_type):
    only_page_type(Stray)
    assert ids(checks.check_page_models(None)) == ["cms.E001"]


def test_a_page_type_without_a_template_is_refused(only_page_type, monkeypatch):
    monkeypatch.setattr(StandardPage, "template", "home/no_such_page.html")
    only_page_type(StandardPage)
    assert ids(checks.check_page_models(None)) == ["cms.E002"]


def test_page_types_of_other_packages_are_their_own_business(only_page_type, monkeypatch):
    monkeypatch.setattr(Stray, "_meta", SimpleNamespace(app_label="elsewhere"))
    only_page_type(Stray)
    assert checks.check_page_models(None) == []


def test_two_translation_mechanisms_on_one_model_are_refused(monkeypatch):
    from modeltranslation.translator import translator

    monkeypatch.setattr(translator, "get_registered_models", lambda abstract: [HomePage])
    assert ids(checks.check_one_translation_mechanism(None)) == ["cms.E003"]


class Gallery(blocks.StructBlock):
    """A bare picture, whose alternative text nobody could translate."""

    picture = ImageChooserBlock()


@pytest.mark.parametrize(
    "block",
    [
        TableBlock(),
        TypedTableBlock([("text", blocks.CharBlock())]),
        blocks.RawHTMLBlock(),
        Gallery(),
        blocks.ListBlock(blocks.RawHTMLBlock()),
        blocks.StreamBlock([("inner", blocks.StructBlock([("table", TableBlock())]))]),
    ],
    ids=lambda block: type(block).__name__,
)
def test_a_block_that_cannot_be_translated_is_refused_however_deep_it_hides(block, monkeypatch):
    field = StreamField([("offered", block)])
    field.name = "body"
    model = type("Article", (), {})
    model._meta = SimpleNamespace(app_label="home", get_fields=lambda: [field])
    monkeypatch.setattr(checks.apps, "get_models", lambda: [model])
    assert ids(checks.check_blocks_can_be_translated(None)) == ["cms.E004"]


@pytest.mark.parametrize(
    "block", [blocks.CharBlock(), blocks.RichTextBlock(), ImageBlock(), blocks.PageChooserBlock()]
)
def test_a_block_that_can_be_translated_is_welcome(block):
    assert checks.untranslatable_blocks(blocks.StreamBlock([("offered", block)])) == []


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("WAGTAIL_GRAVATAR_PROVIDER_URL", "//www.gravatar.com/avatar"),
        ("WAGTAIL_ENABLE_UPDATE_CHECK", True),
        ("WAGTAIL_ENABLE_WHATS_NEW_BANNER", True),
        ("WAGTAILEMBEDS_FINDERS", [{"class": "wagtail.embeds.finders.oembed"}]),
    ],
)
def test_asking_a_third_party_is_refused(settings, setting, value):
    setattr(settings, setting, value)
    assert ids(checks.check_no_calls_to_third_parties(None)) == ["cms.E005"]


def test_a_setting_left_to_wagtails_default_is_refused(settings):
    del settings.WAGTAIL_ENABLE_UPDATE_CHECK
    assert ids(checks.check_no_calls_to_third_parties(None)) == ["cms.E005"]
