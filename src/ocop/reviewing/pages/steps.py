"""What this person may do with this dossier now, as the buttons of the read view; the rules decide, nothing is greyed out."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils import timezone

from ocop.dossiers import clocks
from ocop.dossiers.models import CommuneAssessment, Dossier, DossierState
from ocop.people.models import UserAccount
from ocop.reviewing.queries.worklists_commune import open_request, receipt_at
from ocop.reviewing.rules.commune import (
    as_provincial_officer,
    may_assess,
    may_propose,
    may_receive,
    may_receive_at_province,
    may_request_supplement,
    may_return,
    may_send_back,
)
from ocop.reviewing.rules.renewing import is_renewal, may_report


@dataclass(frozen=True)
class ReviewStep:
    """One button: a link, or a form that posts to its address."""

    words: str
    href: str
    icon: str
    post: bool = False
    main: bool = False


def review_steps(user: UserAccount, dossier: Dossier, *, today: date) -> list[ReviewStep]:
    """Return the steps the person may take, the main one first."""
    assessment: CommuneAssessment | None = getattr(dossier, "commune_assessment", None)
    pk, found = dossier.pk, []
    if may_receive(user, dossier):
        found.append(ReviewStep("Tiếp nhận, cấp số phiếu", _to("receive", pk), "stamp", post=True, main=True))
    if may_assess(user, dossier):
        found.append(ReviewStep("Lập Mẫu 03", _to("commune_assessment", pk), "file-pen-line", main=True))
    if may_propose(user, dossier, assessment):
        found.append(ReviewStep("Ký, đề nghị tỉnh", _to("propose", pk), "signature", main=True))
    if may_send_back(user, dossier):
        found.append(ReviewStep("Chuyển lại cho cán bộ", _to("send_back", pk), "corner-up-left"))
    if may_receive_at_province(user, dossier) and not receipt_at(dossier, "province"):
        found.append(
            ReviewStep("Tiếp nhận, cấp số phiếu", _to("receive_one_at_province", pk), "stamp", post=True, main=True)
        )
    if may_report(user, dossier):
        found.append(ReviewStep("Lập báo cáo gửi Hội đồng", _to("office_report", pk), "file-pen-line", main=True))
    if may_request_supplement(user, dossier):
        found.append(ReviewStep("Yêu cầu hoàn thiện", _to("request_supplement", pk), "message-square-warning"))
    if may_return(user, dossier, open_request(dossier), on=today):
        found.append(ReviewStep("Trả lại hồ sơ", _to("return_dossier", pk), "undo-2"))
    return found


def may_be_placed(user: UserAccount, dossier: Dossier) -> bool:
    """Whether the person may now choose a round for this dossier."""
    if is_renewal(dossier):  # bound by its own clock, not by rounds
        return False
    at_office = dossier.state == DossierState.PROVINCE_REVIEW and receipt_at(dossier, "province") is not None
    return at_office and bool(as_provincial_officer(user, dossier))


def _to(name: str, pk: int) -> str:
    return reverse(f"reviewing:{name}", args=[pk])


def page_of(dossier: Dossier, title: str) -> dict[str, Any]:
    """Return what every step's page shows around its form."""
    return {
        "dossier": dossier,
        "title": title,
        "clock": clocks.clock_of(dossier, today=timezone.localdate()),
        "crumbs": [
            (
                "Hàng đợi",
                reverse(
                    "reviewing:commune_queue" if dossier.state.startswith("commune") else "reviewing:province_queue"
                ),
            ),
            (dossier.product.name, reverse("reviewing:review", args=[dossier.pk])),
            (title, ""),
        ],
    }
