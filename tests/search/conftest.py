"""A small site to search: a home page and a list of communiqués in each language."""

import datetime

import pytest
from django.conf import settings
from django.core.cache import cache
from wagtail.models import Locale, Page, Site

from home.models import HomePage, StandardPage
from sectors.models import CommuniqueIndexPage, CommuniquePage


class SearchSite:
    """Makes pages as editors do, by publishing them."""

    def __init__(self):
        self.locales, self.homes, self.indexes = {}, {}, {}
        for code, _name in settings.LANGUAGES:
            self.locales[code], _made = Locale.objects.get_or_create(language_code=code)
        Site.objects.all().delete()
        Site.objects.create(hostname="testserver", root_page=self.home("fr"), is_default_site=True)
        cache.clear()

    def home(self, code):
        """The home page of a language, made on first use with its list of communiqués."""
        if code not in self.homes:
            root = Page.get_first_root_node()
            home = HomePage(title="Accueil", slug=f"home-{code}", locale=self.locales[code])
            index = CommuniqueIndexPage(title="Liste", slug="liste", locale=self.locales[code])
            if self.homes:
                home.translation_key = self.homes["fr"].translation_key
                index.translation_key = self.indexes["fr"].translation_key
            self.homes[code] = root.add_child(instance=home)
            self.indexes[code] = home.add_child(instance=index)
        return self.homes[code]

    def communique(self, title, text="", language="fr", **facts):
        """Publishes a communiqué of one paragraph."""
        sectors, themes = facts.pop("sectors", []), facts.pop("themes", [])
        facts.setdefault("date", datetime.date(2022, 5, 1))
        self.home(language)
        page = CommuniquePage(
            title=title,
            body=[("paragraph", f"<p>{text}</p>")],
            live=False,
            locale=self.locales[language],
            **facts,
        )
        self.indexes[language].add_child(instance=page)
        page.sectors, page.themes = sectors, themes
        page.save_revision().publish()
        return CommuniquePage.objects.get(pk=page.pk)

    def page(self, title, language="fr", parent=None, **facts):
        """Publishes a plain page."""
        page = StandardPage(title=title, live=False, locale=self.locales[language], **facts)
        (parent or self.home(language)).add_child(instance=page)
        page.save_revision().publish()
        return StandardPage.objects.get(pk=page.pk)


@pytest.fixture
def site(db):
    """The small site."""
    cache.clear()
    return SearchSite()


@pytest.fixture
def find(client):
    """Titles found for a query, in order, as the reader sees them."""

    def titles(words, reader="fr", **query):
        listing = results(client, words, reader, **query)
        return ["".join(piece.text for piece in item.title) for item in listing.page]

    return titles


def results(client, words, reader="fr", **query):
    """The listing of a results page."""
    from django.urls import reverse
    from django.utils import translation

    with translation.override(reader):
        address = reverse("search:results")
    response = client.get(address, {"q": words, **query})
    assert response.status_code == 200
    return response.context["listing"]


@pytest.fixture
def search(client):
    """Asks for a results page and gives its listing."""

    def ask(words, reader="fr", **query):
        return results(client, words, reader, **query)

    return ask
