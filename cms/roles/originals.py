"""Translators publish, take offline and delete what they translate, and no original.

A translator's right covers the home page of a language with all below it, and Wagtail knows no
translations: the French pages that the sectors wrote would be a French translator's to delete. What
a translator writes in their own name goes the way of all originals, to those who approve it. Who
has the right from another group keeps it.

Wagtail has no setting for this: `install` replaces the question that all its screens ask.
"""

from wagtail.models import Page
from wagtail.models.pages import PagePermissionTester
from wagtail.permissions import page_permission_policy
from wagtail_localize.models import Translation

from cms.models import RoleGroup
from cms.remembered import remembered
from cms.roles.catalogue import TRANSLATOR

# What lets a member publish, take offline, restrict or delete what is published.
BEYOND_WRITING = frozenset({"publish", "bulk_delete", "lock", "unlock"})


def install() -> None:
    """Called once, when all models are loaded."""
    Page.permissions_for_user = lambda page, user: SitePermissionTester(user, page)


class SitePermissionTester(PagePermissionTester):
    """Wagtail's rights on a page, less what a translator may do to translations alone."""

    def __init__(self, user, page):
        super().__init__(user, page)
        self.only_translates = self.is_strangers_original = False
        if not user.is_active or user.is_superuser or not (groups := _translators_groups(user)):
            return
        others = self._actions_outside(groups)
        self.only_translates = "publish" not in others
        if self.only_translates and not _is_translation(page, user):
            self.is_strangers_original = page.owner_id != user.pk or page.first_published_at
            self.permissions -= BEYOND_WRITING - others

    def _actions_outside(self, groups: set[int]) -> set[str]:
        """What the member may do to the page by other groups than these."""
        return {
            right.permission.codename.rsplit("_", maxsplit=1)[0]
            for right in page_permission_policy.get_cached_permissions_for_user(self.user)
            if right.group_id not in groups and self.page.path.startswith(right.page.path)
        }

    def can_publish_subpage(self):
        """What is written below is an original, whatever the page itself is."""
        return not self.only_translates and super().can_publish_subpage()

    def can_delete(self, ignore_bulk=False):
        """Of originals, a translator deletes only drafts of their own.

        Who only writes deletes nothing that is published. Wagtail asks the database whether any of
        it is, twice for each page of a list; mostly the page itself says so.
        """
        if self.is_strangers_original:
            return False
        if self._only_writes() and (self.page.live or self.page.is_leaf()):
            return not self.page.live
        return super().can_delete(ignore_bulk)

    def _only_writes(self) -> bool:
        return (
            not self.user.is_superuser
            and "change" in self.permissions
            and "publish" not in self.permissions
        )


def _translators_groups(user) -> set[int]:
    """The member's groups of translators, among those that give a right on some page."""
    rights = page_permission_policy.get_cached_permissions_for_user(user)
    return groups_of_translators().intersection(right.group_id for right in rights)


@remembered
def groups_of_translators() -> frozenset[int]:
    """The groups of translators of every language."""
    rows = RoleGroup.objects.filter(role=TRANSLATOR.key)
    return frozenset(rows.values_list("group_id", flat=True))


def _is_translation(page: Page, user) -> bool:
    """Whether a page is translated from another; for a list of pages, one query."""
    if not hasattr(user, "_translations"):
        locales = RoleGroup.objects.filter(pk__in=_translators_groups(user)).values("locale")
        rows = Translation.objects.filter(target_locale__in=locales)
        user._translations = set(rows.values_list("source__object_id", "target_locale_id"))
    return (page.translation_key, page.locale_id) in user._translations
