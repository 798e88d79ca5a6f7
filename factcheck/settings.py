"""Every setting, from the environment; the defaults run the desk on one machine with nothing installed."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

import environ
from csp.constants import NONE, SELF
from kombu import Queue

from factcheck import embedded
from factcheck.enum_names import ENUM_NAMES
from factcheck.local_secret import local_secret
from factcheck.logs import logging_at

env = environ.Env()

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = Path(env("VAR_DIR", default=str(BASE_DIR / "var")))

# --- The site ---------------------------------------------------------------------------------------
DEBUG = env.bool("DEBUG", default=False)
SITE_URL = env("SITE_URL", default="http://127.0.0.1:8000").rstrip("/")
SITE_NAME = env("SITE_NAME", default="The Desk")
SECRET_KEY = env("SECRET_KEY", default="") or local_secret(VAR_DIR)
ALLOWED_HOSTS = env.list(
    "ALLOWED_HOSTS", default=[urlsplit(SITE_URL).hostname or "", "127.0.0.1", "localhost"]
)
HTTPS = SITE_URL.startswith("https://")
CSRF_FAILURE_VIEW = "factcheck.error_pages.csrf_failure"
CSRF_TRUSTED_ORIGINS = [SITE_URL]

ROOT_URLCONF = "factcheck.urls"
WSGI_APPLICATION = "factcheck.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
LANGUAGE_CODE = "en"
TIME_ZONE = env("TIME_ZONE", default="UTC")
USE_TZ = True
USE_I18N = False

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.contrib.humanize",
    "axes",
    "csp",
    "django_htmx",
    "django_structlog",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "pgtrigger",
    "rest_framework",
    "template_partials",
    "factcheck",
    "articles",
    "reviews",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "factcheck.conflicts.ConflictMiddleware",
    "factcheck.error_pages.NotAllowedPages",
    "django_structlog.middlewares.RequestMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "axes.middleware.AxesMiddleware",
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
                "factcheck.desk_context.desk_context",
            ],
        },
    },
]

# --- PostgreSQL -------------------------------------------------------------------------------------
DATABASE_URL = env("DATABASE_URL", default="") or embedded.postgres_url(VAR_DIR)
DATABASES = {"default": env.db_url_config(DATABASE_URL)}
DATABASES["default"]["ENGINE"] = "django.db.backends.postgresql"
DATABASES["default"]["OPTIONS"] = {
    **DATABASES["default"].get("OPTIONS", {}),
    # One pool a process; the application's threads share it (796 against 202 requests/s unpooled).
    "pool": {"min_size": 0, "max_size": env.int("DATABASE_POOL", default=24), "timeout": 20},
    "application_name": "factcheck-desk",
    # Only the statements of `factcheck/rows.py` are prepared; they are written to be planned once.
    "prepare_threshold": 0,
    "options": "-c plan_cache_mode=force_generic_plan",
}

# --- Redis: the doorbell ----------------------------------------------------------------------------
REDIS_URL = env("REDIS_URL", default="") or embedded.valkey_url(VAR_DIR)
CELERY_BROKER_URL = REDIS_URL
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 600,
    "socket_connect_timeout": 2,
    "socket_timeout": 10,
}
CELERY_TASK_PUBLISH_RETRY_POLICY = {"max_retries": 1, "interval_start": 0.1, "interval_max": 0.2}
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TASK_SOFT_TIME_LIMIT = 120
CELERY_TASK_TIME_LIMIT = 150
CELERY_WORKER_MAX_MEMORY_PER_CHILD = 300_000  # KiB
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_TIMEZONE = TIME_ZONE
CELERY_TASK_DEFAULT_QUEUE = "default"
# Each desk has a hand-out queue of its own, `desk.<slug>`; the hand-out worker adds them as desks appear.
CELERY_TASK_QUEUES = [Queue(name) for name in ("default", "imports", "statements", "evidence", "handout")]
CELERY_TASK_ROUTES = {
    "articles.jobs.import_run": {"queue": "imports"},
    "articles.jobs.read_file": {"queue": "imports"},
    "articles.jobs.import_items": {"queue": "imports"},
    "articles.jobs.call_feeds": {"queue": "imports"},
    "articles.jobs.close_fetch": {"queue": "imports"},
    # It waits for other people's servers, as captures do, and must not hold up imports.
    "articles.jobs.fetch_feed": {"queue": "evidence"},
    "articles.jobs.extract_statements": {"queue": "statements"},
    "reviews.jobs.match_statements": {"queue": "statements"},
    "reviews.jobs.suggest_claims": {"queue": "statements"},
    "reviews.jobs.capture_snapshot": {"queue": "evidence"},
    "reviews.jobs.serve_desks": {"queue": "handout"},
}
CELERY_BEAT_SCHEDULE = {
    "catch-up-articles": {"task": "articles.jobs.catch_up", "schedule": 15.0, "options": {"expires": 15}},
    "call-feeds": {"task": "articles.jobs.call_feeds", "schedule": 15.0, "options": {"expires": 15}},
    "catch-up-reviews": {"task": "reviews.jobs.catch_up", "schedule": 15.0, "options": {"expires": 15}},
    "teach": {"task": "reviews.jobs.teach", "schedule": 3600.0, "options": {"expires": 3600}},
    "tidy-articles": {"task": "articles.jobs.tidy", "schedule": 300.0, "options": {"expires": 300}},
    "serve-desks": {"task": "reviews.jobs.serve_desks", "schedule": 15.0, "options": {"expires": 15}},
}
# What is due and this old has lost its message, so that `catch_up` rings for it again.
CATCH_UP_GRACE_SECONDS = env.float("CATCH_UP_GRACE_SECONDS", default=30.0)
CELERY_BEAT_SCHEDULE_FILENAME = str(VAR_DIR / "beat-schedule")

# --- People -----------------------------------------------------------------------------------------
AUTH_USER_MODEL = "factcheck.User"
LOGIN_URL = "login"
LOGIN_REDIRECT_URL = "desk_list"
LOGOUT_REDIRECT_URL = "login"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
AXES_FAILURE_LIMIT = 10
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_CLIENT_IP_CALLABLE = "factcheck.client_address.client_address"
AXES_LOCKOUT_TEMPLATE = "registration/locked.html"
SESSION_COOKIE_AGE = 12 * 3600

# --- The browser's rules ----------------------------------------------------------------------------
SESSION_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SECURE = HTTPS
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_HSTS_PRELOAD = HTTPS and env.bool("HSTS_PRELOAD", default=True)
BEHIND_PROXY = env.bool("BEHIND_PROXY", default=False)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_PROXY else None
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "manifest-src": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    },
}

# --- Files ------------------------------------------------------------------------------------------
STATIC_URL = "static/"
STATIC_ROOT = VAR_DIR / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
BLOB_ROOT = Path(env("BLOB_ROOT", default=str(VAR_DIR / "blobs")))
IMPORT_MAX_BYTES = env.int("IMPORT_MAX_BYTES", default=5_000_000)
IMPORT_MAX_STREAM_BYTES = env.int("IMPORT_MAX_STREAM_BYTES", default=1_000_000_000)
IMPORT_MAX_ROW_BYTES = env.int("IMPORT_MAX_ROW_BYTES", default=2_000_000)
IMPORT_MAX_CHARACTERS = env.int("IMPORT_MAX_CHARACTERS", default=1_000_000)
IMPORT_MAX_DEPTH = env.int("IMPORT_MAX_DEPTH", default=256)
IMPORT_MAX_ENTRIES = env.int("IMPORT_MAX_ENTRIES", default=2_000)
IMPORT_MAX_ITEMS = env.int("IMPORT_MAX_ITEMS", default=20_000)
IMPORT_MAX_INFLATED_BYTES = env.int("IMPORT_MAX_INFLATED_BYTES", default=20_000_000)
IMPORT_MAX_RATIO = env.int("IMPORT_MAX_RATIO", default=200)
# The processor's time, not the clock's: for one row or entry, and for a file that is read as a whole.
IMPORT_MAX_SECONDS = env.float("IMPORT_MAX_SECONDS", default=1.5)
IMPORT_MAX_FILE_SECONDS = env.float("IMPORT_MAX_FILE_SECONDS", default=60.0)
IMPORT_MAX_FILES = env.int("IMPORT_MAX_FILES", default=500)
IDEMPOTENCY_HOURS = env.float("IDEMPOTENCY_HOURS", default=24.0)  # a second hand-over answers as the first
# Matching by meaning; off, or where the model's file is missing, it goes by words alone.
EMBEDDINGS = env.bool("EMBEDDINGS", default=True)
# The folder of the network that reads near claims beside the rules; empty, the rules alone compare.
INFERENCE_MODEL = env("INFERENCE_MODEL", default=str(BASE_DIR / "reviews/matching/second_reader"))
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * IMPORT_MAX_BYTES
DATA_UPLOAD_MAX_NUMBER_FILES = IMPORT_MAX_FILES
FETCH_ALLOWED_HOSTS = env.list("FETCH_ALLOWED_HOSTS", default=[])
# What one fetch of a feed may take in all, redirects included; never more than the client's own limit.
FETCH_SECONDS = min(env.float("FETCH_SECONDS", default=15.0), 15.0)
# Pages of a feed are fetched one after the other, with this pause between.
FEED_PAGE_PAUSE_SECONDS = env.float("FEED_PAGE_PAUSE_SECONDS", default=1.0)
# Older fetches are forgotten, but for the newest; a list without a time of change is read again after this.
FEED_HISTORY_DAYS, FEED_HISTORY_LEAST = env.int("FEED_HISTORY_DAYS", 90), env.int("FEED_HISTORY_LEAST", 50)
FEED_LIST_MINUTES = env.float("FEED_LIST_MINUTES", default=60.0)
IMPORT_FOLDERS = env("IMPORT_FOLDERS", default="")  # the root of drop folders, each below its desk's slug

# --- Metrics ----------------------------------------------------------------------------------------
# `/metrics` answers whoever sends this bearer token; without one, callers on this machine alone.
METRICS_TOKEN = env("METRICS_TOKEN", default="")
# Whoever scrapes or checks asks the process itself, which speaks no TLS.
SECURE_REDIRECT_EXEMPT = [r"^metrics$"]

# --- Notices ----------------------------------------------------------------------------------------
NOTICE_DAYS = env.int("NOTICE_DAYS", default=60)  # older ones are forgotten, read or not

# --- API --------------------------------------------------------------------------------------------
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "factcheck.authentication.BearerAuthentication",
        "rest_framework.authentication.SessionAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": [
        "factcheck.parsing.ShallowJSONParser",
        "rest_framework.parsers.MultiPartParser",
    ],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "EXCEPTION_HANDLER": "factcheck.api.answer_error",
    "UNAUTHENTICATED_USER": "django.contrib.auth.models.AnonymousUser",
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Fact-check desk",
    "DESCRIPTION": "Articles in, review tasks out, verdicts with citations back.",
    "VERSION": "1",
    "SERVE_INCLUDE_SCHEMA": False,
    "SCHEMA_PATH_PREFIX": r"/api/v1",
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "COMPONENT_SPLIT_REQUEST": True,
    "POSTPROCESSING_HOOKS": [
        "drf_spectacular.hooks.postprocess_schema_enums",
        "factcheck.schema.with_errors",
    ],
    "ENUM_NAME_OVERRIDES": ENUM_NAMES,
}

# --- Logs -------------------------------------------------------------------------------------------
DJANGO_STRUCTLOG_IP_LOGGING_ENABLED = False  # nobody's address is kept beyond the proxy
LOGGING = logging_at(env("LOG_LEVEL", default="INFO"))
