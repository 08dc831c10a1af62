"""How members sign in: throttled, with a second factor where their role asks for one.

Imported whole by `base`. The screens are `cms.members`; the proofs themselves are allauth's.
"""

# Moderators and above. Only a demonstration on one's own machine, and tests of other things, go
# without it.
SECOND_FACTOR_REQUIRED = True

LOGIN_URL = "wagtailadmin_login"
LOGIN_REDIRECT_URL = "wagtailadmin_home"
WAGTAILADMIN_USER_LOGIN_FORM = "cms.members.sign_in.SignInForm"
WAGTAILADMIN_USER_PASSWORD_RESET_FORM = "cms.members.password_reset.PasswordResetForm"
# Nobody chooses a password for somebody else: who is invited gets a link.
WAGTAILUSERS_PASSWORD_ENABLED = False
INVITATION_DAYS = 7

ACCOUNT_ADAPTER = "cms.members.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
# Codes and passwords asked for again; the sign-in itself is throttled by `cms.members.sign_in`.
ACCOUNT_RATE_LIMITS = {"login_failed": "5/10m/key", "reauthenticate": "10/m/user"}
MFA_ADAPTER = "cms.members.adapters.SecondFactorAdapter"
MFA_FORMS = {
    "login_webauthn": "cms.members.passkey_forms.SignInForm",
    "authenticate_webauthn": "cms.members.passkey_forms.SecondStepForm",
    "reauthenticate_webauthn": "cms.members.passkey_forms.AgainForm",
    "add_webauthn": "cms.members.passkey_forms.AddForm",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ALLOW_UNVERIFIED_EMAIL = True
# Telephones' clocks are half a minute off.
MFA_TOTP_TOLERANCE = 1

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "cms.members.passwords.GuessablePasswordValidator"},
]
