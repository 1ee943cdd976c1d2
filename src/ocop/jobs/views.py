"""Pages of background jobs: the list of one's jobs, one job with its progress, its file, cancelling and running again."""

from collections.abc import Callable
from datetime import datetime
from typing import Protocol

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache

from ocop.files.sending import as_download
from ocop.pages.answering import attempt, leaf
from ocop.pages.opening import button, reading_page
from ocop.pages.person import signed_in
from ocop.people.models import UserAccount

from .models import Job, JobState
from .operations import cancel_job, retry_job
from .pages import JobView
from .queries import get_job_for, jobs_visible_to
from .results import file_of

A_PAGE = 30


class Act(Protocol):
    """An operation about a job."""

    def __call__(self, job: Job, *, by: UserAccount, at: datetime) -> Job:
        """Carry it out and return the job to show."""
        ...


@reading_page
def job_list(request: HttpRequest) -> HttpResponse:
    """Jobs the person may see, newest first."""
    jobs = jobs_visible_to(request.user).select_related("started_by").order_by("-created_at", "-pk")
    page = leaf(request, jobs, A_PAGE)
    return render(request, "jobs/jobs.html", {"page": page, "rows": [JobView(job) for job in page]})


@reading_page
@never_cache
def job(request: HttpRequest, pk: int) -> HttpResponse:
    """One job; asked by htmx, only the part that changes."""
    found = get_job_for(request.user, pk)
    part = request.headers.get("HX-Request") == "true"
    crumbs = [("Việc chạy lâu", reverse("jobs:list")), (found.title, "")]
    return render(
        request, "jobs/_progress.html" if part else "jobs/job.html", {"view": JobView(found), "crumbs": crumbs}
    )


@reading_page
def job_file(request: HttpRequest, pk: int) -> FileResponse:
    """The file that came out of a job, for whoever may see the job today."""
    found = get_job_for(request.user, pk)
    path = file_of(found)
    if path is None or found.state != JobState.DONE:
        raise Http404
    return as_download(path, name=found.file_name, media_type=found.file_type)


def _act(act: Act) -> Callable[..., HttpResponse]:
    @button
    def view(request: HttpRequest, pk: int) -> HttpResponse:
        found = get_job_for(request.user, pk)
        attempt(request, lambda: act(found, by=signed_in(request), at=timezone.now()))
        return redirect("jobs:job", found.pk)

    return view


cancel = _act(cancel_job)
retry = _act(retry_job)
