"""The groups of the roles: there after `migrate`, kept by the command, nothing taken away."""

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.core.management import call_command
from django.db import connection
from django.urls import reverse
from wagtail.models import GroupPagePermission, Page, WorkflowPage

from cms.models import RoleGroup
from cms.roles.catalogue import COORDINATOR, KEEPER, ROLES, TRANSLATOR
from cms.roles.groups import (
    MissingPermissionError,
    permissions_named,
    roles_after_migrate,
    settle_roles,
)
from tests.cms.roles.conftest import browser_of
from tests.factories import make_home, make_locale, make_sector, make_sector_page


def group_of(role, **conditions) -> Group:
    """The group of a role."""
    return RoleGroup.objects.get(role=role.key, **conditions).group


def everything() -> list:
    """All that the command could change."""
    groups = Group.objects.order_by("pk")
    return [
        list(groups.values_list("pk", "name")),
        list(groups.values_list("permissions", flat=True).order_by("pk", "permissions")),
        list(GroupPagePermission.objects.order_by("pk").values()),
        list(RoleGroup.objects.order_by("pk").values()),
        list(WorkflowPage.objects.order_by("pk").values()),
    ]


def test_migrate_makes_the_roles_of_the_site():
    assert group_of(COORDINATOR).page_permissions.filter(page__depth=1).exists()
    assert group_of(KEEPER).permissions.filter(codename="answer_message").exists()


def test_wagtails_own_groups_are_gone_but_not_with_members_in_them():
    assert not Group.objects.filter(name__in=["Editors", "Moderators"]).exists()
    kept = Group.objects.create(name="Moderators")
    get_user_model().objects.create_user("ancienne").groups.add(kept)
    settle_roles()
    assert Group.objects.filter(pk=kept.pk).exists()


def test_a_language_gets_its_translators_with_its_home_page():
    make_home("fr")
    make_home("it")
    group = group_of(TRANSLATOR, locale=make_locale("it"))
    member = browser_of(group).user
    homes = {page.locale.language_code: page for page in Page.objects.filter(depth=2)}
    assert homes["it"].permissions_for_user(member).can_edit()
    assert not homes["fr"].permissions_for_user(member).can_edit()


def test_a_second_run_changes_nothing(homes):
    make_sector("education")
    settle_roles()
    before = everything()
    settle_roles()
    assert everything() == before


def test_what_was_lost_is_given_back_and_what_was_given_stays(homes):
    group = group_of(COORDINATOR)
    extra = Permission.objects.get(codename="view_message")
    group.permissions.set([extra])
    group.page_permissions.all().delete()
    group.name = "Autre nom"
    group.save()
    call_command("sync_roles", verbosity=0)
    group.refresh_from_db()
    assert group.name != "Autre nom"
    assert extra in group.permissions.all()
    assert group.permissions.filter(codename="add_sector").exists()
    assert group.page_permissions.count() == len(COORDINATOR.pages)


def test_a_group_that_has_the_name_already_is_left_alone():
    group = group_of(KEEPER)
    name = group.name
    group.delete()
    other = Group.objects.create(name=name)
    settle_roles()
    assert group_of(KEEPER).name == f"{name} (2)"
    other.refresh_from_db()
    assert other.name == name
    assert not other.permissions.exists()


def test_a_sector_made_by_hand_gets_its_team(indexes):
    page = make_sector_page(indexes["fr"], make_sector("education"))
    settle_roles()
    team = page.sector.team
    assert page.permissions_for_user(browser_of(team.writers).user).can_edit()
    assert not page.permissions_for_user(browser_of(team.writers).user).can_publish()
    assert page.permissions_for_user(browser_of(team.moderators).user).can_publish()
    assert page.get_workflow() == team.workflow


def test_a_page_of_no_sector_is_approved_by_coordinators(homes):
    tasks = homes["fr"].get_workflow().tasks
    groups = {group for task in tasks for group in task.specific.groups.all()}
    assert groups == {group_of(COORDINATOR)}


def test_a_role_that_names_an_unknown_permission_is_refused():
    with pytest.raises(MissingPermissionError, match=r"cms\.fly"):
        permissions_named(["cms.fly"])


def test_half_a_migration_makes_no_roles(monkeypatch):
    monkeypatch.setattr(connection.introspection, "django_table_names", lambda: ["not_yet"])
    Group.objects.all().delete()
    roles_after_migrate(using="default")
    assert not Group.objects.exists()


def test_every_role_but_the_administrator_has_a_name_for_its_group():
    assert [role.key for role in ROLES if not role.group_name] == ["administrator"]


def test_the_list_of_members_leads_to_the_explanation(client):
    client.force_login(get_user_model().objects.create_superuser("root"))
    text = client.get(reverse("wagtailusers_users:index")).content.decode()
    assert f'href="{reverse("roles")}"' in BeautifulSoup(text, "html.parser").main.decode()
