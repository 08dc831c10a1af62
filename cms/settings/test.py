"""The test suite: fast password hashing, files in a temporary folder, mail kept in memory.

`TEST_DATABASE_URL` chooses the database; without it the suite runs on SQLite in memory.
"""

import tempfile

from .base import *

DEMO_CONTENT_ALLOWED = True
SECRET_KEY = "tests-only"
CONTACT_KEYS = ["dGVzdHMtb25seS10ZXN0cy1vbmx5LXRlc3RzLW9ubHk="]
ALLOWED_HOSTS = ["*"]
DATABASES = {"default": env.db("TEST_DATABASE_URL", default="sqlite://:memory:")}
if DATABASES["default"]["ENGINE"].endswith("postgresql"):
    # Nobody needs the rows of a test after a power cut: no commit waits for the disk.
    DATABASES["default"]["OPTIONS"] = {"options": "-c jit=off -c synchronous_commit=off"}
CACHES = {"default": env.cache("TEST_CACHE_URL", default="locmemcache://")}
# Servers that share a database share a cache, and others none of it.
CACHES["default"]["KEY_PREFIX"] = str(DATABASES["default"]["NAME"])
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
AVIF_SPEED = 10
MEDIA_ROOT = tempfile.mkdtemp(prefix="media-")
GENERATION_FILE = env("GENERATION_FILE", default=str(Path(MEDIA_ROOT) / "generation"))
SHARED_GENERATION = not DATABASES["default"]["ENGINE"].endswith("sqlite3")
STORAGES["trash"]["OPTIONS"]["location"] = str(Path(MEDIA_ROOT) / "trash")
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
WHITENOISE_AUTOREFRESH = True
# Tests of other things sign moderators in without it; `tests/cms/members` switches it on.
SECOND_FACTOR_REQUIRED = False
