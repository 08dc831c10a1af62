"""Inviting a member, and what the member does with the link."""

from django import forms
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.forms import SetPasswordForm
from django.db import transaction
from django.db.models import Q
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse_lazy
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.generic import FormView, View
from wagtail.admin import messages
from wagtail.users.models import UserProfile

from cms.members import invitations
from cms.members.authority import groups_to_give
from cms.members.screens import MembersScreen


class InvitationForm(forms.Form):
    """Who, where to write, in which language, with which roles."""

    first_name = forms.CharField(label=gettext_lazy("First name"), max_length=150)
    last_name = forms.CharField(
        label=gettext_lazy("Last name"),
        max_length=150,
        required=False,
        help_text=gettext_lazy("Or nothing: a first name is enough to sign texts with."),
    )
    email = forms.EmailField(
        label=gettext_lazy("E-mail address"),
        max_length=150,
        help_text=gettext_lazy("The invitation goes there. It is the name to sign in with, too."),
    )
    language = forms.ChoiceField(
        label=gettext_lazy("Language of the invitation and of the desk"),
        choices=settings.LANGUAGES,
        initial=settings.LANGUAGE_CODE,
    )
    groups = forms.ModelMultipleChoiceField(
        queryset=None,
        label=gettext_lazy("Roles"),
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Roles add up. They can be changed at any time."),
    )

    def __init__(self, *args, by, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["groups"].queryset = groups_to_give(by)

    def clean_email(self):
        """The address.

        Raises:
            ValidationError: a member has it already.
        """
        address = self.cleaned_data["email"]
        users = get_user_model().objects.filter(
            Q(username__iexact=address) | Q(email__iexact=address)
        )
        if users.exists():
            raise forms.ValidationError(_("A member has this address already."))
        return address


class InviteView(MembersScreen, FormView):
    """Coordinators and administrators invite."""

    template_name = "members/invite.html"
    form_class = InvitationForm
    success_url = reverse_lazy("members:index")
    page_title = gettext_lazy("Invite a member")
    header_icon = "mail"

    def get_form_kwargs(self):
        """The form offers what the member who invites may give."""
        return super().get_form_kwargs() | {"by": self.request.user}

    def form_valid(self, form):
        """Makes the account and sends the link."""
        named = dict(form.cleaned_data)
        address = named.pop("email")
        invitations.invite(self.request.user, address=address, **named)
        words = _("The invitation is on its way to %(address)s.") % {"address": address}
        messages.success(self.request, words)
        return super().form_valid(form)


@method_decorator([never_cache, sensitive_post_parameters()], name="dispatch")
class AcceptInvitationView(View):
    """The link of an invitation: the new member chooses a password, then signs in."""

    @transaction.atomic
    def dispatch(self, request, token):
        """Shows the form, or why there is none; in the language of the invitation."""
        invitation = invitations.open_invitation(token)
        if invitation is None:
            return TemplateResponse(request, "members/accept_gone.html", status=410).render()
        user = invitation.user
        with override(UserProfile.get_for_user(user).get_preferred_language()):
            form = SetPasswordForm(user, request.POST or None)
            if request.method == "POST" and form.is_valid():
                form.save()
                invitations.accept(invitation)
                messages.success(request, _("Your password is set. Please sign in with it."))
                return redirect("wagtailadmin_login")
            context = {"form": form, "member": user}
            return TemplateResponse(request, "members/accept.html", context).render()
