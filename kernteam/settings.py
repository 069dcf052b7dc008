"""All settings, read from the environment (see .env.example); production refuses to start half configured."""

from datetime import timedelta
from pathlib import Path

import bootstrap_wrapper
import environ
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from kernteam import oidc

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()
env.read_env(BASE_DIR / ".env")

DEFAULT_SECRET_KEY = "insecure-only-for-trying-out-never-in-production"  # noqa: S105 refused below when PRODUCTION

PRODUCTION = env.bool("PRODUCTION", default=False)
DEBUG = env.bool("DEBUG", default=False)
DEMO = env.bool("DEMO", default=False)
SECRET_KEY = env.str("SECRET_KEY", default=DEFAULT_SECRET_KEY)
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=[] if PRODUCTION else ["127.0.0.1", "localhost", "[::1]"])
# Links in mails start with it: never with the host that a request asked for, which a stranger chooses.
SITE_URL = env.str("SITE_URL", default="" if PRODUCTION else "http://127.0.0.1:8000").rstrip("/")

if PRODUCTION:
    if SECRET_KEY in {"", DEFAULT_SECRET_KEY}:
        raise ImproperlyConfigured("SECRET_KEY is missing: production does not start on the default secret.")
    if not ALLOWED_HOSTS:
        raise ImproperlyConfigured("ALLOWED_HOSTS is missing: name the hosts this server answers to.")
    if not SITE_URL.startswith("https://"):
        raise ImproperlyConfigured("SITE_URL is missing: the https:// address that links in mails start with.")
    if DEMO:
        raise ImproperlyConfigured("DEMO is on: one-click sign-in must never run in production.")
    if DEBUG:
        raise ImproperlyConfigured("DEBUG is on: error pages would show the server's secrets.")

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django_linear_migrations",
    "outbox",  # before django_tasks_db, whose worker it makes sweep the outbox
    "django_tasks",
    "django_tasks_db",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "crispy_forms",
    "crispy_bootstrap5",
    "csp",
    "django_htmx",
    "simple_history",
    "accounts",
    "schools",
    "teams",
    "meetings",
    "yearplan",
    "overview",
]

MIDDLEWARE = [
    # First what protects every answer, also a file, a redirect to https and a refusal at the door.
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "accounts.asked_once.AskedOnceMiddleware",
    "accounts.middleware.PersonalPagesMiddleware",
    "accounts.middleware.SignInRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "teams.middleware.SessionLimitsMiddleware",
    "teams.middleware.SecondStepMiddleware",
]

ROOT_URLCONF = "kernteam.urls"
WSGI_APPLICATION = "kernteam.wsgi.application"

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
                "teams.context_processors.navigation",
            ],
        },
    },
]

DATABASES = {"default": env.db("DATABASE_URL", default=f"sqlite:///{BASE_DIR / 'var' / 'kernteam.sqlite3'}")}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA foreign_keys=ON;",
    }
else:
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
# Opening a connection takes longer than most questions, on SQLite too: each thread keeps its own a while.
DATABASES["default"]["CONN_MAX_AGE"] = env.int("CONN_MAX_AGE", default=60)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# The limits on signing in live in the cache: it must be shared by all workers, and forget none of them.
CACHES = {"default": {"BACKEND": "kernteam.cache.RememberingCache", "LOCATION": "cache"}}

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "accounts.validators.DutchMinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "teams:home"
ACCOUNT_ADAPTER = "accounts.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]  # nobody signs up; this makes allauth offer the password
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_FORMS = {
    "login": "accounts.forms.PasswordForm",
    "change_password": "accounts.forms.PasswordChangeForm",
    "set_password": "accounts.forms.PasswordSetForm",
}
# Behind a proxy the sign-in limits count per visitor, not per proxy.
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXIES", default=1 if PRODUCTION else 0)
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 15 * 60
ACCOUNT_EMAIL_NOTIFICATIONS = True  # who changes how somebody signs in is told so by mail

# The second step. A passkey is always asked for a finger, a face or a PIN, so it is both steps at once.
MFA_ADAPTER = "accounts.mfa_adapter.MfaAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_USER_VERIFICATION = "required"
MFA_ALLOW_UNVERIFIED_EMAIL = True  # an address is the roster's, and a code mailed to it opened the account
MFA_TOTP_TOLERANCE = 1  # a clock may be half a minute off; accounts.totp takes each code once all the same
MFA_FORMS = {
    "authenticate": "accounts.mfa_forms.SecondStepForm",
    "reauthenticate": "accounts.mfa_forms.SecondStepAgainForm",
    "activate_totp": "accounts.mfa_forms.SetUpAppForm",
    "add_webauthn": "accounts.mfa_forms.AddPasskeyForm",
    "edit_webauthn": "accounts.mfa_forms.RenamePasskeyForm",
    "authenticate_webauthn": "accounts.mfa_forms.PasskeyForm",
    "reauthenticate_webauthn": "accounts.mfa_forms.PasskeyAgainForm",
    "login_webauthn": "accounts.mfa_forms.PasskeySignInForm",
}

# How many years contact data are kept of who has no seat any more (manage.py retention).
RETENTION_YEARS = env.int("RETENTION_YEARS", default=2)
# How many days a bundle of posters of a region can be downloaded (manage.py retention removes it after).
POSTERS_KEEP_DAYS = env.int("POSTERS_KEEP_DAYS", default=14)
# How many school years a casus is kept after its own (manage.py retention removes it after).
CASUS_KEEP_SCHOOL_YEARS = env.int("CASUS_KEEP_SCHOOL_YEARS", default=1)
YEARPLAN_KEEP_SCHOOL_YEARS = env.int("YEARPLAN_KEEP_SCHOOL_YEARS", default=1)
# At how many schools somebody can sit before the overview of a region says that it is much.
LOAD_NORM_SCHOOLS = env.int("LOAD_NORM_SCHOOLS", default=12)
# How often one may guess: decision 0010. "key" is an address, or one browser at an address where that is "known".
ACCOUNT_LOGIN_BY_CODE_FORMAT = {"numeric": False, "length": 8, "dashed": True}  # 20 letters: 25,600,000,000 codes
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 5
ACCOUNT_RATE_LIMITS = {
    "login": "60/m/ip",  # anything sent to the sign-in page
    "login_failed": "100/h/ip,10/h/key",  # wrong passwords, and for each account wrong codes of its second step
    "login_failed_known": "10/h/key",
    "code_asked": "300/h/ip,10/h/key",  # for each network apart
    "code_asked_known": "10/h/key",
    "code_tried": "5/h/key",  # of one code that was mailed
    "own_code_tried": "3/h/key,30/h/user",  # of one code by which she shows once more who she is, and of all of them
    "address_missed": "20/m/ip",  # secret addresses that do not exist; one that does is always answered
    "request_login_code": "",  # "code_asked" counts it
    "reauthenticate": "10/m/user",
}
KNOWN_BROWSER_COOKIE_NAME = "__Host-bekend" if PRODUCTION else "bekend"
# Single sign-on: docs/single-sign-on.md says what goes into OIDC_PROVIDERS.
SOCIALACCOUNT_ADAPTER = "teams.sso.RosterSingleSignOn"
SOCIALACCOUNT_PROVIDERS = oidc.settings_of(env.json("OIDC_PROVIDERS", default=[]), needs_https=PRODUCTION)

LANGUAGE_CODE = "nl"
TIME_ZONE = "Europe/Amsterdam"
USE_I18N = True
USE_TZ = True

# The web fonts are cut from the font package by `python -m kernteam.webfonts` into static/fonts/.
STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "var" / "static"
STATICFILES_DIRS = [BASE_DIR / "static", ("bootstrap", bootstrap_wrapper.get_bootstrap_dir())]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if PRODUCTION
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = not PRODUCTION

FILE_UPLOAD_HANDLERS = [
    "kernteam.uploads.NotTooLarge",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"

# Every mail is written into the outbox; the worker hands it to the transport that EMAIL_URL names.
EMAIL_CONFIG = env.email_url("EMAIL_URL", default="consolemail://")
vars().update(EMAIL_CONFIG)
OUTBOX_TRANSPORT = EMAIL_CONFIG["EMAIL_BACKEND"]
OUTBOX_KEEP_DAYS = env.int("OUTBOX_KEEP_DAYS", default=30)
EMAIL_BACKEND = "outbox.backend.OutboxBackend"
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="Kernteam <kernteam@example.nl>")
# Where calendar programs send their answers; empty: nobody reads them, and who is asked answers by her link.
MEETINGS_INBOX = env.str("MEETINGS_INBOX", default="")
MEETINGS_IMAP_URL = env.str("MEETINGS_IMAP_URL", default="")  # where `manage.py take_replies --imap` reads them
# How many days before a session who has not answered is reminded, and between which hours the program mails by itself.
MEETING_REMINDER_DAYS = tuple(env.list("MEETING_REMINDER_DAYS", cast=int, default=[14, 2]))
MEETING_MAIL_HOURS = (8, 18)
# From how many days on moments are proposed: time to invite people, and to remind them.
MEETING_LEAD_DAYS = env.int("MEETING_LEAD_DAYS", default=14)

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],  # Bootstrap's form controls draw their marks from data: addresses
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"  # they name people: not in a cookie
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_HTTPONLY = True
CSRF_COOKIE_HTTPONLY = False  # kernteam.js reads it, so that what was typed can be sent after signing in again
# How long a session lasts unused, and at most: for who may do more than her seats, and for everybody else.
HOUR = timedelta(hours=1)
SESSION_LIMITS = {
    "power": (HOUR * env.int("POWER_SESSION_IDLE_HOURS", default=2), HOUR * env.int("POWER_SESSION_HOURS", default=12)),
    "seats": (HOUR * env.int("SESSION_IDLE_HOURS", default=7 * 24), HOUR * env.int("SESSION_HOURS", default=30 * 24)),
}
SESSION_COOKIE_AGE = int(
    (SESSION_LIMITS["seats"][1] + 24 * HOUR).total_seconds()
)  # so that ours ends first, and says why
if PRODUCTION:
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-sessionid", "__Host-csrftoken"
    SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", default=True)
    SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
    SECURE_HSTS_SECONDS = env.int("SECURE_HSTS_SECONDS", default=60 * 60 * 24 * 365)
    SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = env.bool("SECURE_HSTS_WHOLE_DOMAIN", default=True)
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

SIMPLE_HISTORY_HISTORY_CHANGE_REASON_USE_TEXT_FIELD = True

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"secrets": {"()": "kernteam.logs.HidesSecrets"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "filters": ["secrets"]}},
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", default="INFO")},
}
