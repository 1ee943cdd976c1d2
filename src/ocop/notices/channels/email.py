"""E-mail by SMTP (Django's backend): plain text, a fixed subject, a lasting Message-ID, no word of a user in any header."""

import smtplib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage, get_connection
from django.core.validators import validate_email
from django.urls import reverse

from ocop.people.models import UserAccount

from .interface import Message, RefusedError, UnavailableError

FOR_NOW = range(400, 500)
CLOSING = 421  # the server ends the connection
BODY = """{title}

{text}

Xem tại: {link}

Thư này do hệ thống OCOP gửi tự động, xin không trả lời.{choices}
"""


class Email:
    """The channel ``email``."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._connection: Any = None

    def reaches(self, person: UserAccount) -> bool:
        """Whether the account carries an address."""
        return bool(person.email) and not person.is_demo

    @contextmanager
    def connected(self) -> Iterator[None]:
        """Keep one connection for several mails."""
        self._connection = get_connection()
        try:
            self._connection.open()
        except (OSError, smtplib.SMTPException) as fault:
            raise UnavailableError(type(fault).__name__, whole=True) from fault
        try:
            yield
        finally:
            _close(self._connection)

    def send(self, message: Message) -> None:
        """Send one mail over the open connection."""
        try:
            composed(message, self._connection).send()
        except smtplib.SMTPRecipientsRefused as fault:
            code = next(iter(fault.recipients.values()))[0]
            raise (UnavailableError if code in FOR_NOW else RefusedError)(f"recipient {code}") from fault
        except smtplib.SMTPServerDisconnected as fault:
            raise UnavailableError("disconnected", whole=True) from fault
        except smtplib.SMTPResponseException as fault:
            raise _answered(fault.smtp_code) from fault
        except (OSError, smtplib.SMTPException) as fault:
            raise UnavailableError(type(fault).__name__, whole=True) from fault


def composed(message: Message, connection: Any = None) -> EmailMessage:
    """Return the mail of a message. Raises ``RefusedError`` when the account's address is none."""
    address = message.to.email
    try:
        validate_email(address)  # refuses line breaks and second addresses
    except ValidationError as fault:
        raise RefusedError("address") from fault
    page = f"{settings.OCOP_SITE_URL.rstrip('/')}{reverse('notices:choices')}"
    choices = f" Tắt thư loại này: {page}" if message.is_choice else ""
    body = BODY.format(title=message.title, text=message.text, link=message.link, choices=choices)
    headers = {"Message-ID": f"<{message.message_id}>", "Auto-Submitted": "auto-generated"}
    mail = EmailMessage(message.subject, body, None, [address], connection=connection, headers=headers)
    if one := message.attachment:
        mail.attach(one.name, one.text, one.media_type)
    return mail


def _answered(code: int) -> RefusedError:
    if code in FOR_NOW:
        return UnavailableError(f"smtp {code}", whole=code == CLOSING)
    return RefusedError(f"smtp {code}")


def _close(connection: Any) -> None:
    try:
        connection.close()
    except (OSError, smtplib.SMTPException):  # what was taken is taken
        return
