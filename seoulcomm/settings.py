"""Settings. What differs from one installation to the next comes from the environment:

DEMO                  on for a demonstration on one's own machine (`make run` does so); default as DEBUG
DEBUG                 on for whoever writes the code: technical pages instead of ours; default off
SECRET_KEY            required unless DEMO
ALLOWED_HOSTS         names under which the server is reached; default this machine only
HTTPS                 default on unless DEMO; off only where no TLS can be had
CSRF_TRUSTED_ORIGINS  needed only where the proxy changes the Host header
PUBLIC_READING        default on; off closes every page to whoever has no account with a role
DATABASE_URL          default sqlite:///db.sqlite3, or postgres://user:password@host:port/name
STATIC_ROOT           where `collectstatic` puts what whitenoise serves; default staticfiles/
"""

import os
from pathlib import Path

from . import environment

BASE_DIR = Path(__file__).resolve().parent.parent
# What a kept page was drawn by: the same for every process of an installation, another after each.
VERSION = environment.newest(
    BASE_DIR, ["seoulcomm", "departments", "budgets", "reports", "templates", "static"]
)

DEBUG = environment.flag("DEBUG", default=False)
DEMO = environment.flag("DEMO", default=DEBUG)
HTTPS = environment.flag("HTTPS", default=not DEMO)
SECRET_KEY = environment.secret("SECRET_KEY", default="only for demonstrations" if DEMO else None)
ALLOWED_HOSTS = environment.words(
    "ALLOWED_HOSTS",
    default=["localhost", "127.0.0.1", "[::1]"],
    shape=r"[^\s/:*]+|\[[0-9a-f:]+\]",
    example="budget.example.kr",
)
CSRF_TRUSTED_ORIGINS = environment.words(
    "CSRF_TRUSTED_ORIGINS",
    default=[],
    shape=r"https?://[^\s/]+",
    example="https://budget.example.kr",
)

PUBLIC_READING = environment.flag("PUBLIC_READING", default=True)

INSTALLED_APPS = [
    "departments",  # before auth: its commands for accounts leave a record
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_tables2",
    "budgets",
    "reports",
]

MIDDLEWARE = [
    "seoulcomm.headers.strict_headers",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "departments.door.closed_reading",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "seoulcomm.urls"
WSGI_APPLICATION = "seoulcomm.wsgi.application"

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
                "departments.door.menu",
            ]
        },
    }
]

DATABASE = environment.database(
    os.environ.get("DATABASE_URL", "sqlite:///db.sqlite3"), folder=BASE_DIR
)
DATABASE["CONN_MAX_AGE"] = 600  # opening one for each request halves what is served
if DATABASE["ENGINE"].endswith("sqlite3"):
    DATABASE["OPTIONS"] = {
        # Deferred transactions fail at once where two writers meet; immediate ones wait their turn.
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": (
            "PRAGMA journal_mode=WAL;"  # readers go on while a date is handed in
            "PRAGMA synchronous=NORMAL;"  # with WAL, still safe against a crash of the program
            "PRAGMA foreign_keys=ON;"
            "PRAGMA recursive_triggers=ON;"  # else REPLACE walks past the triggers against DELETE
        ),
    }
else:
    DATABASE["CONN_HEALTH_CHECKS"] = True  # the server may have been restarted in between
DATABASES = {"default": DATABASE}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "departments.Person"
AUTHENTICATION_BACKENDS = ["departments.lock.LockingBackend"]
LOGIN_URL, LOGIN_REDIRECT_URL = "login", "home"
# Half an hour without a request ends a session; every request begins it anew.
SESSION_COOKIE_AGE = 30 * 60
SESSION_SAVE_EVERY_REQUEST = True
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True  # scripts read the token from the page
CSRF_FAILURE_VIEW = "departments.door.post_refused"
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in [
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    ]
]

LANGUAGE_CODE = "ko"
LANGUAGES = [("ko", "한국어")]
TIME_ZONE = "Asia/Seoul"
USE_TZ = True
# Amounts are grouped where they are drawn; Django's own grouping would also print "2,026년".
USE_THOUSAND_SEPARATOR = False

STATIC_URL = "static/"
STATIC_ROOT = os.environ.get("STATIC_ROOT", BASE_DIR / "staticfiles")
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        # Hashed names need `collectstatic`, which a demonstration and the tests do without.
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEMO
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_AUTOREFRESH = WHITENOISE_USE_FINDERS = DEMO
WHITENOISE_ALLOW_ALL_ORIGINS = False  # no other site needs these files

# A grid posts one field for each cell: a department with some hundred lines and five amounts each,
# with the fields that go with them, is far over Django's 1,000.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000
# A file of 10 MiB travels in the form that confirms it, a third longer as text: nothing of it is
# stored before (docs/decisions/0013).
DATA_UPLOAD_MAX_MEMORY_SIZE = 15 * 1024 * 1024
FILE_UPLOAD_HANDLERS = [
    "budgets.quota.Quota",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]

# Behind a proxy, gunicorn itself takes X-Forwarded-Proto from the addresses it is told to trust
# (--forwarded-allow-ips), so that nothing here needs to trust a header.
SECURE_SSL_REDIRECT = SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
# Asks to be put on the browsers' preload list, which cannot see a closed network.
SILENCED_SYSTEM_CHECKS = ["security.W021"]
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"},
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "INFO"},
    # Django's own handlers would mail to nobody and, under DEBUG, print everything twice.
    "loggers": {"django": {"handlers": []}},
}
