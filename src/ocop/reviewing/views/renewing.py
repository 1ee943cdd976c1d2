"""The OCOP office's report on a renewal: one page to write and sign it, and the paper (QĐ 26/2026, Đ.7.6.c)."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone

from ocop.dossiers import clocks
from ocop.dossiers.law import law_of
from ocop.dossiers.models import Dossier, OfficeReport
from ocop.dossiers.queries.access import get_dossier_for
from ocop.pages.answering import answered, go_on, show
from ocop.pages.opening import reading_page, typing_page
from ocop.pages.person import signed_in
from ocop.pages.refusing import permit
from ocop.pages.typed_again import keeps_typed, typed_again
from ocop.paper.answering import paper_form, paper_response
from ocop.reviewing.forms.renewing import OfficeReportForm, first_words
from ocop.reviewing.operations.renewing import save_office_report, sign_office_report
from ocop.reviewing.pages.steps import page_of
from ocop.reviewing.papers_of_renewal import office_report_paper
from ocop.reviewing.queries.renewing import office_report_for
from ocop.reviewing.rules.renewing import may_report


@keeps_typed
@typing_page
def office_report(request: HttpRequest, pk: int) -> HttpResponse:
    """Write the report, any part may stay empty; sign it when it is whole."""
    user, dossier = signed_in(request), get_dossier_for(request.user, pk)
    permit(may_report(user, dossier))
    kept = OfficeReport.objects.filter(dossier=dossier).first()
    form = OfficeReportForm(request.POST or typed_again(request), initial=first_words(kept))

    def step(given: dict[str, Any]) -> HttpResponse:
        return _kept(request, dossier, given)

    if answer := answered(request, form, step):
        return answer
    left = (dossier.due_on - timezone.localdate()).days if dossier.due_on else None
    page = page_of(dossier, "Báo cáo của cơ quan tham mưu")
    page["limit_days"] = law_of(dossier).procedure.re_recognition_limit_days
    return show(request, "reviewing/office_report.html", form=form, days_left=left, **page)


def _kept(request: HttpRequest, dossier: Dossier, given: dict[str, Any]) -> HttpResponse:
    user, at = signed_in(request), timezone.now()
    number, signed_on = given.pop("number"), given.pop("signed_on")
    visited_on, version = given.pop("visited_on"), given.pop("version")
    save_office_report(dossier, words=given, visited_on=visited_on, version=version, by=user, at=at)
    if request.POST.get("viec") != "ky":
        return go_on(
            request, f"Máy chủ đã lưu báo cáo lúc {clocks.local_time(at)}.", "reviewing:office_report", dossier.pk
        )
    signed = sign_office_report(dossier, number=number, signed_on=signed_on or timezone.localdate(at), by=user, at=at)
    return go_on(
        request, f"Đã ký báo cáo số {signed.number}; hồ sơ chuyển sang Hội đồng.", "reviewing:review", dossier.pk
    )


@reading_page
def office_report_file(request: HttpRequest, pk: int, form: str) -> HttpResponse:
    """The report as a paper, for the officers who read the dossier; a draft only for the office itself."""
    user, dossier = signed_in(request), get_dossier_for(request.user, pk)
    report = office_report_for(user, dossier)
    if report is None:
        raise Http404
    paper = office_report_paper(dossier, report)
    return paper_response(paper, form=paper_form(form), name=f"Báo cáo cơ quan tham mưu {dossier.product.name}")
