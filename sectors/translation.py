"""Columns per language for the vocabulary (django-modeltranslation finds this module)."""

from modeltranslation.translator import TranslationOptions, register

from sectors.models import Organisation, Sector, Theme


@register([Sector, Theme, Organisation])
class VocabularyTranslation(TranslationOptions):
    """Only the name differs between languages; French is required, the others fall back to it."""

    fields = ("name",)
    required_languages = ("fr",)
