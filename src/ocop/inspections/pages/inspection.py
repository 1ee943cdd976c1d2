"""Everything the page of one inspection shows, and the trail down to it."""

from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from ocop.inspections import supervision as may
from ocop.inspections.asking import parts_of_inspection
from ocop.inspections.models import Inspection, InspectionConclusion, InspectionState
from ocop.inspections.queries.access import cases_visible_to
from ocop.inspections.queries.inspections import TAGS
from ocop.inspections.rules import may_open
from ocop.pages import crumbs
from ocop.pages.parts import present
from ocop.people.models import UserAccount
from ocop.recognition.models import Certificate
from ocop.recognition.queries.proof import with_proof
from ocop.reviewing.pages.steps import ReviewStep

S = InspectionState


def inspection_trail(*, inspection: Inspection | None = None, last: str = "") -> crumbs.Trail:
    """Return the breadcrumbs down to a page about inspections."""
    steps = [("Việc cần làm", reverse("web:home")), ("Kiểm tra", reverse("inspections:inspections"))]
    if inspection:
        name = inspection.certificate.product.name
        steps.append((name, reverse("inspections:inspection", args=[inspection.pk])))
    return crumbs.trail(*steps, last=last)


def inspection_steps(user: UserAccount, one: Inspection, *, today: date) -> list[ReviewStep]:
    """Return the steps the person may take now, the main one first."""
    found = []
    if may.may_work_on(user, one, S.PLANNED):
        found.append(ReviewStep("Bắt đầu kiểm tra", _to("start_inspection", one), "play", post=True, main=True))
    if may.may_respond(user, one):
        found.append(ReviewStep("Giải trình", _to("respond", one), "message-square-text", main=True))
    if may.may_work_on(user, one, *may.TO_CONCLUDE):
        found.append(ReviewStep("Kết luận", _to("conclude", one), "stamp", main=True))
    if may.may_work_on(user, one, *may.TO_RECORD):
        is_first = one.state == S.IN_PROGRESS
        found.append(
            ReviewStep("Ghi nhận" if is_first else "Sửa ghi nhận", _to("findings", one), "map-pin", main=is_first)
        )
    if may.may_follow_up(user, one):
        found.append(ReviewStep("Ghi kết quả khắc phục", _to("follow_up", one), "list-checks", main=True))
    return found + _revocation(user, one, today=today)


def _revocation(user: UserAccount, one: Inspection, *, today: date) -> list[ReviewStep]:
    """A conclusion that asks for a revocation leads on to a case, its words filled in."""
    asks = one.conclusion == InspectionConclusion.REVOCATION or one.is_mended is False
    if one.state != S.CONCLUDED or not asks:
        return []
    certificate = with_proof(Certificate.objects.select_related("product")).get(pk=one.certificate_id)
    if not may_open(user, certificate, on=today):
        return []
    address = reverse("inspections:open", args=[one.certificate_id])
    return [ReviewStep("Lập hồ sơ thu hồi", f"{address}?{urlencode({'kiem-tra': one.pk})}", "file-x", main=True)]


def _to(name: str, one: Inspection) -> str:
    return reverse(f"inspections:{name}", args=[one.pk])


def inspection_page(one: Inspection, user: UserAccount, *, today: date) -> dict[str, Any]:
    """Return what the page shows to this person."""
    photos = [
        (photo, reverse("inspections:photo_file", args=[one.pk, photo.pk])) for photo in one.photos.order_by("pk")
    ]
    waits = one.conclusion == InspectionConclusion.REMEDY and not one.followed_up_at
    return {
        "inspection": one,
        "product": one.certificate.product,
        "tag": TAGS[S(one.state)],
        "steps": inspection_steps(user, one, today=today),
        "photos": photos,
        "cases": list(cases_visible_to(user).filter(inspection=one).order_by("pk")),
        "parts": present(parts_of_inspection.ask(one.certificate.product, user)),
        "mend_left": (one.mend_by - today).days if waits and one.mend_by else None,
    }
