"""Makes the groups of the roles and keeps them: what is missing is given back, nothing taken away.

`settle_roles` is run after every `migrate` and by `manage.py sync_roles`; a new language gets its
translators as soon as it has a home page. Applications that have roles of their own places register
the hook `settle_roles`, a function without arguments.
"""

from django.conf import settings
from django.contrib.auth.models import Group, Permission
from django.db import connections, transaction
from django.db.models.signals import post_save
from django.dispatch import receiver
from django.utils.translation import override
from wagtail import hooks
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    GroupCollectionPermission,
    GroupPagePermission,
    Locale,
    Page,
    WorkflowPage,
)

from cms.models import RoleGroup
from cms.roles.carrying import HOME_DEPTH, carry
from cms.roles.catalogue import COORDINATOR, KEEPER, TRANSLATOR, Role

# Wagtail's own, which may do everything everywhere: ours stand in their place.
STOCK_GROUPS = ("Editors", "Moderators")


class MissingPermissionError(LookupError):
    """A role names a permission that the database does not have: a migration is missing."""


@transaction.atomic
def settle_roles() -> None:
    """Makes every group of every role, and carries rights to where they should be.

    Raises:
        MissingPermissionError: a role names a permission that does not exist.
    """
    root = Page.get_first_root_node()
    if root is None:
        # A database that was emptied: there is nothing to have rights on.
        return
    coordinators = settle_site_role(COORDINATOR)
    give_pages(coordinators, COORDINATOR, root)
    settle_site_role(KEEPER)
    for locale in languages_with_a_home():
        settle_translators(locale)
    _approve_what_no_sector_approves(root, coordinators)
    _retire_stock_groups()
    for settle in hooks.get_hooks("settle_roles"):
        settle()
    carry()


def languages_with_a_home():
    """The languages that have pages."""
    homes = Page.objects.filter(depth=HOME_DEPTH)
    return Locale.objects.filter(pk__in=homes.values("locale"))


def settle_site_role(role: Role) -> Group:
    """The one group of a role that holds everywhere."""
    row = RoleGroup.objects.filter(role=role.key).select_related("group").first()
    return settle_group(role, row.group if row else None)


def settle_translators(locale: Locale) -> Group:
    """The translators of a language, with rights on its home page and in no other language."""
    row = RoleGroup.objects.filter(role=TRANSLATOR.key, locale=locale).first()
    group = settle_group(TRANSLATOR, row.group if row else None, locale.get_display_name())
    row = group.role_group
    row.locale = locale
    row.save()
    row.languages.set([locale])
    for home in Page.objects.filter(depth=HOME_DEPTH, locale=locale):
        give_pages(group, TRANSLATOR, home)
    return group


def settle_group(role: Role, group: Group | None = None, place: str = "") -> Group:
    """The group of a role, made if need be, with its name and what it may do outside of pages."""
    with override(settings.LANGUAGE_CODE):
        name = str(role.group_name) % {"place": place}
    name = _free_name(name, group)
    if group is None:
        group = Group.objects.create(name=name)
    elif group.name != name:
        group.name = name
        group.save()
    RoleGroup.objects.update_or_create(group=group, defaults={"role": role.key})
    group.permissions.add(*permissions_named(role.permissions))
    give_files(group, role.library, Collection.get_first_root_node())
    return group


def give_pages(group: Group, role: Role, page: Page) -> None:
    """The rights of a role on a page, unless the group has them on a page of its family."""
    family = Page.objects.filter(translation_key=page.translation_key)
    if page.depth <= HOME_DEPTH:
        family = Page.objects.filter(pk=page.pk)
    for codename in (f"{action}_page" for action in role.pages):
        rights = GroupPagePermission.objects.filter(group=group, permission__codename=codename)
        if not rights.filter(page__in=family, carried__isnull=True).exists():
            permission = permissions_named([f"wagtailcore.{codename}"])[0]
            rights.filter(page=page).delete()
            GroupPagePermission.objects.create(group=group, page=page, permission=permission)


def give_files(group: Group, names: tuple[str, ...], collection: Collection) -> None:
    """Rights on the pictures and documents of a collection."""
    for permission in permissions_named(names):
        GroupCollectionPermission.objects.get_or_create(
            group=group, collection=collection, permission=permission
        )


def permissions_named(names) -> list[Permission]:
    """The permissions of these names ("application.codename").

    Raises:
        MissingPermissionError: one does not exist.
    """
    wanted = set(names)
    found = {
        f"{one.content_type.app_label}.{one.codename}": one
        for one in Permission.objects.filter(
            codename__in={name.partition(".")[2] for name in wanted}
        ).select_related("content_type")
    }
    if missing := wanted - set(found):
        raise MissingPermissionError(", ".join(sorted(missing)))
    return [found[name] for name in sorted(wanted)]


def _free_name(name: str, group: Group | None) -> str:
    """The name, numbered where a group of somebody else has it."""
    others = Group.objects.exclude(pk=group.pk) if group else Group.objects.all()
    number, wanted = 1, name
    while others.filter(name=wanted).exists():
        number += 1
        wanted = f"{name} ({number})"
    return wanted


def _approve_what_no_sector_approves(root: Page, coordinators: Group) -> None:
    """Wagtail's workflow on the root, for pages of no sector, is in the coordinators' hands."""
    row = WorkflowPage.objects.filter(page=root).select_related("workflow").first()
    if row is None:
        return
    for task in row.workflow.tasks:
        if isinstance(task.specific, GroupApprovalTask):
            task.specific.groups.add(coordinators)


def _retire_stock_groups() -> None:
    """Takes Wagtail's own groups away where nobody is in them."""
    Group.objects.filter(name__in=STOCK_GROUPS, user__isnull=True, role_group__isnull=True).delete()


@receiver(post_save)
def language_begun(sender, instance, created: bool, raw: bool = False, **kwargs) -> None:
    """A language that gets its home page gets its translators."""
    if created and not raw and isinstance(instance, Page) and instance.depth == HOME_DEPTH:
        settle_translators(instance.locale)


def roles_after_migrate(using: str, **kwargs) -> None:
    """What `cms.apps` connects to the end of `migrate`; half a migration makes no roles."""
    database = connections[using].introspection
    if set(database.django_table_names()) <= set(database.table_names()):
        settle_roles()
