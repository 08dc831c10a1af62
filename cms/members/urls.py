"""The addresses of members: at the door for everybody, below the admin's for who is in.

The names that begin with `mfa_` and `account_` are those by which allauth finds its own screens.
"""

from allauth.mfa.recovery_codes.views import DownloadRecoveryCodesView
from allauth.mfa.webauthn.views import LoginWebAuthnView
from django.urls import include, path

from cms.members import actions, joining, listing, person, report, security
from cms.members.sign_in import SignInView

door = [
    path("login/", SignInView.as_view(), name="account_login"),
    path("login/second-factor/", security.SecondStepView.as_view(), name="mfa_authenticate"),
    path("login/passkey/", LoginWebAuthnView.as_view(), name="mfa_login_webauthn"),
    path(
        "invitation/<str:token>/", joining.AcceptInvitationView.as_view(), name="accept_invitation"
    ),
]

own_account = [
    path("", security.SecurityView.as_view(), name="mfa_index"),
    path("app/", security.SetUpAppView.as_view(), name="mfa_activate_totp"),
    path("app/remove/", security.RemoveAppView.as_view(), name="mfa_deactivate_totp"),
    path("codes/", security.CodesView.as_view(), name="mfa_view_recovery_codes"),
    path("codes/new/", security.NewCodesView.as_view(), name="mfa_generate_recovery_codes"),
    path("codes/file/", DownloadRecoveryCodesView.as_view(), name="mfa_download_recovery_codes"),
    path("passkeys/add/", security.AddPasskeyView.as_view(), name="mfa_add_webauthn"),
    path(
        "passkeys/<int:pk>/remove/",
        security.RemovePasskeyView.as_view(),
        name="mfa_remove_webauthn",
    ),
    path("again/", security.PasswordAgainView.as_view(), name="account_reauthenticate"),
    path("again/code/", security.CodeAgainView.as_view(), name="mfa_reauthenticate"),
    path(
        "again/passkey/",
        security.PasskeyAgainView.as_view(),
        name="mfa_reauthenticate_webauthn",
    ),
    path("sessions/end/", security.EndSessionsView.as_view(), name="end_sessions"),
]

members = (
    [
        path("", listing.MembersView.as_view(), name="index"),
        path("results/", listing.MembersView.as_view(results_only=True), name="index_results"),
        path("invite/", joining.InviteView.as_view(), name="invite"),
        path("log/", report.MembersLogView.as_view(), name="log"),
        path("log/results/", report.MembersLogView.as_view(results_only=True), name="log_results"),
        path("<int:pk>/", person.MemberView.as_view(), name="member"),
        path("<int:pk>/invite/", actions.InviteAgain.as_view(), name="invite_again"),
        path("<int:pk>/recover/", actions.Recover.as_view(), name="recover"),
        path("<int:pk>/sign-out/", actions.SignOut.as_view(), name="sign_out"),
        path("<int:pk>/close/", actions.Deactivate.as_view(), name="deactivate"),
        path("<int:pk>/open/", actions.Reactivate.as_view(), name="reactivate"),
    ],
    "members",
)

inside = [
    path("account/security/", include(own_account)),
    path("members/", include(members)),
]
