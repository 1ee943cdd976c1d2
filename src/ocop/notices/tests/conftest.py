"""A mail server, and an installation that uses it."""

from collections.abc import Iterator
from typing import Any

import pytest

from .smtp import Mailbox, Server


@pytest.fixture
def mailbox(settings: Any) -> Iterator[Mailbox]:
    """Mail leaves by a server on loopback; tries follow one another without waiting; nobody sleeps."""
    server = Server()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
    settings.DEFAULT_FROM_EMAIL = "OCOP <khong-tra-loi@ocop.example.vn>"
    settings.OCOP_SITE_URL = "https://ocop.example.vn"
    settings.OCOP_NOTICE_CHANNELS = {"email": "ocop.notices.channels.email.Email"}
    settings.OCOP_NOTICE_RETRY_SECONDS = 0
    yield server.mailbox
    server.stop()
