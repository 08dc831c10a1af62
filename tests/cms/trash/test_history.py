"""An older version is the draft again in one click, and the click can be undone."""

import pytest
from django.urls import reverse
from wagtail.models import Page

from tests.factories import translate


@pytest.fixture
def versions(communique):
    """The first version, which is published, and the second, a draft."""
    first = communique.save_revision(log_action=True)
    first.publish()
    communique.title = "Seconde version"
    return first, communique.save_revision(log_action=True)


def go_back(client, page, revision):
    return client.post(reverse("trash:go_back", args=[page.pk, revision.pk]))


def draft_of(page) -> str:
    return Page.objects.get(pk=page.pk).get_latest_revision_as_object().title


def history_of(client, page) -> str:
    return client.get(reverse("wagtailadmin_pages:history", args=[page.pk])).content.decode()


def test_one_click_there_and_one_back(admin, reader, communique, versions):
    first, second = versions
    html = history_of(admin, communique)
    assert f'action="{reverse("trash:go_back", args=[communique.pk, first.pk])}"' in html
    assert reverse("trash:go_back", args=[communique.pk, second.pk]) not in html
    go_back(admin, communique, first)
    assert draft_of(communique) == "Grève"
    assert Page.objects.get(pk=communique.pk).title == "Grève"
    html = history_of(admin, communique)
    undo = f'action="{reverse("trash:go_back", args=[communique.pk, second.pk])}"'
    assert undo in html
    go_back(admin, communique, second)
    assert draft_of(communique) == "Seconde version"
    assert communique.revisions.count() == 5


def test_not_without_the_right(admin, translator, communique, versions, client):
    first, _second = versions
    assert go_back(translator, communique, first).status_code in (302, 403)
    assert draft_of(communique) == "Seconde version"
    assert translator.get(reverse("trash:go_back", args=[communique.pk, first.pk])).status_code in (
        302,
        405,
    )


def test_not_on_a_locked_page_nor_on_a_translation(admin, communique, versions):
    first, _second = versions
    Page.objects.filter(pk=communique.pk).update(locked=True)
    assert reverse("trash:go_back", args=[communique.pk, first.pk]) not in history_of(
        admin, communique
    )
    go_back(admin, communique, first)
    assert draft_of(communique) == "Seconde version"
    Page.objects.filter(pk=communique.pk).update(locked=False)
    spanish = translate(communique, "es")
    before = draft_of(spanish)
    revision = spanish.revisions.first()
    go_back(admin, spanish, revision)
    assert draft_of(spanish) == before
    assert go_back(admin, spanish, first).status_code == 404
