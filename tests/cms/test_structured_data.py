"""What search engines are told about a page (JSON-LD)."""

import datetime
import json

import pytest
from bs4 import BeautifulSoup

from cms.models import SiteSettings
from tests.factories import (
    make_communique,
    make_communique_index,
    make_home,
    make_page,
    make_picture,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def home():
    return make_home("fr", title="Le syndicat")


def nodes(reader, page) -> dict[str, dict]:
    """The nodes of a page's graph by their type."""
    html = reader.get(page.url).content.decode()
    (script,) = BeautifulSoup(html, "html.parser").select('script[type="application/ld+json"]')
    data = json.loads(script.string)
    assert data["@context"] == "https://schema.org"
    return {node["@type"]: node for node in data["@graph"]}


def test_a_communique_is_a_news_article_of_the_union(home, reader):
    page = make_communique(
        make_communique_index(home),
        title="Grève",
        summary="Deux phrases.",
        date=datetime.date(2024, 3, 8),
        picture=make_picture(),
    )
    found = nodes(reader, page)
    article, union = found["NewsArticle"], found["Organization"]
    assert article["headline"] == "Grève"
    assert article["description"] == "Deux phrases."
    assert article["datePublished"] == "2024-03-08"
    assert article["inLanguage"] == "fr"
    assert article["url"] == page.full_url
    assert article["publisher"] == article["author"] == {"@id": union["@id"]}
    assert article["image"].startswith("http://testserver/media/")


def test_the_way_to_the_page_is_numbered_from_the_home_page(home, reader):
    page = make_page(make_page(home, title="Parent"), title="Page", menu_title="Short")
    trail = nodes(reader, page)["BreadcrumbList"]["itemListElement"]
    assert [item["position"] for item in trail] == [1, 2, 3]
    assert [item["name"] for item in trail][1:] == ["Parent", "Short"]
    assert trail[0]["item"] == home.full_url
    assert trail[2]["item"] == page.full_url


def test_a_home_page_has_no_way_to_it(home, reader):
    assert set(nodes(reader, home)) == {"Organization", "WebSite"}


def test_the_union_names_its_accounts(home, reader):
    words = SiteSettings.load()
    account = {"name": "Mastodon", "url": "https://mastodon.example/@union"}
    words.name_fr, words.social_links = "Syndicat", [("account", account)]
    words.save()
    union = nodes(reader, home)["Organization"]
    assert union["name"] == "Syndicat"
    assert union["sameAs"] == [account["url"]]


def test_no_title_can_close_the_script(home, reader):
    title = "</script><script>alert(1)</script> & <!--"
    page = make_page(home, title=title)
    html = reader.get(page.url).content.decode()
    assert "<script>alert" not in html
    assert nodes(reader, page)["WebPage"]["name"] == title
