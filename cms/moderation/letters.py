"""The words of the notices, in the language that is active: their reader's."""

from datetime import datetime

from django.conf import settings
from django.core.exceptions import ObjectDoesNotExist
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.admin.utils import get_user_display_name
from wagtail.models import Page, TaskState, WorkflowState

from cms.desk.families import translations_into
from cms.desk.sections import sections
from cms.moderation.people import Member, wants

TO_APPROVE, APPROVED, SENT_BACK, TAKEN_OVER, COMMENTS = (
    "to_approve",
    "approved",
    "sent_back",
    "taken_over",
    "comments",
)
# Under which preference of the account a member switches a notice off.
PREFERENCES = {
    TO_APPROVE: "submitted",
    APPROVED: "approved",
    SENT_BACK: "rejected",
    TAKEN_OVER: "approved",
    COMMENTS: "updated_comments",
}

Words = tuple[str, str]


def letter(kind: str, member, **about) -> Words | None:
    """The subject and the body of a notice; None where it is not wanted or no longer true."""
    if not wants(member, PREFERENCES[kind]):
        return None
    if kind == COMMENTS:
        return about["subject"], about["body"]
    try:
        return _to_approve(**about) if kind == TO_APPROVE else _decided(kind, **about)
    except ObjectDoesNotExist:
        # The page was deleted.
        return None


def _to_approve(step: int) -> Words | None:
    state = TaskState.objects.select_related("revision__user", "workflow_state").get(pk=step)
    if state.status != TaskState.STATUS_IN_PROGRESS:
        return None
    page = state.revision.as_object()
    context = {
        "member": _name(state.workflow_state.requested_by),
        "review_url": _absolute(reverse("moderation:review", args=[state.pk])),
        **_facts(page),
    }
    return _written(TO_APPROVE, _("To approve: “%(title)s”"), page, context)


def _decided(kind: str, workflow: int, by: int | None) -> Words:
    state = WorkflowState.objects.select_related("current_task_state").get(pk=workflow)
    page = Page.objects.get(pk=state.object_id).specific
    goes_live_at = _goes_live_at(page)
    reaches_readers = page.live and page.live_revision_id == page.latest_revision_id
    if kind == SENT_BACK:
        subject = _("Sent back to you: “%(title)s”")
    elif kind == APPROVED or reaches_readers or goes_live_at:
        subject = _("Approved: “%(title)s”")
    else:
        subject = _("Taken back from approval: “%(title)s”")
    context = {
        # wagtail-localize publishes in nobody's name; the revision says who wrote it.
        "member": _name(Member.objects.filter(pk=by).first() or page.latest_revision.user),
        "comment": state.current_task_state.comment,
        "work_url": _absolute(work_url(page)),
        "page_url": page.full_url if reaches_readers else "",
        "goes_live_at": goes_live_at,
        **_facts(page),
    }
    return _written(kind, subject, page, context)


def _goes_live_at(page: Page) -> datetime | None:
    """The hour for which its publication is planned, if it is."""
    planned = page.revisions.filter(approved_go_live_at__isnull=False)
    return planned.values_list("approved_go_live_at", flat=True).first()


def work_url(page: Page) -> str:
    """Where a page is written: at the desk if it is a translation, else in the editor."""
    if translations_into(page).exists():
        return reverse("translation_desk:work", args=[page.pk])
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def _facts(page: Page) -> dict:
    planned = page.go_live_at if page.go_live_at and page.go_live_at > timezone.now() else None
    return {
        "title": page.title,
        "kind": page.specific_class._meta.verbose_name,
        "section": section_of(page),
        "language": page.locale.get_display_name(),
        "planned": planned,
        "account_url": _absolute(reverse("wagtailadmin_account")),
    }


def section_of(page: Page) -> str:
    """The names of the sectors of a page, in the language that is active; else what it is under."""
    found = [
        section.label
        for section in sections().values()
        if Page.objects.filter(section.pages(), pk=page.pk).exists()
    ]
    return ", ".join(found) or page.get_parent().title


def _written(kind: str, subject: str, page: Page, context: dict) -> Words:
    body = render_to_string(f"emails/moderation/{kind}.txt", context).strip() + "\n"
    return subject % {"title": page.title}, body


def _name(member) -> str:
    return get_user_display_name(member) if member else _("Somebody")


def _absolute(path: str) -> str:
    return settings.BASE_URL.rstrip("/") + path
