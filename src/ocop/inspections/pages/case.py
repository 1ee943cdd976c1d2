"""Everything the page of one case shows, in one place: the conclusion, the explanations, the report, the steps."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse

from ocop.files.viewing import can_be_viewed
from ocop.inspections.competence import competence_for, days_to_decide, ground_of
from ocop.inspections.models import OPEN_STATES, CaseFile, FilePurpose, RevocationCase, RevocationState
from ocop.inspections.pages.trails import trail
from ocop.inspections.queries.access import reads_report
from ocop.inspections.queries.inspections import inspections_visible_to
from ocop.inspections.queries.public import proven_decision
from ocop.inspections.queries.worklist import TAGS, days_left
from ocop.inspections.rules import (
    may_decide,
    may_dismiss,
    may_explain,
    may_start_verifying,
    may_submit,
    may_verify,
    open_request,
)
from ocop.ledger.queries import timeline_lines
from ocop.people.models import UserAccount
from ocop.recognition.models import Certificate
from ocop.recognition.queries.certificates import proven_state
from ocop.reviewing.pages.steps import ReviewStep


@dataclass(frozen=True)
class FileLink:
    """A file with its addresses."""

    file: CaseFile
    href: str
    viewer: str
    thumb: str


def case_steps(user: UserAccount, case: RevocationCase, *, today: date) -> list[ReviewStep]:
    """Return the steps the person may take now, the main one first."""
    if case.state not in OPEN_STATES:
        return []
    found = []
    if may_explain(user, case):
        found.append(ReviewStep("Giải trình", _to("explain", case), "message-square-text", main=True))
    if may_decide(user, case, on=today):
        found.append(ReviewStep("Quyết định thu hồi", _to("decide", case), "stamp", main=True))
    if may_submit(user, case, on=today):
        found.append(ReviewStep("Báo cáo và trình", _to("submit", case), "send", main=True))
    if may_start_verifying(user, case, on=today):
        found.append(ReviewStep("Bắt đầu xác minh", _to("start", case), "play", post=True, main=True))
    if may_verify(user, case, on=today) and not open_request(case):
        found.append(ReviewStep("Yêu cầu giải trình", _to("ask", case), "message-square-warning"))
    if may_dismiss(user, case, on=today):
        found.append(ReviewStep("Không thu hồi", _to("dismiss", case), "undo-2"))
    return found


def _to(name: str, case: RevocationCase) -> str:
    return reverse(f"inspections:{name}", args=[case.pk])


def case_page(case: RevocationCase, user: UserAccount, *, today: date) -> dict[str, Any]:
    """Return what the page shows to this person; producers and communes do not read the report."""
    inside = reads_report(user, case)
    files = [_link(case, one) for one in case.files.order_by("pk")]
    return {
        "case": case,
        "product": case.certificate.product,
        "ground": ground_of(case.regime, case.ground),
        "competence": competence_for(case.certificate.star_rating, on=today),
        "tag": TAGS[RevocationState(case.state)],
        "days_left": days_left(case, today=today),
        "is_open": case.state in OPEN_STATES,
        "steps": case_steps(user, case, today=today),
        "conclusions": [one for one in files if one.file.purpose == FilePurpose.CONCLUSION],
        "sent_files": [one for one in files if one.file.purpose == FilePurpose.EXPLANATION],
        "explanations": list(case.explanations.order_by("pk")),
        "inside": inside,
        "inspection": inspections_visible_to(user).filter(pk=case.inspection_id).first()
        if case.inspection_id
        else None,
        "proven": not case.decision_id or proven_decision(case) is not None,
        "history": timeline_lines(case) if inside else [],
    }


def opening_page(certificate: Certificate, *, today: date) -> dict[str, Any]:
    """Return what stands around the form that opens a case about a certificate read with its proof."""
    title = "Lập hồ sơ thu hồi"
    live = proven_state(certificate, on=today)
    return {
        "certificate": certificate,
        "live": live,
        "days": days_to_decide(today),
        "title": title,
        "crumbs": trail(last=title),
    }


def opened_words(case: RevocationCase) -> str:
    """Say that a case was opened, and until when it is decided."""
    return f"Đã lập hồ sơ thu hồi. Hạn quyết định: hết ngày {case.due_on:%d/%m/%Y} (Đ.8.4)."


def stopped_page(certificate: Certificate, *, today: date) -> dict[str, Any]:
    """Return what stands around the form by which a commune confirms that production stopped."""
    found = competence_for(certificate.star_rating, on=today)
    title = "Xác nhận không còn sản xuất"
    return opening_page(certificate, today=today) | {"title": title, "competence": found, "crumbs": trail(last=title)}


def _link(case: RevocationCase, file: CaseFile) -> FileLink:
    href = reverse("inspections:case_file", args=[case.pk, file.pk])
    is_picture = file.media_type.startswith("image/")
    return FileLink(
        file, href, f"{href}xem/" if can_be_viewed(file.media_type) else "", f"{href}anh/" if is_picture else ""
    )
