"""Deleting in the admin means: to the trash. Stands before Wagtail's own screens, single and bulk.

The screens ask what a member can answer: do translations go along, and where are readers led? They
ask for no typed confirmation, since nothing is lost.
"""

import uuid

from django import forms
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.admin.views.pages.bulk_actions.delete import DeleteBulkAction
from wagtail.models import Page, ReferenceIndex

from cms.models.trash import KEPT_DAYS, TrashEntry
from cms.trash.keeping import throw_away
from cms.trash.leads import Lead, LeadForm, lead_on, lead_on_as_asked, say_led


def deletable_translations(page: Page, user) -> list[Page]:
    """The versions of a page in other languages that a member may delete, by path."""
    family = Page.objects.filter(translation_key=page.translation_key).exclude(pk=page.pk)
    others = family.filter(alias_of=None).select_related("locale").order_by("path")
    return [one for one in others if one.permissions_for_user(user).can_delete()]


def _trees(pages: list[Page]) -> list[Page]:
    """Pages and what is below them."""
    return [one for page in pages for one in page.get_descendants(inclusive=True)]


def throw_away_instead(request, page: Page):
    """Answers a confirmed deletion in Wagtail's place, whose other hooks are called too.

    Raises:
        PermissionDenied: something that must stay needs the page.
    """
    if request.method != "POST":
        return None
    if ReferenceIndex.get_references_to(page).group_by_source_object().is_protected:
        raise PermissionDenied
    wanted = set(request.POST.getlist("translations"))
    translations = [
        one for one in deletable_translations(page, request.user) if str(one.pk) in wanted
    ]
    going = [page, *translations]
    parent = page.get_parent().pk
    lead_on_as_asked(request, _trees(going))
    batch = uuid.uuid4()
    entries = [throw_away(one, request.user, batch) for one in going]
    undo = reverse("trash:restore", args=[entries[0].pk])
    messages.success(request, undo_message(request, thrown_away_words(entries[0]), undo))
    for hook in hooks.get_hooks("after_delete_page"):
        answer = hook(request, page)
        if hasattr(answer, "status_code"):
            return answer
    after = get_valid_next_url_from_request(request)
    return redirect(after) if after else redirect("wagtailadmin_explore", parent)


def thrown_away_words(entry: TrashEntry) -> str:
    """Where it is now."""
    words = ngettext(
        "“%(title)s” is in the trash for %(days)d day.",
        "“%(title)s” is in the trash for %(days)d days.",
        KEPT_DAYS,
    )
    return words % {"title": entry.title, "days": KEPT_DAYS}


def undo_message(request, words: str, address: str) -> str:
    """A message with a button that undoes what it says."""
    return render_to_string("trash/undo.html", {"words": words, "address": address}, request)


class ThrowAwayForm(LeadForm):
    """What happens beside, when many pages are deleted."""

    include_translations = forms.BooleanField(
        required=False, label=gettext_lazy("Move their translations to the trash too")
    )

    field_order = ["include_translations"]


class ThrowAwayMany(DeleteBulkAction):
    """Moves the chosen pages to the trash, each with its translations if the member ticks them."""

    form_class = ThrowAwayForm
    template_name = "trash/confirm_many.html"

    def post(self, request):
        """Without the name of the site typed in."""
        form = self.get_form()
        return self.form_valid(form) if form.is_valid() else self.form_invalid(form)

    def get_context_data(self, **kwargs):
        """Asks about translations where there are any."""
        context = super().get_context_data(**kwargs)
        pages = [one["item"] for one in context["items"]]
        if not any(deletable_translations(page, self.request.user) for page in pages):
            del context["form"].fields["include_translations"]
        return context | {"kept_days": KEPT_DAYS}

    def get_execution_context(self):
        """With the member's answers."""
        return {"request": self.request, "answers": self.cleaned_form.cleaned_data}

    @classmethod
    def execute_action(cls, objects, request, answers):
        """Each page is an entry of its own, its translations with it."""
        user = request.user
        families = [
            [page, *(deletable_translations(page, user) if answers["include_translations"] else [])]
            for page in objects
        ]
        made = lead_on(
            _trees([one for family in families for one in family]), Lead.of(answers), user
        )
        say_led(request, answers, made)
        below = 0
        for family in families:
            batch = uuid.uuid4()
            for page in family:
                # A page may have gone with one above it that was chosen too.
                if Page.objects.filter(pk=page.pk).exists():
                    below += throw_away(page, user, batch).pages - 1
        return len(objects), below

    def get_success_message(self, num_parent_objects, num_child_objects):
        """How many, and where they are now."""
        words = (
            ngettext("%(count)d page is in the trash.", "%(count)d pages are in the trash.", done)
            if (done := num_parent_objects + num_child_objects)
            else _("Nothing was deleted.")
        )
        return words % {"count": done}
