"""The deputy who presided signs minutes and report for the chair: the record and the papers say so (Đ.7.3.b; NĐ 30/2020, Đ.13)."""

import io
from datetime import date

import pdfplumber
import pytest
from django.test import Client
from django.urls import reverse

from ocop.councils import operations
from ocop.councils.models import Capacity, CouncilReport
from tests.builders import AT

from . import building as b

pytestmark = pytest.mark.django_db


def signed_by_the_deputy() -> CouncilReport:
    """The chair is absent; the deputy presides, closes and signs."""
    meeting = b.meeting()
    body = meeting.council
    chair, deputy = b.seat(body, Capacity.CHAIR), b.seat(body, Capacity.DEPUTY)
    presence = {one.pk: one != chair for one in body.members.all()}
    operations.record_attendance(meeting, presence, by=b.secretary(body), at=AT)
    item = operations.open_item(meeting.items.get(), by=deputy.account, at=AT)
    for seat in b.scorers(body):
        if seat != chair:
            b.hand_in(item, seat, b.full_sheet(b.law_of(item)))
    operations.close_item(item, by=deputy.account, at=b.LATER)
    operations.finalise_item(item, by=deputy.account, at=b.LATER)
    return operations.sign_council_report(
        meeting, number="12/BC-HĐ", signed_on=date(2026, 9, 1), by=deputy.account, at=b.LATER
    )


def paper(report: CouncilReport, form: str) -> str:
    client = Client()
    reader = b.secretary(report.meeting.council)
    client.force_login(reader, backend="allauth.account.auth_backends.AuthenticationBackend")
    answer = client.get(reverse("councils:meeting_paper", args=[report.meeting_id, form, "pdf"]))
    with pdfplumber.open(io.BytesIO(answer.content)) as pdf:
        return " ".join(" ".join((page.extract_text() or "").split()) for page in pdf.pages)


def test_report_and_minutes_show_the_deputy_and_for_whom() -> None:
    report = signed_by_the_deputy()
    deputy = b.seat(report.meeting.council, Capacity.DEPUTY)
    line = {
        "capacity": "Phó Chủ tịch Hội đồng", "name": deputy.account.full_name, "signs_for": "KT. Chủ tịch Hội đồng",
        "document": f"Quyết định {report.meeting.council.decision_number}",
    }  # fmt: skip
    assert report.content["signed_by"] == {"id": deputy.account_id, **line}
    assert report.content["signatures"][-1] == line
    for form in ("bao-cao", "bien-ban"):
        said = paper(report, form)
        places = [
            said.rindex(word) for word in ("KT. CHỦ TỊCH HỘI ĐỒNG", "PHÓ CHỦ TỊCH HỘI ĐỒNG", deputy.account.full_name)
        ]
        assert places == sorted(places)
