"""One member: roles, state, history, and what can be done."""

from django import forms
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.models import ModelLogEntry

from cms.members import second_factor, sessions
from cms.members.authority import groups_to_give, may_act_on
from cms.members.screens import MemberScreen

SHOWN_ENTRIES = 20


class RolesForm(forms.Form):
    """The roles that whoever looks may give; those that they may not give stay as they are."""

    groups = forms.ModelMultipleChoiceField(
        queryset=None,
        required=False,
        label=gettext_lazy("Roles"),
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args, by, member, **kwargs):
        given = member.groups.all()
        super().__init__(*args, **kwargs | {"initial": {"groups": given}})
        self.member = member
        self.fields["groups"].queryset = groups_to_give(by)
        self.kept = list(given.difference(groups_to_give(by).order_by()))

    def save(self):
        """Gives and takes."""
        self.member.groups.set([*self.kept, *self.cleaned_data["groups"]])


class MemberView(MemberScreen, FormView):
    """What there is to know of a member, and the roles to change."""

    template_name = "members/member.html"
    form_class = RolesForm

    @property
    def must_act(self) -> bool:
        """To look at, for all who look after members; to change, for who may act on this one."""
        return self.request.method == "POST"

    def get_form_kwargs(self):
        """The form offers what may be given."""
        return super().get_form_kwargs() | {"by": self.request.user, "member": self.member}

    def form_valid(self, form):
        """Gives and takes, and stays here. A closed account has no role."""
        if self.member.is_active:
            form.save()
            messages.success(self.request, _("The roles were changed."))
        return redirect("members:member", self.member.pk)

    def get_context_data(self, **kwargs):
        """Adds the state and the history."""
        may_act = may_act_on(self.request.user, self.member)
        entries = ModelLogEntry.objects.for_instance(self.member).select_related("user")
        return super().get_context_data(**kwargs) | {
            "may_act": may_act and self.member.is_active,
            "may_reopen": may_act and not self.member.is_active,
            "is_required": second_factor.is_required(self.member),
            "has_one": second_factor.has_one(self.member),
            "is_invited": not self.member.has_usable_password(),
            "sessions": len(sessions.sessions_of(self.member)),
            "entries": entries[:SHOWN_ENTRIES],
        }
