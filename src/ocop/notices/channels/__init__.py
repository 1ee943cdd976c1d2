"""Ways out of the system: e-mail by SMTP, SMS and Zalo by an adapter an installation names; none is in use until it is set up."""

from django.conf import settings
from django.utils.module_loading import import_string

from .interface import Attachment, Channel, Message, RefusedError, UnavailableError

__all__ = ["Attachment", "Channel", "Message", "RefusedError", "UnavailableError", "channel_in_use", "channels_in_use"]


def channels_in_use() -> dict[str, Channel]:
    """Return the channels this installation has set up, by name (``OCOP_NOTICE_CHANNELS``)."""
    return {name: import_string(path)(name) for name, path in settings.OCOP_NOTICE_CHANNELS.items() if path}


def channel_in_use(name: str) -> Channel | None:
    """Return one channel, or nothing when it is not set up any more."""
    return channels_in_use().get(name)
