"""The words people read about decisions and certificates; public ones are translated (message ids are Vietnamese)."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from ocop.vietnamese import format_date

from .arithmetic import CertificateState as S

STATE_WORDS = {
    S.VALID: _("Hợp lệ"),
    S.EXPIRING: _("Sắp hết hạn"),
    S.EXPIRED: _("Hết hạn"),
    S.UNCERTAIN: _("Chưa rõ hạn"),
    S.REVOKED: _("Thu hồi"),
    S.SUPERSEDED: _("Đã thay thế"),
    S.UNVERIFIED: _("Chưa kiểm chứng được"),
}
# Shape of the tag beside the word (look: state is never colour alone).
STATE_TAGS = {
    S.VALID: "ok",
    S.EXPIRING: "soon",
    S.EXPIRED: "off",
    S.UNCERTAIN: "wait",
    S.REVOKED: "bad",
    S.SUPERSEDED: "off",
    S.UNVERIFIED: "bad",
}
OUTCOME_WORDS = {
    "recognised": "Được công nhận",
    "potential_five_star": "Tiềm năng 5 sao, chờ Bộ đánh giá",
    "central_review": "Tiềm năng 5 sao, Bộ đang kiểm tra hồ sơ",
    "central_supplement": "Tiềm năng 5 sao, tỉnh đang hoàn thiện hồ sơ theo yêu cầu của Bộ",
    "central_advisory_review": "Tiềm năng 5 sao, Bộ đang đánh giá",
    "central_council_review": "Tiềm năng 5 sao, Bộ đang đánh giá",
    "central_scored": "Tiềm năng 5 sao, Bộ đang đánh giá",
    "central_decision_pending": "Tiềm năng 5 sao, chờ Bộ trưởng quyết định",
    "province_fallback": "Chưa đạt 5 sao, tỉnh xem xét kết quả của Bộ",
    "not_recognised": "Không được công nhận",
    "rejected": "Bị loại",
    "stopped": "Dừng đánh giá",
}


def revocation_words(ended_on: date | None, end_reason: str) -> str:
    """Say that a certificate was revoked and when, for formats that have no status for a star that was taken back; empty otherwise."""
    if ended_on is None or end_reason != "revoked":
        return ""
    return f"Giấy chứng nhận đã bị thu hồi ngày {format_date(ended_on)}."
