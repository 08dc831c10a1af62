"""What is done to one member: one screen each that says what will happen, and one button."""

from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.utils import get_user_display_name
from wagtail.log_actions import log

from cms.members import invitations, leaving, recovery, sessions
from cms.members.screens import MemberScreen


class MemberAction(MemberScreen, TemplateView):
    """Asks first, then does it. Subclasses say what and do it in `act`."""

    template_name = "members/confirm.html"
    must_act = True
    explanation: tuple = ()
    button = ""
    done = ""
    is_serious = False

    def applies(self) -> bool:
        """Whether there is anything to do."""
        return self.member.is_active

    def act(self) -> None:
        """Does it."""
        raise NotImplementedError

    def post(self, request, pk):
        """Does it, says so, and goes back to the member."""
        if self.applies():
            try:
                self.act()
            except leaving.LastAdministratorError:
                messages.error(request, _("The last administrator cannot leave."))
            else:
                messages.success(request, self.done % {"name": get_user_display_name(self.member)})
        return redirect("members:member", pk)


class InviteAgain(MemberAction):
    """Another link in the place of one that was lost or is too old."""

    page_title = _("Send another invitation")
    explanation = (_("A new link is sent. The one that was sent before stops working."),)
    button = _("Send")
    done = _("The invitation is on its way to %(name)s.")
    header_icon = "mail"

    def applies(self):
        """Only as long as no password was set."""
        return self.member.is_active and not self.member.has_usable_password()

    def act(self):
        """Sends it."""
        invitations.issue(self.member, self.request.user)


class Recover(MemberAction):
    """For a member who has lost telephone, key and recovery codes."""

    page_title = _("Remove the second factor")
    explanation = (
        _("For a member who has lost telephone, key and recovery codes. The password stays."),
        _(
            "Make sure that it is really this member who asks: speak to them, do not trust an "
            "e-mail. Whoever has stolen a password would ask the same."
        ),
        _("They are signed out everywhere, told by e-mail, and set a new one up the next time."),
    )
    button = _("Remove it")
    done = _("%(name)s signs in with the password and sets a new second factor up.")
    header_icon = "lock-open"
    is_serious = True

    def act(self):
        """Removes it."""
        recovery.recover(self.member, self.request.user)


class SignOut(MemberAction):
    """For a telephone that was stolen."""

    page_title = _("Sign out everywhere")
    explanation = (
        _("Every browser in which this member is signed in asks for the password again."),
    )
    button = _("Sign out")
    done = _("%(name)s is signed out everywhere.")
    header_icon = "logout"

    def act(self):
        """Ends the sessions."""
        sessions.end(self.member.member_sessions)
        log(self.member, "members.sessions_ended", user=self.request.user)


class Deactivate(MemberAction):
    """For a member who leaves."""

    page_title = _("Close the account")
    explanation = (
        _("For a member who leaves. Texts, drafts and their history stay, with the author's name."),
        _("Roles, second factor and password are removed, and every session ends at once."),
        _("The account can be opened again; the roles are then to be given anew."),
    )
    button = _("Close the account")
    done = _("The account of %(name)s is closed.")
    header_icon = "cross"
    is_serious = True

    def act(self):
        """Closes it."""
        leaving.deactivate(self.member)


class Reactivate(MemberAction):
    """For a member who comes back."""

    page_title = _("Open the account again")
    explanation = (
        _("An invitation is sent, by which the member sets a password. Give the roles after."),
    )
    button = _("Open again")
    done = _("The account of %(name)s is open again; an invitation is on its way.")
    header_icon = "rotate"

    def applies(self):
        """Only where it is closed."""
        return not self.member.is_active

    def act(self):
        """Opens it."""
        leaving.reactivate(self.member, self.request.user)
