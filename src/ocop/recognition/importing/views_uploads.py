"""Pages of a list that an office brings in: send it, columns, every line with what happens, progress, and the import itself."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from ocop.jobs.pages import JobView
from ocop.pages.answering import answered, attempt, leaf, show
from ocop.pages.opening import button, reading_page, typing_page
from ocop.pages.person import signed_in
from ocop.pages.refusing import permit
from ocop.recognition.importing.rules import may_apply, may_undo, may_upload
from ocop.recognition.importing.upload_forms import CLEAR, AnswerForm, ColumnsForm, ListForm
from ocop.recognition.importing.upload_queries import (
    get_upload_for,
    lines_with,
    newest_job_of,
    outcome_counts,
    province_of_office,
    uploads_visible_to,
)
from ocop.recognition.importing.uploading import answer_lines, apply_list, choose_columns, forget_answers, take_list
from ocop.recognition.importing.wishes import Answer
from ocop.recognition.models import LineOutcome, UploadedList

A_PAGE = 50
FILTER = "ket-qua"


def _crumbs(*more: tuple[str, str]) -> list[tuple[str, str]]:
    queue = ("Xác định nơi sản xuất", reverse("importing:mapping_queue"))
    return [queue, ("Nhập danh sách", reverse("importing:uploads") if more else ""), *more]


@typing_page
def uploads(request: HttpRequest) -> HttpResponse:
    """Send a list, and the lists that were sent."""
    user = signed_in(request)
    permit(may_upload(user))
    form = ListForm(request.POST or None, request.FILES or None)

    def step(given: dict[str, Any]) -> HttpResponse:
        kept = take_list(given["file"], by=user, at=timezone.now())
        return redirect("importing:columns", kept.pk)

    context: dict[str, Any] = {
        "page": leaf(request, uploads_visible_to(user), A_PAGE),
        "province": province_of_office(user),
    }
    return answered(request, form, step) or show(
        request, "importing/uploads.html", form=form, crumbs=_crumbs(), **context
    )


@typing_page
def columns(request: HttpRequest, pk: int) -> HttpResponse:
    """Say what the columns mean; the list is then checked."""
    user = signed_in(request)
    found = get_upload_for(user, pk)
    form = ColumnsForm(found, request.POST or None)

    def step(given: dict[str, Any]) -> HttpResponse:
        choose_columns(found, given["roles"], by=user, at=timezone.now())
        return redirect("importing:upload", found.pk)

    crumbs = _crumbs((found.file_name, reverse("importing:upload", args=[pk])), ("Ý nghĩa các cột", ""))
    return answered(request, form, step) or show(
        request, "importing/columns.html", form=form, upload=found, crumbs=crumbs
    )


@reading_page
def upload(request: HttpRequest, pk: int) -> HttpResponse:
    """Progress, then every line with what happens, then what came of it."""
    user = signed_in(request)
    found = get_upload_for(user, pk)
    work, outcome = newest_job_of(found), request.GET.get(FILTER, "")
    lines = leaf(request, lines_with(found, outcome), A_PAGE)
    context: dict[str, Any] = {
        "upload": found, "lines": lines, "outcome": outcome, "counts": outcome_counts(found), "work": JobView(work) if work else None,
        "may_apply": may_apply(found), "answers": Answer.choices, "held": outcome == LineOutcome.HELD, "clear": CLEAR,
        "may_undo": found.batch is not None and may_undo(user, found.batch),
    }  # fmt: skip
    return show(request, "importing/upload.html", crumbs=_crumbs((found.file_name, "")), **context)


@button
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Say of ticked lines, all at once, whether they are known."""
    user = signed_in(request)
    found = get_upload_for(user, pk)
    form = AnswerForm(found, request.POST)
    if not form.is_valid():
        messages.error(request, "Có dòng không còn chờ. Hãy xem lại danh sách rồi chọn lại.")
        return redirect("importing:upload", found.pk)
    given, now = form.cleaned_data, timezone.now()
    if given["viec"] == CLEAR:
        attempt(
            request, lambda: forget_answers(found, by=user, at=now), "Đã bỏ mọi câu trả lời; đang xem lại danh sách."
        )
    else:
        said = Answer(given["viec"])
        attempt(
            request,
            lambda: answer_lines(found, given["dong"], said, by=user, at=now),
            "Đã ghi; đang xem lại danh sách.",
        )
    return redirect("importing:upload", found.pk)


@button
def apply(request: HttpRequest, pk: int) -> HttpResponse:
    """Have the list brought in."""
    user = signed_in(request)
    found: UploadedList = get_upload_for(user, pk)
    attempt(request, lambda: apply_list(found, by=user, at=timezone.now()))
    return redirect("importing:upload", found.pk)
