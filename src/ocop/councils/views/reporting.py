"""The report of the council and its minutes, printable; signed once by the chair."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from ocop.councils.forms import ReportForm
from ocop.councils.models import CouncilReport
from ocop.councils.operations import sign_council_report
from ocop.councils.pages.meetings import report_page
from ocop.councils.queries.access import get_meeting_for
from ocop.councils.queries.standing import standing_in_meeting
from ocop.councils.rules import may_sign_report
from ocop.pages.answering import answered, show
from ocop.pages.opening import typing_page
from ocop.pages.person import signed_in
from ocop.pages.refusing import permit


@typing_page
def report(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the minutes, frozen once signed; let the chair sign when every product is final."""
    user, meeting = signed_in(request), get_meeting_for(request.user, pk)
    signed = CouncilReport.objects.filter(meeting=meeting).select_related("signed_by").first()
    verdict = may_sign_report(standing_in_meeting(meeting, user), meeting)
    form = ReportForm(request.POST or None, initial={"signed_on": timezone.localdate()})

    def sign(given: dict[str, Any]) -> HttpResponse:
        sign_council_report(meeting, **given, by=user, at=timezone.now())
        return redirect("councils:report", pk)

    if request.method == "POST" and signed is None:
        permit(verdict)
        if answer := answered(request, form, sign):
            return answer
    return show(request, "councils/report.html", form=form, may_sign=verdict, **report_page(meeting, signed))
