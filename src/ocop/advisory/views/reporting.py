"""The group's report: the draft anyone of the group writes, the signature of the head (QĐ 26/2026, Đ.7.3.c)."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from ocop.advisory.forms import ReportForm, SignForm, draft_of
from ocop.advisory.models import Proposal
from ocop.advisory.operations import StaleReportError, save_report, sign_report
from ocop.advisory.pages.report import draft_page, signing_page
from ocop.advisory.pages.trails import turned_away
from ocop.advisory.queries.access import get_review_for, level_for, report_of, standing_towards
from ocop.advisory.rules import may_sign, may_work
from ocop.dossiers import clocks
from ocop.dossiers.models import Dossier
from ocop.pages.answering import answered, go_on, show
from ocop.pages.opening import typing_page
from ocop.pages.person import signed_in
from ocop.pages.reopening import reopened
from ocop.pages.typed_again import keeps_typed, typed_again


@keeps_typed
@typing_page
def report(request: HttpRequest, pk: int) -> HttpResponse:
    """Write the draft; saved as a whole, any part may still be empty."""
    user, dossier = signed_in(request), get_review_for(request.user, pk)
    kept = report_of(dossier, level_for(user, dossier))
    if kept is None:
        return redirect("advisory:review", pk)
    if request.method == "GET" and (refusal := turned_away(request, dossier, may_work(user, dossier))):
        return refusal
    form = ReportForm(request.POST or typed_again(request), initial=draft_of(kept))
    context = draft_page(dossier, kept)

    def save(_given: dict[str, Any]) -> HttpResponse:
        return _saved(request, dossier, form)

    def both(stale: StaleReportError) -> HttpResponse:
        return show(request, "advisory/report.html", status=409, form=form, **context, **_both_versions(form, stale))

    return answered(request, form, save, stale=both) or show(request, "advisory/report.html", form=form, **context)


def _saved(request: HttpRequest, dossier: Dossier, form: ReportForm) -> HttpResponse:
    at, user = timezone.now(), signed_in(request)
    save_report(dossier, words=form.words(), version=form.cleaned_data["version"], by=user, at=at)
    to = "advisory:review" if "back" in request.POST else "advisory:report"
    return go_on(request, f"Máy chủ đã lưu báo cáo lúc {clocks.local_time(at)}.", to, dossier.pk)


def _both_versions(form: ReportForm, stale: StaleReportError) -> dict[str, Any]:
    """What was typed stays in the form, the stored version stands beside it, and the next save replaces it knowingly."""
    typed, kept = form.words(), draft_of(stale.current)
    rows = [(form.fields[name].label, _shown(name, kept[name]), _shown(name, typed[name])) for name in typed]
    reopened(form, version=stale.current.version)
    return {"conflict": stale, "rows": [row for row in rows if row[1] != row[2]]}


def _shown(name: str, value: str) -> str:
    return str(Proposal(value).label) if name == "proposal" and value else value


@typing_page
def sign(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the whole report once more and sign it; the last step cannot be taken back."""
    user, dossier = signed_in(request), get_review_for(request.user, pk)
    kept, standing = report_of(dossier, level_for(user, dossier)), standing_towards(dossier, user)
    if kept is None:
        return redirect("advisory:review", pk)
    signed_already = kept.signed_at is not None and standing.is_head and request.method == "POST"
    if not signed_already and (refusal := turned_away(request, dossier, may_sign(user, dossier, standing))):
        return refusal
    form = SignForm(request.POST or None, initial={"signed_on": timezone.localdate()})

    def step(given: dict[str, Any]) -> HttpResponse:
        number = sign_report(dossier, **given, by=user, at=timezone.now()).number
        words = f"Đã ký báo cáo số {number} và gửi Chủ tịch Hội đồng."
        return go_on(request, words, "advisory:review", pk)

    return answered(request, form, step) or show(
        request, "advisory/sign.html", form=form, **signing_page(dossier, kept)
    )
