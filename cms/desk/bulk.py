"""Unpublishing many pages at once: Wagtail's own action, which asks about translations too."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.views.pages.bulk_actions.page_bulk_action import DefaultPageForm
from wagtail.admin.views.pages.bulk_actions.unpublish import UnpublishBulkAction
from wagtail.models import Page

from cms.trash.leads import Lead, LeadForm, lead_on, say_led


class UnpublishForm(LeadForm, DefaultPageForm):
    """What goes offline beside the pages themselves, and where their readers are led."""

    field_order = ["include_descendants", "include_translations"]

    include_translations = forms.BooleanField(
        required=False, label=_("Unpublish their translations too")
    )


def live_translations(pages: list[Page], user) -> list[Page]:
    """The live versions of pages in other languages that a member may take offline, by path."""
    keys = {page.translation_key for page in pages}
    family = Page.objects.filter(translation_key__in=keys, live=True)
    others = family.exclude(pk__in=[page.pk for page in pages]).select_related("locale")
    return [
        one for one in others.order_by("path") if one.permissions_for_user(user).can_unpublish()
    ]


def _may_take_offline(user, page: Page) -> bool:
    return page.permissions_for_user(user).can_unpublish()


class UnpublishWithTranslations(UnpublishBulkAction):
    """Takes the translations offline if, and only if, the editor ticks them."""

    form_class = UnpublishForm

    def get_context_data(self, **kwargs):
        """Asks only what makes a difference for the chosen pages."""
        context = super().get_context_data(**kwargs)
        questions = context["form"].fields
        if not context["has_live_descendants"]:
            del questions["include_descendants"]
        if not live_translations([one["item"] for one in context["items"]], self.request.user):
            del questions["include_translations"]
        # The template shows the questions where Wagtail would ask its own.
        context["has_live_descendants"] = True
        return context

    def get_execution_context(self):
        """With the answers about translations and readers."""
        answers = self.cleaned_form.cleaned_data
        return {
            **super().get_execution_context(),
            "include_translations": answers["include_translations"],
            "answers": answers,
            "request": self.request,
        }

    @classmethod
    def execute_action(
        cls, objects, include_translations=False, user=None, answers=None, request=None, **kwargs
    ):
        """Unpublishes the pages, what is below if asked, and the translations of all these."""
        going = list(objects)
        if kwargs.get("include_descendants"):
            going += [one for page in objects for one in page.get_descendants().live()]
        translations = live_translations(going, user) if include_translations else []
        if answers:
            led = [one for one in (*going, *translations) if _may_take_offline(user, one)]
            say_led(request, answers, lead_on(led, Lead.of(answers), user))
        done = super().execute_action(objects, user=user, **kwargs)
        for translation in translations:
            translation.specific.unpublish(user=user)
        return done
