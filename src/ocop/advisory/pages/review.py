"""Everything the page of one dossier before the group shows, in one place."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.urls import reverse

from ocop.advisory.pages.trails import photo_link
from ocop.advisory.parts import missing_parts
from ocop.advisory.queries.access import Standing, level_for, report_of
from ocop.advisory.queries.reports import report_view
from ocop.advisory.rules import may_ask_producer, may_sign, may_start, may_work
from ocop.dossiers.law import law_of
from ocop.dossiers.models import Dossier, Evidence
from ocop.dossiers.queries.read_view import read_view
from ocop.dossiers.wording import holder_words, state_tag
from ocop.people.models import UserAccount
from ocop.reviewing.pages.reading import contents_of
from ocop.reviewing.pages.steps import ReviewStep


def review_steps(user: UserAccount, dossier: Dossier, standing: Standing) -> list[ReviewStep]:
    """Return the steps the person may take now, the main one first."""
    if may_start(user, dossier, standing):
        return [ReviewStep("Bắt đầu đánh giá", _to("start", dossier), "play", post=True, main=True)]
    if not may_work(user, dossier, standing):
        return []
    ready = bool(may_sign(user, dossier, standing))
    asking = ReviewStep("Yêu cầu hoàn thiện", _to("supplement", dossier), "message-square-warning")
    signing = [ReviewStep("Ký báo cáo", _to("sign", dossier), "signature", main=True)] if ready else []
    return [
        *signing,
        ReviewStep("Viết báo cáo", _to("report", dossier), "file-pen-line", main=not ready),
        ReviewStep("Ghi khảo sát", _to("survey", dossier), "map-pin"),
        ReviewStep("Đề nghị kiểm nghiệm", _to("test_request", dossier), "flask-conical"),
        *([asking] if may_ask_producer(user, dossier) else []),
    ]


def _to(name: str, dossier: Dossier) -> str:
    return reverse(f"advisory:{name}", args=[dossier.pk])


def review_page(
    dossier: Dossier,
    user: UserAccount,
    standing: Standing,
    *,
    link_of: Callable[[Evidence], str],
    today: date,
) -> dict[str, Any]:
    """Return what the page shows to this person."""
    report = report_of(dossier, level_for(user, dossier))
    works = bool(may_work(user, dossier, standing))
    requests = (
        dossier.supplement_requests.filter(evaluation_level="advisory")
        .select_related("requested_by", "answered_by")
        .order_by("requested_at")
    )
    return {
        "dossier": dossier,
        "view": read_view(dossier, link_of=link_of),
        "tag": state_tag(dossier.state),
        "holder": holder_words(dossier.state),
        "days_left": (dossier.due_on - today).days if dossier.due_on else None,
        "report": report_view(report, photo_link=photo_link(dossier)) if report else None,
        "missing": missing_parts(report) if report and not report.signed_at else [],
        "works": works,
        "steps": review_steps(user, dossier, standing),
        "contents": contents_of(law_of(dossier), getattr(dossier, "commune_assessment", None)),
        "waiting": [one for one in requests if not one.answered_at],
        "answered": [one for one in requests if one.answered_at],
    }


def evidence_link(dossier: Dossier) -> Callable[[Evidence], str]:
    """Return how this room links a file of a dossier."""
    return lambda evidence: reverse("advisory:review_evidence", args=[dossier.pk, evidence.pk])
