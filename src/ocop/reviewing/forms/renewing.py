"""The form of the office's report on a renewal: any part may be empty until it is signed."""

from typing import Any

from ocop.dossiers.models import OfficeReport
from ocop.pages.fields import DayField, LineField, VersionField
from ocop.pages.page_form import PageForm
from ocop.reviewing.forms.commune import ContentField


class OfficeReportForm(PageForm):
    """What the office checked and proposes; number and day of signing are needed to sign only."""

    use_required_attribute = False

    checked = ContentField(
        label="Kiểm tra thành phần, nội dung hồ sơ", help_text="Đủ hay thiếu gì; giấy tờ có thời hạn còn giá trị không."
    )
    changes = ContentField(
        label="Thay đổi từ khi được công nhận",
        help_text="Nguyên liệu, công nghệ, bao bì, nhãn, chất lượng, thị trường, sản lượng, doanh thu; quy mô có thay đổi lớn không.",
    )
    visited_on = DayField(
        label="Ngày kiểm tra thực tế", required=False, help_text="Chỉ khi quy mô thay đổi lớn hoặc minh chứng không rõ."
    )
    visit_findings = ContentField(label="Kết quả kiểm tra thực tế")
    proposal = ContentField(label="Đề nghị với Chủ tịch Hội đồng")
    number = LineField(label="Số báo cáo", required=False, max_length=60, help_text="Ví dụ: 15/BC-VPĐP.")
    signed_on = DayField(label="Ngày ký", required=False)
    version = VersionField()


def first_words(report: OfficeReport | None) -> dict[str, Any]:
    """Return what the form starts from."""
    if report is None:
        return {"version": 0}
    names = ("checked", "changes", "visited_on", "visit_findings", "proposal", "version")
    return {name: getattr(report, name) for name in names}
