"""Columns per language for the notice under the forms (read by django-modeltranslation)."""

from modeltranslation.translator import TranslationOptions, register

from contact.models.settings import TRANSLATED_FIELDS, ContactSettings


@register(ContactSettings)
class ContactSettingsTranslation(TranslationOptions):
    """The sentences of the notice."""

    fields = TRANSLATED_FIELDS
