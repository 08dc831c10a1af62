"""Columns per language for the site's own words (django-modeltranslation finds this module)."""

from modeltranslation.translator import TranslationOptions, register

from cms.models.settings import TRANSLATED_FIELDS, SiteSettings


@register(SiteSettings)
class SiteSettingsTranslation(TranslationOptions):
    """The words of the header and footer."""

    fields = TRANSLATED_FIELDS
