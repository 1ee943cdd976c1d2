"""Two complaints about results in Tây Ninh: one waits for the provincial office, one of the producer was answered."""

from datetime import datetime, timedelta

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.timezone import localdate

from ocop.complaints.models import AnsweringBody
from ocop.complaints.operations import Said, answer_complaint, record_complaint
from ocop.people.models import Role
from ocop.recognition.models import Certificate
from ocop.vietnamese import slug

from .inspecting import INSPECTED, TO_REVOKE
from .moments import Diary
from .papers import evidence_pdf
from .places import current_unit
from .reviewing import officer_of

DAY = timedelta(days=1)
WAITING = Said(
    "Kết quả phân hạng và nhãn của sản phẩm",
    "Hàng mua tại cửa hàng nhẹ hơn lượng ghi trên nhãn; đề nghị xem lại điểm bao gói (trình diễn).",
    AnsweringBody.PROVINCE,
    complainant="Nguyễn Thị Người Mua (trình diễn)",
    contact="0900 000 000",
)
ANSWERED = Said(
    "Điểm phần B trong thông báo kết quả",
    "Hợp đồng bán hàng năm nay chưa được tính vào tiêu chí tiêu thụ (trình diễn).",
    AnsweringBody.PROVINCE,
)
ANSWER = "Hợp đồng nộp sau ngày chốt hồ sơ nên không được tính; kết quả giữ nguyên (trình diễn)."


def leave_complaints(*, now: datetime) -> int:
    """Record a complaint that waits and one that was answered; returns how many were made."""
    officer = officer_of(Role.PROVINCIAL_OFFICER, current_unit("80"))
    certificates = Certificate.objects.filter(is_demo=True, product__name__in=(TO_REVOKE, INSPECTED))
    found = {one.product.name: one.product for one in certificates.select_related("product__producer")}
    if len(found) < len((TO_REVOKE, INSPECTED)):
        return 0
    diary = Diary("khiếu nại", now - 9 * DAY, now)
    first = diary.after(0)
    producer = found[INSPECTED].producer.users.get().account
    own = record_complaint(found[INSPECTED], said=ANSWERED, by=producer, at=first)
    second = diary.after(3)
    said = Said(**{**vars(WAITING), "received_on": localdate(second)})
    record_complaint(found[TO_REVOKE], said=said, files=[_pdf("Đơn khiếu nại")], by=officer, at=second)
    number = "61/VPĐP (trình diễn)"
    paper = [_pdf("Văn bản trả lời khiếu nại")]
    answer_complaint(own, answer=ANSWER, answer_number=number, files=paper, by=officer, at=diary.after(5))
    return 2


def _pdf(title: str) -> SimpleUploadedFile:
    return SimpleUploadedFile(f"{slug(title)}.pdf", evidence_pdf(title, TO_REVOKE), content_type="application/pdf")
