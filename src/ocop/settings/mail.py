"""How notices leave the system: e-mail once an SMTP server is named, SMS and Zalo once an adapter is; nothing otherwise."""

import os

_host = os.environ.get("OCOP_SMTP_HOST", "")
_security = os.environ.get("OCOP_SMTP_SECURITY", "starttls")  # starttls | tls | none
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if _host else 'console'}.EmailBackend"
EMAIL_HOST = _host or "localhost"
EMAIL_PORT = int(os.environ.get("OCOP_SMTP_PORT") or {"starttls": 587, "tls": 465, "none": 25}[_security])
EMAIL_HOST_USER = os.environ.get("OCOP_SMTP_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("OCOP_SMTP_PASSWORD", "")
EMAIL_USE_TLS = _security == "starttls"
EMAIL_USE_SSL = _security == "tls"
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = os.environ.get("OCOP_MAIL_FROM", "OCOP <khong-tra-loi@localhost>")

# Name of a channel → the class that sends; an empty path switches it off.
OCOP_NOTICE_CHANNELS = {
    "email": "ocop.notices.channels.email.Email" if _host else "",
    "sms": os.environ.get("OCOP_SMS_ADAPTER", ""),
    "zalo": os.environ.get("OCOP_ZALO_ADAPTER", ""),
}
OCOP_NOTICE_RETRY_SECONDS = 60  # before the second attempt; doubled each time
