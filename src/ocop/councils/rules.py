"""May this person do this, now? Each answer is permission or a refusal with its reason (QĐ 26/2026, Đ.7.3)."""

from django.conf import settings
from django.utils import timezone

from ocop.advisory.rules import may_be_scored, may_record_founding
from ocop.councils.models import AgendaItem, Council, CouncilMeeting, ItemState, MeetingState
from ocop.councils.queries.access import councils_planned_by
from ocop.councils.queries.standing import MeetingStanding, Standing
from ocop.councils.states import CLOSED_STATES, OVER_STATES
from ocop.dossiers.law import law_of
from ocop.dossiers.models import Dossier, SheetConfirmation
from ocop.law.sheets import UnknownSheetError
from ocop.people.models import UserAccount
from ocop.people.rights import ALLOWED, Denied, Verdict

NOT_A_MEMBER = Denied("Chỉ thành viên của Hội đồng này mới làm được việc này.")
CHAIR_ONLY = Denied("Chỉ Chủ tịch Hội đồng (hoặc Phó Chủ tịch khi Chủ tịch vắng) mới làm được việc này.")
SEALED_FROM_ALL = Denied("Điểm được niêm phong đến khi phiếu của bạn đã gửi và Chủ tịch đóng chấm sản phẩm này.")


def may_set_up_council(user: UserAccount, unit_path: str) -> Verdict:
    """Whether the person may record a council and its rules: the OCOP office, or the chair who decides."""
    return may_record_founding(user, unit_path, "Hội đồng")


def may_seat(user: UserAccount, council: Council, account: UserAccount) -> Verdict:
    """Whether the person may seat somebody: like setting a council up, but never oneself."""
    verdict = may_set_up_council(user, council.unit_path)
    if verdict and user == account:
        leader = "Bộ trưởng" if council.is_central else "Chủ tịch UBND tỉnh"
        return Denied(f"Bạn không tự ghi mình vào Hội đồng. Hãy nhờ đồng nghiệp hoặc {leader} ghi.")
    if verdict and not account.is_active:
        return Denied("Tài khoản của người này đang khóa. Hãy nhờ người quản trị hệ thống mở lại trước.")
    return verdict


def may_plan_meeting(user: UserAccount, council: Council) -> Verdict:
    """Whether the person may plan a meeting: the secretary or the chair of the council, or the OCOP office."""
    if councils_planned_by(user).filter(pk=council.pk).exists():
        return ALLOWED
    return Denied(
        "Chỉ Thư ký, Chủ tịch Hội đồng hoặc cơ quan tham mưu OCOP của cấp đó mới lập và sắp xếp được phiên họp."
    )


def may_arrange(user: UserAccount, meeting: CouncilMeeting) -> Verdict:
    """Whether the agenda may be changed: by those who plan meetings, until the meeting is over."""
    if meeting.state == MeetingState.CLOSED:
        return Denied("Phiên họp đã kết thúc; không đổi chương trình được nữa.")
    if meeting.in_writing:
        return Denied("Đã gửi đề nghị cho ý kiến bằng văn bản; danh sách sản phẩm không đổi được nữa.")
    return may_plan_meeting(user, meeting.council)


def may_record_attendance(standing: MeetingStanding, meeting: CouncilMeeting) -> Verdict:
    """Whether the person may record who is present: the secretary or the one who presides, until the meeting is over."""
    if meeting.in_writing:
        return Denied("Lấy ý kiến bằng văn bản thì không điểm danh.")
    if meeting.state == MeetingState.CLOSED:
        return Denied("Phiên họp đã kết thúc; không sửa điểm danh được nữa.")
    if standing.is_secretary or standing.presides:
        return ALLOWED
    return Denied("Chỉ Thư ký hoặc Chủ tịch Hội đồng mới điểm danh và khai mạc được phiên họp.")


def may_open_item(standing: MeetingStanding, item: AgendaItem) -> Verdict:
    """Whether scoring of a product may be opened: by the one who presides, in an open meeting.

    The dossier comes with the signed report of the advisory group (Đ.7.3.c), its criteria sheet is confirmed.
    """
    if not standing.presides:
        return CHAIR_ONLY
    if item.meeting.state != MeetingState.OPEN:
        return Denied("Phiên họp chưa khai mạc; hãy điểm danh và khai mạc trước.")
    if item.state != ItemState.WAITING:
        return Denied(f"Sản phẩm này đang ở bước “{ItemState(item.state).label}”. Hãy tải lại trang.")
    central = item.meeting.council.is_central
    return may_be_scored(item.dossier, on=timezone.localdate(), central=central) and may_decide_with_sheet(item.dossier)


def may_decide_with_sheet(dossier: Dossier) -> Verdict:
    """Whether the criteria sheet of a dossier may decide: the very version it was filed on, confirmed by an authorised person.

    A later version changes nothing for it. The demonstration needs no confirmation, because its results are marked as such.
    """
    try:
        sheet = law_of(dossier).sheet
    except UnknownSheetError as error:
        return Denied(
            f"Hồ sơ nộp theo bộ tiêu chí khác phiên bản mà máy chủ đang giữ. {error} "
            "Hãy báo quản trị hệ thống; chưa mở chấm được."
        )
    if settings.OCOP_DEMO:
        return ALLOWED
    confirmed = SheetConfirmation.objects.filter(
        regime=dossier.regime, set_number=dossier.set_number, sheet_hash=dossier.sheet_hash
    )
    if confirmed.exists():
        return ALLOWED
    version = f" (phiên bản {sheet.version})" if sheet.version > 1 else ""
    return Denied(
        f"Bộ tiêu chí số {dossier.set_number}{version} chưa được người có thẩm quyền xác nhận đã đối chiếu với bản ký; "
        "chưa mở chấm được."
    )


def may_read_item(standing: Standing) -> Verdict:
    """Whether the person may read the dossier of a product: not a member with a conflict of interest."""
    if standing.recusal is not None:
        return Denied(f"Bạn không tham gia chấm sản phẩm này: {standing.recusal.reason}")
    return ALLOWED


def may_score(standing: Standing, item: AgendaItem) -> Verdict:
    """Whether the person may mark a product now: a present, scoring, non-recused member, while the product is open."""
    if standing.seat is None:
        return NOT_A_MEMBER
    refusals = (
        (not standing.scores, "Thư ký không chấm điểm theo quy chế của Hội đồng."),
        (standing.recusal is not None, getattr(may_read_item(standing), "reason", "")),
        (item.state == ItemState.WAITING, "Chủ tịch chưa mở chấm sản phẩm này."),
        (standing.sealed, "Bạn đã gửi phiếu của sản phẩm này; phiếu đã gửi không sửa được nữa."),
        (item.state in CLOSED_STATES, "Chủ tịch đã đóng chấm sản phẩm này; không nhận thêm điểm."),
        (item.state == ItemState.POSTPONED, "Sản phẩm này đã hoãn sang phiên sau; phiên này không nhận điểm nữa."),
        (not standing.present, "Bạn chưa được điểm danh có mặt. Hãy báo Thư ký Hội đồng."),
    )
    return next((Denied(reason) for refused, reason in refusals if refused), ALLOWED)


def may_declare_recusal(standing: Standing, item: AgendaItem) -> Verdict:
    """Whether a conflict of interest may still be declared for the own seat: before the own sheet is sent."""
    if standing.seat is None or not standing.scores:
        return NOT_A_MEMBER
    if standing.recusal is not None:
        return Denied("Bạn đã khai không tham gia chấm sản phẩm này.")
    if standing.sealed:
        return Denied("Bạn đã gửi phiếu; không khai không tham gia được nữa.")
    if item.state in OVER_STATES:
        return Denied("Phiên này không chấm sản phẩm này nữa.")
    return ALLOWED


def may_close_item(standing: Standing, item: AgendaItem) -> Verdict:
    """Whether the person may close scoring: the one who presides, with the own sheet received."""
    if not standing.presides:
        return CHAIR_ONLY
    if item.state in CLOSED_STATES:
        return Denied("Sản phẩm này đã được đóng chấm.")
    if item.state == ItemState.POSTPONED:
        return Denied("Sản phẩm này đã hoãn sang phiên sau.")
    if item.state != ItemState.OPEN:
        return Denied("Sản phẩm này chưa mở chấm.")
    if standing.scores and standing.present and standing.recusal is None and not standing.sealed:
        return Denied("Bạn chưa gửi phiếu của mình. Hãy gửi phiếu trước khi đóng chấm, vì đóng chấm là lúc điểm mở ra.")
    return ALLOWED


def may_call_meeting(standing: MeetingStanding, item: AgendaItem) -> Verdict:
    """Whether the person may leave a product of a written consultation to a meeting: the one who presides, until it is final (Đ.7.6.d)."""
    if not standing.presides:
        return CHAIR_ONLY
    if not item.meeting.in_writing:
        return Denied("Sản phẩm này đã ở trong một phiên họp.")
    if item.state not in (ItemState.OPEN, ItemState.CLOSED):
        return Denied("Kết quả của sản phẩm này đã chốt hoặc đã để lại cho phiên họp.")
    return ALLOWED


def may_postpone(standing: MeetingStanding, item: AgendaItem) -> Verdict:
    """Whether a product that cannot be closed today may be left to a later meeting: by the one who presides, while it is open."""
    if not standing.presides:
        return CHAIR_ONLY
    if item.state != ItemState.OPEN:
        return Denied("Chỉ hoãn được sản phẩm đang chấm.")
    return ALLOWED


def sees_result(*, item_state: str, scores: bool, present: bool, sealed: bool, recused: bool) -> bool:
    """Whether totals, means and stars of a product are open to a person.

    To nobody before closing. After closing a scoring member whose own sheet did not arrive, and a recused one, wait until
    the product is final, so that nothing seen can flow into a sheet.
    """
    if item_state not in CLOSED_STATES:
        return False
    waits = scores and not sealed and (present or recused)
    return item_state == ItemState.FINAL or not waits


def may_see_result(standing: Standing, item: AgendaItem) -> Verdict:
    """Whether the person may see totals, means and stars of a product; see ``sees_result``."""
    allowed = sees_result(
        item_state=item.state,
        scores=standing.scores,
        present=standing.present,
        sealed=standing.sealed,
        recused=standing.recusal is not None,
    )
    return ALLOWED if allowed else SEALED_FROM_ALL


def may_see_names(standing: Standing, item: AgendaItem) -> Verdict:
    """Whether the person may see who gave which total: members of the council, after closing."""
    return may_see_result(standing, item) if standing.seat is not None else NOT_A_MEMBER


def may_settle(standing: MeetingStanding, item: AgendaItem) -> Verdict:
    """Whether the person may record what the council agreed on: chair or secretary, between closing and the final result."""
    if not (standing.presides or standing.is_secretary):
        return Denied("Chỉ Chủ tịch hoặc Thư ký Hội đồng mới ghi được mức thống nhất.")
    return _between_closing_and_final(item)


def may_conclude(standing: MeetingStanding, item: AgendaItem) -> Verdict:
    """Whether the person may waive a mark, order a new scoring or finalise: the one who presides."""
    return _between_closing_and_final(item) if standing.presides else CHAIR_ONLY


def _between_closing_and_final(item: AgendaItem) -> Verdict:
    if item.state == ItemState.FINAL:
        return Denied("Kết quả của sản phẩm này đã chốt.")
    if item.state != ItemState.CLOSED:
        return Denied("Sản phẩm này chưa đóng chấm.")
    return ALLOWED


def may_sign_report(standing: MeetingStanding, meeting: CouncilMeeting) -> Verdict:
    """Whether the person may sign the council's report: the one who presides, in an open meeting (Đ.7.3.d)."""
    if not standing.presides:
        return CHAIR_ONLY
    if meeting.state == MeetingState.CLOSED:
        return Denied("Báo cáo của phiên họp này đã được ký.")
    if meeting.state != MeetingState.OPEN:
        return Denied("Phiên họp chưa khai mạc.")
    return ALLOWED
