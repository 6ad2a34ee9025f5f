"""Django's settings, derived from the options; nothing else in Byline reads the environment."""

from pathlib import Path
from zoneinfo import available_timezones

from byline.lib.database.settings import database_settings
from byline.lib.documents import limits as document_limits
from byline.lib.logs import logging_config
from byline.lib.options import read_options
from byline.lib.pictures import limits as picture_limits
from byline.lib.secret_files import load_or_create_secret
from byline.settings.accounts import *  # noqa: F403
from byline.settings.accounts import providers
from byline.settings.languages import DESK_LANGUAGES

OPTIONS = read_options()
DATA = OPTIONS.data.resolve()
PACKAGE = Path(__file__).resolve().parent.parent

SECRET_KEY = OPTIONS.secret_key.get_secret_value() or load_or_create_secret(DATA, "secret-key")
DEBUG = False
ALLOWED_HOSTS = ["*"]  # network.middleware refuses hosts that are not one of our sites
ROOT_URLCONF = "byline.urls"
WSGI_APPLICATION = "byline.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["byline.accounts.backends.EmailBackend"]
SOCIALACCOUNT_PROVIDERS = providers(OPTIONS)

INSTALLED_APPS = [
    "byline.lib",
    "byline.nodes",
    "byline.design",
    "byline.press",
    "byline.safekeeping",
    "byline.accounts",
    "byline.network",
    "byline.newsroom",
    "byline.discussion",
    "byline.readership",
    "byline.sharing",
    "byline.syndication",
    "byline.linkbacks",
    "byline.transfer",
    "wagtail.contrib.settings",
    "wagtail.contrib.typed_table_block",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_filters",
    "django_tasks",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.usersessions",
    *(f"allauth.socialaccount.providers.{name}" for name in SOCIALACCOUNT_PROVIDERS),
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "byline.lib.slow_requests.SlowRequestMiddleware",
    "byline.lib.health.HealthMiddleware",
    "byline.lib.metrics_page.MetricsMiddleware",
    *(["byline.lib.proxy.BehindProxyMiddleware"] if OPTIONS.behind_proxy else []),
    "byline.lib.cookies.SecureCookiesMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "byline.network.middleware.SiteMiddleware",
    "byline.network.one_address.OneAddressMiddleware",
    "byline.linkbacks.middleware.AdvertiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "byline.accounts.middleware.SessionRestrictionsMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "byline.accounts.middleware.AccountPagesMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    *(["byline.accounts.middleware.SecondFactorMiddleware"] if OPTIONS.desk_second_factor else []),
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "byline.newsroom.desk.error_middleware.DeskErrorMiddleware",
    "byline.newsroom.desk.gate.DeskGateMiddleware",
    "byline.newsroom.desk.page_zone.PageZoneMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "byline.network.context_processors.site",
                "byline.newsroom.context_processors.guide",
            ],
        },
    },
]

DATABASES = {"default": database_settings(OPTIONS.database.get_secret_value(), DATA)}

STORAGES = {
    "default": {"BACKEND": "byline.lib.media_folders.UploadsStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
STATIC_URL = "/static/"
STATIC_ROOT = DATA / "static"
MEDIA_URL = "/media/"
MEDIA_ROOT = DATA / "media" / "public"  # beside it are the originals of pictures
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000  # a long article is a form of thousands of fields

# lib.cookies makes cookies secure on https; on plain http, people must be able to sign in too.
SESSION_COOKIE_AGE = OPTIONS.session_days * 86_400
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if OPTIONS.behind_proxy else None
SECURE_HSTS_SECONDS = OPTIONS.hsts_seconds
SECURE_HSTS_INCLUDE_SUBDOMAINS = OPTIONS.hsts_subdomains
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"

LOGGING = logging_config(OPTIONS.log_level, OPTIONS.log_format)

_sends_mail = OPTIONS.mail_host and not OPTIONS.staging
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if _sends_mail else 'filebased'}.EmailBackend"
EMAIL_FILE_PATH = DATA / "mail"
EMAIL_HOST = OPTIONS.mail_host
EMAIL_PORT = OPTIONS.mail_port
EMAIL_HOST_USER = OPTIONS.mail_user
EMAIL_HOST_PASSWORD = OPTIONS.mail_password.get_secret_value()
EMAIL_USE_TLS = OPTIONS.mail_security == "starttls"
EMAIL_USE_SSL = OPTIONS.mail_security == "tls"
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = SERVER_EMAIL = OPTIONS.mail_from

# In files: what one process deletes, such as the list of sites, must be gone for all of them.
CACHES = {
    "default": {"BACKEND": "byline.lib.shared_cache.SharedCache"},
    "renditions": {
        "BACKEND": "byline.lib.file_cache.OptionalFileCache",
        "LOCATION": DATA / "cache",
    },
}

USE_TZ = True
TIME_ZONE = "UTC"
USE_I18N = True
FORMAT_MODULE_PATH = "byline.design.formats"
LANGUAGE_CODE = "en"

WAGTAILADMIN_PERMITTED_LANGUAGES = DESK_LANGUAGES
WAGTAIL_SITE_NAME = "Byline"
WAGTAILADMIN_BASE_URL = ""
WAGTAILIMAGES_IMAGE_MODEL = "newsroom.Picture"
WAGTAILIMAGES_IMAGE_FORM_BASE = "byline.newsroom.editing.pictures.PictureForm"
WAGTAILIMAGES_EXTENSIONS = list(picture_limits.EXTENSIONS)
WAGTAILIMAGES_MAX_UPLOAD_SIZE = picture_limits.MAX_MEGABYTES * 1_000_000
WAGTAILIMAGES_MAX_IMAGE_PIXELS = picture_limits.MAX_MEGAPIXELS * 1_000_000
WAGTAILDOCS_DOCUMENT_MODEL = "newsroom.DocumentFile"
WAGTAILDOCS_EXTENSIONS = list(document_limits.EXTENSIONS)
WAGTAILDOCS_SERVE_METHOD = "direct"  # like pictures, with ranges for players
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "byline.lib.search_backend"}}
WAGTAIL_ENABLE_UPDATE_CHECK = False  # contacts no other server
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_USER_TIME_ZONES = sorted(available_timezones() - {"localtime"})  # unknown to browsers
WAGTAILADMIN_EXTERNAL_LINK_CONVERSION = ""  # names a page by the headline of its draft
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAILEMBEDS_FINDERS: list[dict[str, str]] = []  # lib.embeds knows the players
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "byline.accounts.password_rules.GuessablePasswordValidator"},
]
