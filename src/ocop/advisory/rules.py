"""May this person take this step of the advisory group, now? (QĐ 26/2026, Đ.7.3.b, 7.3.c, 7.4.b, 7.4.c)."""

from datetime import date

from ocop.dossiers.models import Dossier, DossierState
from ocop.people.models import UserAccount
from ocop.people.rights import ALLOWED, Denied, Verdict, holds_any, may_sign_matter
from ocop.reviewing.rules.commune import in_state
from ocop.territory.queries.settings import setting_for

from .models import SiteSurvey
from .parts import missing_parts
from .queries.access import CENTRAL, MINISTRY_ROLES, PROVINCE_ROLES, Standing, level_for, report_of, standing_towards

REPORT_REQUIRED = "council.advisory_report_required"
IN_CONFLICT = Denied(
    "Bạn đã tham gia lập, hỗ trợ hoặc đánh giá hồ sơ này ở bước trước nên không đánh giá trong Tổ tư vấn."
)
NOT_OF_THE_GROUP = Denied("Chỉ thành viên Tổ tư vấn nhận hồ sơ này mới làm được việc này.")
HEAD_ONLY = Denied("Chỉ Tổ trưởng Tổ tư vấn mới làm được việc này.")
THROUGH_THE_OFFICE = Denied(
    "Tổ tư vấn cấp trung ương đề nghị qua cơ quan tham mưu OCOP của Bộ; Bộ yêu cầu tỉnh hoàn thiện."
)
SIGNED = Denied("Tổ trưởng đã ký báo cáo; báo cáo đã ký không sửa được nữa.")


def may_record_founding(user: UserAccount, unit_path: str, of: str) -> Verdict:
    """Whether the person may record a decision that sets up a group or a council: the OCOP office, or the chair who decides.

    Without a place it is the ministry's: its OCOP office, or the minister (Đ.7.4.b).
    """
    if holds_any(user, PROVINCE_ROLES if unit_path else MINISTRY_ROLES, unit_path):
        return ALLOWED
    if not unit_path:
        return Denied(f"Chỉ cơ quan tham mưu OCOP của Bộ hoặc Bộ trưởng mới ghi được quyết định thành lập {of}.")
    return Denied(f"Chỉ cơ quan tham mưu OCOP hoặc Chủ tịch UBND cấp tỉnh mới ghi được quyết định thành lập {of}.")


def may_set_up_group(user: UserAccount, unit_path: str) -> Verdict:
    """Whether the person may record a group and its members: the OCOP office, or the chair who decides (Đ.7.3.b)."""
    return may_record_founding(user, unit_path, "Tổ tư vấn")


def may_read_review(standing: Standing) -> Verdict:
    """Whether the person may read the dossier here: not a member who had a hand in it."""
    return IN_CONFLICT if standing.conflict else ALLOWED


def may_start(user: UserAccount, dossier: Dossier, standing: Standing | None = None) -> Verdict:
    """Whether the person may take a dossier of the round on: the head of a group of its province."""
    known = standing or standing_towards(dossier, user)
    if not known.is_head:
        return HEAD_ONLY
    if known.conflict:
        return IN_CONFLICT
    if level_for(user, dossier) == CENTRAL:
        return in_state(dossier, DossierState.CENTRAL_ADVISORY_REVIEW)
    return in_state(dossier, DossierState.IN_ROUND)


def may_work(user: UserAccount, dossier: Dossier, standing: Standing | None = None) -> Verdict:
    """Whether the person may write remarks, record a survey or ask for tests: a member of the group that has the dossier."""
    level = level_for(user, dossier)
    known, report = standing or standing_towards(dossier, user), report_of(dossier, level)
    if report is None or known.seat is None:
        return NOT_OF_THE_GROUP
    if known.conflict:
        return IN_CONFLICT
    at_work = DossierState.CENTRAL_ADVISORY_REVIEW if level == CENTRAL else DossierState.ADVISORY_REVIEW
    return SIGNED if report.signed_at else in_state(dossier, at_work)


def may_photograph(user: UserAccount, survey: SiteSurvey, dossier: Dossier | None = None) -> Verdict:
    """Whether the person may change the photos of a visit: who works on the very report that the visit belongs to."""
    about = dossier or survey.report.dossier
    verdict, report = may_work(user, about), report_of(about, level_for(user, about))
    if verdict and (report is None or report.pk != survey.report_id):
        return NOT_OF_THE_GROUP
    return verdict


def may_ask_producer(user: UserAccount, dossier: Dossier) -> Verdict:
    """Whether the person may ask the producer to complete the dossier: a member of the group that has it (Đ.7.3.c)."""
    return THROUGH_THE_OFFICE if level_for(user, dossier) == CENTRAL else may_work(user, dossier)


def may_sign(user: UserAccount, dossier: Dossier, standing: Standing | None = None) -> Verdict:
    """Whether the person may sign the report now: the head, once every part of it is written."""
    known = standing or standing_towards(dossier, user)
    if not known.is_head:
        return HEAD_ONLY
    level = level_for(user, dossier)
    matter = "central_advisory_report" if level == CENTRAL else "advisory_report"
    if known.signs_for_head and not (limit := may_sign_matter(user, matter, dossier.unit_path)):
        return limit
    verdict, report = may_work(user, dossier, known), report_of(dossier, level)
    if not verdict or report is None:
        return verdict
    missing = missing_parts(report)
    return Denied("Báo cáo còn thiếu: " + "; ".join(missing) + ".") if missing else ALLOWED


def report_is_required(unit_path: str, on: date) -> bool:
    """Whether the council of a place opens no scoring before the group's report is signed."""
    return bool(setting_for(unit_path, REPORT_REQUIRED, on))


def may_be_scored(dossier: Dossier, *, on: date, central: bool = False) -> Verdict:
    """Whether a dossier may come before the council: its report is signed, or the place does not ask for one (Đ.7.3.c, 7.4.c)."""
    if central:
        return _may_be_scored_centrally(dossier)
    if dossier.state == DossierState.COUNCIL_REVIEW:
        return ALLOWED
    if dossier.state == DossierState.IN_ROUND:
        if not report_is_required(dossier.unit_path, on):
            return ALLOWED
        return Denied(
            "Chưa có báo cáo của Tổ tư vấn (QĐ 26/2026, Đ.7.3.c): Tổ chưa bắt đầu đánh giá hồ sơ này. "
            "Mở chấm được khi Tổ trưởng ký báo cáo."
        )
    if dossier.state == DossierState.ADVISORY_REVIEW:
        return Denied(
            "Chưa có báo cáo của Tổ tư vấn (QĐ 26/2026, Đ.7.3.c): Tổ đang đánh giá hồ sơ này. "
            "Mở chấm được khi Tổ trưởng ký báo cáo."
        )
    return Denied(f"Hồ sơ đang ở bước “{dossier.get_state_display()}”, chưa đưa ra chấm được.")


def _may_be_scored_centrally(dossier: Dossier) -> Verdict:
    """The central council never scores without the report of its own advisory group (Đ.7.4.c)."""
    if dossier.state == DossierState.CENTRAL_COUNCIL_REVIEW:
        return ALLOWED
    if dossier.state == DossierState.CENTRAL_ADVISORY_REVIEW:
        return Denied(
            "Chưa có báo cáo của Tổ tư vấn cấp trung ương (QĐ 26/2026, Đ.7.4.c). Mở chấm được khi Tổ trưởng ký báo cáo."
        )
    return Denied(f"Hồ sơ đang ở bước “{dossier.get_state_display()}”, chưa đưa ra chấm được.")
