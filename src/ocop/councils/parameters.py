"""What a council's working rules may set, in words: label, one line of meaning, national default (QĐ 26/2026, Đ.7.3.b).

The law leaves these values to the rules each province issues; the defaults are dated settings with their source.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from ocop.law.settings import setting
from ocop.vietnamese import format_decimal

TWO_THIRDS = Decimal("0.6666")  # rounded down, so that 6 of 9 and 4 of 6 are enough
AGGREGATE_WORDS = {
    "mean": "trung bình cộng",
    "median": "trung vị",
    "mean_without_extremes": "trung bình cộng sau khi bỏ một điểm cao nhất và một điểm thấp nhất",
}
GATES_WORDS = {"agreed": "mức Hội đồng thống nhất", "majority": "mức đa số thành viên chọn"}


def ratio_words(value: Decimal) -> str:
    """Say a ratio of presence: two thirds as a fraction, everything else in percent."""
    if value.normalize() == TWO_THIRDS:
        return "2/3"
    return f"{format_decimal((value * 100).normalize())} %"


def points_words(value: Decimal | None) -> str:
    """Say how far totals may lie apart."""
    return "không giới hạn" if value is None else f"{format_decimal(Decimal(value).normalize())} điểm"


def _yes_or_no(value: bool) -> str:  # noqa: FBT001 – a value to be said in words
    return "có" if value else "không"


@dataclass(frozen=True)
class Parameter:
    """One parameter: column, label, meaning, the setting with its default, and how to say a value."""

    name: str
    label: str
    meaning: str
    setting_name: str
    say: Callable[[Any], str]

    def default_on(self, day: date) -> Any:
        """Return the national default of a day, as the column holds it; the secretary does not score by default."""
        if not self.setting_name:
            return False
        value = setting(self.setting_name, day)
        return Decimal(value) if self.name in {"quorum_ratio", "max_spread"} and value is not None else value


PARAMETERS = (
    Parameter(
        "quorum_ratio",
        "Tỷ lệ thành viên phải có mặt",
        "Tính trên số thành viên chấm điểm; thiếu thì không khai mạc và không mở chấm được.",
        "council.quorum_ratio",
        ratio_words,
    ),
    Parameter(
        "chair_must_attend",
        "Chủ tịch Hội đồng phải có mặt",
        "Khi Chủ tịch vắng, Phó Chủ tịch có mặt điều hành thay.",
        "council.chair_must_attend",
        _yes_or_no,
    ),
    Parameter(
        "aggregate",
        "Cách tính điểm của sản phẩm",
        "Từ tổng điểm trên phiếu của các thành viên.",
        "council.aggregate",
        lambda value: AGGREGATE_WORDS[value],
    ),
    Parameter(
        "max_spread",
        "Chênh lệch tối đa giữa các thành viên",
        "Tổng điểm cao nhất và thấp nhất cách nhau nhiều hơn mức này thì thảo luận và chấm lại.",
        "council.max_spread_points",
        points_words,
    ),
    Parameter(
        "rescoring_limit",
        "Số lần chấm lại",
        "Nhiều nhất bấy nhiêu lần cho mỗi sản phẩm.",
        "council.rescoring_limit",
        str,
    ),
    Parameter(
        "gates_by",
        "Xét điều kiện theo dấu sao",
        "Dùng mức nào khi các thành viên chọn khác nhau ở tiêu chí có dấu sao.",
        "scoring.gate_choice",
        lambda value: GATES_WORDS[value],
    ),
    Parameter(
        "forward_requires_gates",
        "Chỉ gửi Bộ khi đủ điều kiện 5 sao",
        "Với sản phẩm từ 90 điểm nhưng thiếu điều kiện 5 sao: “không” nghĩa là Chủ tịch UBND tỉnh chọn.",
        "scoring.forward_requires_gates",
        _yes_or_no,
    ),
    Parameter(
        "secretary_scores",
        "Thư ký chấm điểm",
        "Thông thường Thư ký chỉ điểm danh, ghi biên bản.",
        "",
        _yes_or_no,
    ),
    Parameter(
        "size_min",
        "Số người ít nhất của Hội đồng",
        "Chưa đủ thì phiên họp không khai mạc được.",
        "council.size_min",
        str,
    ),
    Parameter(
        "size_max",
        "Số người nhiều nhất của Hội đồng",
        "Đã đủ thì không thêm người được nữa.",
        "council.size_max",
        str,
    ),
)
