"""The scoring page: one criterion, one tap, one answer of the server. Without scripts a Part is posted whole."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from ocop.councils.arithmetic import Mark
from ocop.councils.models import AgendaItem
from ocop.councils.operations import save_marks
from ocop.councils.pages.proofs import proofs_of
from ocop.councils.pages.reports import reports_of
from ocop.councils.pages.scoring import page_steps
from ocop.councils.pages.trails import evidence_link, trail
from ocop.councils.queries.access import get_item_for
from ocop.councils.queries.scoring import (
    Progress,
    Step,
    law_sheet_of,
    mark_from,
    own_marks,
    progress_of,
    steps_of,
)
from ocop.councils.queries.sheets import next_to_score, own_sheets, with_names
from ocop.councils.queries.standing import Standing, standing_in_item
from ocop.councils.rules import may_score
from ocop.deliveries.operations import receive_once
from ocop.dossiers.law import law_of
from ocop.ledger.errors import DomainError
from ocop.pages.answering import leaf, show
from ocop.pages.opening import button, reading_page, typing_page
from ocop.pages.person import signed_in
from ocop.people.models import UserAccount
from ocop.people.rights import Verdict

RECEIVED = "Máy chủ đã nhận"
SHEETS_PER_PAGE = 25


@typing_page
def score(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the own sheet of a product; a posted Part is saved whole."""
    user, item = signed_in(request), get_item_for(request.user, pk)
    standing = standing_in_item(item, user)
    if standing.sealed:
        return redirect("councils:sheet_receipt", pk)
    if not (verdict := may_score(standing, item)):
        return refused_to_score(request, item, verdict)
    problems: list[tuple[str, str]] = []
    if request.method == "POST":
        problems = _save_part(request, item)
        if not problems:
            return redirect(_next_page(request, item))
    return _score_page(request, item, standing, problems)


def refused_to_score(request: HttpRequest, item: AgendaItem, verdict: Verdict) -> HttpResponse:
    """Say on a page of its own why this member does not score this product now."""
    return show(request, "councils/score_refused.html", status=403, item=item, verdict=verdict, crumbs=trail(item=item))


def _save_part(request: HttpRequest, item: AgendaItem) -> list[tuple[str, str]]:
    """Save the criteria of one posted Part; return what is wrong as (sentence, anchor)."""
    part = _part(item, request.POST.get("phan", ""))
    marks: list[Mark] = []
    problems: list[tuple[str, str]] = []
    for code in part.codes if part else ():
        value, note = request.POST.get(f"muc-{code}", ""), request.POST.get(f"ghi-chu-{code}", "")
        mark = mark_from(code, value, note) if value else None
        if mark:
            marks.append(mark)
        elif value or note.strip():
            problems.append((f"Hãy chọn mức của tiêu chí {code} trước khi ghi chú.", f"#tc-{code.replace('.', '-')}"))
    try:
        save_marks(item, marks, of_pass=_pass_of(request), by=signed_in(request), at=timezone.now())
    except DomainError as refusal:
        problems.append((refusal.sentence, ""))
    return problems


def _pass_of(request: HttpRequest) -> int:
    """The scoring pass in which a mark was chosen, as the page says that the person had open; the first where it says nothing."""
    said = request.POST.get("luot", "1")
    return int(said) if said.isascii() and said.isdigit() and len(said) < 4 else 0


def _part(item: AgendaItem, code: str) -> Step | None:
    return next((step for step in steps_of(law_sheet_of(item)) if step.code == code), None)


def _next_page(request: HttpRequest, item: AgendaItem) -> str:
    messages.success(request, f"{RECEIVED} · {timezone.localtime():%H:%M}")
    if request.POST.get("viec") == "gui":
        return reverse("councils:seal", args=[item.pk])
    steps = [step.code for step in steps_of(law_sheet_of(item))]
    place = steps.index(part) if (part := request.POST.get("phan", "")) in steps else -1
    following = steps[place + 1] if place + 1 < len(steps) else ""
    anchor = f"#phan-{following}" if following else ""
    return reverse("councils:score" if following else "councils:seal", args=[item.pk]) + anchor


def _score_page(
    request: HttpRequest, item: AgendaItem, standing: Standing, problems: list[tuple[str, str]]
) -> HttpResponse:
    law, marks = law_sheet_of(item), own_marks(standing.sheet)
    typed = {code: _typed(request, code) for step in steps_of(law) for code in step.codes} if problems else {}
    return show(
        request, "councils/score.html", status=422 if problems else 200, item=item, standing=standing, problems=problems,
        has_errors=bool(problems), **reports_of(item), steps=page_steps(law, marks, typed), progress=progress_of(law_of(item.dossier), marks), proofs=proofs_of(item.dossier, law, evidence_link(item)),
        next_item=next_to_score(item, standing), last_saved=_last_saved(standing), crumbs=trail(item=item, last="Chấm điểm"),
    )  # fmt: skip


def _typed(request: HttpRequest, code: str) -> tuple[str, str] | None:
    value, note = request.POST.get(f"muc-{code}"), request.POST.get(f"ghi-chu-{code}")
    return None if value is None and note is None else (value or "", note or "")


def _last_saved(standing: Standing) -> Any:
    if standing.sheet is None:
        return None
    return standing.sheet.scores.order_by("-saved_at").values_list("saved_at", flat=True).first()


@button
def save_criterion(request: HttpRequest, pk: int) -> JsonResponse:
    """Save one criterion; the answer says when the server received it and what the own sheet adds up to."""
    user, item = signed_in(request), get_item_for(request.user, pk)
    code = request.POST.get("tieu_chi", "")
    mark = mark_from(code, request.POST.get("muc", ""), request.POST.get("ghi_chu", ""))
    if mark is None:
        return JsonResponse({"sentence": f"Mức đã chọn của tiêu chí {code} không hợp lệ."}, status=422)
    try:
        received = _taken_in(request, item, mark, by=user)
    except DomainError as refusal:
        return JsonResponse({"sentence": refusal.sentence}, status=409)
    progress = progress_of(law_of(item.dossier), own_marks(standing_in_item(item, user).sheet))
    return JsonResponse({"received": received, **progress_words(progress)})


def _taken_in(request: HttpRequest, item: AgendaItem, mark: Mark, *, by: UserAccount) -> str:
    """Save a mark and return when it was received; a record that a device sends again gets its first answer."""
    at, of_pass = timezone.now(), _pass_of(request)

    def save() -> dict[str, str]:
        save_marks(item, [mark], of_pass=of_pass, by=by, at=at)
        return {"received": f"{RECEIVED} · {timezone.localtime(at):%H:%M}"}

    key = request.headers.get("Idempotency-Key", "")
    if not key:
        return save()["received"]
    sent = [mark.criterion_code, mark.case_code, mark.level, mark.note]
    content = {"item": item.pk, "pass": of_pass, "mark": sent}
    return str(receive_once(save, key=key, purpose="council.mark", content=content, by=by, at=at).answer["received"])


def progress_words(progress: Progress) -> dict[str, str]:
    """Return the words of the foot bar."""
    return {
        "total": str(progress.total),
        "star": progress.star_words,
        "limit": progress.limit,
        "answered": f"{progress.answered}/{progress.questions}",
    }


@reading_page
def my_sheets(request: HttpRequest) -> HttpResponse:
    """List the own sheets with their receipts."""
    page = leaf(request, own_sheets(signed_in(request)), SHEETS_PER_PAGE)
    crumbs = trail(last="Phiếu của tôi")
    return show(request, "councils/my_sheets.html", page=page, sheets=with_names(page), crumbs=crumbs)
