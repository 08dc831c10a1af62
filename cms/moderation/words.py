"""Names the steps to publication in the editor as members do, not as the software does."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.action_menu import ActionMenuItem, SubmitForModerationMenuItem
from wagtail.models import WorkflowState

LABELS = {
    "reject": _("Send back, with the reason"),
    "action-restart-workflow": _("Submit anew"),
    "action-cancel-workflow": _("Take back from approval"),
}


class SendForApproval(SubmitForModerationMenuItem):
    """Wagtail would name the workflow or its step, which no member has heard of."""

    label = _("Send for approval")

    def get_context_data(self, parent_context):
        """The same words wherever the page stands."""
        context = super().get_context_data(parent_context)
        page = context.get("page")
        state = page.current_workflow_state if page else None
        sent_back = state and state.status == WorkflowState.STATUS_NEEDS_CHANGES
        context["label"] = _("Send for approval again") if sent_back else self.label
        return context


def in_members_words(items: list[ActionMenuItem]) -> None:
    """Renames the actions of the editor's menu."""
    for position, item in enumerate(items):
        if isinstance(item, SubmitForModerationMenuItem):
            items[position] = SendForApproval(order=item.order)
        elif item.name == "approve":
            plain = _("Approve and publish")
            item.label = _("Approve, with a comment") if item.launch_modal else plain
        elif item.name in LABELS:
            item.label = LABELS[item.name]
