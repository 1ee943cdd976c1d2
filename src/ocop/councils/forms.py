"""Forms of the council's pages; what was typed is normalised to NFC and kept when a sentence asks back."""

from collections.abc import Iterable, Mapping
from typing import Any, cast

from django import forms

from ocop.councils.models import Council
from ocop.dossiers.models import Dossier, EvaluationRound
from ocop.law.sheets import RejectionRule
from ocop.pages.fields import DayField, LineField, RadioField, RowField, TextField, offer
from ocop.pages.page_form import PageForm
from ocop.pages.reasons import reason_form
from ocop.vietnamese.legacy import legacy_text


class MeetingForm(PageForm):
    """A meeting: which council, which round, when, where."""

    council = RowField(Council, label="Hội đồng", empty_label=None, asks="Hãy chọn Hội đồng.")
    round = RowField(
        EvaluationRound, label="Đợt đánh giá", empty_label="Không theo đợt: hồ sơ phân hạng lại", required=False
    )
    held_on = DayField(label="Ngày họp", asks="Hãy ghi ngày họp, ví dụ 15/12/2026.")
    place = LineField(label="Địa điểm", max_length=200, asks="Hãy ghi địa điểm họp.")

    def offer(self, councils: Any, rounds: Any) -> "MeetingForm":
        """Limit the choices to what this person may plan for."""
        offer(self, "council", councils)
        offer(self, "round", rounds)
        return self


PostponeForm = reason_form(
    "Lý do hoãn",
    "Lý do được in vào biên bản. Ví dụ: hai thành viên phải rời phiên họp, không còn đủ số phiếu.",
    asks="Hãy ghi lý do hoãn.",
    most=300,
)

RecusalForm = reason_form(
    "Lý do không tham gia chấm",
    "Ví dụ: là người thân của chủ thể, đã tư vấn làm hồ sơ.",
    asks="Hãy ghi lý do không tham gia chấm sản phẩm này.",
    most=300,
)

RescoringForm = reason_form(
    "Lý do chấm lại",
    "Kết luận thảo luận của Hội đồng; được in vào biên bản. Phiếu cũ được giữ nguyên.",
    asks="Hãy ghi lý do chấm lại.",
    most=500,
)


class SealForm(PageForm):
    """The remark a member may leave on the sheet, and the notes that seem typed with an old font.

    A note is saved as it is typed, tap by tap and also from a telephone without a net; it is asked about here, before the sheet is final.
    """

    comment = TextField(label="Nhận xét chung", rows=3, max_length=2000, required=False)

    def __init__(self, *arguments: Any, notes: Mapping[str, str], **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.odd = {f"ghi-chu-{code}": code for code, note in notes.items() if legacy_text(note)}
        for name, code in self.odd.items():
            self.fields[name] = TextField(label=f"Ghi chú tiêu chí {code}", rows=2, max_length=500, required=False)
            self.initial[name] = notes[code]
        self.order_fields(self.odd)

    def notes(self) -> dict[str, str]:
        """Return the notes that were shown, by criterion, as the member wants them."""
        return {code: self.cleaned_data[name] for name, code in self.odd.items() if name in self.data}


class OpinionForm(SealForm):
    """The own sheet with the opinion in writing: agreed or not, why, and whether a meeting is wanted (Đ.7.6.d)."""

    agrees = RadioField(
        label="Ý kiến về đề nghị của cơ quan tham mưu",
        choices=[("co", "Đồng ý"), ("khong", "Không đồng ý")],
        asks="Hãy chọn đồng ý hoặc không đồng ý.",
    )
    reason = TextField(label="Lý do", rows=3, max_length=2000, asks="Hãy ghi lý do của ý kiến.")
    wants_meeting = forms.BooleanField(required=False, label="Đề nghị họp trực tiếp vì nội dung cần thảo luận")

    def opinion(self) -> dict[str, Any]:
        """Return the opinion as the operation takes it."""
        given = self.cleaned_data
        return {
            "agrees": given["agrees"] == "co",
            "reason": given["reason"],
            "wants_meeting": given["wants_meeting"],
            "comment": given["comment"],
        }


class ConsultForm(PageForm):
    """Which council is asked in writing, on which renewals."""

    council = RowField(Council, label="Hội đồng", empty_label=None, asks="Hãy chọn Hội đồng.")
    dossiers = forms.ModelMultipleChoiceField(
        Dossier.objects.none(),
        label="Hồ sơ phân hạng lại",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Hãy chọn ít nhất một hồ sơ."},
    )

    def offer(self, councils: Any, dossiers: Any) -> "ConsultForm":
        """Limit the choices to what this person may plan for."""
        offer(self, "council", councils)
        field = cast("forms.ModelMultipleChoiceField[Dossier]", self.fields["dossiers"])
        field.queryset = dossiers
        field.label_from_instance = lambda obj: f"{obj.product.name}, {obj.producer.name}"  # type: ignore[method-assign]
        return self


CallMeetingForm = reason_form(
    "Lý do triệu tập họp",
    "Ví dụ: ý kiến khác nhau về tiêu chí 2.1. Sản phẩm được chấm lại từ đầu trong phiên họp.",
    asks="Hãy ghi lý do triệu tập họp.",
    most=300,
)


class CloseForm(PageForm):
    """Why a product is closed although a sheet is missing."""

    reason = TextField(
        label="Lý do đóng chấm khi thiếu phiếu",
        rows=2,
        max_length=500,
        required=False,
        help_text="Chỉ cần khi còn thiếu phiếu. Lý do được in vào biên bản.",
    )


class WaiverForm(PageForm):
    """Which star mark does not apply to this product, and why."""

    criterion_code = forms.ChoiceField(
        label="Tiêu chí có dấu sao không áp dụng", error_messages={"required": "Hãy chọn tiêu chí."}
    )
    reason = TextField(
        label="Lý do không áp dụng",
        rows=2,
        max_length=500,
        help_text="Điểm của tiêu chí giữ nguyên; chỉ dấu sao không áp dụng.",
        asks="Hãy ghi lý do không áp dụng dấu sao của tiêu chí này.",
    )

    def offer(self, criteria: Iterable[tuple[str, str]]) -> "WaiverForm":
        """Limit the choices to the gated criteria of the sheet."""
        self.fields["criterion_code"].choices = [("", "Chọn tiêu chí"), *criteria]  # type: ignore[attr-defined]
        return self


class RejectionForm(PageForm):
    """Which printed ground ends the evaluation, and what the council found."""

    rule_code = RadioField(label="Điều kiện loại hoặc dừng đánh giá", asks="Hãy chọn một điều kiện.")
    reason = TextField(
        label="Kết luận của Hội đồng", rows=2, max_length=250, asks="Hãy ghi kết luận của Hội đồng làm căn cứ."
    )

    def offer(self, rules: Iterable[RejectionRule]) -> "RejectionForm":
        """Limit the choices to the grounds printed on the sheet."""
        self.fields["rule_code"].choices = [(rule.code, rule.label) for rule in rules]  # type: ignore[attr-defined]
        return self


class ReportForm(PageForm):
    """Number, day and conclusion of the council's report."""

    number = LineField(label="Số báo cáo", max_length=60, asks="Hãy ghi số báo cáo.", width="m")
    signed_on = DayField(label="Ngày ký", asks="Hãy ghi ngày ký, ví dụ 15/12/2026.")
    summary = TextField(label="Kết luận của phiên họp", rows=4, max_length=4000, required=False)
