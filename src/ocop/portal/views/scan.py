"""The address in the QR code: the verdict in words and shape first, then who, then where to expect it."""

import re
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from ocop.portal.caching import cached_briefly
from ocop.portal.queries.catalogue import product_address
from ocop.portal.wording import place_words
from ocop.recognition.arithmetic import CertificateState as S
from ocop.recognition.models import Certificate
from ocop.recognition.printing.qr import qr_svg, scan_address
from ocop.recognition.queries.certificates import live_state


@dataclass(frozen=True)
class Verdict:
    """What the page says first, in Vietnamese and English, with its shape."""

    tag: str
    words: str
    words_en: str


VERDICTS = {
    S.VALID: Verdict("ok", "Hợp lệ", "Valid"),
    S.EXPIRING: Verdict("ok", "Hợp lệ, sắp hết hạn", "Valid, expiring soon"),
    S.EXPIRED: Verdict("off", "Hết hạn", "Expired"),
    S.UNCERTAIN: Verdict("wait", "Chưa rõ hạn", "Validity not known"),
    S.REVOKED: Verdict("bad", "Đã thu hồi", "Revoked"),
    S.SUPERSEDED: Verdict("off", "Đã thay bằng giấy mới", "Replaced by a newer certificate"),
}
UNKNOWN = Verdict("bad", "Không tồn tại", "Not in the register")


TOKEN = re.compile(r"[A-Za-z0-9_-]{1,40}")  # anything else was never given out and does not reach the database


def _find(token: str) -> Certificate | None:
    if not TOKEN.fullmatch(token):
        return None
    rows = Certificate.objects.filter(token=token, product__register_entry__isnull=False)
    return rows.select_related("product__producer", "product__unit__parent").first()


@require_safe
@cached_briefly
def scan(request: HttpRequest, token: str) -> HttpResponse:
    """Say what the certificate of a QR code is worth today; no sign-in, no tracking."""
    found = _find(token)
    context = {"official": settings.OCOP_SITE_URL, "verdict": UNKNOWN}
    if found is None:
        return render(request, "portal/scan_unknown.html", context, status=404)
    live = live_state(found, on=timezone.localdate())
    context |= {
        "verdict": VERDICTS[live.state],
        "live": live,
        "certificate": found,
        "place": place_words(found.product),
        "address": product_address(found.product_id, found.product.name),
    }
    return render(request, "portal/scan.html", context)


@require_safe
@cached_briefly
def scan_qr(request: HttpRequest, token: str) -> HttpResponse:
    """The QR code itself as SVG, to keep or print."""
    if _find(token) is None:
        return HttpResponse("Không có mã này.", status=404, content_type="text/plain; charset=utf-8")
    headers = {"Content-Disposition": f'inline; filename="ocop-{token}.svg"'}
    return HttpResponse(qr_svg(scan_address(token)), content_type="image/svg+xml", headers=headers)
