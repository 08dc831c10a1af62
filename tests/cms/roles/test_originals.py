"""What a translator does to translations, and not to originals; every way is asked, by HTTP."""

import pytest
from django.urls import reverse
from wagtail.models import Page
from wagtail.models.pages import PagePermissionTester

from cms.models import RoleGroup
from cms.roles.catalogue import TRANSLATOR
from cms.roles.groups import settle_roles
from cms.roles.originals import SitePermissionTester
from tests.cms.roles.conftest import RIGHTS, browser_of, give, named_group
from tests.cms.roles.deeds import OF_WAGTAIL, communique_form
from tests.cms.roles.test_table import undone
from tests.cms.roles.translating_deeds import OF_TRANSLATING
from tests.factories import make_communique, make_locale, make_sector_page, translate

KNOWN = {deed.name: deed for deed in (*OF_WAGTAIL, *OF_TRANSLATING)}
FOR_READERS = (
    "unpublish",
    "delete",
    "set_privacy",
    "move",
    "bulk unpublish",
    "bulk delete",
    "bulk move",
)


@pytest.fixture
def translator(homes):
    """The browser of a translator of Italian who has no other role."""
    settle_roles()
    row = RoleGroup.objects.get(role=TRANSLATOR.key, locale=make_locale("it"))
    return browser_of(row.group)


def may(client, page: Page) -> dict[str, bool]:
    """Which deeds succeed on a page; each is taken back."""
    names = (*FOR_READERS, "publish", "write and publish", "save")
    found = {}
    for name in names:
        one = Page.objects.get(pk=page.pk).specific
        found[name] = undone(lambda name=name, one=one: KNOWN[name].done(client, one)) == "y"
    return found


def test_translations_are_a_translators_and_originals_are_not(translator, alone, sections):
    original, source = alone["education", "it"], alone["education", "fr"]
    translation = translate(source, "it")
    done = may(translator, original)
    assert [name for name, answer in done.items() if answer] == ["save"]
    # wagtail-localize's editor stands before a translation: Wagtail's form does not reach it.
    done = may(translator, translation)
    # It does not go to a place that is somebody else's to publish in.
    assert [name for name in FOR_READERS if not done[name]] == ["move", "bulk move"]
    assert not done["write and publish"]
    page = Page.objects.get(pk=translation.pk).specific
    assert undone(lambda: KNOWN["publish passages"].ask(translator, page).status_code == 302) == "y"
    # A draft of one's own may be thrown away, somebody else's not.
    address = reverse(
        "wagtailadmin_pages:add", args=["sectors", "communiquepage", sections["education", "it"].pk]
    )
    translator.post(address, communique_form(slug="mien"))
    mine = Page.objects.get(slug="mien")
    assert not mine.live
    theirs = mine.copy(update_attrs={"slug": "leur", "owner": None})
    for page in (mine, theirs):
        translator.post(reverse("wagtailadmin_pages:delete", args=[page.pk]))
    assert list(Page.objects.filter(pk__in=[mine.pk, theirs.pk])) == [theirs.page_ptr]


def test_what_is_unpublished_with_what_is_above_it(translator, alone, sections, homes):
    """A translated section goes offline; the originals written below it stay."""
    french = make_sector_page(sections["education", "fr"].get_parent(), slug="sante")
    section = translate(french, "it")
    below = alone["education", "it"]
    below.move(section, "last-child")
    translator.post(
        reverse("wagtailadmin_pages:unpublish", args=[section.pk]), {"include_descendants": "on"}
    )
    assert not Page.objects.get(pk=section.pk).live
    assert Page.objects.get(pk=below.pk).live


def test_who_has_the_right_from_another_group_keeps_it(translator, alone):
    original = alone["education", "it"]
    group = named_group("team", "it")
    give(group, original.get_parent(), "add", "change", "publish")
    translator.user.groups.add(group)
    done = may(translator, original)
    assert [name for name, answer in done.items() if not answer] == ["move", "bulk move"]


def test_copies_and_aliases_publish_nothing(translator, alone):
    original = alone["education", "it"]
    for more in (
        {"publish_copies": "on"},
        {"alias": "on"},
        {"alias": "on", "publish_copies": "on"},
    ):
        before = Page.objects.live().count()
        form = {"new_title": "Copie", "new_slug": f"copie-{len(more)}-{'alias' in more}"}
        form |= {"new_parent_page": original.get_parent().pk, **more}
        translator.post(reverse("wagtailadmin_pages:copy", args=[original.pk]), form)
        assert Page.objects.live().count() == before, more


@pytest.mark.parametrize("rights", [("change",), ("add",), ("add", "change"), RIGHTS])
def test_what_may_be_deleted_is_answered_as_wagtail_answers_it(rights, sections, indexes):
    """The short way for whoever only writes changes no answer."""
    member = browser_of(named_group("team", "fr")).user
    give(member.groups.get(), indexes["fr"], *rights)
    section = make_sector_page(indexes["fr"], slug="sante")
    make_communique(section, live=False)
    drafts = make_sector_page(indexes["fr"], slug="commerce", live=False, owner=member)
    make_communique(drafts, live=False)
    half = make_sector_page(indexes["fr"], slug="livreurs", live=False)
    make_communique(half)
    asked = 0
    for page in Page.objects.descendant_of(indexes["fr"], inclusive=True):
        for ignore_bulk in (False, True):
            usual = PagePermissionTester(member, page).can_delete(ignore_bulk)
            assert SitePermissionTester(member, page).can_delete(ignore_bulk) == usual, page
            asked += 1
    assert asked > 12


def test_who_becomes_a_translator_is_one_at_once(
    translator, alone, committed, outside_transactions
):
    """Processes remember which groups are translators'."""
    member, original = translator.user, alone["education", "it"]
    row = RoleGroup.objects.get(group__in=member.groups.all())

    def tester() -> SitePermissionTester:
        return SitePermissionTester(type(member).objects.get(pk=member.pk), original)

    assert tester().only_translates
    with committed():
        row.role = ""
        row.save()
    assert not tester().only_translates
    with committed():
        row.role = TRANSLATOR.key
        row.save()
    assert tester().only_translates
