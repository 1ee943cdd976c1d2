"""Minutes and report on paper: what decided the star while it is a draft, the same bytes for ever once it is signed."""

import io
from datetime import date
from typing import Any

import pytest
from django.urls import reverse
from docx import Document

from ocop.councils import operations
from ocop.councils.models import CouncilMeeting
from ocop.people.models import UserAccount
from ocop.producers.models import Producer
from ocop.products.models import Product
from tests.builders import browser

from . import building as b
from .building import agree_on_everything

pytestmark = pytest.mark.django_db


def answer(user: UserAccount, meeting: CouncilMeeting, kind: str, form: str = "docx") -> Any:
    client = browser(user)
    return client.get(reverse("councils:meeting_paper", args=[meeting.pk, kind, form]))


def words(response: Any) -> str:
    document = Document(io.BytesIO(response.content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(one.text for one in document.paragraphs), *cells])


def finished_meeting() -> CouncilMeeting:
    meeting = b.meeting(products=1)
    item = b.open_product(meeting, 1)
    b.everyone_hands_in(item, (70, 71, 72, 73, 74))
    operations.close_item(item, by=b.chair(meeting.council), at=b.LATER)
    agree_on_everything(item)
    operations.finalise_item(item, by=b.chair(meeting.council), at=b.LATER)
    return meeting


def test_papers_wait_until_every_product_is_final() -> None:
    meeting = b.meeting(products=1)
    b.open_product(meeting, 1)
    assert answer(b.chair(meeting.council), meeting, "bien-ban").status_code == 404


def test_the_draft_of_the_minutes_says_what_decided_the_star() -> None:
    meeting = finished_meeting()
    said, product = words(answer(b.chair(meeting.council), meeting, "bien-ban")), Product.objects.get()
    for one in ("BIÊN BẢN", meeting.council.name.upper(), product.name, product.producer.name, "72,00", "Có mặt 5 trên 5", "Ủy viên 1", "có mặt", "Bản thảo, chưa ký."):  # fmt: skip
        assert one in said
    assert "Chữ viết tắt: " in said
    assert answer(b.chair(meeting.council), meeting, "bien-ban", "pdf").content.startswith(b"%PDF")


def test_signed_papers_keep_their_words_when_names_change_later() -> None:
    meeting = finished_meeting()
    chair = b.chair(meeting.council)
    report = operations.sign_council_report(
        meeting, number="12/BC-HĐ", signed_on=date(2026, 9, 1), summary="Thông qua", by=chair, at=b.LATER
    )
    said = words(answer(chair, meeting, "bao-cao"))
    for one in ("BÁO CÁO", "Số: 12/BC-HĐ", "ngày 01 tháng 9 năm 2026", "Thông qua", "72,00", report.content_hash, "TM. HỘI ĐỒNG"):  # fmt: skip
        assert one in said
    before = [
        answer(chair, meeting, kind, form).content for kind in ("bien-ban", "bao-cao") for form in ("docx", "pdf")
    ]
    Producer.objects.update(name="Hợp tác xã mới")
    Product.objects.update(name="Tên mới")
    UserAccount.objects.update(full_name="Người Khác")
    after = [answer(chair, meeting, kind, form).content for kind in ("bien-ban", "bao-cao") for form in ("docx", "pdf")]
    assert before == after
