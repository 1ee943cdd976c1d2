"""Words for people: how each state looks as a tag and who has the dossier; actions are named in ``ledger/data/actions.yaml``."""

from ocop.ledger.wording import action_words

from .models import DossierState as S

__all__ = ["HOLDER_WORDS", "STATE_TAGS", "action_words", "holder_words", "state_tag"]

# Shapes of the tag component; the word always stands beside the shape.
STATE_TAGS: dict[str, str] = {
    S.SUBMITTED: "wait",
    S.COMMUNE_SUPPLEMENT: "soon",
    S.PROVINCE_SUPPLEMENT: "soon",
    S.RECOGNISED: "ok",
    S.POTENTIAL_FIVE_STAR: "ok",
    S.CENTRAL_SUPPLEMENT: "soon",
    S.PROVINCE_FALLBACK: "soon",
    S.NOT_RECOGNISED: "off",
    S.WITHDRAWN: "off",
    S.RETURNED: "bad",
    S.REJECTED: "bad",
    S.STOPPED: "bad",
}
# Who has the dossier in each state, as a page says it.
HOLDER_WORDS: dict[str, str] = {
    S.DRAFT: "Chủ thể đang soạn",
    S.SUBMITTED: "UBND xã, chờ tiếp nhận",
    S.COMMUNE_REVIEW: "Cán bộ OCOP của xã",
    S.COMMUNE_SUPPLEMENT: "Chủ thể, đang hoàn thiện theo yêu cầu của xã",
    S.COMMUNE_ASSESSED: "Chủ tịch UBND xã, chờ ký",
    S.PROVINCE_REVIEW: "Cơ quan tham mưu OCOP cấp tỉnh",
    S.PROVINCE_SUPPLEMENT: "Chủ thể, đang hoàn thiện theo yêu cầu của tỉnh",
    S.IN_ROUND: "Tổ tư vấn của Hội đồng, chờ bắt đầu đánh giá",
    S.ADVISORY_REVIEW: "Tổ tư vấn của Hội đồng, đang đánh giá",
    S.COUNCIL_REVIEW: "Hội đồng đánh giá cấp tỉnh",
    S.PROVINCE_SCORED: "Cơ quan tham mưu OCOP cấp tỉnh, chờ trình",
    S.DECISION_PENDING: "Chủ tịch UBND cấp tỉnh",
    S.POTENTIAL_FIVE_STAR: "Cơ quan tham mưu OCOP cấp tỉnh gửi hồ sơ, Bộ tiếp nhận",
    S.CENTRAL_REVIEW: "Cơ quan tham mưu OCOP của Bộ",
    S.CENTRAL_SUPPLEMENT: "Cơ quan tham mưu OCOP cấp tỉnh, đang hoàn thiện theo yêu cầu của Bộ",
    S.CENTRAL_ADVISORY_REVIEW: "Tổ tư vấn của Hội đồng cấp trung ương",
    S.CENTRAL_COUNCIL_REVIEW: "Hội đồng đánh giá cấp trung ương",
    S.CENTRAL_SCORED: "Cơ quan tham mưu OCOP của Bộ, chờ trình",
    S.CENTRAL_DECISION_PENDING: "Bộ trưởng Bộ Nông nghiệp và Môi trường",
    S.PROVINCE_FALLBACK: "Chủ tịch UBND cấp tỉnh, xem xét kết quả của Bộ",
}


def state_tag(state: str) -> str:
    """Return the shape of the tag of a state."""
    return STATE_TAGS.get(state, "info")


def holder_words(state: str) -> str:
    """Return who has a dossier in this state; finished ones are with nobody."""
    return HOLDER_WORDS.get(state, "Hồ sơ đã kết thúc")
