"""Who may translate which page into which language.

A language is a tree of pages, so Wagtail's own rights say it: whoever may edit the page in that
language, or add pages where it will stand.
"""

from django.contrib.auth import get_permission_codename
from django.contrib.auth.models import AnonymousUser
from wagtail.models import GroupPagePermission, Locale, Page
from wagtail.permission_policies.pages import PagePermissionPolicy

from cms.desk.families import in_language
from cms.desk.matrix import site_locales
from cms.desk.submission import lowest_existing
from cms.roles.carrying import HOME_DEPTH

ACTIONS = ("add", "change", "publish")


def may_use_desk(user) -> bool:
    """Whether the desk is in the menu: to those who may edit some page."""
    if isinstance(user, AnonymousUser):
        return False
    return PagePermissionPolicy().user_has_any_permission(user, ACTIONS)


def may_work_on(user, page: Page) -> bool:
    """Whether a person may write in a page now: it may be locked, or with the moderators."""
    lock = page.get_lock()
    return page.permissions_for_user(user).can_edit() and not (lock and lock.for_user(user))


def may_translate(user, page: Page, locale: Locale) -> bool:
    """Whether a person may begin a page in a language, or write in it now."""
    target = in_language(page, locale)
    if target is not None and target.alias_of_id is None:
        return may_work_on(user, target)
    parent = lowest_existing(page, locale)
    return parent.specific_deferred.permissions_for_user(user).can_add_subpage()


def languages_of(user) -> set[int]:
    """The languages in which a person may edit at least one page; asks nothing of its own.

    All below a page is in its language, but for the root.
    """
    names = {get_permission_codename(action, Page._meta) for action in ACTIONS}
    pages = [right.page for right in _rights(user) if right.permission.codename in names]
    if user.is_superuser or any(page.is_root() for page in pages):
        return {locale.pk for locale in site_locales()}
    return {page.locale_id for page in pages}


def has_whole_languages(user) -> bool:
    """Whether a person looks after every page of some language; asks nothing of the database."""
    return user.is_superuser or bool(_whole_trees(user))


def whole_languages_of(user, locales: list[Locale]) -> set[int]:
    """The languages, of some, in which a person may edit every page: a translator's."""
    trees = _whole_trees(user)
    if user.is_superuser or any(page.is_root() for page in trees):
        return {locale.pk for locale in locales}
    return {page.locale_id for page in trees} & {locale.pk for locale in locales}


def _whole_trees(user) -> list[Page]:
    """The root and the home pages that a person may edit, with what is below them."""
    return [
        right.page
        for right in _rights(user)
        if right.permission.codename == "change_page" and right.page.depth <= HOME_DEPTH
    ]


def _rights(user) -> list[GroupPagePermission]:
    """A person's rights on pages, which Wagtail asks for once a request."""
    return PagePermissionPolicy().get_cached_permissions_for_user(user)
