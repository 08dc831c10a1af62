"""Every page of every language, asked for by its address, says what browsers must know."""

import json

import pytest
from django.conf import settings

from cms.settings.languages import direction
from tests.assertions import assert_same_for_everybody

pytestmark = pytest.mark.demo


def faulty(walk, is_right) -> list[str]:
    """The addresses of the pages of which a condition does not hold."""
    return [visit.path for visit in walk if not is_right(visit)]


def test_every_page_answers(walk):
    assert len(walk) > 100
    assert faulty(walk, lambda visit: visit.response.status_code == 200) == []


def test_every_page_says_its_language_and_direction(walk):
    def is_right(visit):
        html = visit.soup.html
        return (html["lang"], html["dir"]) == (visit.language, direction(visit.language))

    assert faulty(walk, is_right) == []
    assert {visit.language for visit in walk} == {code for code, _name in settings.LANGUAGES}


def test_every_page_has_one_heading_of_the_first_level(walk):
    def is_right(visit):
        headings = visit.soup.find_all("h1")
        return len(headings) == 1 and headings[0].get_text(strip=True)

    assert faulty(walk, is_right) == []


def test_no_identifier_occurs_twice_on_a_page(walk):
    def is_right(visit):
        ids = [tag["id"] for tag in visit.soup.find_all(id=True)]
        return len(ids) == len(set(ids))

    assert faulty(walk, is_right) == []


def test_every_page_serves_a_stranger_without_a_cookie(walk):
    for visit in walk:
        assert_same_for_everybody(visit.response)


def test_every_page_has_the_readers_content_security_policy(walk):
    policy = settings.READER_CONTENT_SECURITY_POLICY
    assert faulty(walk, lambda v: v.response["Content-Security-Policy"] == policy) == []


def test_nothing_on_a_page_breaks_that_policy(walk):
    data = {"application/ld+json", "speculationrules"}

    def is_right(visit):
        scripts = visit.soup.find_all("script", type=lambda kind: kind not in data)
        attributes = {name for tag in visit.soup.find_all(True) for name in tag.attrs}
        return (
            all(script.get("src") for script in scripts)
            and not visit.soup.find_all("style")
            and not {name for name in attributes if name == "style" or name.startswith("on")}
        )

    assert faulty(walk, is_right) == []


def test_every_page_has_a_title_of_its_own(walk):
    titles = {}
    for visit in walk:
        title = visit.soup.title.get_text(strip=True)
        titles.setdefault((visit.language, title), []).append(visit.path)
    assert {title: paths for title, paths in titles.items() if len(paths) > 1} == {}


def _meta(visit, **attributes) -> str:
    tags = visit.soup.find_all("meta", attributes)
    return tags[0]["content"].strip() if len(tags) == 1 else ""


def test_every_page_is_described(walk):
    assert faulty(walk, lambda visit: _meta(visit, name="description")) == []


def test_every_page_is_its_own_canonical_address(walk):
    def is_right(visit):
        links = visit.soup.find_all("link", rel="canonical")
        return [link["href"] for link in links] == [settings.BASE_URL + visit.path]

    assert faulty(walk, is_right) == []


def test_every_page_can_be_shared(walk):
    def is_right(visit):
        names = ("type", "site_name", "title", "description", "url", "image", "locale")
        values = {name: _meta(visit, property=f"og:{name}") for name in names}
        return (
            all(values.values())
            and values["url"] == settings.BASE_URL + visit.path
            and values["image"].startswith(settings.BASE_URL)
        )

    assert faulty(walk, is_right) == []


def _alternates(visit) -> dict[str, str]:
    links = visit.soup.find_all("link", rel="alternate", hreflang=True)
    return {link["hreflang"]: link["href"] for link in links}


def test_versions_in_other_languages_name_each_other(walk):
    by_address = {settings.BASE_URL + visit.path: visit for visit in walk}
    for visit in walk:
        alternates = _alternates(visit)
        assert alternates[visit.language] == settings.BASE_URL + visit.path
        assert alternates["x-default"] in alternates.values()
        for code, address in alternates.items():
            assert address in by_address, (visit.path, address)
            assert _alternates(by_address[address]) == alternates, (visit.path, code)
            assert code == "x-default" or by_address[address].language == code


def test_pages_of_one_translation_group_are_alternates(walk):
    languages = {}
    for visit in walk:
        languages.setdefault(visit.page.translation_key, set()).add(visit.language)

    def is_right(visit):
        return set(_alternates(visit)) - {"x-default"} == languages[visit.page.translation_key]

    assert faulty(walk, is_right) == []


def test_every_page_has_structured_data_in_its_language(walk):
    for visit in walk:
        (script,) = visit.soup.find_all("script", type="application/ld+json")
        graph = json.loads(script.string)["@graph"]
        nodes = {node["@type"]: node for node in graph}
        about = nodes[visit.page.structured_data_type]
        assert about["inLanguage"] == visit.language
        assert about["url"] == settings.BASE_URL + visit.path
        assert nodes["Organization"]["name"]
        assert ("BreadcrumbList" in nodes) == (visit.page.depth > 2)


def test_communiques_are_news_articles_with_a_date(walk):
    communiques = [v for v in walk if v.page._meta.model_name == "communiquepage"]
    for visit in communiques:
        graph = json.loads(visit.soup.find("script", type="application/ld+json").string)["@graph"]
        (article,) = [node for node in graph if node["@type"] == "NewsArticle"]
        assert article["datePublished"] == visit.page.date.isoformat()
        assert article["headline"]
