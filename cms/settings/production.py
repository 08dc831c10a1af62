"""The union's server. Every value that only the server knows comes from its environment.

A missing variable stops the start with its name (`.env.example` lists them all).
"""

from .base import *

SECRET_KEY = env("SECRET_KEY")
CONTACT_KEYS = env.list("CONTACT_KEYS")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS")
DATABASES["default"] |= env.db("DATABASE_URL")
CACHES["default"] |= env.cache("CACHE_URL")
BASE_URL = WAGTAILADMIN_BASE_URL = env("BASE_URL")
MEDIA_ROOT = env.path("MEDIA_ROOT")()
vars().update(env.email("EMAIL_URL"))
DEFAULT_FROM_EMAIL = env("DEFAULT_FROM_EMAIL")
CSRF_TRUSTED_ORIGINS = [BASE_URL]

SECURE_SSL_REDIRECT = True
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = 365 * 24 * 3600
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
# The health checks are asked by the machine itself, over plain HTTP.
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
