"""Wiring for Django. Everything a person may set comes from `environment`."""

from datetime import timedelta

from amanat.config import database, environment, logs
from amanat.config.capabilities import STAIRS

MODE = environment.mode()
BASE = environment.PROJECT / "src/amanat"
SANDBOX = MODE != "live"
DEBUG = False
SECRET_KEY = environment.secret("django_key")
FIELD_KEY = environment.secret("field_key")  # Wraps the data keys of encrypted fields.
BLIND_KEY = environment.secret("blind_key")  # For blind indexes; also outside the database.
SIGNING_KEY = environment.secret("signing_key")  # Signs lists and receipts: kernel.signing.
SITE_URL = environment.web_address()
APPLY_URL = environment.apply_address()  # Applications at opening hour go there.
SIMULATORS_URL = environment.simulators_address()
GATEWAYS = {
    "mellat": environment.mellat(),
    "parsian": environment.parsian(),
    "zarinpal": environment.zarinpal(),
}
BANK = environment.bank()
INQUIRY = environment.inquiry()
KAVENEGAR = environment.kavenegar()
SMSIR = environment.smsir()
SMS_INBOUND_KEY = environment.secret("sms_inbound_key")
WHOIS = environment.whois()
SITES = environment.sites()  # Where domains are proven: kernel.crawler.
RADAR_NETWORKS = environment.radar_networks()
RADAR_REGISTERS = environment.radar_registers()
ALLOWED_HOSTS = ["*"] if SANDBOX else [SITE_URL.split("//")[1].split(":")[0]]
CSRF_TRUSTED_ORIGINS = [SITE_URL]

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "django.forms",
    "procrastinate.contrib.django",
    "csp",
    "django_htmx",
    "amanat.face",
    "amanat.kernel.clock",
    "amanat.kernel.law",
    "amanat.kernel.log",
    "amanat.kernel.ledger",
    *(f"amanat.capabilities.{name}" for name in STAIRS),
    "amanat.flows",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "amanat.face.middleware.RequestId",
    "amanat.capabilities.registry.pages.door.SealDoor",
    "amanat.face.door.MachinesDoor",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "amanat.face.middleware.LanguageOfTheAddress",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "amanat.face.middleware.RefusalsBecomePages",
]
ROOT_URLCONF = "amanat.config.urls"
WSGI_APPLICATION = "amanat.config.wsgi.application"
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
AUTH_USER_MODEL = "people.Person"
AUTHENTICATION_BACKENDS = [
    "amanat.capabilities.people.pages.keeper.Keeper",
    "django.contrib.auth.backends.ModelBackend",  # Sessions that began before there was a keeper.
]
LOGIN_URL = "people:sign_in"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE / "face/templates"],
        "OPTIONS": {
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    [
                        "django.template.loaders.filesystem.Loader",
                        "amanat.face.loader.BesideThePage",
                        "django.template.loaders.app_directories.Loader",
                    ],
                )
            ],
            "builtins": ["amanat.face.templatetags.face"],
            "context_processors": [
                "django.template.context_processors.request",
                "amanat.face.context.everywhere",
            ],
        },
    }
]
DATABASES = {"default": database.connection_settings(pooled=MODE != "test")}
LOGGING = logs.configuration()
PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "jobs"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
ATOMIC_REQUESTS = False

LANGUAGE_CODE = "fa"
LANGUAGES = [("fa", "فارسی"), ("en", "English")]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Tehran"
WEEKEND = (3, 4)  # Thursday and Friday, as date.weekday() counts; the law moves it.

STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE / "face/static"]
STATIC_ROOT = environment.home() / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": (
            "django.contrib.staticfiles.storage.StaticFilesStorage"
            if MODE == "test"
            else "whitenoise.storage.CompressedManifestStaticFilesStorage"
        )
    },
}
WHITENOISE_USE_FINDERS = MODE == "test"
MEDIA_ROOT = environment.home() / "files"
DATA_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 200
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
API_BURST_REQUESTS = 120  # What one key may ask at once, in each web process …
API_REQUESTS_PER_SECOND = 20  # … and steadily.

SECURE = SITE_URL.startswith("https://")
SESSION_COOKIE_NAME = "__Host-amanat" if SECURE else "amanat"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = int(timedelta(days=14).total_seconds())
CSRF_FAILURE_VIEW = "amanat.face.views.csrf_failed"
SECURE_HSTS_SECONDS = int(timedelta(days=365).total_seconds()) if SECURE else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE
SECURE_SSL_REDIRECT = False  # TLS ends at the proxy in front; it redirects.
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
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
        "frame-ancestors": ["'none'"],
        "object-src": ["'none'"],
    }
}
