"""Secrets, hosts, cookies, headers. The page may load from this host only, and no inline script or style runs."""

import os

from csp.constants import NONE, SELF

from .paths import DATA_DIR, DEBUG, OCOP_DEMO
from .secret_key import read_or_create_secret_key

SECRET_KEY = os.environ.get("OCOP_SECRET_KEY") or read_or_create_secret_key(DATA_DIR)
ALLOWED_HOSTS = os.environ.get("OCOP_ALLOWED_HOSTS", "127.0.0.1,localhost,[::1],testserver").split(",")
CSRF_TRUSTED_ORIGINS = [origin for origin in os.environ.get("OCOP_TRUSTED_ORIGINS", "").split(",") if origin]
CSRF_FAILURE_VIEW = "ocop.web.errors.csrf_failure"

_https = os.environ.get("OCOP_HTTPS", "0" if OCOP_DEMO or DEBUG else "1") == "1"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = _https
SECURE_SSL_REDIRECT = False
SECURE_HSTS_SECONDS = 31_536_000 if _https else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if os.environ.get("OCOP_BEHIND_PROXY") == "1" else None
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_ENGINE = "ocop.people.sessions"
SESSION_COOKIE_AGE = int(os.environ.get("OCOP_SESSION_SECONDS", "43200"))
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
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
