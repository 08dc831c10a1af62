"""The screen to which a notice leads: what was submitted, and what the moderator decides.

Wagtail decides in the editor, among the fields, and wagtail-localize's editor of translations knows
no approval at all. Here a page is read as readers will get it, whatever it is.
"""

from datetime import datetime

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import TemplateView, View
from wagtail.admin.utils import get_user_display_name
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Page, TaskState
from wagtail_localize.models import StringTranslation, Translation

from cms.desk.families import translations_into
from cms.desk.publication import NotPublishableError, write_draft
from cms.moderation.letters import section_of, work_url

APPROVE, SEND_BACK = "approve", "reject"


def _if_to_come(moment: datetime | None) -> datetime | None:
    return moment if moment and moment > timezone.now() else None


class StepMixin:
    """The step that the address names, for those who approve there."""

    @cached_property
    def step(self) -> TaskState:
        """The step at which the page waits.

        Raises:
            Http404: there is no such step, or its page is gone.
        """
        steps = TaskState.objects.select_related("revision", "workflow_state__requested_by", "task")
        step = get_object_or_404(steps, pk=self.kwargs["step_id"])
        if not isinstance(step.workflow_state.content_object, Page):
            raise Http404("no page")
        return step

    @cached_property
    def page(self) -> Page:
        """The page as it was submitted."""
        return self.step.revision.as_object()

    def dispatch(self, request, *args, **kwargs):
        """Lets those in who may approve.

        Raises:
            PermissionDenied: the member does not approve here.
        """
        task = self.step.task.specific
        actions = {name for name, *_rest in task.get_actions(self.page, request.user)}
        if not {APPROVE, SEND_BACK} <= actions:
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class SubmittedPageView(StepMixin, View):
    """The page as readers will get it, for the frame of the screen: without the editors' bar."""

    def get(self, request, *args, **kwargs):
        """Wagtail's preview of what was submitted."""
        mode = self.page.default_preview_mode
        return self.page.make_preview_request(request, mode, {"in_preview_panel": True})


class ReviewView(StepMixin, WagtailAdminTemplateMixin, TemplateView):
    """Read, then approve or send back; what is decided already is said, and where to go on."""

    template_name = "moderation/review.html"
    header_icon = "success"
    # What was refused: there is no sending back without a reason.
    missing_reason = False

    @cached_property
    def translation(self) -> Translation | None:
        """The translation that fills the page, if it is one."""
        return translations_into(self.page).first()

    def get(self, request, *args, **kwargs):
        """The screen, while there is something to decide."""
        if self.step.status != TaskState.STATUS_IN_PROGRESS:
            return self._go_on()
        return super().get(request, *args, **kwargs)

    def _go_on(self):
        """To the step at which the page waits now, or to the page itself."""
        state = self.step.workflow_state
        waiting = state.current_task_state
        if waiting and waiting.pk != self.step.pk and state.status == state.STATUS_IN_PROGRESS:
            return redirect("moderation:review", waiting.pk)
        words = {
            TaskState.STATUS_APPROVED: _("“%(title)s” is approved already: %(member)s."),
            TaskState.STATUS_REJECTED: _("“%(title)s” is sent back already: %(member)s."),
        }.get(self.step.status, _("“%(title)s” no longer waits for approval: %(member)s."))
        member = get_user_display_name(self.step.finished_by) or "–"
        messages.info(self.request, words % {"title": self.page.title, "member": member})
        return redirect("wagtailadmin_pages:edit", self.page.pk)

    def get_page_title(self):
        """What is asked."""
        return _("Approve or send back")

    def get_page_subtitle(self):
        """Of which page."""
        return self.page.title

    def get_breadcrumbs_items(self):
        """Home, what waits, this page."""
        waiting = {
            "url": reverse("board:list", args=["to-moderate"]),
            "label": _("Waiting for your approval"),
        }
        here = {"url": "", "label": self.page.title}
        return [*super().get_breadcrumbs_items(), waiting, here]

    def get_context_data(self, **kwargs):
        """Adds the page, who submitted it, and where to look closer."""
        page, step = self.page, self.step
        live = Page.objects.filter(pk=page.pk, live=True).exists()
        return super().get_context_data(**kwargs) | {
            "submitted": page,
            "kind": page.specific_class._meta.verbose_name,
            "section": section_of(page),
            "step": step,
            "member": get_user_display_name(step.workflow_state.requested_by),
            "goes_live_at": _if_to_come(page.go_live_at),
            "expires_at": _if_to_come(page.expire_at),
            "preview_url": reverse("moderation:page", args=[step.pk]),
            "compare_url": reverse(
                "wagtailadmin_pages:revisions_compare", args=[page.pk, "live", step.revision_id]
            )
            if live
            else "",
            "original": self.translation and self.translation.source.get_source_instance(),
            "work_url": work_url(page),
            "missing_reason": self.missing_reason,
            "comment": self.request.POST.get("comment", ""),
        }

    def post(self, request, *args, **kwargs):
        """Decides; whoever comes second is told so."""
        if self.step.status != TaskState.STATUS_IN_PROGRESS:
            return self._go_on()
        action = SEND_BACK if "send_back" in request.POST else APPROVE
        comment = request.POST.get("comment", "").strip()
        if action == SEND_BACK and not comment:
            self.missing_reason = True
            return self.render_to_response(self.get_context_data())
        with transaction.atomic():
            # Of two moderators at the same time, one waits here for the other.
            step = TaskState.objects.select_for_update().get(pk=self.step.pk)
            if step.status != TaskState.STATUS_IN_PROGRESS:
                self.step = step
                return self._go_on()
            if action == APPROVE and self.translation and not self._takes_corrections():
                return redirect(work_url(self.page))
            step.task.specific.on_action(step, request.user, action, comment=comment)
        self._say(action)
        return redirect("wagtailadmin_home")

    def _takes_corrections(self) -> bool:
        """Writes the translation again where a moderator corrected it at the desk meanwhile."""
        words = StringTranslation.objects.filter(
            context__object_id=self.page.translation_key,
            locale=self.page.locale_id,
            updated_at__gt=self.step.started_at,
        )
        if not words.exists():
            return True
        try:
            write_draft(self.translation, self.request.user)
        except NotPublishableError as fault:
            messages.error(self.request, str(fault))
            return False
        return True

    def _say(self, action: str) -> None:
        page = Page.objects.get(pk=self.page.pk)
        if action == SEND_BACK:
            words = _("“%(title)s” is sent back to %(member)s.")
        elif page.revisions.filter(approved_go_live_at__isnull=False).exists():
            words = _("“%(title)s” is approved and goes live by itself.")
        elif page.live:
            words = _("“%(title)s” is approved: readers have it.")
        else:
            words = _("“%(title)s” is approved.")
        member = get_user_display_name(self.step.workflow_state.requested_by)
        messages.success(self.request, words % {"title": page.title, "member": member})
