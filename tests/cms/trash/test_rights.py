"""Who may bring back what: tried over HTTP as each kind of member, in the list and by address."""

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.urls import reverse
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page

from cms.models import TrashEntry
from tests.cms.roles.conftest import browser_of, give, named_group
from tests.cms.trash.deeds import delete, entry_of, is_there, listed, restore
from tests.factories import make_communique, make_document, make_sector_page, translate


@pytest.fixture
def members(section, home):
    """A browser for each kind of member of the section, and for those of others."""
    culture = make_sector_page(section.get_parent(), title="Culture")
    rights = {
        "writer": (section, ["add", "change"]),
        "moderator": (section, ["add", "change", "publish", "lock", "unlock"]),
        "culture": (culture, ["add", "change", "publish"]),
        "spanish": (Page.objects.get(slug="home-es"), ["add", "change", "publish"]),
        "coordinator": (Page.get_first_root_node(), ["add", "change", "publish", "bulk_delete"]),
    }
    browsers = {}
    for name, (page, actions) in rights.items():
        group = named_group(name)
        give(group, page, *actions)
        browsers[name] = browser_of(group)
    browsers["nobody"] = browser_of(named_group("nobody"))
    return browsers


def answers(browser, entry) -> str:
    """`l`: listed; `e`: may be erased; `p`: a place may be chosen; the last two by address."""
    found = ""
    answer = browser.get(reverse("trash:index"))
    if reverse("trash:restore", args=[entry.pk]) in answer.content.decode():
        found += "l"
    erase = browser.get(reverse("trash:erase", args=[entry.pk])).status_code
    if erase == 200:
        found += "e"
    place = browser.get(reverse("trash:place", args=[entry.pk])).status_code
    if place == 200:
        found += "p"
    return found


TABLE = {
    "writer": ("", "lp", ""),
    "moderator": ("lp", "lp", "lp"),
    "culture": ("", "", ""),
    "spanish": ("", "", "lp"),
    "coordinator": ("lep", "lep", "lep"),
    "nobody": ("", "", ""),
}


def test_the_table(admin, members, communique, section):
    """A published page, a draft, and a translation."""
    spanish = translate(communique, "es")
    draft = make_communique(section, title="Ébauche", live=False)
    for page in (spanish, draft, communique):
        delete(admin, page)
    entries = [entry_of(page) for page in (communique, draft, spanish)]
    found = {
        name: tuple(answers(browser, entry) for entry in entries)
        for name, browser in members.items()
    }
    assert found == TABLE
    for name, row in TABLE.items():
        for entry, cell in zip(entries, row, strict=True):
            if not cell:
                assert restore(members[name], entry).status_code in (302, 404)
                members[name].post(reverse("trash:erase", args=[entry.pk]))
    members["writer"].post(reverse("trash:erase", args=[entries[1].pk]))
    assert TrashEntry.objects.count() == 3
    assert not any(is_there(page) for page in (communique, draft, spanish))
    for name, page, entry in zip(
        ("moderator", "writer", "spanish"), (communique, draft, spanish), entries, strict=True
    ):
        restore(members[name], entry)
        assert is_there(page)


def test_a_section_with_pages_below_is_for_coordinators(admin, members, section, communique):
    delete(admin, section)
    entry = entry_of(section)
    found = {name for name, browser in members.items() if answers(browser, entry)}
    assert found == {"coordinator"}


def test_who_had_a_right_on_the_page_itself(admin, members, section):
    """A team brings its own section back, though its right went with the page."""
    delete(members["moderator"], section)
    assert not is_there(section)
    assert not GroupPagePermission.objects.filter(page=section.pk).exists()
    # The right to see the trash comes from anything else that the member may do.
    give(members["moderator"].user.groups.get(), make_sector_page(section.get_parent()), "change")
    restore(members["moderator"], entry_of(section))
    assert is_there(section)
    assert GroupPagePermission.objects.filter(
        page=section.pk, permission__codename="publish_page"
    ).exists()


def test_as_drafts_where_one_may_not_publish(admin, members, section, communique):
    """Somebody with the right to add elsewhere gets it there, unpublished."""
    user = members["moderator"].user
    place = make_sector_page(section.get_parent())
    group = Group.objects.create(name="autre")
    give(group, place, "add", "change")
    user.groups.add(group)
    delete(admin, communique)
    entry = entry_of(communique)
    members["moderator"].post(reverse("trash:place", args=[entry.pk]), {"place": place.pk})
    page = Page.objects.get(pk=communique.pk)
    assert (page.get_parent().pk, page.live, page.has_unpublished_changes) == (
        place.pk,
        False,
        True,
    )


def test_erasing_is_asked_and_final(members, communique):
    coordinator = members["coordinator"]
    delete(coordinator, communique)
    entry = entry_of(communique)
    assert coordinator.get(reverse("trash:erase", args=[entry.pk])).status_code == 200
    assert TrashEntry.objects.exists()
    coordinator.post(reverse("trash:erase", args=[entry.pk]))
    assert not TrashEntry.objects.exists()


def test_files_belong_to_their_shelf(admin, home):
    root = Collection.get_first_root_node()
    shelves = [root.add_child(name=name) for name in ("Éducation", "Culture")]
    browsers = []
    for shelf in (*shelves, root):
        group = named_group(shelf.name)
        permission = Permission.objects.get(codename="change_document")
        GroupCollectionPermission.objects.create(
            group=group, collection=shelf, permission=permission
        )
        browsers.append(browser_of(group))
    document = make_document(collection=shelves[0])
    admin.post(reverse("wagtaildocs:delete", args=[document.pk]))
    entry = entry_of(document)
    assert [document.title in listed(browser) for browser in browsers] == [True, False, True]
    erase = reverse("trash:erase", args=[entry.pk])
    assert [browser.get(erase).status_code for browser in browsers] == [302, 404, 200]
    assert restore(browsers[1], entry).status_code == 404
    restore(browsers[0], entry)
    assert not TrashEntry.objects.exists()


def test_only_members_enter(client, reader, home):
    assert reader.get(reverse("trash:index")).status_code == 302
    client.force_login(get_user_model().objects.create_user("autre"))
    assert client.get(reverse("trash:index")).status_code == 302


def test_the_empty_trash_and_the_menu(members):
    moderator = members["moderator"]
    assert "La corbeille est vide." in listed(moderator)
    address = reverse("trash:index")
    menus = [
        browser.get(reverse("wagtailadmin_home")).content.decode()
        for browser in (moderator, members["nobody"])
    ]
    assert [address in menu for menu in menus] == [True, False]
