"""The editor says which translations go offline with a page, or with many."""

from django.urls import reverse

from tests.factories import translate


def unpublish(client, page, *translations):
    address = reverse("wagtailadmin_pages:unpublish", args=[page.pk])
    return client.post(address, {"translations": [one.pk for one in translations]})


def test_those_that_are_ticked_and_no_others(admin, communique):
    spanish, arabic = translate(communique, "es"), translate(communique, "ar")
    unpublish(admin, communique, spanish)
    for page in (communique, spanish, arabic):
        page.refresh_from_db()
    assert [communique.live, spanish.live, arabic.live] == [False, False, True]


def test_the_question_names_each_language(admin, communique):
    spanish = translate(communique, "es")
    html = admin.get(reverse("wagtailadmin_pages:unpublish", args=[communique.pk]))
    html = html.content.decode()
    assert f'name="translations" value="{spanish.pk}"' in html
    assert "Español" in html


def test_nobody_takes_a_language_offline_that_is_not_theirs(translator, communique):
    spanish, arabic = translate(communique, "es"), translate(communique, "ar")
    unpublish(translator, spanish, arabic, communique)
    for page in (communique, spanish, arabic):
        page.refresh_from_db()
    assert [communique.live, spanish.live, arabic.live] == [True, False, True]


def test_many_pages_ask_about_theirs(admin, communique, section):
    spanish, arabic = translate(communique, "es"), translate(section, "ar")
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "unpublish"])
    address += f"?id={communique.pk}"
    assert "include_translations" in admin.get(address).content.decode()
    admin.post(address)
    spanish.refresh_from_db()
    assert spanish.live
    communique.save_revision().publish()
    admin.post(address, {"include_translations": "on"})
    for page in (communique, spanish, arabic):
        page.refresh_from_db()
    assert [communique.live, spanish.live, arabic.live] == [False, False, True]


def test_pages_without_translations_ask_nothing(admin, communique):
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "unpublish"])
    html = admin.get(f"{address}?id={communique.pk}").content.decode()
    assert "include_translations" not in html
