"""Cases of revocation of the matrix, one in each state, about products of the producer at home."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone

from ocop.inspections import operations
from ocop.inspections.models import Inspection, RevocationCase
from ocop.inspections.operations import inspecting
from ocop.inspections.operations.opening import Conclusion
from ocop.recognition.models import Certificate
from ocop.recognition.operations import new_token, publish_products
from ocop.recognition.operations.recording import enter_certificates
from tests import builders
from tests.papers import jpeg_photo, pdf_paper

from .people import People
from .sheets import SET

DAY = timedelta(days=1)
CONCLUSION = Conclusion("Sở Y tế", "7/KL-SYT", date(2026, 1, 1), "Kết luận canary về mẫu.")


def _typed_day(days: int) -> str:
    """A day from today on, as people type it."""
    return f"{timezone.localdate() + days * DAY:%d/%m/%Y}"


ADDRESSES: dict[str, Any] = {
    **{
        f"inspections:photo_{page}": lambda world, found: [found.pk, found.photos.get().pk]
        for page in ("file", "picture", "viewer", "leaf")
    },
    "inspections:paper": lambda world, found: [found.pk, "docx"],
    **{
        f"inspections:case_{page}": lambda world, found: [found.pk, found.files.get(media_type="application/pdf").pk]
        for page in ("file", "viewer", "leaf")
    },
    "inspections:case_picture": lambda world, found: [found.pk, found.files.get(media_type="image/jpeg").pk],
}
TYPED: dict[str, Any] = {
    "inspections:plan": lambda *_: {"kind": "periodic", "planned_on": _typed_day(1), "team": "Ba người"},
    "inspections:findings": lambda *_: {
        "visited_on": _typed_day(0),
        "findings": "Nhãn mờ.",
        "photos": jpeg_photo("khác.jpg"),
    },
    "inspections:respond": lambda *_: {"explanation": "Sẽ in lại."},
    "inspections:conclude": lambda *_: {"conclusion": "none", "conclusion_number": "10/KL", "conclusion_words": "Đạt."},
    "inspections:follow_up": lambda *_: {"mended": "yes", "follow_up": "Đã thay nhãn."},
    "inspections:open": lambda *_: {
        "ground": "mark_misuse",
        "concluded_by": "Sở Công Thương",
        "conclusion_number": "3/KL",
        "concluded_on": _typed_day(0),
        "summary": "Dùng nhãn sai.",
        "papers": pdf_paper("kết luận khác.pdf"),
    },
    "inspections:stopped": lambda *_: {
        "conclusion_number": "31/UBND",
        "concluded_on": _typed_day(0),
        "summary": "Ngừng từ tháng trước.",
        "papers": pdf_paper("xác nhận.pdf"),
    },
    "inspections:ask": lambda *_: {"message": "Vì sao?", "due_on": _typed_day(2)},
    "inspections:explain": lambda *_: {"answer": "Mẫu lấy sai lô.", "papers": pdf_paper("phiếu.pdf")},
    "inspections:submit": lambda *_: {"reason": "Kết luận đúng."},
    "inspections:dismiss": lambda *_: {"reason": "Đã khắc phục."},
    "inspections:decide": lambda *_: {"decision_number": "92/QĐ-UBND", "decided_on": _typed_day(0)},
}
REPORT = "Xác minh canary của cơ quan tham mưu."


def make_cases(people: People, *, at: datetime) -> dict[str, Any]:
    """A certificate that is watched, and cases opened, verified, asked, submitted, revoked and dismissed."""
    officer: dict[str, Any] = {"by": people["provincial_officer"], "at": at}
    chair: dict[str, Any] = {"by": people["provincial_chair"], "at": at}
    today = timezone.localdate(at)
    cases = {
        name: _opened(people, name, at=at)
        for name in ("opened", "verified", "asked", "submitted", "revoked", "dismissed")
    }
    operations.ask_to_explain(cases["asked"], message="Vì sao?", due_on=today + DAY, **officer)
    for name in ("verified", "submitted", "revoked", "dismissed"):
        operations.start_verifying(cases[name], **officer)
    for name in ("submitted", "revoked"):
        operations.submit_case(cases[name], report=REPORT, **officer)
    operations.revoke(cases["revoked"], decision_number="91/QĐ", decided_on=today, **chair)
    operations.dismiss_case(cases["dismissed"], reason="Đã khắc phục.", **officer)
    found: dict[str, Any] = {f"case.{name}": RevocationCase.objects.get(pk=one.pk) for name, one in cases.items()}
    found["certificate.in_case"] = cases["opened"].certificate
    found |= _inspections(people, at=at)
    return found | {"certificate.watched": certificate_at_home(people, "watched", at=at)}


def _inspections(people: People, *, at: datetime) -> dict[str, Inspection]:
    """Inspections planned without announcement, begun, with findings, answered, and with something to mend."""
    officer: dict[str, Any] = {"by": people["provincial_officer"], "at": at}
    today = timezone.localdate(at)
    made = {
        name: inspecting.plan_inspection(
            certificate_at_home(people, f"kiểm tra {name}", at=at),
            kind="ad_hoc",
            planned_on=today,
            team="Ba người",
            **officer,
        )
        for name in ("planned", "begun", "found", "answered", "to_mend")
    }
    for name in list(made)[1:]:
        inspecting.start_inspection(made[name], **officer)
    for name in list(made)[2:]:
        inspecting.record_findings(
            made[name], visited_on=today, findings="Ghi nhận canary về nhãn.", explain_by=None, photos=[jpeg_photo("nhãn.jpg")], **officer
        )  # fmt: skip
    inspecting.respond(made["answered"], explanation="Sẽ in lại.", by=people["producer"], at=at)
    inspecting.conclude(
        made["to_mend"], conclusion="remedy", conclusion_number="9/KL", conclusion_words="Sửa nhãn.", mend_by=today + 9 * DAY, **officer
    )  # fmt: skip
    return {f"inspection.{name}": Inspection.objects.get(pk=one.pk) for name, one in made.items()}


def certificate_at_home(people: People, name: str, *, at: datetime, expires_on: date | None = None) -> Certificate:
    """A certificate in force of the producer at home."""
    product = builders.product(people.producers["home"], set_number=SET, name=f"Trà {name} thu hồi")
    one = Certificate(
        product=product, star_rating=4, regime="R2", issued_on=timezone.localdate(at) - 300 * DAY,
        expires_on=expires_on, decision_number="12/QĐ-UBND", token=new_token(),
    )  # fmt: skip
    (row,) = enter_certificates([one], by=None, at=at)
    publish_products([product.pk])
    return row


def _opened(people: People, name: str, *, at: datetime) -> RevocationCase:
    return operations.open_case(
        certificate_at_home(people, name, at=at),
        ground="legal_breach",
        conclusion=replace(CONCLUSION, concluded_on=timezone.localdate(at) - 5 * DAY),
        files=[pdf_paper("kết luận.pdf"), jpeg_photo("mẫu.jpg")],
        by=people["provincial_officer"],
        at=at,
    )
