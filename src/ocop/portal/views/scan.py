"""The address in the QR code: the verdict in words and shape first, then who, then where to expect it."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from ocop.inspections.queries.public import revocations_of
from ocop.portal.caching import cached_briefly
from ocop.portal.pages.addresses import product_address, tokens_in
from ocop.recognition.arithmetic import CertificateState as S
from ocop.recognition.models import Certificate
from ocop.recognition.printing.qr import qr_svg, scan_address
from ocop.recognition.queries.certificates import proven_state
from ocop.recognition.queries.corrections import corrections_of
from ocop.recognition.queries.names import names_on, todays_names
from ocop.recognition.queries.proof import with_proof


@dataclass(frozen=True)
class Verdict:
    """What the page says first, in Vietnamese and English, with its shape."""

    tag: str
    vi: str
    en: str

    def said(self) -> list[tuple[str, str]]:
        """The words in the language of the page, then in the other one, each with its language."""
        both = [("vi", self.vi), ("en", self.en)]
        return both[::-1] if get_language() == "en" else both


VERDICTS = {
    S.VALID: Verdict("ok", "Hợp lệ", "Valid"),
    S.EXPIRING: Verdict("ok", "Hợp lệ, sắp hết hạn", "Valid, expiring soon"),
    S.EXPIRED: Verdict("off", "Hết hạn", "Expired"),
    S.UNCERTAIN: Verdict("wait", "Chưa rõ hạn", "Validity not known"),
    S.REVOKED: Verdict("bad", "Đã thu hồi", "Revoked"),
    S.SUPERSEDED: Verdict("off", "Đã thay bằng giấy mới", "Replaced by a newer certificate"),
    S.UNVERIFIED: Verdict("bad", "Chưa kiểm chứng được", "Could not be verified"),
}
UNKNOWN = Verdict("bad", "Mã này không có trong sổ", "This code is not in the register")


def _find(token: str) -> Certificate | None:
    rows = with_proof(Certificate.objects.filter(token=token, product__register_entry__isnull=False))
    return rows.select_related("product__producer", "product__unit__parent").first()


def _verdict_on(found: Certificate) -> dict[str, Any]:
    """The verdict on a certificate today; only what could be proven is shown as its content."""
    live = proven_state(found, on=timezone.localdate())
    proven = live.state != S.UNVERIFIED
    names = names_on(found.content, found) if proven else todays_names(found.product)
    return {
        "verdict": VERDICTS[live.state],
        "live": live,
        "certificate": found if proven else None,
        "names": names,
        "revocation": revocations_of([found.pk]).get(found.pk) if live.state == S.REVOKED else None,
        "corrections": corrections_of(found.decision_id, found.dossier_id) if proven else [],
        "is_demo": found.is_demo or found.product.is_demo,
        "address": product_address(found.product_id, names.product.record),
    }


@require_safe
@cached_briefly
def scan(request: HttpRequest, token: str) -> HttpResponse:
    """Say what the certificate of a QR code is worth today; no sign-in, no tracking."""
    found = _find(token)
    if found is None:
        return _unknown(request)
    context = _verdict_on(found)
    said = context["verdict"].said()
    return render(request, "portal/scan.html", {**context, "official": settings.OCOP_SITE_URL, "said": said})


def _unknown(request: HttpRequest) -> HttpResponse:
    context = {"official": settings.OCOP_SITE_URL, "verdict": UNKNOWN, "said": UNKNOWN.said()}
    return render(request, "portal/scan_unknown.html", context, status=404)


@require_safe
@cached_briefly
def scan_as_printed(request: HttpRequest, printed: str) -> HttpResponse:
    """Lead an address that carries a genuine token and something around it to the page of the token; say of others what they are."""
    for token in tokens_in(printed):
        if _find(token):
            return redirect("scan", token)
    return _unknown(request)


@require_safe
@cached_briefly
def scan_qr(request: HttpRequest, token: str) -> HttpResponse:
    """The QR code itself as SVG, to keep or print."""
    if _find(token) is None:
        return HttpResponse("Không có mã này.", status=404, content_type="text/plain; charset=utf-8")
    headers = {"Content-Disposition": f'inline; filename="ocop-{token}.svg"'}
    return HttpResponse(qr_svg(scan_address(token)), content_type="image/svg+xml", headers=headers)
