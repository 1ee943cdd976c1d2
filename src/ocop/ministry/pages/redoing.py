"""What the page of a request to evaluate again shows: products concerned, what was done, the next step (Đ.10.1.b)."""

from typing import Any

from django.urls import reverse

from ocop.ministry.models import RedoRequest
from ocop.ministry.queries.redoing import recognised_in, redoable
from ocop.ministry.rules import may_accept_redo, may_order_redo, may_report_redo
from ocop.pages import crumbs
from ocop.people.models import UserAccount
from ocop.reviewing.pages.steps import ReviewStep

TAGS = {"sent": "wait", "accepted_by_province": "info", "redo_in_progress": "soon", "reported": "ok"}


def redo_page(request: RedoRequest, user: UserAccount) -> dict[str, Any]:
    """Return what the page shows to this person."""
    return {
        "asked": request,
        "tag": TAGS[request.state],
        "steps": _steps(user, request),
        "redone": [
            one.dossier
            for one in request.dossiers.select_related("dossier__product", "dossier__producer").order_by("pk")
        ],
        "redoable": list(redoable(request)),
        "certificates": list(recognised_in(request)),
    }


def redo_trail(request: RedoRequest | None = None, *, last: str = "") -> crumbs.Trail:
    """Return the way down to a page of these requests."""
    steps = [("Việc cần làm", reverse("web:home")), ("Đề nghị thực hiện lại", reverse("ministry:redo_requests"))]
    if request:
        steps.append((f"Văn bản {request.letter_number}", reverse("ministry:redo_request", args=[request.pk])))
    return crumbs.trail(*steps, last=last)


def _steps(user: UserAccount, request: RedoRequest) -> list[ReviewStep]:
    offered = (
        (may_accept_redo, ReviewStep("Tiếp nhận đề nghị", _to("accept", request), "inbox", post=True, main=True)),
        (may_order_redo, ReviewStep("Chỉ đạo thực hiện lại", _to("order", request), "signature", main=True)),
        (may_report_redo, ReviewStep("Báo cáo Bộ", _to("report", request), "send", main=True)),
    )
    return [step for rule, step in offered if rule(user, request)]


def _to(name: str, request: RedoRequest) -> str:
    return reverse(f"ministry:redo_{name}", args=[request.pk])
