"""All settings, read from the environment; the only file that does."""

import os
from pathlib import Path
from urllib.parse import SplitResult, urlsplit

import dj_database_url
from django.core.exceptions import ImproperlyConfigured

from knotwork.config.logs import LOGGING  # noqa: F401 – a setting
from knotwork.config.secret import key_beside
from knotwork.config.statics import fingerprint


def env(name: str, default: str = "") -> str:
    """The text of a setting."""
    return os.environ.get(name, default).strip()


def env_choice(name: str, default: str, choices: tuple[str, ...]) -> str:
    """A setting that is one of a few words; anything else refuses to start."""
    value = env(name, default)
    if value not in choices:
        raise ImproperlyConfigured(f"{name} is {value!r}; it can be: {', '.join(choices)}.")
    return value


def env_yes(name: str, *, default: bool) -> bool:
    """A setting that is yes or no."""
    return env_choice(name, "yes" if default else "no", ("yes", "no")) == "yes"


def parts_of(name: str, text: str, schemes: set[str], *, such_as: str) -> SplitResult:
    """The parts of a setting that is an address; anything else refuses to start, without repeating a password."""
    try:
        parts = urlsplit(text)
        understood = parts.scheme in schemes and parts.port != 0
    except ValueError:
        understood = False
    if not understood:
        raise ImproperlyConfigured(f"{name} must be an address such as {such_as}")
    return parts


PACKAGE = Path(__file__).resolve().parent.parent

# Where things lie. The demo keeps to a folder and a key of its own.
KNOTWORK_DEMO = env_yes("KNOTWORK_DEMO", default=False)
KNOTWORK_DATA = Path(env("KNOTWORK_DATA", "data/demo" if KNOTWORK_DEMO else "data")).resolve()
_default_key = Path.home() / ".config" / "knotwork" / ("demo.key" if KNOTWORK_DEMO else "master.key")
KNOTWORK_KEY_FILE = Path(env("KNOTWORK_KEY_FILE") or _default_key).expanduser().absolute()

# Who reaches the host, and how
KNOTWORK_BASE_URL = env("KNOTWORK_BASE_URL", "http://localhost:8000").rstrip("/")
_base = parts_of("KNOTWORK_BASE_URL", KNOTWORK_BASE_URL, {"http", "https"}, such_as="https://sets.example.org")
if not _base.hostname:
    raise ImproperlyConfigured("KNOTWORK_BASE_URL must be an address such as https://sets.example.org")
KNOTWORK_HTTPS = _base.scheme == "https"
KNOTWORK_TRUSTED_PROXIES = tuple(filter(None, env("KNOTWORK_TRUSTED_PROXIES").replace(",", " ").split()))
KNOTWORK_SIGN_UP = env_choice("KNOTWORK_SIGN_UP", "invited", ("invited", "anyone"))
KNOTWORK_START_SET = env_choice("KNOTWORK_START_SET", "anyone", ("anyone", "host"))
ALLOWED_HOSTS = [_base.hostname, "localhost", "127.0.0.1", "[::1]"]
CSRF_TRUSTED_ORIGINS = [KNOTWORK_BASE_URL]

SECRET_KEY = env("KNOTWORK_SECRET_KEY") or key_beside(KNOTWORK_KEY_FILE)
DEBUG = False
ROOT_URLCONF = "knotwork.config.urls"
ASGI_APPLICATION = "knotwork.config.asgi.application"
KNOTWORK_ACCESS_TABLE = "knotwork.config.access.TABLE"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "knotwork.platform.sealing",
    "knotwork.platform.audit",
    "knotwork.platform.mail",
    "knotwork.platform.jobs",
    "knotwork.platform.design",
    "knotwork.people",
    "knotwork.sets",
    "knotwork.agreements",
    "knotwork.protocols",
    "knotwork.meetings",
    "knotwork.challenges",
    "knotwork.actions",
    "knotwork.repairs",
    "knotwork.reflections",
    "knotwork.live",
    "knotwork.home",
    "knotwork.demo",
]

MIDDLEWARE = [
    "knotwork.config.middleware.security_headers",
    "knotwork.config.middleware.trusted_proxies",
    "knotwork.config.middleware.gate",
    "django.middleware.security.SecurityMiddleware",
    "knotwork.config.statics.compressed",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "knotwork.config.middleware.reader",
    "knotwork.config.middleware.page",
    "knotwork.config.middleware.writer",
    "knotwork.config.middleware.Refusals",
    "knotwork.platform.access.middleware.AccessMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PACKAGE / "config" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
            "builtins": ["knotwork.platform.design.templatetags.design"],
        },
    }
]

# Data. SQLite with full durability by default, PostgreSQL by DATABASE_URL (design: stack.md).
SQLITE = {
    "ENGINE": "knotwork.platform.kit.sqlite",
    "NAME": KNOTWORK_DATA / "knotwork.sqlite3",
    "TEST": {"NAME": ":memory:"},
    "CONN_MAX_AGE": None,
    "OPTIONS": {
        "timeout": 5,
        "transaction_mode": "IMMEDIATE",
        "init_command": (
            "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;PRAGMA foreign_keys=ON;PRAGMA secure_delete=ON;"
            "PRAGMA trusted_schema=OFF;PRAGMA temp_store=MEMORY;PRAGMA cache_size=-16000;PRAGMA journal_size_limit=67108864;"
        ),
    },
}
if env("DATABASE_URL"):
    parts_of("DATABASE_URL", env("DATABASE_URL"), {"postgres", "postgresql"}, such_as="postgres://user:password@host/name")
DATABASES = {"default": dj_database_url.parse(env("DATABASE_URL"), conn_max_age=60) if env("DATABASE_URL") else SQLITE}
KNOTWORK_LANES = 4
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}

# People
AUTH_USER_MODEL = "people.Person"
LOGIN_URL = "demo:cast" if KNOTWORK_DEMO else "people:sign_in"
LOGIN_REDIRECT_URL = "home:home"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("email", "name")},
    },
]
ACCOUNT_ADAPTER = "knotwork.people.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
MFA_ADAPTER = "knotwork.people.adapters.SecondStepAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_TOTP_ISSUER = "Knotwork"
MFA_TOTP_TOLERANCE = 1
KNOTWORK_DEPARTURES = "knotwork.config.departures.DEPARTURES"
SESSION_COOKIE_AGE = 30 * 24 * 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = KNOTWORK_HTTPS
SESSION_COOKIE_NAME = "__Host-session" if KNOTWORK_HTTPS else "session"
CSRF_COOKIE_NAME = "__Host-csrf" if KNOTWORK_HTTPS else "csrf"
CSRF_COOKIE_HTTPONLY = True

# Mail
KNOTWORK_SMTP_URL = env("KNOTWORK_SMTP_URL")
DEFAULT_FROM_EMAIL = env("KNOTWORK_MAIL_FROM") or f"knotwork@{_base.hostname}"

# Language and time
USE_TZ = True
TIME_ZONE = "UTC"
LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English")]
# Looking every sentence up costs a third of drawing a screen; with one language there is nothing to look up.
USE_I18N = len(LANGUAGES) > 1
LOCALE_PATHS = [PACKAGE / "locale"]

# Static files, served by the program itself, at an address that changes whenever one of them does
STATIC_URL = f"/static/{fingerprint(PACKAGE)}/"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_IMMUTABLE_FILE_TEST = f"^{STATIC_URL}"
WHITENOISE_ALLOW_ALL_ORIGINS = False

X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")  # the middleware removes it unless a trusted proxy set it
SECURE_HSTS_SECONDS = 31536000 if KNOTWORK_HTTPS else 0
CSRF_FAILURE_VIEW = "knotwork.config.errors.forged"
DATA_UPLOAD_MAX_MEMORY_SIZE = 256 * 1024
SILENCED_SYSTEM_CHECKS = [
    "security.W002",  # our own middleware sets X-Frame-Options on every answer
    "security.W005",  # a host decides about its other subdomains itself
    "security.W008",  # redirecting to https is the proxy's work; done here, a proxy not listed as trusted would loop
    "security.W021",  # preloading is a decision for the whole domain
]
