"""Gives each sector its people and their tools: two groups, a shelf of files, a workflow.

What is missing is made, what exists is kept, so that it may be run again at any time: with every
`migrate` and `sync_roles`, and when a sector is founded.
"""

from django.conf import settings
from django.contrib.auth.models import Group
from django.db import transaction
from django.db.models.signals import m2m_changed, post_save
from django.dispatch import receiver
from django.utils.translation import override
from wagtail.models import Collection, GroupApprovalTask, Workflow, WorkflowPage, WorkflowTask

from cms.models import RoleGroup
from cms.roles.carrying import languages_of_groups
from cms.roles.catalogue import COORDINATOR, MODERATOR, WRITER, Role
from cms.roles.groups import give_files, give_pages, settle_group, settle_site_role
from sectors.models import Sector, SectorPage, SectorTeam


def settle_teams() -> None:
    """Makes what is missing of every sector's team."""
    for sector in Sector.objects.all():
        settle_team(sector)


@transaction.atomic
def settle_team(sector: Sector) -> SectorTeam:
    """Makes what is missing of a sector's team.

    Rights are given on the sector's page, where it has one, and follow it into other languages.
    """
    with override(settings.LANGUAGE_CODE):
        name = str(sector)
    team, _made = SectorTeam.objects.get_or_create(sector=sector)
    team.collection = team.collection or _add_collection(name)
    team.writers = _settle(WRITER, team.writers, name, team.collection)
    team.moderators = _settle(MODERATOR, team.moderators, name, team.collection)
    team.workflow = team.workflow or _add_workflow(name, team.moderators)
    team.save()
    page = SectorPage.objects.filter(sector=sector).order_by("pk").first()
    if page is not None:
        give_pages(team.writers, WRITER, page)
        give_pages(team.moderators, MODERATOR, page)
    attach_workflow(team)
    return team


def attach_workflow(team: SectorTeam) -> None:
    """The moderators approve the sector's pages in the languages in which they work.

    In other languages what is above decides: an approving group may edit what waits for it, so
    the workflow must reach no further than the rights.
    """
    pages = SectorPage.objects.filter(sector=team.sector)
    languages = languages_of_groups([team.moderators_id]).get(team.moderators_id)
    if languages is not None:
        pages = pages.filter(locale__in=languages)
    attached = WorkflowPage.objects.filter(workflow=team.workflow_id, page__depth__gt=1)
    attached.exclude(page__in=pages.values("pk")).delete()
    for page in pages.filter(workflowpage__isnull=True):
        WorkflowPage.objects.create(page=page, workflow=team.workflow)


def _settle(role: Role, group: Group | None, name: str, collection: Collection) -> Group:
    group = settle_group(role, group, name)
    give_files(group, role.shelf, collection)
    return group


def _add_collection(name: str) -> Collection:
    root = Collection.get_first_root_node()
    return root.add_child(instance=Collection(name=name))


def _add_workflow(name: str, moderators: Group) -> Workflow:
    """One step: a moderator approves, or a coordinator where the sector has none at hand."""
    task = GroupApprovalTask.objects.create(name=moderators.name)
    task.groups.add(moderators, settle_site_role(COORDINATOR))
    workflow = Workflow.objects.create(name=name)
    WorkflowTask.objects.create(workflow=workflow, task=task)
    return workflow


@receiver(post_save, sender=SectorPage)
def page_of_a_sector(instance: SectorPage, created: bool, raw: bool = False, **kwargs) -> None:
    """A sector's first page gets its team; another language of it, its way to publication."""
    if not created or raw:
        return
    if SectorPage.objects.filter(sector=instance.sector_id).exclude(pk=instance.pk).exists():
        team = SectorTeam.objects.filter(sector=instance.sector_id, workflow__isnull=False).first()
        if team:
            attach_workflow(team)
    elif SectorTeam.objects.filter(sector=instance.sector_id).exists():
        settle_team(instance.sector)


@receiver(m2m_changed, sender=RoleGroup.languages.through)
def languages_changed(instance, action: str, **kwargs) -> None:
    """The moderators work in other languages."""
    if action.startswith("post_") and isinstance(instance, RoleGroup):
        for team in SectorTeam.objects.filter(moderators=instance.pk, workflow__isnull=False):
            attach_workflow(team)
