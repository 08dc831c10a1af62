"""A small site with a form."""

import pytest

from tests.contact.factories import make_form
from tests.factories import make_home


@pytest.fixture
def home():
    return make_home()


@pytest.fixture
def form(home):
    return make_form(home, title="Écrire", slug="ecrire")
