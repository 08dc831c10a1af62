"""What every environment shares, with the safe value as the default.

The other modules of this package import it whole and change what their environment needs.
"""

from pathlib import Path

import environ

from .languages import SITE_LANGUAGES
from .security import *
from .sign_in import *

BASE_DIR = Path(__file__).resolve().parent.parent.parent
VAR_DIR = BASE_DIR / "var"

env = environ.Env()
environ.Env.read_env(BASE_DIR / ".env")

DEBUG = False
ROOT_URLCONF = "cms.urls"
WSGI_APPLICATION = "cms.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "modeltranslation",
    "cms",
    "home",
    "sectors",
    "contact",
    "search",
    "help",
    "django_tasks_db",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "wagtail_localize",
    "wagtail_localize.locales",
    "wagtail.contrib.forms",
    "wagtail.contrib.redirects",
    "wagtail.contrib.routable_page",
    "wagtail.contrib.settings",
    "wagtail.embeds",
    "wagtail.sites",
    "cms.roles.apps.MembersConfig",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "cms.moderation.apps.AdminConfig",
    "wagtail",
    "modelcluster",
    "taggit",
    "django.contrib.humanize",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    # Readers' pages hold no secret that their length could betray; the admin's tokens are masked.
    "django.middleware.gzip.GZipMiddleware",
    "django.middleware.http.ConditionalGetMiddleware",
    "cms.middleware.ContentSecurityPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "cms.language_redirects.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "cms.members.middleware.SecondFactorMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
    "contact.middleware.KeepWhatWasTypedMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

# Database. SQLite waits for its lock and writes ahead, so that readers never wait for a writer.

DATABASES = {"default": env.db("DATABASE_URL", default=f"sqlite:///{VAR_DIR / 'db.sqlite3'}")}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    }
    # To open the file anew at each request would take longer than half of its queries.
    DATABASES["default"]["CONN_MAX_AGE"] = None
else:
    DATABASES["default"]["OPTIONS"] = {
        # A database that is away is said within seconds, not after the pool's half minute.
        "pool": {"min_size": 1, "max_size": 8, "timeout": 5},
        # Before the first statistics, PostgreSQL takes our joins for huge and compiles them: 5 s.
        "options": "-c jit=off",
    }

# What is kept of pages is true as long as nothing changes. Processes of this machine see it by a
# file; where several machines may share the database, by a number in it too (`cms.generation`).
GENERATION_FILE = env("GENERATION_FILE", default=str(VAR_DIR / "generation"))
# A folder for ready pages as files, where the web server serves them itself (`cms.page_files`).
PAGE_FILES = env("PAGE_FILES", default="")
# How many pages each process makes ready when it starts (`cms.warm`, `manage.py serve --warm`).
WARM_PAGES = env.int("WARM_PAGES", default=0)
SHARED_GENERATION = DATABASES["default"]["ENGINE"] != "django.db.backends.sqlite3"

CACHES = {"default": env.cache("CACHE_URL", default="locmemcache://")}

# Languages

LANGUAGE_CODE = "fr"
LANGUAGES = [(language.code, language.name) for language in SITE_LANGUAGES]
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
WAGTAILADMIN_PERMITTED_LANGUAGES = LANGUAGES
FORMAT_MODULE_PATH = ["cms.formats"]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "Europe/Paris"
USE_I18N = True
USE_TZ = True
WAGTAIL_I18N_ENABLED = True
WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = False
WAGTAIL_LOCALIZE_DEFAULT_TRANSLATION_MODE = "synced"
# Drafts by machine are off until the environment names the union's own LibreTranslate.
WAGTAILLOCALIZE_MACHINE_TRANSLATOR = None
if _translation_server := env("LIBRETRANSLATE_URL", default=""):
    WAGTAILLOCALIZE_MACHINE_TRANSLATOR = {
        "CLASS": "cms.desk.machine.OwnServer",
        "OPTIONS": {
            "LIBRETRANSLATE_URL": _translation_server.rstrip("/"),
            "API_KEY": env("LIBRETRANSLATE_API_KEY", default=""),
        },
    }
MODELTRANSLATION_DEFAULT_LANGUAGE = "fr"
MODELTRANSLATION_FALLBACK_LANGUAGES = ("fr", "en")

# Files

STATIC_URL = "/static/"
STATIC_ROOT = env.path("STATIC_ROOT", default=str(VAR_DIR / "static"))()
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_URL = "/media/"
MEDIA_ROOT = env.path("MEDIA_ROOT", default=str(VAR_DIR / "media"))()
# What was deleted waits here, where no web server reaches it (`cms.trash`).
TRASH_ROOT = env.path("TRASH_ROOT", default=str(VAR_DIR / "trash"))()
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "trash": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": TRASH_ROOT},
    },
    "staticfiles": {"BACKEND": "cms.staticfiles.BundledStaticFilesStorage"},
}
# Every file under /static/ is either hashed, and cached for ever, or small and rarely asked for.
WHITENOISE_MAX_AGE = 3600

# Wagtail

BASE_URL = env("BASE_URL", default="http://127.0.0.1:8000")
WAGTAIL_SITE_NAME = "Syndicat du numérique"
WAGTAILADMIN_BASE_URL = BASE_URL
WAGTAILIMAGES_IMAGE_MODEL = "cms.Picture"
WAGTAILDOCS_DOCUMENT_MODEL = "cms.SiteDocument"
WAGTAILDOCS_EXTENSIONS = ["pdf", "odt", "ods", "docx", "xlsx", "epub", "txt"]
WAGTAILIMAGES_EXTENSIONS = ["avif", "gif", "jpeg", "jpg", "png", "webp"]
# From 0, the smallest files, to 10, the quickest to write.
AVIF_SPEED = 8
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAILEMBEDS_FINDERS = []
# An autosaved revision every half second would fill the database of a small union.
WAGTAIL_AUTOSAVE_INTERVAL = 15_000
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
WAGTAILADMIN_RICH_TEXT_EDITORS = {
    "default": {
        "WIDGET": "cms.editing.rich_text_area.TidyRichTextArea",
        "OPTIONS": {
            "features": ["bold", "italic", "h3", "ol", "ul", "link", "document-link", "language"],
        },
    },
}
TAGGIT_CASE_INSENSITIVE = True

# Work that waits in the database until `manage.py worker` does it. Wagtail's own small tasks are
# done at once, as it ships: the admin's search must find a page that has just been saved.

TASKS = {
    "default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"},
    "queue": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": []},
}

# E-mail

vars().update(env.email("EMAIL_URL", default="consolemail://"))
DEFAULT_FROM_EMAIL = env("DEFAULT_FROM_EMAIL", default="site@syndicat.example")

# A mail server that hangs must not hold the worker up.
EMAIL_TIMEOUT = 15

# What people write to us is sealed with these keys (`docs/contact.md`); the first one seals.

CONTACT_KEYS = env.list("CONTACT_KEYS", default=[])
# Behind a proxy, the header whose last address is the reader's; without one, the connection's.
CLIENT_ADDRESS_HEADER = env("CLIENT_ADDRESS_HEADER", default="")

# Logs say what went wrong, never who asked: no address, no browser, no query string.

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}

# The demonstration site has known passwords: only settings of one's own machine allow it.

DEMO_CONTENT_ALLOWED = False
