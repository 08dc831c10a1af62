"""Rights on a section extend to its translations, in the group's languages, whatever happens."""

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.urls import reverse
from wagtail.models import GroupPagePermission, Locale, Page

from cms.models import CarriedPermission, RoleGroup
from cms.roles.carrying import carry, translation_made
from tests.cms.roles.conftest import browser_of, give, named_group
from tests.cms.roles.deeds import OF_WAGTAIL
from tests.factories import make_communique, make_locale, make_sector_page, make_version, translate


@pytest.fixture
def team(sections) -> Group:
    """Those in charge of education, appointed on its French page, in French and Italian."""
    group = named_group("Éducation", "fr", "it")
    give(group, sections["education", "fr"])
    return group


def may_edit(group: Group, page: Page) -> bool:
    """Whether the members of a group may edit a page, as Wagtail sees it."""
    user = browser_of(group).user
    allowed = Page.objects.get(pk=page.pk).permissions_for_user(user).can_edit()
    user.delete()
    return allowed


class TestWhatIsCarried:
    def test_a_right_on_a_section_holds_in_its_translations_and_below(self, team, sections):
        below = make_communique(sections["education", "it"])
        assert may_edit(team, sections["education", "it"])
        assert may_edit(team, below)

    def test_but_in_no_other_section(self, team, sections, indexes):
        others = [sections["culture", "it"], sections["culture", "fr"], *indexes.values()]
        assert not any(may_edit(team, page) for page in others)

    def test_and_in_no_language_that_was_not_named(self, team, sections, indexes):
        spanish = make_version(sections["education", "fr"], indexes["es"])
        assert not may_edit(team, spanish)

    def test_without_a_named_language_it_holds_in_all(self, sections, indexes):
        group = named_group("Partout")
        give(group, sections["education", "fr"])
        spanish = make_version(sections["education", "fr"], indexes["es"])
        assert may_edit(group, spanish)

    def test_a_right_given_on_a_translation_holds_in_the_original_too(self, sections):
        group = named_group("Éducation")
        give(group, sections["education", "it"])
        assert may_edit(group, sections["education", "fr"])

    def test_a_right_on_a_home_page_is_one_in_that_language_only(self, homes):
        group = named_group("Italiano")
        give(group, homes["it"])
        assert not may_edit(group, homes["fr"])
        assert not may_edit(group, homes["es"])

    def test_only_the_same_right_is_carried(self, sections):
        group = named_group("Éducation")
        give(group, sections["education", "fr"], "add")
        rights = GroupPagePermission.objects.filter(page=sections["education", "it"])
        assert [one.permission.codename for one in rights] == ["add_page"]


class TestWhenSomethingChanges:
    def test_a_translation_made_at_the_desk_comes_under_it(self, team, sections):
        page = make_communique(sections["culture", "fr"])
        page.save_revision().publish()
        give(team, page, "change")
        italian = translate(page, "it", publish=False)
        assert may_edit(team, italian)

    def test_so_does_a_copy_made_by_wagtail(self, sections, homes, indexes):
        group = named_group("Éducation")
        give(group, sections["education", "fr"])
        copy = sections["education", "fr"].copy_for_translation(make_locale("es"))
        assert may_edit(group, copy)

    def test_a_right_that_is_taken_away_is_gone_in_every_language(self, team, sections):
        GroupPagePermission.objects.filter(group=team, page=sections["education", "fr"]).delete()
        assert not may_edit(team, sections["education", "it"])
        assert not CarriedPermission.objects.exists()

    def test_one_given_by_hand_stays(self, team, sections):
        give(team, sections["culture", "it"], "change")
        team.page_permissions.filter(page=sections["education", "fr"]).delete()
        assert may_edit(team, sections["culture", "it"])

    def test_another_language_is_added_and_taken_away(self, team, sections, indexes):
        spanish = make_version(sections["education", "fr"], indexes["es"])
        team.role_group.languages.add(make_locale("es"))
        assert may_edit(team, spanish)
        team.role_group.languages.remove(make_locale("es"))
        assert not may_edit(team, spanish)
        assert may_edit(team, sections["education", "it"])

    def test_it_outlives_the_page_on_which_it_was_given(self, team, sections):
        sections["education", "fr"].delete()
        carry()
        assert may_edit(team, sections["education", "it"])

    def test_a_translation_that_is_deleted_takes_nothing_along(self, team, sections):
        sections["education", "it"].delete()
        assert may_edit(team, sections["education", "fr"])
        assert carry() == (0, 0)

    def test_a_group_that_is_deleted_leaves_nothing(self, team):
        team.delete()
        assert not GroupPagePermission.objects.filter(group__name="Éducation").exists()
        assert not CarriedPermission.objects.exists()
        assert not RoleGroup.objects.filter(group__name="Éducation").exists()


class TestTheCommand:
    def test_it_mends_what_was_written_behind_its_back(self, team, sections):
        count = CarriedPermission.objects.filter(permission__group=team).count()
        assert count == 3
        CarriedPermission.objects.all()._raw_delete("default")
        GroupPagePermission.objects.filter(page=sections["education", "it"])._raw_delete("default")
        assert not may_edit(team, sections["education", "it"])
        call_command("sync_roles", verbosity=0)
        assert may_edit(team, sections["education", "it"])
        assert CarriedPermission.objects.filter(permission__group=team).count() == count

    def test_a_second_run_changes_nothing(self, team):
        assert carry() == (0, 0)
        before = list(GroupPagePermission.objects.order_by("pk").values_list("pk", flat=True))
        call_command("sync_roles", verbosity=0)
        call_command("sync_roles", verbosity=0)
        own = GroupPagePermission.objects.filter(group=team)
        assert set(own.values_list("pk", flat=True)) <= set(before)


@pytest.mark.parametrize("deed", OF_WAGTAIL, ids=lambda deed: deed.name)
@pytest.mark.parametrize(
    ("section", "allowed"),
    [("education", True), ("culture", False)],
    ids=["own section", "other section"],
)
def test_every_screen_follows_the_right(team, alone, deed, section, allowed):
    """Appointed in French, they work in Italian, in their section and in no other."""
    if deed.name.endswith("move") and allowed:
        give(team, alone["culture", "it"].get_parent())
    assert deed.done(browser_of(team), alone[section, "it"]) is allowed


class TestTheFormOfAGroup:
    """Settings › Groups."""

    @pytest.fixture
    def root(self, client):
        client.force_login(get_user_model().objects.create_superuser("root"))
        return client

    def form(self, root, group: Group, sections, *languages: str, page=None) -> dict:
        """What the form sends: the group's rights on one page, and no other panel filled in."""
        rights = group.page_permissions.filter(carried=None).values_list(
            "permission__codename", flat=True
        )
        soup = BeautifulSoup(root.get(reverse("wagtailusers_groups:add")).content, "html.parser")
        counts = {one["name"]: "0" for one in soup.select("input[name$=_FORMS]")}
        return counts | {
            "name": group.name,
            "page_permissions-TOTAL_FORMS": "1",
            "page_permissions-INITIAL_FORMS": "1",
            "page_permissions-0-page": (page or sections["education", "fr"]).pk,
            "page_permissions-0-permissions": list(rights),
            "role_languages-languages": [make_locale(code).pk for code in languages],
        }

    def test_one_row_is_shown_a_section(self, root, team, sections):
        text = root.get(reverse("wagtailusers_groups:edit", args=[team.pk])).content.decode()
        assert 'name="page_permissions-0-page"' in text
        assert 'name="page_permissions-1-page"' not in text

    def test_the_languages_are_chosen_there(self, root, team, sections, indexes):
        spanish = make_version(sections["education", "fr"], indexes["es"])
        address = reverse("wagtailusers_groups:edit", args=[team.pk])
        answer = root.post(address, self.form(root, team, sections, "fr", "es"))
        assert answer.status_code == 302
        assert set(team.role_group.languages.values_list("language_code", flat=True)) == {
            "fr",
            "es",
        }
        assert may_edit(team, spanish)
        assert not may_edit(team, sections["education", "it"])

    def test_another_section_takes_all_languages_along(self, root, team, sections):
        address = reverse("wagtailusers_groups:edit", args=[team.pk])
        form = self.form(root, team, sections, "fr", "it", page=sections["culture", "fr"])
        assert root.post(address, form).status_code == 302
        assert may_edit(team, sections["culture", "it"])
        assert not may_edit(team, sections["education", "it"])
        assert not may_edit(team, sections["education", "fr"])

    def test_a_new_group_can_be_given_languages(self, root, team, sections):
        form = self.form(root, team, sections, "it") | {
            "name": "Nouveau",
            "page_permissions-INITIAL_FORMS": "0",
        }
        assert root.post(reverse("wagtailusers_groups:add"), form).status_code == 302
        made = Group.objects.get(name="Nouveau")
        assert list(made.role_group.languages.all()) == [Locale.objects.get(language_code="it")]
        assert may_edit(made, sections["education", "it"])


def test_a_page_made_where_nobody_was_appointed_costs_one_question(
    sections, django_assert_max_num_queries
):
    page = make_sector_page(sections["education", "fr"].get_parent())
    with django_assert_max_num_queries(1):
        translation_made(type(page), page, created=True)
