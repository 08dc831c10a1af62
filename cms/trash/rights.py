"""Who sees what is in the trash, brings it back or erases it: whoever may delete it where it was.

The rules are Wagtail's for deleting, asked of the place instead of the page: rights on the nearest
page above that still exists, and those that groups had on the page itself. Others are not told
that there is anything.
"""

from collections.abc import Iterable

from wagtail.documents.permissions import permission_policy as documents_policy
from wagtail.images.permissions import permission_policy as pictures_policy
from wagtail.models import Collection, Page
from wagtail.permissions import page_permission_policy

from cms.models import TrashEntry

POLICIES = {
    TrashEntry.Kind.DOCUMENT: documents_policy,
    TrashEntry.Kind.PICTURE: pictures_policy,
}


def may_have_trash(user) -> bool:
    """Whether a member may delete anything at all."""
    return page_permission_policy.user_has_any_permission(
        user, {"add", "change", "publish"}
    ) or any(policy.user_has_permission(user, "change") for policy in POLICIES.values())


def entries_for(user) -> list[TrashEntry]:
    """What a member may bring back, the latest first; without the rows."""
    entries = list(TrashEntry.objects.defer("rows").select_related("deleted_by"))
    return RightsOf(user, entries).restorable()


def visible_entry(user, pk: int) -> TrashEntry | None:
    """One of these, or None."""
    entries = TrashEntry.objects.defer("rows").filter(pk=pk)
    return next(iter(RightsOf(user, entries).restorable()), None)


class RightsOf:
    """A member's rights on some entries; places and groups are asked for once."""

    def __init__(self, user, entries: Iterable[TrashEntry]):
        self.user, self.entries = user, list(entries)
        above = {pk for entry in self.entries if entry.pages for pk in entry.above}
        self._paths = dict(Page.objects.filter(pk__in=above).values_list("pk", "path"))
        self._groups = set(user.groups.values_list("pk", flat=True))
        self._collections: dict[int, Collection] = {}
        if any(not entry.pages for entry in self.entries):
            self._collections = Collection.objects.in_bulk()

    def restorable(self) -> list[TrashEntry]:
        """Those that the member may bring back."""
        return [entry for entry in self.entries if self.may_restore(entry)]

    def may_restore(self, entry: TrashEntry) -> bool:
        """Whether the member might delete it where it was."""
        if not self.user.is_active:
            return False
        if self.user.is_superuser:
            return True
        if entry.kind != TrashEntry.Kind.PAGE:
            return self._may_delete_file(entry, entry.above[:1])
        actions = self._actions(entry)
        if entry.pages > 1 and "bulk_delete" not in actions:
            return False
        is_own = "add" in actions and entry.owner_id == self.user.pk
        if "change" not in actions and not is_own:
            return False
        return "publish" in actions or not entry.live_pages

    def may_erase(self, entry: TrashEntry) -> bool:
        """Whether the member may give it up for good: coordinators and administrators."""
        if not self.may_restore(entry):
            return False
        if self.user.is_superuser:
            return True
        if entry.kind != TrashEntry.Kind.PAGE:
            return self._may_delete_file(entry, [])
        return "bulk_delete" in self._actions(entry)

    def _actions(self, entry: TrashEntry) -> set[str]:
        """What the member may do where the page was: `add`, `change`, `publish`, …"""
        path = next((self._paths[pk] for pk in reversed(entry.above) if pk in self._paths), None)
        rights = page_permission_policy.get_cached_permissions_for_user(self.user)
        found = {
            right.permission.codename.rpartition("_")[0]
            for right in rights
            if path and path.startswith(right.page.path)
        }
        own = {name.rpartition("_")[0] for group, name in entry.rights if group in self._groups}
        return found | own

    def _may_delete_file(self, entry: TrashEntry, collections: list[int]) -> bool:
        """Whether the member may delete such a file in its collection, or in the whole library."""
        policy = POLICIES[entry.kind]
        root = next(one for one in self._collections.values() if one.depth == 1)
        place = next((self._collections[pk] for pk in collections if pk in self._collections), root)
        file = policy.model(collection=place, uploaded_by_user_id=entry.owner_id)
        return policy.user_has_permission_for_instance(self.user, "delete", file)
