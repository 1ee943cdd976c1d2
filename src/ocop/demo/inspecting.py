"""After recognition: a case of revocation that waits for the chair and an inspection that waits for the producer."""

from datetime import datetime, timedelta

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.timezone import localdate

from ocop.inspections.operations import answer_request, ask_to_explain, open_case, start_verifying, submit_case
from ocop.inspections.operations.inspecting import plan_inspection, record_findings, start_inspection
from ocop.inspections.operations.opening import Conclusion
from ocop.people.models import Role
from ocop.recognition.models import Certificate
from ocop.vietnamese import slug

from .moments import Diary
from .papers import evidence_pdf
from .pictures import draw_visit
from .places import current_unit
from .reviewing import officer_of

DAY = timedelta(days=1)
DAYS_AGO = 11  # of the conclusion: four days are left to decide
TO_REVOKE = "Muối ớt tôm Cô Ba"
BODY = "Chi cục Quản lý chất lượng nông, lâm, thủy sản (trình diễn)"
INSPECTED = "Trà sen Bà Đen"
TEAM = "Văn phòng điều phối nông thôn mới; Sở Y tế; Sở Công Thương (trình diễn)"
FINDINGS = "Sổ theo dõi từng mẻ ghi đủ. Nhãn của mẻ tháng 11 thiếu hạn sử dụng ở mặt bên (trình diễn)."
SUMMARY = "Nhãn ghi khối lượng khác với lượng đóng gói ở ba lô hàng lấy mẫu tại cửa hàng (trình diễn)."


def leave_a_case_to_decide(*, now: datetime) -> int:
    """Open, verify and submit a case about a recognised product of Tây Ninh; returns how many cases were made."""
    certificate = Certificate.objects.filter(product__name=TO_REVOKE, is_demo=True, ended_on=None).first()
    if certificate is None:
        return 0
    officer = officer_of(Role.PROVINCIAL_OFFICER, current_unit("80"))
    producer = certificate.product.producer.users.get().account
    diary = Diary(TO_REVOKE, now - DAYS_AGO * DAY, now)
    first = diary.after(1)
    conclusion = Conclusion(BODY, "45/KL-QLCL (trình diễn)", localdate(now - DAYS_AGO * DAY), SUMMARY)
    case = open_case(
        certificate, ground="legal_breach", conclusion=conclusion, files=[_pdf("Kết luận kiểm tra nhãn hàng hóa")], by=officer, at=first
    )  # fmt: skip
    start_verifying(case, by=officer, at=diary.after(2))
    asked = diary.after(3)
    question = "Vì sao khối lượng ghi trên nhãn khác với lượng đóng gói? (trình diễn)"
    ask_to_explain(case, message=question, due_on=localdate(asked) + 4 * DAY, by=officer, at=asked)
    answer = "Máy cân bị lệch từ đầu tháng; đã thu về các lô này và cân lại (trình diễn)."
    answer_request(case, answer=answer, files=[_pdf("Biên bản thu hồi lô hàng")], by=producer, at=diary.after(5))
    report = "Đã kiểm tra tại cơ sở: giải trình đúng một phần, hai lô ghi sai có chủ ý. Đề nghị thu hồi (trình diễn)."
    submit_case(case, report=report, by=officer, at=diary.after(8))
    return 1


def leave_findings_to_answer(*, now: datetime) -> int:
    """Inspect a product of Tây Ninh whose producer has still to answer; returns how many inspections were made."""
    officer = officer_of(Role.PROVINCIAL_OFFICER, current_unit("80"))
    certificate = Certificate.objects.filter(product__name=INSPECTED, is_demo=True, ended_on=None).first()
    if certificate is None:
        return 0
    diary = Diary(INSPECTED, now - 8 * DAY, now)
    first = diary.after(0)
    visit = diary.after(3)
    one = plan_inspection(
        certificate, kind="periodic", planned_on=localdate(visit), team=TEAM, by=officer, at=first
    )  # fmt: skip
    start_inspection(one, by=officer, at=visit)
    photo = SimpleUploadedFile("nhan.jpg", draw_visit(3), content_type="image/jpeg")
    record_findings(
        one, visited_on=localdate(visit), findings=FINDINGS, explain_by=localdate(now) + 6 * DAY, photos=[photo], by=officer, at=diary.after(4)
    )  # fmt: skip
    return 1


def _pdf(title: str) -> SimpleUploadedFile:
    return SimpleUploadedFile(f"{slug(title)}.pdf", evidence_pdf(title, TO_REVOKE), content_type="application/pdf")
