"""The guide in the admin: for every member, their own tasks first, and led to by the screens."""

import pytest
from bs4 import BeautifulSoup
from django.apps import apps
from django.contrib.auth import get_user
from django.test import Client, RequestFactory
from django.urls import get_resolver, resolve, reverse
from wagtail.models import Page

from help.screens import FORMS, OTHER_PAGES, PAGE_TYPES, SCREENS, task_for
from help.tasks import tasks_in
from tests.factories import make_communique, make_communique_index, make_home

TASKS = tasks_in("fr")


def soup(client: Client, path: str) -> BeautifulSoup:
    answer = client.get(path)
    assert answer.status_code == 200, path
    return BeautifulSoup(answer.content, "html.parser")


def names(prefix: str = "", resolver=None) -> set[str]:
    """The names of all addresses, with their namespaces."""
    resolver = resolver or get_resolver()
    found = {prefix + name for name in resolver.reverse_dict if isinstance(name, str)}
    for space, (_path, inner) in resolver.namespace_dict.items():
        found |= names(f"{prefix}{space}:", inner)
    return found


def test_every_screen_that_is_explained_exists():
    assert {*SCREENS, *FORMS} - names() == set()
    for label in PAGE_TYPES:
        assert issubclass(apps.get_model(label), Page)


def test_screens_lead_to_tasks():
    led_to = {
        key for keys in (*SCREENS.values(), *PAGE_TYPES.values(), OTHER_PAGES) for key in keys
    }
    assert led_to <= set(TASKS)


def titles(page: BeautifulSoup, heading: str) -> list[str]:
    """The tasks below a heading."""
    below = page.find("h2", string=lambda text: text and text.strip() == heading)
    return [link.get_text(strip=True) for link in below.find_next_sibling("div").select("a")]


def test_members_see_their_own_tasks_first_and_all_of_the_others(sign_in):
    page = soup(sign_in("keeper"), reverse("help:index"))
    own = titles(page, "Ce que vous faites")
    others = titles(page, "Ce que font les autres")
    assert "Répondre à un message" in own
    assert "Écrire un communiqué" in others
    assert {*own, *others} == {task.title for task in TASKS.values()}
    assert len(own) + len(others) == len(TASKS)


def test_whoever_has_no_role_sees_everything_at_once(sign_in):
    page = soup(sign_in(), reverse("help:index"))
    assert len(titles(page, "Tout ce que l’on peut faire")) == len(TASKS)


def test_the_menu_has_one_help_and_it_is_ours(sign_in):
    page = soup(sign_in("writer"), reverse("wagtailadmin_home"))
    menu = page.select_one("#wagtail-sidebar-props").string
    assert menu.count(f'"{reverse("help:index")}"') == 1
    assert "guide.wagtail.org" not in menu


@pytest.mark.parametrize("key", TASKS)
def test_every_task_opens_with_its_pictures(key, member):
    page = soup(member, reverse("help:task", args=[key]))
    shown = [picture["alt"] for picture in page.select(".help-picture img")]
    assert shown == [picture.alt for picture in TASKS[key].pictures]
    assert len(page.select(".help-step")) == len(TASKS[key].steps)
    assert all(
        picture["width"] and picture["height"] for picture in page.select(".help-picture img")
    )


@pytest.fixture
def member(sign_in):
    return sign_in("writer")


def test_what_is_not_in_the_members_language_is_in_french_and_says_so(sign_in):
    page = soup(sign_in("writer", language="it"), reverse("help:task", args=["quote"]))
    assert page.html["lang"] == "it"
    assert page.select_one(".help-task")["lang"] == "fr"
    assert page.select_one(".help-untranslated").get_text(strip=True)
    listed = soup(sign_in("writer", language="ar"), reverse("help:index"))
    assert {link["lang"] for link in listed.select(".help-topic a")} == {"fr"}
    french = soup(sign_in("writer"), reverse("help:task", args=["quote"]))
    assert french.select_one(".help-untranslated") is None


def test_searches(member):
    address = reverse("help:index")
    page = soup(member, f"{address}?q=effacer+rgpd")
    assert "Effacer les données" in page.select_one(".help-found a").get_text()
    assert page.select_one("[name=q]")["value"] == "effacer rgpd"
    for query in ("xylophone", "%00", "<script>", "a" * 5000):
        assert member.get(f"{address}?q={query}").status_code == 200
    assert "<script>" not in str(soup(member, f"{address}?q=<script>").select_one(".help"))


def test_unknown_tasks_are_not_found_and_strangers_sign_in(member, db):
    assert member.get(reverse("help:index") + "no-such-task/").status_code == 404
    for path in (reverse("help:index"), reverse("help:task", args=["quote"])):
        answer = Client().get(path)
        assert answer.status_code == 302
        assert "/login/" in answer["Location"]


@pytest.fixture
def communique(db):
    return make_communique(make_communique_index(make_home("fr")))


def led_to(client: Client, path: str) -> str | None:
    """The task that a screen leads to."""
    link = soup(client, path).select_one("a.help-link")
    return link and link["href"].rstrip("/").rpartition("/")[2]


def test_screens_link_to_the_task_that_explains_them(sign_in, communique):
    index = communique.get_parent()
    home = index.get_parent()
    add = ("sectors", "communiquepage", index.pk)
    expected = {
        reverse("wagtailadmin_home"): "find-your-way",
        reverse("wagtailadmin_explore", args=[home.pk]): "find-your-way",
        reverse("wagtailadmin_pages:add", args=add): "write-communique",
        reverse("wagtailadmin_pages:edit", args=[communique.pk]): "write-communique",
        reverse("wagtailadmin_pages:edit", args=[home.pk]): "put-forward",
        reverse("wagtailadmin_pages:edit", args=[index.pk]): "correct-published",
        reverse("wagtailadmin_pages:history", args=[communique.pk]): "correct-published",
        reverse("wagtailimages:index"): "add-picture",
        reverse("wagtaildocs:index"): "attach-leaflet",
        reverse("translation_desk:index"): "translate-page",
        reverse("translation_desk:import"): "translate-by-mail",
        reverse("inbox:list"): "answer-message",
        reverse("inbox:writer"): "erase-person",
        reverse("wagtailusers_users:index"): "invite-member",
        reverse("roles"): "who-may-do-what",
    }
    client = sign_in(superuser=True)
    assert {path: led_to(client, path) for path in expected} == expected
    assert led_to(client, reverse("help:index")) is None


@pytest.mark.parametrize(
    ("role", "key"), [("moderator", "review-publish"), ("writer", "submit-review")]
)
def test_the_link_follows_the_role_where_a_screen_has_several_tasks(role, key, sign_in):
    report = reverse("wagtailadmin_reports:workflow")
    request = RequestFactory().get(report)
    request.user = get_user(sign_in(role))
    request.resolver_match = resolve(report)
    assert task_for(request).key == key
