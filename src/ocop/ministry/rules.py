"""May this person do this with a package or a request of the ministry, now? (QĐ 26/2026, Đ.5.2, 6.3.a, 7.3.e, 7.4.a, 10.1.b)."""

from collections.abc import Iterable
from datetime import date

from ocop.dossiers.models import Dossier, DossierState, EvaluationRound
from ocop.law.calendar import last_day_before
from ocop.ministry.models import RedoRequest, RedoState, SubmissionPackage
from ocop.people.models import Role, UserAccount
from ocop.people.rights import ALLOWED, Denied, Verdict, holds, may_sign_matter
from ocop.reviewing.rules.rounds import next_round_for, proposal_in_time
from ocop.vietnamese import format_date

OFFICE_ONLY = Denied("Chỉ cơ quan tham mưu OCOP của tỉnh này gửi và hoàn thiện hồ sơ đề nghị 5 sao.")
CENTRAL_ONLY = Denied("Chỉ cơ quan tham mưu OCOP của Bộ tiếp nhận và kiểm tra hồ sơ đề nghị 5 sao.")


def may_prepare(user: UserAccount, unit_path: str) -> Verdict:
    """The provincial office prepares and completes packages of its own province."""
    return ALLOWED if holds(user, Role.PROVINCIAL_OFFICER, unit_path) else OFFICE_ONLY


def may_send(user: UserAccount, dossier: Dossier) -> Verdict:
    """The provincial office sends what the chair approved and nobody sent yet (Đ.7.3.e ¶2)."""
    if not (verdict := may_prepare(user, dossier.unit_path)):
        return verdict
    return _at(dossier, DossierState.POTENTIAL_FIVE_STAR, "chưa gửi Bộ được")


def may_check(user: UserAccount) -> Verdict:
    """The central office receives and checks (Đ.7.4.a)."""
    return ALLOWED if holds(user, Role.CENTRAL_OFFICER) else CENTRAL_ONLY


def may_receive(user: UserAccount, package: SubmissionPackage) -> Verdict:
    """The central office registers a package that has not been registered."""
    return may_check(user) and _at(package.dossier, DossierState.POTENTIAL_FIVE_STAR, "không tiếp nhận được nữa")


def may_ask(user: UserAccount, package: SubmissionPackage) -> Verdict:
    """The central office asks for completion while it checks, or while the advisory group works (Đ.7.4.c)."""
    state = package.dossier.state
    if state == DossierState.CENTRAL_ADVISORY_REVIEW:
        return may_check(user)
    return may_check(user) and _at(package.dossier, DossierState.CENTRAL_REVIEW, "không yêu cầu hoàn thiện được")


def may_accept_at_ministry(user: UserAccount, package: SubmissionPackage) -> Verdict:
    """The central office puts a checked package into a round of the ministry (Đ.5.2, 7.4.a)."""
    return may_check(user) and _at(package.dossier, DossierState.CENTRAL_REVIEW, "chưa vào đợt của Bộ được")


def fits_central_round(
    package: SubmissionPackage, chosen: EvaluationRound, rounds: Iterable[EvaluationRound], *, on: date
) -> Verdict:
    """Whether the province proposed before the cut-off of a round that is not over; a refusal names the round that still takes it."""
    if chosen.unit_id is not None:
        return Denied(f"“{chosen.name}” không phải đợt của Bộ.")
    proposed_on, following = package.letter_on, next_round_for(package.letter_on, rounds, on=on)
    offer = f"Đợt còn nhận: “{following.name}”." if following else "Chưa có đợt nào sau đó: hãy lập đợt tiếp theo."
    if not proposal_in_time(chosen, proposed_on):
        last = format_date(last_day_before(chosen.proposals_before))
        return Denied(
            f"UBND tỉnh đề nghị ngày {format_date(proposed_on)}, sau ngày cuối nhận đề nghị của “{chosen.name}” ({last}, Đ.5.2). {offer}"
        )
    if on > (end := last_day_before(chosen.finished_before)):
        return Denied(f"“{chosen.name}” phải đánh giá xong đến hết ngày {format_date(end)} (Đ.5.2). {offer}")
    return ALLOWED


def may_answer(user: UserAccount, package: SubmissionPackage) -> Verdict:
    """The province answers a request that is open."""
    if not (verdict := may_prepare(user, package.unit_path)):
        return verdict
    return _at(package.dossier, DossierState.CENTRAL_SUPPLEMENT, "không có yêu cầu nào chờ trả lời")


def _at(dossier: Dossier, state: DossierState, but: str) -> Verdict:
    if dossier.state == state:
        return ALLOWED
    return Denied(f"Hồ sơ đang ở bước “{DossierState(dossier.state).label}”, {but}.")


CHAIR_ONLY = Denied("Chỉ Chủ tịch UBND tỉnh này chỉ đạo thực hiện lại việc đánh giá.")
NOT_THIS_OFFICE = Denied("Chỉ cơ quan tham mưu OCOP của tỉnh này tiếp nhận và báo cáo.")


def may_request_redo(user: UserAccount) -> Verdict:
    """The central office records the request that the minister signed (Đ.10.1.b)."""
    if holds(user, Role.CENTRAL_OFFICER):
        return ALLOWED
    return Denied("Chỉ cơ quan tham mưu OCOP của Bộ ghi đề nghị thực hiện lại việc đánh giá.")


def may_accept_redo(user: UserAccount, request: RedoRequest) -> Verdict:
    """The provincial office takes a request of the ministry on."""
    if not holds(user, Role.PROVINCIAL_OFFICER, request.unit_path):
        return NOT_THIS_OFFICE
    return _stands(request, RedoState.SENT)


def may_order_redo(user: UserAccount, request: RedoRequest) -> Verdict:
    """The provincial chair orders that the evaluation is done again, or a deputy whose paper covers that results go back to the council."""
    if not holds(user, Role.PROVINCIAL_CHAIR, request.unit_path):
        return CHAIR_ONLY
    if not (verdict := may_sign_matter(user, "result_sent_back", request.unit_path)):
        return verdict
    return _stands(request, RedoState.ACCEPTED)


def may_report_redo(user: UserAccount, request: RedoRequest) -> Verdict:
    """The provincial office reports what was done."""
    if not holds(user, Role.PROVINCIAL_OFFICER, request.unit_path):
        return NOT_THIS_OFFICE
    return _stands(request, RedoState.IN_PROGRESS)


def _stands(request: RedoRequest, state: RedoState) -> Verdict:
    if request.state == state:
        return ALLOWED
    return Denied(f"Đề nghị đang ở bước “{RedoState(request.state).label}”, chưa làm việc này được.")
