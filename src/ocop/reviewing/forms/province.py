"""Forms of the province: bulk steps and rounds (QĐ 26/2026, Đ.5)."""

from django import forms

from ocop.dossiers.models import EvaluationRound
from ocop.pages.fields import CountField, DayField, LineField, RowField
from ocop.pages.page_form import OfferingForm, PageForm
from ocop.territory.models import AdministrativeUnit


class BulkForm(OfferingForm):
    """The dossiers ticked, and the round if they go into one."""

    offered = "round"
    dossiers = forms.MultipleChoiceField(
        error_messages={
            "required": "Hãy chọn ít nhất một hồ sơ.",
            "invalid_choice": "Có hồ sơ không còn trong danh sách.",
        }
    )
    round = RowField(EvaluationRound, required=False)


class UnitForm(OfferingForm):
    """One of the provinces the person works for."""

    unit = RowField(AdministrativeUnit, label="Tỉnh", width="m", asks="Hãy chọn tỉnh.")


class YearForm(PageForm):
    """The year whose two rounds of the law are planned."""

    year = CountField(
        label="Năm",
        min_value=2026,
        max_value=2100,
        localize=False,
        help_text="Đợt đã có thì giữ nguyên.",
        asks="Hãy ghi năm.",
        invalid="Năm phải là số, ví dụ 2027.",
        error_messages={"min_value": "Quy trình này áp dụng từ năm 2026.", "max_value": "Năm quá xa."},
    )


class PlanRoundsForm(UnitForm, YearForm):
    """The year whose two rounds of the law a province plans."""

    field_order = ("unit", "year")


class CentralRoundForm(PageForm):
    """A round beyond the law's two, with the decision that provides for it."""

    proposals_before = DayField(
        label="Nhận đề nghị trước ngày",
        help_text="Ngày cuối còn nhận là ngày liền trước. Ví dụ: 31/07/2027.",
        asks="Hãy ghi ngày chốt nhận đề nghị.",
    )
    finished_before = DayField(
        label="Đánh giá xong trước ngày", help_text="Ví dụ: 15/09/2027.", asks="Hãy ghi ngày kết thúc đợt."
    )
    legal_source = LineField(
        label="Căn cứ",
        help_text="Số, ngày quyết định ban hành Quy chế Hội đồng có quy định đợt này (Đ.5).",
        asks="Hãy ghi số, ngày quyết định ban hành Quy chế cho phép tổ chức thêm đợt.",
        width="l",
    )


class ExtraRoundForm(UnitForm, CentralRoundForm):
    """Such a round of a province."""

    field_order = ("unit", "proposals_before", "finished_before", "legal_source")
