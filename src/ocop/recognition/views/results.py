"""What producer, commune and offices read after the decision: result notice and certificate (Đ.7.3.g)."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header

from ocop.pages.opening import reading_page
from ocop.pages.person import signed_in
from ocop.recognition.pages.trails import dossier_trail
from ocop.recognition.printing.certificate import certificate_hash, certificate_pdf
from ocop.recognition.queries.certificates import get_certificate_for, get_decided_dossier_for, proven_state
from ocop.recognition.queries.corrections import corrections_of
from ocop.recognition.queries.names import names_on, todays_names
from ocop.recognition.queries.notices import result_notice
from ocop.recognition.queries.proof import is_proven


@reading_page
def result(request: HttpRequest, pk: int) -> HttpResponse:
    """The result of a dossier, for the screen and for paper."""
    user = signed_in(request)
    dossier = get_decided_dossier_for(user, pk)
    crumbs = dossier_trail(user, dossier, "Kết quả")
    context = {"notice": result_notice(dossier), "dossier": dossier, "now": timezone.now(), "crumbs": crumbs}
    return render(request, "recognition/result.html", context)


@reading_page
def certificate(request: HttpRequest, pk: int) -> HttpResponse:
    """A certificate with its live state."""
    user = signed_in(request)
    found = get_certificate_for(user, pk)
    proven = is_proven(found)
    context = {
        "crumbs": dossier_trail(user, found.dossier, "Giấy chứng nhận"),
        "certificate": found,
        "names": names_on(found.content, found) if proven else todays_names(found.product),
        "live": proven_state(found, on=timezone.localdate()),
        "proven": proven,
        "corrections": corrections_of(found.decision_id, found.dossier_id) if proven else [],
        "hash": certificate_hash(found),
    }
    return render(request, "recognition/certificate.html", context)


@reading_page
def certificate_file(request: HttpRequest, pk: int) -> HttpResponse:
    """The certificate as PDF; one that does not fit the ledger is never printed."""
    found = get_certificate_for(signed_in(request), pk)
    if not is_proven(found):
        messages.error(
            request, "Giấy chứng nhận này không khớp với nhật ký nên không in được. Hãy báo quản trị hệ thống."
        )
        return redirect("recognition:certificate", pk)
    name = content_disposition_header(
        as_attachment=True, filename=f"Giấy chứng nhận – {found.content['product']['name']}.pdf"
    )
    headers = {"Content-Disposition": name or "attachment", "Cache-Control": "private, no-store"}
    return HttpResponse(certificate_pdf(found), content_type="application/pdf", headers=headers)
