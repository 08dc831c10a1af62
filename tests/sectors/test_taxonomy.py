"""The vocabulary is one row for all languages, called by its name in each."""

import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import override

from sectors.models import Organisation, Sector, Theme

pytestmark = pytest.mark.django_db

MODELS = pytest.mark.parametrize("model", [Sector, Theme, Organisation])


@MODELS
def test_the_name_follows_the_readers_language(model):
    row = model.objects.create(slug="mot", name_fr="Métier", name_en="Trade", name_ar="مهنة")
    names = {}
    for code in ("fr", "en", "ar"):
        with override(code):
            names[code] = model.objects.get(pk=row.pk).name
            assert str(row) == names[code]
    assert names == {"fr": "Métier", "en": "Trade", "ar": "مهنة"}


@MODELS
def test_a_missing_name_is_that_of_the_original(model):
    row = model.objects.create(slug="mot", name_fr="Métier")
    for code in ("en", "de", "ar"):
        with override(code):
            assert str(row) == "Métier"


@MODELS
def test_french_is_required_and_the_others_are_not(model):
    with pytest.raises(ValidationError) as refused:
        model(slug="mot", name_en="Trade").full_clean()
    assert set(refused.value.message_dict) == {"name_fr"}
    model(slug="mot", name_fr="Métier").full_clean()


@MODELS
def test_editors_fill_every_language_by_its_own_field(model, settings):
    fields = {panel.field_name for panel in model.panels[0].children}
    assert fields == {f"name_{code}" for code, _name in settings.LANGUAGES}
