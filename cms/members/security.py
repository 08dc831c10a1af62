"""A member's own screens: second factor, recovery codes, passkeys, sessions.

allauth's views, with Wagtail's furniture and our words. `SecurityView` is the entrance; whoever
must have a second factor and has none is sent there by `cms.members.middleware`.
"""

from allauth.account.views import ReauthenticateView
from allauth.mfa.base.views import AuthenticateView
from allauth.mfa.base.views import ReauthenticateView as ReauthenticateByCodeView
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.views import GenerateRecoveryCodesView, ViewRecoveryCodesView
from allauth.mfa.totp.views import ActivateTOTPView, DeactivateTOTPView
from allauth.mfa.webauthn.views import (
    AddWebAuthnView,
    ReauthenticateWebAuthnView,
    RemoveWebAuthnView,
)
from django.shortcuts import redirect
from django.urls import reverse, reverse_lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView, View
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.log_actions import log

from cms.members import second_factor, sessions

TITLE = _("Sign-in and security")
CODE_LABELS = {
    "code": (
        _("Code"),
        _("The six digits that your app shows, or one of your recovery codes."),
    ),
}
PASSWORD_LABELS = {"password": (_("Password"), "")}


class SecurityScreen(WagtailAdminTemplateMixin):
    """Wagtail's furniture around a view, and our words on its fields."""

    page_title = TITLE
    header_icon = "lock"
    labels: dict = {}
    done = ""

    def get_breadcrumbs_items(self):
        """Home, the account, the entrance, this screen."""
        trail = [{"url": reverse("wagtailadmin_account"), "label": gettext("Account")}]
        if self.page_title != TITLE:
            trail.append({"url": reverse("mfa_index"), "label": TITLE})
        return [*super().get_breadcrumbs_items(), *trail, {"url": "", "label": self.page_title}]

    def get_form(self, form_class=None):
        """The form, with the labels of the screen."""
        form = super().get_form(form_class)
        for name, (label, help_text) in self.labels.items():
            field = form.fields[name]
            field.label, field.help_text = label, help_text
            field.widget.attrs.pop("placeholder", None)
        return form

    def form_valid(self, form):
        """Does it and says so."""
        response = super().form_valid(form)
        if self.done:
            messages.success(self.request, self.done)
        return response


class SecurityView(SecurityScreen, TemplateView):
    """How the member proves who they are, and where they are signed in."""

    template_name = "members/security/index.html"

    def get_context_data(self, **kwargs):
        """The proofs by kind, and the sessions."""
        user = self.request.user
        proofs = list(Authenticator.objects.filter(user=user).order_by("created_at"))
        by_type = {proof.type: proof.wrap() for proof in proofs}
        codes = by_type.get(Authenticator.Type.RECOVERY_CODES)
        return super().get_context_data(**kwargs) | {
            "is_required": second_factor.is_required(user),
            "has_one": second_factor.has_one(user),
            "app": by_type.get(Authenticator.Type.TOTP),
            "passkeys": [one for one in proofs if one.type == Authenticator.Type.WEBAUTHN],
            "codes": codes,
            "codes_left": len(codes.get_unused_codes()) if codes else 0,
            "sessions": sessions.sessions_of(user),
            "this_session": self.request.session.session_key,
        }


class SetUp(SecurityScreen):
    """A second factor is set up: who has just done it has shown it."""

    def form_valid(self, form):
        """The rest of the admin is open from here on."""
        response = super().form_valid(form)
        second_factor.remember_shown(self.request, self.request.user)
        return response


class SetUpAppView(SetUp, ActivateTOTPView):
    """A picture to scan, and a first code to type."""

    template_name = "members/security/app.html"
    page_title = _("Set up an app")
    labels = {"code": (_("Code"), _("The six digits that your app shows now."))}
    done = _("Your app is set up. From now on, signing in asks for its code.")


class RemoveAppView(SecurityScreen, DeactivateTOTPView):
    """The app is no longer a proof."""

    template_name = "members/security/remove.html"
    page_title = _("Remove the app")
    done = _("The app was removed.")

    def get_context_data(self, **kwargs):
        """Says what is about to go."""
        question = gettext("Sign in without the code of your app from now on?")
        return super().get_context_data(**kwargs) | {"question": question}


class CodesView(SecurityScreen, ViewRecoveryCodesView):
    """The codes that are left."""

    template_name = "members/security/codes.html"
    page_title = _("Recovery codes")


class NewCodesView(SecurityScreen, GenerateRecoveryCodesView):
    """Other codes in the place of those there were."""

    template_name = "members/security/new_codes.html"
    page_title = _("New recovery codes")
    done = _("Here are your new codes. The ones before are worth nothing now.")


class AddPasskeyView(SetUp, AddWebAuthnView):
    """The browser asks for a finger, a face, a code or a key."""

    template_name = "members/security/passkey.html"
    page_title = _("Add a passkey")
    labels = {
        "name": (_("Name"), _("So that you know it again: “my telephone”, “blue key”.")),
        "passwordless": (
            _("Sign in with it alone"),
            _("Without name and password. The device then asks for your finger, face or code."),
        ),
    }
    done = _("The passkey was added.")


class RemovePasskeyView(SecurityScreen, RemoveWebAuthnView):
    """The passkey is no longer a proof."""

    template_name = "members/security/remove.html"
    page_title = _("Remove a passkey")
    success_url = reverse_lazy("mfa_index")

    def get_context_data(self, **kwargs):
        """Says which one is about to go."""
        question = gettext("Remove the passkey “%(name)s”?") % {"name": self.object}
        return super().get_context_data(**kwargs) | {"question": question}

    def form_valid(self, form):
        """Refuses where a member who must have a second factor would be left without."""
        if second_factor.is_last_needed(self.object):
            words = gettext(
                "Your role asks for a second factor. Set another one up before you remove this one."
            )
            messages.error(self.request, words)
            return redirect("mfa_index")
        response = RemoveWebAuthnView.form_valid(self, form)
        messages.success(self.request, gettext("The passkey was removed."))
        return response


class Again(SecurityScreen):
    """Something that matters is asked for: the member proves who they are once more."""

    template_name = "members/security/again.html"
    page_title = _("Please confirm that it is you")


class PasswordAgainView(Again, ReauthenticateView):
    """By the password."""

    labels = PASSWORD_LABELS


class CodeAgainView(Again, ReauthenticateByCodeView):
    """By a code."""

    labels = CODE_LABELS


class PasskeyAgainView(Again, ReauthenticateWebAuthnView):
    """By a passkey."""

    template_name = "members/security/again_passkey.html"


class SecondStepView(AuthenticateView):
    """After the password, at the door: the second factor."""

    template_name = "members/second_step.html"

    def _build_forms(self):
        """The form that was sent, with our words on the other."""
        posted = super()._build_forms()
        field = self.auth_form.fields["code"]
        field.label, field.help_text = CODE_LABELS["code"]
        field.widget.attrs.pop("placeholder", None)
        field.widget.attrs |= {"autofocus": "", "autocomplete": "one-time-code"}
        return posted


class EndSessionsView(View):
    """Ends one of the member's sessions, or all but this one."""

    def post(self, request):
        """Only the member's own."""
        rows = request.user.member_sessions.exclude(session_key=request.session.session_key)
        if chosen := request.POST.get("session"):
            rows = rows.filter(pk=chosen) if chosen.isdecimal() else rows.none()
        if sessions.end(rows):
            log(request.user, "members.sessions_ended")
            messages.success(request, gettext("Signed out there."))
        return redirect("mfa_index")
