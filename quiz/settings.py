"""Settings: each from the environment, with a default that runs on a bare machine."""

import os
from pathlib import Path

from django.utils.translation import gettext_lazy as _
from environs import Env

from quiz.web.connecting import connected, is_sqlite
from quiz.web.environment import LEVELS, Environment
from quiz.web.logs import FORMATS, logging_as
from quiz.web.private import keep_private, secret_key, var_dir
from quiz.web.reach import LOOPBACK, addresses_for

BASE_DIR = Path(__file__).resolve().parent.parent
Env().read_env(str(BASE_DIR / ".env"), recurse=False)
env = Environment(os.environ)

VAR_DIR = var_dir(env, BASE_DIR / "var")
SECRET_KEY = secret_key(env, VAR_DIR)
DEBUG = env.truth("DEBUG")
# Where it listens. To the whole network only on purpose: then phones in the room reach it.
LISTEN = env.text("LISTEN", "127.0.0.1")
PORT = env.number("PORT", 8000, 1, 65535)
ALLOWED_HOSTS = env.hosts("ALLOWED_HOSTS", [*LOOPBACK, *addresses_for(LISTEN)])
CSRF_TRUSTED_ORIGINS = env.origins("CSRF_TRUSTED_ORIGINS")
# What the product calls itself in mails.
SITE_NAME = env.text("SITE_NAME", "Yomitoki（読み解き）")

INSTALLED_APPS = [
    "quiz.web",
    "quiz.people",
    "quiz.bank",
    "quiz.classroom",
    "quiz.authoring",
    "quiz.taking",
    "quiz.outlook",
    "quiz.insight",
    "quiz.exchange",
    "quiz.home",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.admin.apps.SimpleAdminConfig",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "crispy_forms",
    "crispy_bootstrap5",
]

MIDDLEWARE = [
    # First: nothing of what follows decides whether one is told that the process lives or is ready.
    "quiz.web.numbers.request_number",
    "quiz.web.probes.probes",
    "quiz.web.host_cookies.host_cookies",
    # Before all that makes pages: a page is kept as it goes out, with all its headers.
    "quiz.web.ready.ready",
    "django.middleware.security.SecurityMiddleware",
    "quiz.web.security.page_headers",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "quiz.web.languages.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "quiz.web.addresses.plain_addresses",
    "allauth.account.middleware.AccountMiddleware",
    "quiz.web.limits.refusals",
    "quiz.web.zones.page_zone",
    "quiz.web.gone.vanished",
    "quiz.people.mailing.HonestMail",
]

# For Prometheus, whose package is loaded only then.
METRICS = env.truth("METRICS")
METRICS_TOKEN = env.token("METRICS_TOKEN", is_needed=METRICS)
if METRICS:
    MIDDLEWARE.insert(1, "quiz.web.metrics.measured")

ROOT_URLCONF = "quiz.urls"

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
                "quiz.web.looks.looks",
                "quiz.people.access.who",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "quiz.web.templatetags.kept",
                "quiz.web.templatetags.ui",
                "quiz.web.templatetags.figures",
                "quiz.web.templatetags.marks",
                "quiz.web.templatetags.opinions",
            ],
        },
    },
]

DATABASES = {
    "default": connected(env.database("DATABASE_URL", f"sqlite:///{VAR_DIR / 'yomitoki.sqlite3'}"), env)
}
_IS_SQLITE = is_sqlite(DATABASES["default"])
keep_private(VAR_DIR, str(DATABASES["default"]["NAME"]) if _IS_SQLITE else "")
# `manage.py backup`: where to, and how many stay.
BACKUP_DIR = Path(env.text("BACKUP_DIR", str(VAR_DIR / "backups")))
KEEP = env.number("KEEP", 14, 1, 10000)
# How it is served (`manage.py serve`), by measurement: docs/running.md.
WORKERS = env.number("WORKERS", min(os.cpu_count() or 1, 2 if _IS_SQLITE else 8), 1, 64)
# Each of these threads keeps one connection. On SQLite there is one writer at a time anyway.
THREADS = env.number("THREADS", 1 if _IS_SQLITE else 2, 1, 32)
# How many requests may wait in each worker; what comes then is told to come again.
WAITING = env.number("WAITING", 256, 1, 4096)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Sign-in limits count in the cache, so it is one that all workers share.
REDIS_URL = env.cache("REDIS_URL")
CACHES = {
    "default": {"BACKEND": "quiz.web.caching.RedisOrTable", "LOCATION": REDIS_URL}
    if REDIS_URL
    else {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "web_cache",
        # With the default of 300 rows anybody pushes counters out; what has expired goes by keep_house.
        "OPTIONS": {"MAX_ENTRIES": 100_000, "CULL_FREQUENCY": 100},
    }
}

AUTH_USER_MODEL = "people.User"
# Why somebody may read what is not public, beside its owner and those it is shared with: asked in this order.
REASONS_TO_READ = ["quiz.classroom.reading.was_given"]
# Why somebody who may not change a pack sees keys of it.
REASONS_TO_SEE_KEYS = ["quiz.classroom.reading.keys_given"]

AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "quiz.people.signing_in.OneLook",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 8}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home:desk"
LOGOUT_REDIRECT_URL = "home:front"

# Accounts. Anybody may make one, or only whoever has a link to teach a class.
INVITATION_ONLY = env.truth("INVITATION_ONLY")
ACCOUNT_ADAPTER = "quiz.classroom.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email", "username"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = "username"
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = True
# Another address is another way to the password: whoever adds or removes one says who they are again.
ACCOUNT_REAUTHENTICATION_REQUIRED = True
# Whoever opened the link in the mail is let in, also where strangers use up the tries at the account.
ACCOUNT_LOGIN_ON_PASSWORD_RESET = True
# Wrong passwords and mails are counted in quiz/people/limits.py, where right passwords use nothing up; the
# package's own counts of every try would let one person at a school lock all others out. The one that stays
# is for the codes of the second factor.
ACCOUNT_RATE_LIMITS = {
    "login": None,
    "signup": None,
    "reset_password": None,
    "login_failed": "5/15m/key,30/15m/ip",
}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Yomitoki"

# How many proxies in front write X-Forwarded-For; 0 believes the connection only.
PROXIES = env.number("PROXIES", 0, 0, 10)
ALLAUTH_TRUSTED_PROXY_COUNT = PROXIES

LANGUAGE_CODE = "ja"
LANGUAGES = [("ja", _("Japanese")), ("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "quiz" / "locale"]
LANGUAGE_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_AGE = 365 * 24 * 3600
TIME_ZONE = env.zone("TIME_ZONE", "Asia/Tokyo")
USE_TZ = True

STATIC_URL = "static/"
STATIC_ROOT = VAR_DIR / "static"
# It has to be there before the first collectstatic: WhiteNoise warns of a missing folder.
STATIC_ROOT.mkdir(exist_ok=True)
STATICFILES_DIRS = [BASE_DIR / "quiz" / "static"]
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "quiz.web.finders.Bootstrap",
]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "quiz.web.files.HashedFiles"},
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = True

CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"
MESSAGE_STORAGE = "django.contrib.messages.storage.cookie.CookieStorage"

# HTTPS=1 behind a proxy that ends TLS and sets X-Forwarded-Proto itself.
HTTPS = env.truth("HTTPS")
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = ["^metrics$"]
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_HSTS_PRELOAD = HTTPS
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = HTTPS
SESSION_ENGINE = "quiz.web.sessions"
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "quiz.web.errors.no_token"
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

EMAIL_CONFIG = env.mail("EMAIL_URL", "console:")
vars().update(EMAIL_CONFIG)
DEFAULT_FROM_EMAIL = env.address("DEFAULT_FROM_EMAIL", "yomitoki@localhost")

LOGGING = logging_as(env.one_of("LOG_FORMAT", "TEXT", FORMATS), env.one_of("LOG_LEVEL", "WARNING", LEVELS))
