"""Words for people: what each action of this room is called on a timeline, and how each state looks as a tag."""

from .models import DossierState as S

ACTION_WORDS: dict[str, str] = {
    "dossier_started": "Tạo hồ sơ",
    "answers_saved": "Lưu câu trả lời",
    "self_score_saved": "Lưu tự đánh giá một tiêu chí",
    "evidence_added": "Thêm tệp minh chứng",
    "evidence_removed": "Bỏ tệp minh chứng",
    "evidence_restored": "Lấy lại tệp minh chứng",
    "dossier_submitted": "Nộp hồ sơ cho UBND xã",
    "supplement_answered": "Nộp lại hồ sơ sau khi hoàn thiện",
    "dossier_withdrawn": "Chủ thể rút hồ sơ",
    "dossier_discarded": "Bỏ bản nháp",
    "dossier_received": "Xã tiếp nhận hồ sơ, cấp số phiếu",
    "supplement_requested": "Yêu cầu hoàn thiện, bổ sung hồ sơ",
    "dossier_returned": "Trả lại hồ sơ",
    "assessment_drafted": "Lưu bản thảo Báo cáo đánh giá (Mẫu 03)",
    "assessment_sent_to_chair": "Trình Chủ tịch UBND xã ký",
    "assessment_sent_back": "Chủ tịch chuyển lại để chỉnh sửa",
    "dossier_proposed": "Chủ tịch UBND xã ký, đề nghị cấp tỉnh đánh giá",
    "dossier_received_at_province": "Tỉnh tiếp nhận hồ sơ, cấp số phiếu",
    "dossier_accepted_into_round": "Đưa vào đợt đánh giá",
    "round_planned": "Lập đợt đánh giá",
    "sheet_confirmed": "Xác nhận đã đối chiếu bộ tiêu chí",
}
# Shapes of the tag component; the word always stands beside the shape.
STATE_TAGS: dict[str, str] = {
    S.SUBMITTED: "wait",
    S.COMMUNE_SUPPLEMENT: "soon",
    S.PROVINCE_SUPPLEMENT: "soon",
    S.RECOGNISED: "ok",
    S.POTENTIAL_FIVE_STAR: "ok",
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
    S.IN_ROUND: "Cơ quan tham mưu OCOP cấp tỉnh, chờ phiên họp",
    S.COUNCIL_REVIEW: "Hội đồng đánh giá cấp tỉnh",
    S.PROVINCE_SCORED: "Cơ quan tham mưu OCOP cấp tỉnh, chờ trình",
    S.DECISION_PENDING: "Chủ tịch UBND cấp tỉnh",
    S.POTENTIAL_FIVE_STAR: "Bộ Nông nghiệp và Môi trường",
}


def action_words(action: str) -> str:
    """Return what an action is called; an unknown one is shown as it is kept."""
    return ACTION_WORDS.get(action, action.replace("_", " "))


def state_tag(state: str) -> str:
    """Return the shape of the tag of a state."""
    return STATE_TAGS.get(state, "info")


def holder_words(state: str) -> str:
    """Return who has a dossier in this state; finished ones are with nobody."""
    return HOLDER_WORDS.get(state, "Hồ sơ đã kết thúc")
