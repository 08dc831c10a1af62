"""What gives rise to a notice: a page is submitted, approved, sent back, taken over, commented.

Wagtail has notices for most of it, but sends them while the member waits, and tells administrators
of everything. `replace_those_of_wagtail` is called once, at the start.
"""

from django.template.loader import render_to_string
from django.utils.translation import override
from wagtail.admin.views.pages import edit
from wagtail.models import AbstractGroupApprovalTask, Page, TaskState, WorkflowState
from wagtail.signals import (
    task_submitted,
    workflow_approved,
    workflow_cancelled,
    workflow_rejected,
    workflow_submitted,
)

from cms.moderation.letters import APPROVED, COMMENTS, SENT_BACK, TAKEN_OVER, TO_APPROVE
from cms.moderation.mail import notify
from cms.moderation.people import approvers_of, language_of

OF_WAGTAIL = (
    (task_submitted, TaskState, "group_approval_task_submitted_email_notification"),
    (workflow_submitted, WorkflowState, "workflow_state_submitted_email_notification"),
    (workflow_rejected, WorkflowState, "workflow_state_rejected_email_notification"),
    (workflow_approved, WorkflowState, "workflow_state_approved_email_notification"),
)


def replace_those_of_wagtail() -> None:
    """Disconnects Wagtail's mail and connects ours.

    Raises:
        LookupError: Wagtail no longer connects one of them under this name.
    """
    for signal, sender, name in OF_WAGTAIL:
        if not signal.disconnect(sender=sender, dispatch_uid=name):
            raise LookupError(name)
    task_submitted.connect(page_submitted)
    workflow_approved.connect(page_approved)
    workflow_rejected.connect(page_sent_back)
    workflow_cancelled.connect(page_taken_over)
    edit.send_notification = comments_changed


def page_submitted(instance: TaskState, user=None, **kwargs) -> None:
    """A page waits at a step: those who may approve there are told."""
    if not isinstance(instance.task.specific, AbstractGroupApprovalTask):
        return
    workflow = instance.workflow_state
    if isinstance(workflow.content_object, Page):
        known = {getattr(user, "pk", None), workflow.requested_by_id} - {None}
        notify(approvers_of(instance, but=known), TO_APPROVE, step=instance.pk)


def page_approved(instance: WorkflowState, user=None, **kwargs) -> None:
    """The last step approved a page: who submitted it is told."""
    _tell_writer(instance, user, APPROVED)


def page_sent_back(instance: WorkflowState, user=None, **kwargs) -> None:
    """A page was sent back: who submitted it is told, with the reason."""
    _tell_writer(instance, user, SENT_BACK)


def page_taken_over(instance: WorkflowState, user=None, **kwargs) -> None:
    """Somebody else published a page that waited, or took it back: who submitted it is told."""
    _tell_writer(instance, user, TAKEN_OVER)


def _tell_writer(workflow: WorkflowState, user, kind: str) -> None:
    writer = workflow.requested_by
    if writer is None or writer == user or not isinstance(workflow.content_object, Page):
        return
    notify([writer], kind, workflow=workflow.pk, by=getattr(user, "pk", None))


def comments_changed(recipient_users, notification: str, extra_context: dict) -> bool:
    """Stands in for Wagtail's `send_notification` in the editor: comments on a page.

    The words are made at once, for they are about what has just changed.
    """
    template = f"wagtailadmin/notifications/{notification}"
    for member in recipient_users:
        with override(language_of(member)):
            context = {**extra_context, "user": member}
            notify(
                [member],
                COMMENTS,
                subject=render_to_string(f"{template}_subject.txt", context).strip(),
                body=render_to_string(f"{template}.txt", context).strip() + "\n",
            )
    return True
