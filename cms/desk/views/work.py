"""Where a translator works: beginning a page, and what has changed since."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied, ValidationError
from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import Page, TaskState
from wagtail_localize.models import Translation

from cms.desk import jobs, machine
from cms.desk.changes import Outcome, Work
from cms.desk.credit import credit_field, give_credit
from cms.desk.families import in_language, original_of, translations_into
from cms.desk.permissions import may_work_on
from cms.desk.publication import NotPublishableError, publish, write_draft
from cms.desk.submission import begin, missing_parents
from cms.desk.views.base import DeskView
from cms.moderation.sending import may_be_sent, send_for_approval


class BeginView(DeskView):
    """Asks before a page is begun in a language; then leads to the work."""

    template_name = "desk/begin.html"

    def setup(self, request, *args, **kwargs):
        """Remembers the page; who may is asked in `dispatch`."""
        super().setup(request, *args, **kwargs)
        self.page = self.locale = None

    def get_page_title(self):
        """What is asked."""
        return _("Begin a translation")

    def get(self, request, *args, **kwargs):
        """The question, or the work where the page exists already."""
        self.page, self.locale = self.page_to_translate()
        existing = in_language(self.page, self.locale)
        if existing and not existing.alias_of_id:
            return redirect("wagtailadmin_pages:edit", existing.pk)
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        """Adds the original, and the pages that have to be begun with it."""
        return super().get_context_data(**kwargs) | {
            "original": original_of(self.page),
            "locale": self.locale,
            "parents": missing_parents(self.page, self.locale),
            "machine": machine.is_available(),
        }

    def post(self, request, *args, **kwargs):
        """Begins the page; with `machine`, the machine writes a draft in the background."""
        page, locale = self.page_to_translate()
        if request.POST.get("machine") and machine.is_available():
            job = jobs.start(original_of(page), [locale], request.user, below=False, machine=True)
            return redirect("translation_desk:job", job.pk)
        begin(page, locale, request.user)
        return redirect("translation_desk:work", in_language(page, locale).pk)


class WorkView(DeskView):
    """What is left to do on a page: each passage with what it was, what it is, and a field."""

    template_name = "desk/work.html"
    outcome: Outcome | None = None

    @cached_property
    def target(self) -> Page:
        """The page that is translated.

        Raises:
            Http404: there is none.
            PermissionDenied: the member may not edit it.
        """
        page = get_object_or_404(Page, pk=self.kwargs["page_id"]).specific
        if not page.permissions_for_user(self.request.user).can_edit():
            raise PermissionDenied
        return page

    @cached_property
    def translation(self) -> Translation:
        """Its translation.

        Raises:
            Http404: the page is not kept as a translation.
        """
        translation = translations_into(self.target).first()
        if translation is None:
            raise Http404("no translation")
        return translation

    @cached_property
    def work(self) -> Work:
        """The passages.

        Raises:
            Http404: the original is gone.
        """
        try:
            return Work.of(self.translation)
        except ObjectDoesNotExist as fault:
            raise Http404("no original") from fault

    @property
    def may_publish(self) -> bool:
        """Whether the member may publish the page."""
        return self.target.permissions_for_user(self.request.user).can_publish()

    @property
    def may_send(self) -> bool:
        """Whether somebody else has to approve it, and the member may hand it over."""
        return not self.may_publish and may_be_sent(self.request.user, self.target)

    @cached_property
    def step(self) -> TaskState | None:
        """Where the page stands on its way to publication: it waits, or was sent back."""
        state = self.target.current_workflow_state
        return state.current_task_state if state else None

    def _credit(self) -> dict | None:
        """The organisations to choose from; None where the member may not name one."""
        field = credit_field(self.target)
        if field is None or (self.target.live and not self.may_publish):
            return None
        chosen = getattr(self.target, self.target.translation_credit)
        return {"label": field.label, "help": field.help_text, "field": field, "chosen": chosen}

    def _take_credit(self) -> None:
        credit = self._credit()
        if credit is None or "credit" not in self.request.POST:
            return
        try:
            organisation = credit["field"].clean(self.request.POST["credit"])
        except ValidationError:
            return
        if give_credit(self.target, organisation, self.request.user):
            messages.success(self.request, _("Readers are told who translated the page."))

    def get_page_title(self):
        """The title of the page, in its language."""
        return self.target.get_admin_display_title()

    def get_context_data(self, **kwargs):
        """Adds the passages, with what was typed where something was refused."""
        typed = self.request.POST if self.outcome else {}
        refused = self.outcome.refused if self.outcome else {}
        return super().get_context_data(**kwargs) | {
            "work": self.work,
            "target": self.target,
            "translation": self.translation,
            "may_publish": self.may_publish,
            "may_send": self.may_send,
            "may_work": may_work_on(self.request.user, self.target),
            "step": self.step,
            "waits": self.target.workflow_in_progress,
            "credit": self._credit(),
            "machine": machine.is_available(self.translation)
            and any(not one.translation for one in self.work.to_do),
            "passages": [
                {
                    "passage": one,
                    "text": typed.get(f"text-{one.key}", one.proposal),
                    "refused": refused.get(one.key, ""),
                }
                for one in self.work.to_do
            ],
        }

    def post(self, request, *args, **kwargs):
        """Stores the passages, and publishes or hands over where that is asked for and allowed.

        Raises:
            PermissionDenied: the page is locked, or with the moderators.
        """
        if not may_work_on(request.user, self.target):
            raise PermissionDenied
        texts = {
            name.removeprefix("text-"): value
            for name, value in request.POST.items()
            if name.startswith("text-")
        }
        fits = {name.removeprefix("fits-") for name in request.POST if name.startswith("fits-")}
        self._leave_one_source()
        self.outcome = self.work.take(texts, fits, request.user)
        self._say(self.outcome)
        self._take_credit()
        if self.outcome.refused:
            del self.__dict__["work"]
            return self.render_to_response(self.get_context_data())
        done = ("publish" in request.POST and self._publish()) or (
            "send" in request.POST and self._send()
        )
        if done:
            return redirect("translation_desk:index")
        return redirect("translation_desk:work", self.target.pk)

    def _leave_one_source(self) -> None:
        others = Translation.objects.filter(
            source__object_id=self.target.translation_key, target_locale=self.target.locale_id
        )
        others.exclude(pk=self.translation.pk).delete()

    def _say(self, outcome: Outcome) -> None:
        if outcome.taken:
            words = ngettext("%(count)d passage saved.", "%(count)d passages saved.", outcome.taken)
            messages.success(self.request, words % {"count": outcome.taken})
        if outcome.refused:
            words = ngettext(
                "%(count)d passage was refused, see below.",
                "%(count)d passages were refused, see below.",
                len(outcome.refused),
            )
            messages.error(self.request, words % {"count": len(outcome.refused)})

    def _publish(self) -> bool:
        if not self.may_publish:
            raise PermissionDenied
        words = _("“%(title)s” is published in %(language)s.")
        return self._hand_over(words, publish)

    def _send(self) -> bool:
        if not self.may_send:
            raise PermissionDenied

        @transaction.atomic
        def send(translation, user):
            send_for_approval(write_draft(translation, user), user)

        words = _("“%(title)s” in %(language)s now waits for approval.")
        return self._hand_over(words, send)

    def _hand_over(self, words: str, act: Callable) -> bool:
        """Does it with the translation as it is now, if it is whole; says what became of it."""
        # The source was read again while the passages were stored.
        translation = translations_into(self.target).first()
        try:
            act(translation, self.request.user)
        except NotPublishableError as fault:
            messages.error(self.request, str(fault))
            return False
        names = {
            "title": self.work.original.title,
            "language": self.work.locale.get_display_name(),
        }
        messages.success(self.request, words % names)
        return True
