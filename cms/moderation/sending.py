"""Hands a page over to those who approve, as the editor's own button does."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from wagtail.models import Page, WorkflowState


def may_be_sent(user, page: Page) -> bool:
    """Whether a member may hand a page over now: somebody approves there, and it is not locked."""
    rights = page.permissions_for_user(user)
    return rights.can_edit() and rights.can_submit_for_moderation()


@transaction.atomic
def send_for_approval(page: Page, user) -> WorkflowState:
    """Starts the way to publication of a page's latest revision, or takes it up again.

    Raises:
        PermissionDenied: see `may_be_sent`.
    """
    if not may_be_sent(user, page):
        raise PermissionDenied
    state = page.current_workflow_state
    if state and state.status == WorkflowState.STATUS_NEEDS_CHANGES:
        state.resume(user)
        return state
    return page.get_workflow().start(page, user)
