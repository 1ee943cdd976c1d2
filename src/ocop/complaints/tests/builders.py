"""Products with a star, and complaints about them, brought to a state by the operations of the room."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from ocop.complaints import operations
from ocop.complaints.models import Complaint
from ocop.people.models import UserAccount
from ocop.products.models import Product
from ocop.recognition.tests.builders import certificate
from tests import builders as make
from tests.papers import pdf_paper

NOW = timezone.now()
TODAY = timezone.localdate(NOW)
DAY = timedelta(days=1)
SAID = operations.Said(
    "Kết quả 3 sao", "Hội đồng chưa xét giấy kiểm nghiệm.", "provincial_officer",
    complainant="Trần Văn Khiếu", contact="Ấp 3", received_on=TODAY - 2 * DAY,
)  # fmt: skip
PAPER: dict[str, Any] = {"answer": "Đã xét, giữ nguyên kết quả.", "answer_number": "215/SNNMT-VPĐP"}


def owned(*, star: int = 3) -> tuple[UserAccount, Product]:
    """A recognised product and the person of its producer."""
    user = make.account("producer_user")
    product = make.product(make.producer(user=user))
    certificate(product, star=star)
    return user, product


def officer() -> UserAccount:
    return make.account("provincial_officer", make.province())


def recorded(product: Product, by: UserAccount | None = None, **values: Any) -> Complaint:
    files = values.pop("files", [pdf_paper("đơn.pdf")])
    said = operations.Said(**{**vars(SAID), **values})
    return operations.record_complaint(product, said=said, files=files, by=by or officer(), at=NOW)


def answered(found: Complaint, by: UserAccount) -> Complaint:
    return operations.answer_complaint(found, **PAPER, files=[pdf_paper("trả lời.pdf")], by=by, at=NOW)
