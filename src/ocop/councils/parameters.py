"""What a council's working rules may set, each parameter declared once (QĐ 26/2026, Đ.7.3.b): form, page, checks, hash and tests derive from it.

The law leaves these values to the rules each province issues; the defaults are dated settings with their source. The column stands in
``models.CouncilRules`` under the same name.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from ocop.law.settings import setting

from .parameter_kinds import Choice, Count, Kind, Points, Ratio, YesOrNo

SEATS, MEETING, WRITING, COUNTING, STARS = "Thành phần", "Phiên họp", "Ý kiến bằng văn bản", "Tính điểm", "Hạng sao"
GROUPS = (SEATS, MEETING, WRITING, COUNTING, STARS)  # as the form asks


@dataclass(frozen=True)
class Parameter:
    """One parameter: column, label, meaning, the kind of its value, and the setting with its national default."""

    name: str
    label: str
    meaning: str
    kind: Kind
    group: str
    setting_name: str = ""
    default: Any = None  # where no setting says it
    since: int = 1  # version of the hashed record that holds it first: a new one is one more than the last

    def default_on(self, day: date) -> Any:
        """Return the national default of a day, as the column holds it."""
        return self.kind.kept(setting(self.setting_name, day) if self.setting_name else self.default)


PARAMETERS = (
    Parameter(
        "size_min",
        "Số người ít nhất của Hội đồng",
        "Chưa đủ thì phiên họp không khai mạc được.",
        Count(1, 99, too_low="Hội đồng có ít nhất một người."),
        SEATS,
        setting_name="council.size_min",
    ),
    Parameter(
        "size_max",
        "Số người nhiều nhất của Hội đồng",
        "Đã đủ thì không thêm người được nữa.",
        Count(1, 99),
        SEATS,
        setting_name="council.size_max",
    ),
    Parameter(
        "quorum_ratio",
        "Tỷ lệ thành viên phải có mặt",
        "Tính trên số thành viên chấm điểm; thiếu thì không khai mạc và không mở chấm được.",
        Ratio("Tỷ lệ có mặt"),
        MEETING,
        setting_name="council.quorum_ratio",
    ),
    Parameter(
        "chair_must_attend",
        "Chủ tịch Hội đồng phải có mặt",
        "Khi Chủ tịch vắng, Phó Chủ tịch có mặt điều hành thay.",
        YesOrNo(),
        MEETING,
        setting_name="council.chair_must_attend",
    ),
    Parameter(
        "secretary_scores",
        "Thư ký chấm điểm",
        "Thông thường Thư ký chỉ điểm danh, ghi biên bản.",
        YesOrNo(),
        MEETING,
        default=False,
    ),
    Parameter(
        "written_quorum_ratio",
        "Tỷ lệ ý kiến bằng văn bản phải nhận",
        "Khi phân hạng lại (Đ.7.6.d); tính trên số thành viên chấm điểm.",
        Ratio("Tỷ lệ ý kiến"),
        WRITING,
        setting_name="council.written_quorum_ratio",
        since=2,
    ),
    Parameter(
        "written_deadline_days",
        "Số ngày để gửi ý kiến bằng văn bản",
        "Tính từ ngày gửi đề nghị cho ý kiến.",
        Count(1, 45),
        WRITING,
        setting_name="council.written_deadline_days",
        since=2,
    ),
    Parameter(
        "written_meeting_trigger",
        "Khi nào phải họp thay cho ý kiến bằng văn bản",
        "Chủ tịch Hội đồng luôn được triệu tập họp khi nội dung phức tạp.",
        Choice(
            {
                "spread_or_member": "điểm chênh quá mức, hoặc một thành viên đề nghị họp",
                "spread": "điểm chênh quá mức",
                "member": "một thành viên đề nghị họp",
                "never": "chỉ khi Chủ tịch triệu tập",
            }
        ),
        WRITING,
        setting_name="council.written_meeting_trigger",
        since=2,
    ),
    Parameter(
        "aggregate",
        "Cách tính điểm của sản phẩm",
        "Từ tổng điểm trên phiếu của các thành viên.",
        Choice(
            {
                "mean": "trung bình cộng",
                "median": "trung vị",
                "mean_without_extremes": "trung bình cộng sau khi bỏ một điểm cao nhất và một điểm thấp nhất",
            }
        ),
        COUNTING,
        setting_name="council.aggregate",
    ),
    Parameter(
        "max_spread",
        "Chênh lệch tối đa giữa các thành viên",
        "Tổng điểm cao nhất và thấp nhất cách nhau nhiều hơn mức này thì thảo luận và chấm lại.",
        Points("Mức chênh lệch"),
        COUNTING,
        setting_name="council.max_spread_points",
    ),
    Parameter(
        "rescoring_limit",
        "Số lần chấm lại",
        "Nhiều nhất bấy nhiêu lần cho mỗi sản phẩm.",
        Count(0, 9),
        COUNTING,
        setting_name="council.rescoring_limit",
    ),
    Parameter(
        "gates_by",
        "Xét điều kiện theo dấu sao",
        "Dùng mức nào khi các thành viên chọn khác nhau ở tiêu chí có dấu sao.",
        Choice({"agreed": "mức Hội đồng thống nhất", "majority": "mức đa số thành viên chọn"}),
        STARS,
        setting_name="scoring.gate_choice",
    ),
    Parameter(
        "forward_requires_gates",
        "Chỉ gửi Bộ khi đủ điều kiện 5 sao",
        "Với sản phẩm từ 90 điểm nhưng thiếu điều kiện 5 sao: “không” nghĩa là Chủ tịch UBND tỉnh chọn.",
        YesOrNo(),
        STARS,
        setting_name="scoring.forward_requires_gates",
    ),
)
BY_NAME = {one.name: one for one in PARAMETERS}


def say(name: str, value: Any) -> str:
    """Say a value of a parameter in words."""
    return BY_NAME[name].kind.say(value)


def decided(given: Mapping[str, Any], *, on: date) -> dict[str, Any]:
    """Return a value for every parameter: the one given, else the national default of a day; ``TypeError`` for what is no parameter."""
    if unknown := sorted(set(given) - set(BY_NAME)):
        raise TypeError(f"no parameter of the rules: {', '.join(unknown)}")
    return {one.name: one.kind.kept(given[one.name]) if one.name in given else one.default_on(on) for one in PARAMETERS}
