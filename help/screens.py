"""Which tasks explain which screen: the link in the header of the admin's screens asks here.

Screens are named by the name of their address, pages' forms by the type of the page. Where a screen
has several tasks, the member is offered the first that belongs to one of their roles.
"""

from django.http import HttpRequest
from wagtail.models import Page

from help.readers import is_for, roles_of
from help.tasks import Task, tasks

WRITING = ("write-communique", "correct-published")

SCREENS: dict[str, tuple[str, ...]] = {
    "wagtailadmin_home": ("find-your-way",),
    "wagtailadmin_explore": ("find-your-way",),
    "wagtailadmin_explore_root": ("find-your-way",),
    "wagtailadmin_account": ("sign-in-safely",),
    "wagtailadmin_pages:add_subpage": ("find-your-way",),
    "wagtailadmin_pages:delete": ("find-deleted",),
    "wagtailadmin_pages:unpublish": ("unpublish",),
    "wagtailadmin_pages:history": ("correct-published",),
    "wagtailadmin_pages:revisions_compare": ("review-publish",),
    "wagtailadmin_pages:workflow_history": ("submit-review",),
    "wagtailadmin_reports:workflow": ("review-publish", "submit-review"),
    "board:list": ("find-your-way",),
    "wagtailimages:index": ("add-picture",),
    "wagtailimages:add": ("add-picture",),
    "wagtailimages:add_multiple": ("add-picture",),
    "wagtailimages:edit": ("add-picture",),
    "wagtaildocs:index": ("attach-leaflet",),
    "wagtaildocs:add": ("attach-leaflet",),
    "wagtaildocs:add_multiple": ("attach-leaflet",),
    "wagtaildocs:edit": ("attach-leaflet",),
    "translation_desk:index": ("translate-page",),
    "translation_desk:begin": ("translate-page",),
    "translation_desk:work": ("translate-page",),
    "translation_desk:section": ("translate-page",),
    "translation_desk:import": ("translate-by-mail",),
    "inbox:list": ("answer-message",),
    "inbox:find": ("answer-message",),
    "inbox:read": ("answer-message",),
    "inbox:writer": ("erase-person",),
    "wagtailusers_users:index": ("invite-member",),
    "wagtailusers_users:add": ("invite-member",),
    "wagtailusers_users:edit": ("invite-member",),
    "members:index": ("invite-member",),
    "members:invite": ("invite-member",),
    "members:member": ("invite-member",),
    "mfa_index": ("sign-in-safely",),
    "mfa_activate_totp": ("sign-in-safely",),
    "mfa_view_recovery_codes": ("sign-in-safely",),
    "trash:index": ("find-deleted",),
    "trash:place": ("find-deleted",),
    "trash:erase": ("find-deleted",),
    "wagtailusers_groups:index": ("who-may-do-what",),
    "wagtailusers_groups:edit": ("who-may-do-what",),
    "roles": ("who-may-do-what",),
    "found_sector": ("keep-sector-page",),
}

# The forms in which pages are written, by type.
FORMS = ("wagtailadmin_pages:add", "wagtailadmin_pages:edit")
PAGE_TYPES: dict[str, tuple[str, ...]] = {
    "sectors.communiquepage": WRITING,
    "sectors.dossierpage": ("make-dossier",),
    "sectors.sectorpage": ("keep-sector-page",),
    "contact.contactpage": ("build-form",),
    "home.homepage": ("put-forward",),
}
OTHER_PAGES = ("correct-published",)


def task_for(request: HttpRequest) -> Task | None:
    """The task that explains the screen of a request to its member, or None."""
    match = request.resolver_match
    if match is None:
        return None
    keys = SCREENS.get(match.view_name, ())
    if match.view_name in FORMS:
        keys = PAGE_TYPES.get(_page_type(match.kwargs), OTHER_PAGES)
    offered = [tasks()[key] for key in keys]
    if len(offered) > 1:
        roles = roles_of(request.user)
        offered.sort(key=lambda task: not is_for(task, roles))
    return next(iter(offered), None)


def _page_type(arguments: dict) -> str:
    """The type of the page that is written, such as `home.homepage`; empty where there is none."""
    if "content_type_app_name" in arguments:
        return "{content_type_app_name}.{content_type_model_name}".format(**arguments)
    page = Page.objects.filter(pk=arguments["page_id"]).only("content_type").first()
    return ".".join(page.cached_content_type.natural_key()) if page else ""
