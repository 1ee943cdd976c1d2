"""Templates and what every page knows: whose site this is, whether it is a demonstration, whom to ask."""

import os

from .paths import DEBUG

_loaders = [
    "django_cotton.cotton_loader.Loader",
    "django.template.loaders.filesystem.Loader",
    "django.template.loaders.app_directories.Loader",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": False,
        "OPTIONS": {
            "loaders": _loaders if DEBUG else [("ocop.web.fixed.Loader", _loaders)],
            "builtins": ["django_cotton.templatetags.cotton"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "ocop.web.context.site",
            ],
        },
    }
]
COTTON_DIR = "cotton"
OCOP_SITE_OWNER = os.environ.get("OCOP_SITE_OWNER", "Chương trình Mỗi xã một sản phẩm")
OCOP_SITE_URL = os.environ.get("OCOP_SITE_URL", "http://127.0.0.1:8000")
OCOP_HELP_CONTACT = os.environ.get("OCOP_HELP_CONTACT", "Cơ quan tham mưu OCOP cấp tỉnh nơi đăng ký sản phẩm")
OCOP_HELP_PHONE = os.environ.get("OCOP_HELP_PHONE", "")  # printed in the footer of every page beside the name

# Kept with the session: a cookie of its own would be read from anybody, and its words drawn on a page that is kept for others.
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

# Public pages are kept for a minute in the memory of each process (portal/caching.py); nothing else is.
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
    "pages": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "pages",
        "OPTIONS": {"MAX_ENTRIES": 1000},
    },
}
