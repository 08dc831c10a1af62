"""A developer's machine: errors in the browser, no built static files."""

from .base import *

DEBUG = True
DEMO_CONTENT_ALLOWED = True
SECRET_KEY = env("SECRET_KEY", default="development-only-never-in-production")
CONTACT_KEYS = ["ZGV2ZWxvcG1lbnQtb25seS1uZXZlci1pbi1wcm9kLS0="]
ALLOWED_HOSTS = ["*"]
# A template that was changed is seen at once: no kept pages.
WSGI_APPLICATION = None
INTERNAL_IPS = ["127.0.0.1"]
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
VAR_DIR.mkdir(exist_ok=True)
# As in the demonstration (`local`): offered, not required.
SECOND_FACTOR_REQUIRED = False
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
