"""The house rules as system checks: what every change must keep true, said at every start.

`manage.py check`, `migrate`, the server and the test suite all run them.
"""

from django.apps import apps
from django.conf import settings
from django.core.checks import Error, register
from django.db.models import EmailField
from django.template import TemplateDoesNotExist
from django.template.loader import get_template
from wagtail import blocks
from wagtail.contrib.table_block.blocks import TableBlock
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.fields import StreamField
from wagtail.images.blocks import ImageBlock, ImageChooserBlock
from wagtail.models import TranslatableMixin, get_page_models, get_translatable_models
from wagtail_localize.fields import SynchronizedField, TranslatableField, get_translatable_fields

from cms.models import BasePage

# wagtail-localize does not extract these: their words would stay untranslated in silence.
UNTRANSLATABLE_BLOCKS = (TableBlock, TypedTableBlock, blocks.RawHTMLBlock, ImageChooserBlock)
RECIPIENTS = ("to_address", "from_address", "reply_address", "recipients")
OUR_APPS = ("cms", "home", "sectors", "contact", "search")


def register_house_rules() -> None:
    """Called once, when all models are loaded."""
    for rule in (
        check_page_models,
        check_one_translation_mechanism,
        check_blocks_can_be_translated,
        check_no_calls_to_third_parties,
        check_recipients,
        check_drafts_stay_drafts,
    ):
        register(rule)


def our_page_models() -> list[type]:
    """The concrete page types of the project."""
    return [model for model in get_page_models() if model._meta.app_label in OUR_APPS]


def check_page_models(app_configs, **kwargs) -> list[Error]:
    """Every page type has the base page and a template that exists."""
    errors = []
    for model in our_page_models():
        if not issubclass(model, BasePage):
            errors.append(Error(f"{model.__name__} is not a BasePage", obj=model, id="cms.E001"))
        try:
            get_template(model.template)
        except TemplateDoesNotExist:
            errors.append(Error(f"{model.template} does not exist", obj=model, id="cms.E002"))
    return errors


def check_one_translation_mechanism(app_configs, **kwargs) -> list[Error]:
    """A model is translated by rows or by columns, never both."""
    from modeltranslation.translator import translator

    return [
        Error(
            f"{model.__name__} is translated by rows and by columns",
            hint="Take it out of django-modeltranslation or drop TranslatableMixin.",
            obj=model,
            id="cms.E003",
        )
        for model in translator.get_registered_models(abstract=False)
        if issubclass(model, TranslatableMixin)
    ]


def check_blocks_can_be_translated(app_configs, **kwargs) -> list[Error]:
    """No stream offers a block whose words wagtail-localize would pass over."""
    errors = []
    for model in apps.get_models():
        if model._meta.app_label not in OUR_APPS:
            continue
        for field in model._meta.get_fields():
            if isinstance(field, StreamField):
                errors += [
                    Error(
                        f"{model.__name__}.{field.name} offers {type(block).__name__}",
                        hint="wagtail-localize does not extract it.",
                        obj=model,
                        id="cms.E004",
                    )
                    for block in untranslatable_blocks(field.stream_block)
                ]
    return errors


def untranslatable_blocks(block: blocks.Block) -> list[blocks.Block]:
    """The blocks within a block, itself included, that wagtail-localize does not extract."""
    if isinstance(block, UNTRANSLATABLE_BLOCKS):
        return [block]
    if isinstance(block, ImageBlock) or hasattr(block, "get_translatable_segments"):
        return []
    children = list(getattr(block, "child_blocks", {}).values())
    if isinstance(block, blocks.ListBlock):
        children.append(block.child_block)
    return [found for child in children for found in untranslatable_blocks(child)]


def check_recipients(app_configs, **kwargs) -> list[Error]:
    """No translator may change where mail goes: addresses follow the original."""
    return [
        Error(
            f"{model.__name__}.{translatable.field_name} can be changed by a translator",
            hint="Add SynchronizedField(…, overridable=False) to override_translatable_fields.",
            obj=model,
            id="cms.E006",
        )
        for model in get_translatable_models(include_subclasses=True)
        if model._meta.app_label in OUR_APPS
        for translatable in get_translatable_fields(model)
        if can_be_overridden(translatable.get_field(model), translatable)
    ]


def can_be_overridden(field, translatable) -> bool:
    """Whether a field holds an address for mail and a translator may write another into it."""
    holds_address = isinstance(field, EmailField) or field.name in RECIPIENTS
    return holds_address and (
        isinstance(translatable, TranslatableField)
        or (isinstance(translatable, SynchronizedField) and translatable.overridable)
    )


def check_drafts_stay_drafts(app_configs, **kwargs) -> list[Error]:
    """A page that is sent to translators is not published before one of them says so."""
    if getattr(settings, "WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE", True):
        message = "WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE must be False"
        return [Error(message, id="cms.E007")]
    return []


def check_no_calls_to_third_parties(app_configs, **kwargs) -> list[Error]:
    """The admin asks nobody for avatars or versions, and pages embed nothing."""
    refused = {
        "WAGTAIL_GRAVATAR_PROVIDER_URL": None,
        "WAGTAIL_ENABLE_UPDATE_CHECK": False,
        "WAGTAIL_ENABLE_WHATS_NEW_BANNER": False,
        "WAGTAILEMBEDS_FINDERS": [],
    }
    return [
        Error(f"{name} must be {value!r}: no request to a third party", id="cms.E005")
        for name, value in refused.items()
        if getattr(settings, name, "unset") != value
    ]
