"""The group's report: the draft anyone of the group writes, the signature of the head (QĐ 26/2026, Đ.7.3.c)."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from ocop.advisory.forms import ReportForm, SignForm, draft_of
from ocop.advisory.models import AdvisoryReport, Proposal
from ocop.advisory.operations import StaleReportError, save_report, sign_report
from ocop.advisory.pages.trails import page, trail, turned_away
from ocop.advisory.parts import missing_parts
from ocop.advisory.queries.access import get_review_for, report_of, standing_towards
from ocop.advisory.queries.reports import report_view
from ocop.advisory.rules import may_sign, may_work
from ocop.dossiers import clocks
from ocop.dossiers.models import Dossier
from ocop.ledger.errors import DomainError
from ocop.pages.person import signed_in
from ocop.pages.refusing import refuse
from ocop.pages.typed_again import keeps_typed, typed_again


@keeps_typed
@login_required
@require_http_methods(["GET", "POST"])
def report(request: HttpRequest, pk: int) -> HttpResponse:
    """Write the draft; saved as a whole, any part may still be empty."""
    user, dossier = signed_in(request), get_review_for(request.user, pk)
    kept = report_of(dossier)
    refusal = turned_away(request, dossier, may_work(user, dossier)) if request.method == "GET" else None
    if kept is None or refusal:
        return refusal or redirect("advisory:review", pk)
    form = ReportForm(request.POST or typed_again(request), initial=draft_of(kept))
    conflict: dict[str, Any] = {}
    if request.method == "POST" and form.is_valid():
        try:
            return _saved(request, dossier, form)
        except StaleReportError as stale:
            form, conflict = _both_versions(form, stale)
        except DomainError as error:
            refuse(form, error)
    context = {"dossier": dossier, "report": report_view(kept), "missing": missing_parts(kept), **conflict}
    crumbs = trail(dossier=dossier, last="Viết báo cáo")
    return page(request, "report", form=form, crumbs=crumbs, status=409 if conflict else 200, **context)


def _saved(request: HttpRequest, dossier: Dossier, form: ReportForm) -> HttpResponse:
    at, user = timezone.now(), signed_in(request)
    save_report(dossier, words=form.words(), version=form.cleaned_data["version"], by=user, at=at)
    messages.success(request, f"Máy chủ đã lưu báo cáo lúc {clocks.local_time(at)}.")
    return redirect("advisory:review" if "back" in request.POST else "advisory:report", dossier.pk)


def _both_versions(form: ReportForm, stale: StaleReportError) -> tuple[ReportForm, dict[str, Any]]:
    """Keep what was typed, show the stored version beside it, and let the next save replace it knowingly."""
    typed, kept = form.words(), draft_of(stale.current)
    rows = [(form.fields[name].label, _shown(name, kept[name]), _shown(name, typed[name])) for name in typed]
    data = {**{key: form.data[key] for key in form.data}, "version": str(stale.current.version)}
    again = ReportForm(data)
    again.full_clean()
    return again, {"conflict": stale, "rows": [row for row in rows if row[1] != row[2]]}


def _shown(name: str, value: str) -> str:
    return str(Proposal(value).label) if name == "proposal" and value else value


@login_required
@require_http_methods(["GET", "POST"])
def sign(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the whole report once more and sign it; the last step cannot be taken back."""
    user, dossier = signed_in(request), get_review_for(request.user, pk)
    kept = report_of(dossier)
    standing = standing_towards(dossier, user)
    signed_already = kept is not None and kept.signed_at is not None and standing.is_head and request.method == "POST"
    refusal = None if signed_already else turned_away(request, dossier, may_sign(user, dossier, standing))
    if kept is None or refusal:
        return refusal or redirect("advisory:review", pk)
    form = SignForm(request.POST or None, initial={"signed_on": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        try:
            return _signed(request, dossier, form)
        except DomainError as error:
            refuse(form, error)
    crumbs = trail(dossier=dossier, last="Ký báo cáo")
    return page(request, "sign", dossier=dossier, form=form, report=report_view(kept), crumbs=crumbs)


def _signed(request: HttpRequest, dossier: Dossier, form: SignForm) -> HttpResponse:
    made: AdvisoryReport = sign_report(dossier, **form.cleaned_data, by=signed_in(request), at=timezone.now())
    messages.success(request, f"Đã ký báo cáo số {made.number} và gửi Chủ tịch Hội đồng.")
    return redirect("advisory:review", dossier.pk)
