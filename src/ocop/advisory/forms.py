"""Forms of the advisory group: its set-up, the report, surveys, tests; what was typed stays when a sentence asks back."""

from typing import Any

from django import forms

from ocop.filing.forms import ManyFilesField
from ocop.pages.fields import (
    DayField,
    LineField,
    PaperNumberField,
    RadioField,
    RowField,
    TextField,
    VersionField,
)
from ocop.pages.page_form import OfferingForm, PageForm
from ocop.people.forms import OrganisationField, UserNameField
from ocop.reviewing.forms.commune import ContentField
from ocop.territory.models import AdministrativeUnit

from .models import AdvisoryReport, GroupCapacity, Proposal, SiteSurvey
from .parts import PARTS

HINTS = {
    "completeness": "Hồ sơ có đủ phiếu đăng ký, báo cáo tự đánh giá, Mẫu 03, minh chứng còn giá trị không.",
    "part_a": "Nguyên liệu, lao động, liên kết, bảo vệ môi trường, tổ chức sản xuất: thực tế so với hồ sơ.",
    "part_b": "Thị trường, kênh bán, câu chuyện, quảng bá: thực tế so với hồ sơ.",
    "part_c": "Chất lượng, nhãn, kiểm nghiệm, cơ hội tiếp thị: thực tế so với hồ sơ.",
}


class CentralGroupForm(PageForm):
    """A group of the ministry and the decision that set it up (Đ.7.4.b)."""

    name = LineField(label="Tên Tổ tư vấn", help_text="Ghi như trong quyết định.", asks="Hãy ghi tên Tổ tư vấn.")
    decision_number = LineField(
        label="Số quyết định thành lập",
        help_text="Ví dụ: 1250/QĐ-UBND.",
        asks="Hãy ghi số quyết định thành lập.",
        width="m",
    )
    decided_on = DayField(label="Ngày quyết định", help_text="Ví dụ: 15/06/2026.", asks="Hãy ghi ngày quyết định.")


class GroupForm(OfferingForm, CentralGroupForm):
    """A group of a province and the decision that set it up (Đ.7.3.b)."""

    unit = RowField(AdministrativeUnit, label="Tỉnh, thành phố", empty_label=None, asks="Hãy chọn tỉnh, thành phố.")
    field_order = ("unit", "name", "decision_number", "decided_on")


class MemberForm(PageForm):
    """A person who joins a group."""

    account = UserNameField(
        help_text="Người này cho bạn biết tên đăng nhập của họ.",
        asks="Hãy ghi tên đăng nhập của người tham gia.",
        unknown="Không có tài khoản đang hoạt động với tên đăng nhập này. Hãy hỏi lại.",
    )
    capacity = RadioField(
        label="Tư cách", choices=GroupCapacity.choices, initial=GroupCapacity.MEMBER, asks="Hãy chọn tư cách."
    )
    organisation = OrganisationField(example="Chi cục Phát triển nông thôn")


class ProposalField(forms.ChoiceField):
    """What the group proposes: needed before the head signs, still free to be empty in a draft."""

    def validate(self, value: Any) -> None:
        """Accept an empty draft; whether it is there is asked when the report is signed."""
        if value:
            super().validate(value)


class ReportForm(PageForm):
    """The group's draft: any part may still be empty until it is signed."""

    use_required_attribute = False

    proposal = ProposalField(label="Đề xuất với Chủ tịch Hội đồng", choices=Proposal.choices, widget=forms.RadioSelect)
    proposal_reason = TextField(
        label="Lý do, kiến nghị",
        rows=4,
        required=False,
        help_text="Cần có khi đề nghị chưa đưa ra Hội đồng.",
    )
    version = VersionField()

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name, label in PARTS.items():
            self.fields[name] = ContentField(label=label, help_text=HINTS[name])
        self.order_fields([*PARTS, "proposal", "proposal_reason", "version"])

    def words(self) -> dict[str, str]:
        """Return what was typed, without the version."""
        return {name: value for name, value in self.cleaned_data.items() if name != "version"}


def draft_of(report: AdvisoryReport) -> dict[str, Any]:
    """Return what the form of a report starts from."""
    return {name: getattr(report, name) for name in (*PARTS, "proposal", "proposal_reason", "version")}


class PhotoNumbersField(forms.TypedMultipleChoiceField):
    """Photos to take out of a visit, by their numbers; whose they are is asked by the operation, which passes over those that are gone."""

    def valid_value(self, value: Any) -> bool:
        """Take any number."""
        return str(value).isascii() and str(value).isdigit() and len(str(value)) < 19


class SurveyForm(PageForm):
    """A visit: when, where, who went, what was seen."""

    visited_on = DayField(label="Ngày khảo sát", help_text="Ví dụ: 27/11/2026.", asks="Hãy ghi ngày khảo sát.")
    place = LineField(
        label="Nơi khảo sát",
        max_length=200,
        help_text="Chủ thể đọc được ngày và nơi khảo sát.",
        asks="Hãy ghi nơi khảo sát.",
    )
    participants = TextField(
        label="Thành phần tham gia",
        rows=3,
        help_text="Người của Tổ, của xã và của chủ thể.",
        asks="Hãy ghi những người tham gia.",
    )
    findings = TextField(
        label="Nội dung ghi nhận",
        rows=6,
        help_text="Đã xem gì, nghe gì; khác gì so với hồ sơ. Chủ thể không đọc phần này.",
        asks="Hãy ghi nội dung đã xem, đã nghe.",
    )
    photos = ManyFilesField(
        camera=True,
        label="Chụp ảnh tại nơi khảo sát",
        help_text="Mở máy ảnh trên điện thoại. Chủ thể không xem ảnh này.",
    )
    pictures = ManyFilesField(images=True, label="Chọn ảnh có sẵn", help_text="Chọn được nhiều ảnh một lần.")
    taken_out = PhotoNumbersField(required=False, coerce=int, widget=forms.CheckboxSelectMultiple)

    def clean(self) -> dict[str, Any]:
        """Say that photos have to be chosen again when something else is asked back: a browser sends files once."""
        given = super().clean() or {}
        if self.errors and self.uploads():
            self.add_error("photos", "Ảnh chưa được gửi. Sửa các chỗ được nêu rồi chụp hoặc chọn lại ảnh.")
        return given

    def words(self) -> dict[str, Any]:
        """Return what was typed, without the photos."""
        return {name: self.cleaned_data[name] for name in ("visited_on", "place", "participants", "findings")}

    def uploads(self) -> list[Any]:
        """Return the photos of both inputs."""
        return [*self.cleaned_data.get("photos", ()), *self.cleaned_data.get("pictures", ())]


def survey_data(survey: SiteSurvey) -> dict[str, Any]:
    """Return what the form of a visit starts from when it is corrected."""
    return {name: getattr(survey, name) for name in ("place", "participants", "findings")} | {
        "visited_on": survey.visited_on
    }


class TestRequestForm(PageForm):
    """What should be tested, and why."""

    request = TextField(
        label="Nội dung đề nghị kiểm nghiệm",
        rows=4,
        help_text="Chỉ tiêu, mẫu, lý do.",
        asks="Hãy ghi chỉ tiêu, mẫu cần kiểm nghiệm.",
    )


class TestResultForm(PageForm):
    """What a test found."""

    result = TextField(
        label="Kết quả kiểm nghiệm",
        rows=4,
        help_text="Kết quả, đơn vị kiểm nghiệm, số và ngày của phiếu.",
        asks="Hãy ghi kết quả, số và ngày của phiếu kiểm nghiệm.",
    )


class SignForm(PageForm):
    """Number and day of the report."""

    number = PaperNumberField(label="Số báo cáo", example="12/BC-TTV", asks="Hãy ghi số báo cáo.")
    signed_on = DayField(label="Ngày ký", asks="Hãy ghi ngày ký.")
