"""Texts that are made once show no less than what they are made from."""

import pytest
from django.template import Context, Template
from django.test import RequestFactory
from django.utils.translation import override
from wagtail.blocks import StreamValue

from cms import named_files, pictures, translations
from cms.kept import Memory
from sectors.models import CommuniquePage, Sector
from tests import factories
from tests.factories import make_document

pytestmark = pytest.mark.django_db


@pytest.fixture
def rendered():
    """Renders one compiled template several times, as a process does."""
    request = RequestFactory().get("/fr/")
    templates: dict[str, Template] = {}

    def render(source: str, **context) -> str:
        template = templates.setdefault(source, Template("{% load site_tags %}" + source))
        return template.render(Context({"request": request, **context}))

    return render


def test_the_same_facts_are_rendered_once_others_anew(rendered):
    source = "{% kept fact %}{{ text }}{% endkept %}"
    assert rendered(source, fact="one", text="first") == "first"
    assert rendered(source, fact="one", text="second") == "first"
    assert rendered(source, fact="two", text="second") == "second"
    with override("en"):
        assert rendered(source, fact="one", text="third") == "third"


def test_without_facts_nothing_is_kept(rendered):
    source = "{% kept fact %}{{ text }}{% endkept %}"
    assert rendered(source, fact=None, text="first") == "first"
    assert rendered(source, fact=None, text="second") == "second"


def test_what_is_kept_is_set_once_and_stands_where_it_stood(rendered):
    source = (
        "{% typeset %}<p>Oui ?</p>{% kept fact %}<p>Non !</p>{% endkept %}<p>Bon ;</p>"
        "{% endtypeset %}"
    )
    expected = "<p>Oui\u202f?</p><p>Non\u202f!</p><p>Bon\u202f;</p>"
    assert [rendered(source, fact=1) for _time in range(2)] == [expected] * 2


def test_kept_within_kept_is_whole(rendered):
    source = (
        "{% typeset %}{% kept one %}<i>a</i>{% kept two %}<b>b</b>{% endkept %}{% endkept %}"
        "{% endtypeset %}"
    )
    assert [rendered(source, one=1, two=2) for _time in range(2)] == ["<i>a</i><b>b</b>"] * 2


def test_a_comment_that_an_editor_wrote_stands_for_nothing(rendered):
    source = "{% typeset %}{% kept 1 %}secret{% endkept %}<!--0--><!-- 7-->{% endtypeset %}"
    assert rendered(source) == "secret<!--0--><!-- 7-->"


def test_the_memory_is_bounded_and_forgets_the_longest_unused():
    memory = Memory(room=3 * 1000)
    for name in "abc":
        memory.put(name, "x" * 300)
    memory.get("a")
    memory.put("d", "x" * 300)
    assert [name for name in "abcd" if memory.get(name)] == ["a", "c", "d"]
    assert memory.taken <= memory.room


CHANGES = {"title": "Autre", "summary": "Autre", "picture_alt": "Autre", "kind": "leaflet"}


@pytest.mark.parametrize("name", CHANGES)
def test_whatever_a_list_shows_of_a_page_is_a_fact(name):
    index = factories.make_communique_index(factories.make_home("fr"))
    page = factories.make_communique(index, picture=factories.make_picture(40, 30))
    before = page.facts
    assert CommuniquePage.objects.get(pk=page.pk).facts == before
    setattr(page, name, CHANGES[name])
    assert page.facts != before


def test_so_are_the_names_of_its_sector_and_what_was_made_of_its_picture():
    index = factories.make_communique_index(factories.make_home("fr"))
    sector = factories.make_sector("soin")
    picture = factories.make_picture(1300, 900)
    page = factories.make_communique(index, picture=picture, sectors=[sector])
    before = page.facts
    Sector.objects.update(name_fr="Autre nom")
    renamed = CommuniquePage.objects.get(pk=page.pk).facts
    assert renamed != before
    picture.get_rendition("width-400|format-webp|webpquality-70")
    assert CommuniquePage.objects.get(pk=page.pk).facts != renamed


@pytest.fixture
def shown(rendered):
    """Renders the text of a page in a process that has rendered it before."""

    def render(page) -> str:
        for each in (named_files, pictures, translations):
            each.forget()
        page = type(page).objects.get(pk=page.pk)
        context = page.get_context(RequestFactory().get("/fr/"))
        return rendered("{% stream page.body %}", page=context["page"])

    return render


class TestABlockThatNamesOthers:
    @pytest.fixture
    def home(self):
        return factories.make_home("fr")

    def test_is_not_made_twice(self, home, shown, monkeypatch):
        page = factories.make_page(home, body=[("documents", {"items": [make_document()]})])
        shown(page)
        monkeypatch.setattr(StreamValue, "__getitem__", None)
        assert "documents__item" in shown(page)

    def test_shows_the_present_address_of_a_page(self, home, shown):
        named = factories.make_page(home, title="Avant")
        page = factories.make_page(home, body=[("paragraph", factories.link_to(named))])
        assert f'href="{named.url}"' in shown(page)
        named.slug = "apres"
        named.save()
        assert f'href="{named.url}"' in shown(page)
        named.unpublish()
        assert "href" not in shown(page)

    def test_shows_the_present_title_of_a_page(self, home, shown):
        named = factories.make_page(home, title="Avant")
        body = [("pages", {"title": "", "items": [named]})]
        page = factories.make_page(home, body=body)
        assert "Avant" in shown(page)
        named.title = "Ensuite"
        named.save()
        assert "Ensuite" in shown(page)

    def test_shows_what_a_document_is_called_now(self, home, shown):
        document = make_document(title="Avant")
        page = factories.make_page(home, body=[("documents", {"items": [document]})])
        assert "Avant" in shown(page)
        document.title = "Ensuite"
        document.save()
        assert "Ensuite" in shown(page)
        document.delete()
        assert "documents__item" not in shown(page)

    def test_shows_a_language_where_the_template_has_none_to_compare_with(self, home, rendered):
        page = factories.make_page(home, body=[("documents", {"items": [make_document("fr")]})])
        page = type(page).objects.get(pk=page.pk)
        page.get_context(RequestFactory().get("/fr/"))
        source = "{% stream page.body %}"
        assert "Français" in rendered(source, page=page)
        assert "Français" not in rendered(source, page=page, language_code="fr")

    def test_shows_who_made_a_picture_and_the_files_that_were_made_of_it(self, home, shown):
        picture = factories.make_picture(1300, 900)
        page = factories.make_page(home, body=[("picture", {"image": picture, "caption": ""})])
        assert "srcset" not in shown(page)
        picture.get_rendition("width-400|format-webp|webpquality-70")
        assert "srcset" in shown(page)
        picture.credit = "Une camarade"
        picture.save()
        assert "Une camarade" in shown(page)
