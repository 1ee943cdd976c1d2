"""Complaints of the matrix: one that somebody else makes, one of the producer, one answered, one at the ministry, about products at home."""

from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from ocop.complaints import operations
from ocop.complaints.models import Complaint, PaperPurpose
from ocop.recognition.models import Certificate
from tests.papers import jpeg_photo, pdf_paper

from .inspecting import certificate_at_home, make_cases
from .people import People

SAID = operations.Said(
    "Kết quả 4 sao", "Điểm canary cộng sai.", "provincial_officer", complainant="Nguyễn Canary", contact="Ấp 9"
)


def _paper(purpose: str, media_type: str) -> Any:
    return lambda world, found: [found.pk, found.files.get(purpose=purpose, media_type=media_type).pk]


ADDRESSES: dict[str, Any] = {
    "web:call_producers": lambda *_: [],
    "web:radar_letters": lambda *_: ["docx"],
    **{
        f"complaints:paper_{page}": lambda world, found: [
            found.pk,
            found.files.filter(media_type="application/pdf").latest("pk").pk,
        ]
        for page in ("file", "viewer", "leaf")
    },
    "complaints:paper_picture": _paper(PaperPurpose.COMPLAINT, "image/jpeg"),
}
TYPED: dict[str, Any] = {
    "complaints:record": lambda *_: {
        "about": "Kết quả 3 sao",
        "complainant": "Trần Văn Khiếu",
        "received_on": "01/06/2026",
        "content": "Chưa xét minh chứng.",
        "body": "provincial_officer",
        "papers": pdf_paper("đơn.pdf"),
    },
    "complaints:answer": lambda *_: {
        "answer_number": "7/VP",
        "answer": "Giữ nguyên.",
        "papers": pdf_paper("trả lời.pdf"),
    },
    "complaints:pass_on": lambda *_: {"body": "central_officer", "reason": "Thuộc Bộ."},
    "web:call_producers": lambda _, found: {"viec": "nhac", "san-pham": [found.pk]},
    "complaints:erase": lambda *_: {"reason": "Đơn số 5 ngày 1/12/2026", "confirmed": "on"},
    "complaints:withdraw": lambda *_: {"reason": "Đã rõ."},
}


def after_recognition(people: People, *, at: datetime) -> dict[str, Any]:
    """Cases of revocation, inspections, complaints, and a star that runs out in 150 days."""
    last = timezone.localdate(at) + timedelta(days=150)
    running_out = certificate_at_home(people, "sắp hết hạn", at=at, expires_on=last).product
    return make_cases(people, at=at) | make_complaints(people, at=at) | {"product.runs_out": running_out}


def make_complaints(people: People, *, at: datetime) -> dict[str, Any]:
    """Return complaints by name, and the product they are about."""
    officer: dict[str, Any] = {"by": people["provincial_officer"], "at": at}
    found = {name: _recorded(people, name, officer) for name in ("of_somebody", "answered", "at_ministry")}
    own: Certificate = certificate_at_home(people, "khiếu nại riêng", at=at)
    found["own"] = operations.record_complaint(own.product, said=SAID, by=people["producer"], at=at)
    operations.pass_on(found["at_ministry"], body="central_officer", reason="Thuộc Bộ.", **officer)
    paper = [pdf_paper("trả lời.pdf")]
    operations.answer_complaint(
        found["answered"], answer="Trả lời canary.", answer_number="6/VP", files=paper, **officer
    )
    rows: dict[str, Any] = {f"complaint.{name}": Complaint.objects.get(pk=one.pk) for name, one in found.items()}
    return rows | {"product.complained": own.product}


def _recorded(people: People, name: str, officer: dict[str, Any]) -> Complaint:
    product = certificate_at_home(people, f"khiếu nại {name}", at=officer["at"]).product
    files = [pdf_paper("đơn canary.pdf"), jpeg_photo("mẫu.jpg")]
    return operations.record_complaint(product, said=SAID, files=files, **officer)
