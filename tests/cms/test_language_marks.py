"""The language of a part: from the editor to what is stored, shown, syndicated and found."""

import json

import pytest
from django.template import Context, Template
from django.utils.translation import override
from wagtail.admin.rich_text import get_rich_text_editor_widget

from cms.language_marks import joined, style_of
from cms.settings.languages import SITE_LANGUAGES
from search.passages import passages
from tests.factories import make_communique, make_home, make_sector_index, make_sector_page

SLOGAN = (
    '<p data-block-key="a">Au Caire : <span lang="ar" dir="rtl">عيش <b>حرية</b> '
    '<a href="https://x.example/">عدالة</a></span> !</p>'
)


@pytest.fixture
def widget():
    """The editor of running text as every page has it."""
    return get_rich_text_editor_widget()


def as_edited(widget, html: str) -> dict:
    return json.loads(widget.format_value(html))


def as_stored(widget, content: dict) -> str:
    return widget.value_from_datadict({"text": json.dumps(content)}, {}, "text").strip()


@pytest.mark.parametrize("language", SITE_LANGUAGES, ids=lambda language: language.code)
def test_each_language_survives_the_editor(widget, language):
    html = (
        f'<p data-block-key="a">Avant <span lang="{language.code}" dir="{language.direction}">'
        "mot</span> après</p>"
    )
    content = as_edited(widget, html)
    [mark] = content["blocks"][0]["inlineStyleRanges"]
    assert (mark["style"], mark["offset"], mark["length"]) == (style_of(language), 6, 3)
    assert as_stored(widget, content) == html


def test_a_passage_is_one_element_whatever_stands_in_it(widget):
    content = as_edited(widget, SLOGAN)
    assert as_stored(widget, content) == SLOGAN
    content["blocks"][0]["inlineStyleRanges"] = [
        one for one in content["blocks"][0]["inlineStyleRanges"] if "LANGUAGE" not in one["style"]
    ]
    assert "span" not in as_stored(widget, content)  # the mark was taken away again


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>a < b</p>", "<p>a < b</p>"),
        (
            '<b><span lang="en" dir="ltr">x</span></b><span lang="en" dir="ltr">y</span>',
            '<span lang="en" dir="ltr"><b>x</b>y</span>',
        ),
        (
            '<a href="/"><b><span lang="en" dir="ltr">x</span></b></a>',
            '<span lang="en" dir="ltr"><a href="/"><b>x</b></a></span>',
        ),
        (
            '<span lang="en" dir="ltr">x</span><span lang="de" dir="ltr">y</span>',
            '<span lang="en" dir="ltr">x</span><span lang="de" dir="ltr">y</span>',
        ),
        (
            '<p><span lang="en" dir="ltr">x</span></p><p><span lang="en" dir="ltr">y</span></p>',
            '<p><span lang="en" dir="ltr">x</span></p><p><span lang="en" dir="ltr">y</span></p>',
        ),
        (
            '<a>un <span lang="en" dir="ltr">x</span></a><span lang="en" dir="ltr">y</span>',
            '<a>un <span lang="en" dir="ltr">x</span></a><span lang="en" dir="ltr">y</span>',
        ),
    ],
)
def test_joined(html, expected):
    assert joined(html) == expected == joined(expected)


def test_french_typography_stays_out():
    html = '<p>Ils crient <span lang="en" dir="ltr">"Enough!"</span> !</p>'
    with override("fr"):
        shown = Template("{% load site_tags %}{% typeset %}{{ text|safe }}{% endtypeset %}").render(
            Context({"text": html})
        )
    assert '<span lang="en" dir="ltr">"Enough!"</span>\u202f!' in shown


@pytest.mark.django_db
def test_page_feed_and_search_have_the_passage(client):
    home = make_home("fr")
    section = make_sector_page(make_sector_index(home, slug="secteurs"), slug="education")
    page = make_communique(section, slug="slogan", sectors=[section.sector])
    page.body = [{"type": "paragraph", "value": SLOGAN, "id": "a1"}]
    page.save_revision().publish()
    marked = '<span lang="ar" dir="rtl">عيش <b>حرية</b>'
    assert marked in client.get(page.url).content.decode()
    feed = client.get(section.url + section.reverse_subpage("feed")).content.decode()
    assert '&lt;span lang="ar" dir="rtl"&gt;عيش' in feed or marked in feed
    texts = [passage.text for passage in passages(page, page.search_facets())]
    assert any("عيش حرية عدالة" in text for text in texts)
    found = client.get("/fr/recherche/", {"q": "حريه"}).content.decode()
    assert page.url in found
