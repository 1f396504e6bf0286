"""The settings, from the environment, checked at start with a sentence for each missing value."""

import os
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

PACKAGE = Path(__file__).resolve().parent
ROOT = PACKAGE.parent.parent
STATE_DIR = Path(os.environ.get("SHAREWELL_STATE_DIR", ROOT / "var"))
DEMO = os.environ.get("SHAREWELL_DEMO") == "1"
DEBUG = False


def _needed(name: str, what: str) -> str:
    value = os.environ.get(name, "")
    if not value:
        raise ImproperlyConfigured(f"{name} is not set. It is {what}. Set it in the service's environment file.")
    return value


# After how many times a connection keeps a statement prepared; "never" behind a pooler that shares connections.
PREPARED_AFTER = os.environ.get("SHAREWELL_PREPARED_AFTER", "2")


def _database(url: str) -> dict[str, object]:
    parts = urlsplit(url)
    options = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options.pop("host", unquote(parts.hostname or "")),
        "PORT": str(parts.port or options.pop("port", "")),
        "CONN_MAX_AGE": 0,
        # Parameters must not stand in the query text, where every session of the same role could read them.
        "OPTIONS": {
            "server_side_binding": True,
            "connect_timeout": 5,
            "prepare_threshold": None if PREPARED_AFTER == "never" else int(PREPARED_AFTER),
            **options,
        },
    }


# One process acts in one role: the web by default, the worker and the owner when told so.
ROLE = os.environ.get("SHAREWELL_ROLE", "app")
_URLS = {
    "app": ("DATABASE_URL", "the address of the database, in the role sharewell_app"),
    "worker": ("SHAREWELL_WORKER_DATABASE_URL", "the address of the database, in the role sharewell_worker"),
    "owner": ("SHAREWELL_OWNER_DATABASE_URL", "the address of the database, in the role sharewell_owner"),
}
DATABASES = {"default": _database(_needed(*_URLS[ROLE]))}
WORKER_THREADS = 3  # two jobs at once, and the round: each has a connection of its own while a long job lasts
if os.environ.get("SHAREWELL_POOL", "0") != "0":
    DATABASES["default"]["OPTIONS"]["pool"] = {  # type: ignore[index]
        "min_size": 1,
        "max_size": max(int(os.environ["SHAREWELL_POOL"]), WORKER_THREADS + 1 if ROLE == "worker" else 1),
        "timeout": 3,  # seconds; when the database is lost, people are told whom to ring, and soon
    }
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True  # a connection that died with the server is not handed out

SECRET_KEY = _needed("SHAREWELL_SECRET_KEY", "a random text of at least 50 characters that signs sessions")
SCOPE_KEY = _needed(
    "SHAREWELL_SCOPE_KEY", "a random text of at least 32 characters that signs whose rows are seen"
).encode()
LEDGER_ORIGIN = os.environ.get("SHAREWELL_LEDGER_ORIGIN", "sharewell.example/ledger")
LEDGER_KEY_FILE = os.environ.get("SHAREWELL_LEDGER_KEY_FILE", "")
SPOOL_KEY_FILE = os.environ.get("SHAREWELL_SPOOL_KEY_FILE", "")
WEIGHTS_FILE = os.environ.get("SHAREWELL_WEIGHTS_FILE", "")  # a look-up's own weights; none: the shipped ones
MAIL_DIR = os.environ.get("SHAREWELL_MAIL_DIR", "")

ALLOWED_HOSTS = os.environ.get("SHAREWELL_HOSTS", "localhost,127.0.0.1,[::1]").split(",")
CSRF_TRUSTED_ORIGINS = [origin for origin in os.environ.get("SHAREWELL_ORIGINS", "").split(",") if origin]
IS_HTTPS = os.environ.get("SHAREWELL_HTTPS", "0" if DEMO else "1") == "1"

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "csp",
    "procrastinate.contrib.django",
    "sharewell.base",
    "sharewell.ledger",
    "sharewell.directory",
    "sharewell.directory.local",
    "sharewell.people",
    "sharewell.people.lookup",
    "sharewell.notices",
    "sharewell.involvement",
    "sharewell.intelligence",
    "sharewell.cases",
    "sharewell.sharing",
    "sharewell.web",
]
INSTALLED_APPS = [
    name
    for name in INSTALLED_APPS
    if not name.startswith("sharewell.") or (PACKAGE.joinpath(*name.split(".")[1:], "apps.py").exists())
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "sharewell.web.headers.PrivateHeaders",
    "sharewell.web.danger.DangerFirst",  # before sessions and the database: it needs neither
    "sharewell.web.guide.alone.GuideWithoutACase",  # the same
    "sharewell.web.guidance.Library",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "sharewell.web.spool.WriteItDown",  # needs no session either, and least of all the database
    "sharewell.web.errors.DatabaseDown",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "sharewell.web.signed_in.SignedIn",
]
ROOT_URLCONF = "sharewell.urls"
WSGI_APPLICATION = "sharewell.wsgi.application"
APPEND_SLASH = False

_CONTEXT = [
    "django.template.context_processors.request",
    "django.contrib.auth.context_processors.auth",
    "django.contrib.messages.context_processors.messages",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [PACKAGE / "web" / "templates"],
        "APP_DIRS": False,
        "OPTIONS": {
            "environment": "sharewell.web.templating.environment",
            "context_processors": [
                "sharewell.web.templating.on_every_page",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [],
        "APP_DIRS": True,
        "OPTIONS": {"context_processors": _CONTEXT},
    },
]
FORM_RENDERER = "django.forms.renderers.DjangoTemplates"

STATIC_URL = "/static/"
STATICFILES_DIRS = [PACKAGE / "web" / "static"]
WHITENOISE_USE_FINDERS = True
WHITENOISE_MAX_AGE = 3600

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_TZ = True
USE_I18N = False
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "directory.Practitioner"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
AUTHENTICATION_BACKENDS = ["sharewell.web.backend.Practitioners"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/work"
LOGOUT_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "sharewell.web.accounts.PartnershipAccounts"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_PREVENT_ENUMERATION = "strict"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_FORMS = {
    "login": "sharewell.web.sign_in_forms.SignInForm",
    "reauthenticate": "sharewell.web.sign_in_forms.PasswordAgainForm",
    "change_password": "sharewell.web.sign_in_forms.NewPasswordForm",
}
# A whole council may come from one address, so that limits by address are wide and those by person are narrow.
ACCOUNT_RATE_LIMITS = {"login": "120/m/ip", "login_failed": "60/m/ip,5/5m/key"}
ALLAUTH_TRUSTED_PROXY_COUNT = int(os.environ.get("SHAREWELL_PROXIES", "1" if IS_HTTPS else "0"))
MFA_FORMS = {
    "authenticate": "sharewell.web.sign_in_forms.CodeForm",
    "reauthenticate": "sharewell.web.sign_in_forms.CodeOnceMoreForm",
    "activate_totp": "sharewell.web.sign_in_forms.SetUpForm",
}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_TOLERANCE = 1  # one half minute either side: telephones' clocks drift, and people are slow
MFA_TOTP_ISSUER = "Sharewell"
MFA_ADAPTER = "sharewell.web.accounts.SealedFactors"

SESSION_ENGINE = "sharewell.web.sessions"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = IS_HTTPS
SESSION_COOKIE_NAME = "__Host-sharewell" if IS_HTTPS else "sharewell"
SESSION_COOKIE_AGE = 12 * 60 * 60  # seconds: the longest a session lives, whatever is done in it
SESSION_IDLE = 15 * 60  # seconds without a page
CSRF_COOKIE_SECURE = IS_HTTPS
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_NAME = "__Host-sharewell-form" if IS_HTTPS else "sharewell-form"
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "sharewell.web.errors.form_expired"

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 31_536_000 if IS_HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = IS_HTTPS
SECURE_SSL_REDIRECT = False  # the server in front does this
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if IS_HTTPS else None
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "manifest-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "object-src": ["'none'"],
        "frame-ancestors": ["'none'"],
    }
}

PROCRASTINATE_IMPORT_PATHS = ["sharewell.ops.handlers"]
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "sharewell_cache"}}
EMAIL_BACKEND = (
    "django.core.mail.backends.filebased.EmailBackend" if MAIL_DIR else "django.core.mail.backends.smtp.EmailBackend"
)
EMAIL_FILE_PATH = MAIL_DIR or None
EMAIL_HOST = os.environ.get("SHAREWELL_MAIL_HOST", "localhost")
DEFAULT_FROM_EMAIL = os.environ.get("SHAREWELL_MAIL_FROM", "sharewell@fossborough.example")
PUBLIC_ADDRESS = os.environ.get("SHAREWELL_ADDRESS", "http://localhost:8000")

# No request line, no user text: paths hold random references only, and query strings are never logged.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "sharewell": {"level": "INFO"},
        "procrastinate": {"level": "WARNING"},
        "django.request": {"level": "ERROR"},  # a page that is not there would be named, whatever somebody typed
    },
}
