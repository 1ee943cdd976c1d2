"""The administrator's page from which the comparison of all records with the ledger is started."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from ocop.jobs.declaring import declarations
from ocop.jobs.operations import start_job
from ocop.jobs.pages import JobView
from ocop.jobs.queries import latest_job_for
from ocop.jobs.rules import may_start
from ocop.pages.opening import typing_page
from ocop.pages.person import signed_in
from ocop.pages.refusing import permit
from ocop.recognition.verifying import all_comparisons

KIND = "verify_contents"


@typing_page
def verification(request: HttpRequest) -> HttpResponse:
    """Show what is compared and the newest run; a POST starts one and leads to its progress."""
    permit(may_start(request.user, declarations()[KIND]))
    if request.method == "POST":
        started = start_job(KIND, by=signed_in(request), at=timezone.now())
        return redirect("jobs:job", started.pk)
    latest = latest_job_for(request.user, KIND)
    checks = list(dict.fromkeys(title.partition(" (")[0] for title in all_comparisons()))
    context = {"checks": checks, "latest": JobView(latest) if latest else None}
    return render(request, "recognition/verification.html", context)
