"""When an account came in and left, and from where: kept a year, as the decrees on network security ask (``settings/limits.py``)."""

from datetime import datetime, timedelta

from django.conf import settings
from django.http import HttpRequest

from ocop.people.models import SignInRecord, UserAccount

from .addresses import UNKNOWN, real_address

OF_SESSION = "sign_in_record"


def note_sign_in(request: HttpRequest, account: UserAccount, *, at: datetime) -> None:
    """Write that somebody came in; old records go on this occasion."""
    SignInRecord.objects.filter(signed_in_at__lt=at - timedelta(days=settings.OCOP_SIGN_INS_KEPT_DAYS)).delete()
    address, port = real_address(request), str(request.META.get("REMOTE_PORT", ""))
    made = SignInRecord.objects.create(
        account=account,
        signed_in_at=at,
        address=None if address == UNKNOWN else address,
        port=int(port) if port.isascii() and port.isdigit() else None,
    )
    request.session[OF_SESSION] = made.pk


def note_sign_out(request: HttpRequest, *, at: datetime) -> None:
    """Write that somebody left."""
    number = request.session.get(OF_SESSION)
    if isinstance(number, int):
        SignInRecord.objects.filter(pk=number, signed_out_at__isnull=True).update(signed_out_at=at)
