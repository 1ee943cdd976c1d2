"""Rules of rounds: who plans them, and which dossier may enter which round (QĐ 26/2026, Đ.5)."""

from collections.abc import Iterable
from datetime import date, timedelta

from ocop.dossiers.law import law_of
from ocop.dossiers.models import CommuneAssessment, Dossier, DossierReceipt, DossierState, EvaluationRound
from ocop.law.calendar import last_day_before
from ocop.people.models import Role, UserAccount
from ocop.people.rights import ALLOWED, Denied, Verdict, holds
from ocop.reviewing.rules.commune import as_provincial_officer, first_refusal, in_state
from ocop.reviewing.rules.renewing import is_renewal
from ocop.territory.models import AdministrativeUnit


def may_plan_rounds(user: UserAccount, unit: AdministrativeUnit | None) -> Verdict:
    """Whether the person may plan the rounds of this province, or without a unit of the ministry (Đ.5.2)."""
    if unit is None:
        if holds(user, Role.CENTRAL_OFFICER):
            return ALLOWED
        return Denied("Chỉ cơ quan tham mưu OCOP của Bộ lập được đợt đánh giá của Bộ.")
    if unit.level != "province":
        return Denied("Đợt đánh giá được lập cho cấp tỉnh.")
    if holds(user, Role.PROVINCIAL_OFFICER, unit.path):
        return ALLOWED
    return Denied(f"Chỉ cán bộ cơ quan tham mưu OCOP của {unit.full_name} mới lập được đợt.")


def proposal_in_time(evaluation_round: EvaluationRound, proposed_on: date) -> bool:
    """Whether a proposal of this day falls before the cut-off (Đ.5.1, setting ``round.cutoff_is_exclusive``)."""
    return proposed_on <= last_day_before(evaluation_round.proposals_before)


def opens_on(evaluation_round: EvaluationRound, rounds: Iterable[EvaluationRound]) -> date:
    """Return the first day whose proposals go to this round: those before belong to the round before it (Đ.5.1)."""
    before = [
        one.proposals_before
        for one in rounds
        if one.unit_id == evaluation_round.unit_id and one.proposals_before < evaluation_round.proposals_before
    ]
    return last_day_before(max(before)) + timedelta(days=1) if before else date(evaluation_round.year, 1, 1)


def next_round_for(proposed_on: date, rounds: Iterable[EvaluationRound], *, on: date) -> EvaluationRound | None:
    """Return the first planned round that still takes a proposal of this day and is not over."""
    fitting = [
        one for one in rounds if proposal_in_time(one, proposed_on) and on <= last_day_before(one.finished_before)
    ]
    return min(fitting, key=lambda one: (one.proposals_before, one.number), default=None)


def may_accept_into_round(
    user: UserAccount,
    dossier: Dossier,
    evaluation_round: EvaluationRound,
    *,
    on: date,
    assessment: CommuneAssessment | None,
    receipt: DossierReceipt | None,
    rounds: Iterable[EvaluationRound],
) -> Verdict:
    """Whether the OCOP office may put a dossier in a round: right province, registered, proposed before the cut-off.

    A refusal for lateness names the round that still takes it.
    """
    return first_refusal(
        as_provincial_officer(user, dossier),
        _no_renewal(dossier),
        in_state(dossier, DossierState.PROVINCE_REVIEW),
        _same_province(dossier, evaluation_round),
        ALLOWED if receipt else Denied("Hồ sơ chưa được tỉnh tiếp nhận và cấp số phiếu."),
        _before_cut_off(evaluation_round, assessment, rounds, on=on),
    )


def _no_renewal(dossier: Dossier) -> Verdict:
    if not is_renewal(dossier):
        return ALLOWED
    days = law_of(dossier).procedure.re_recognition_limit_days
    return Denied(
        "Hồ sơ phân hạng lại không vào đợt: cơ quan tham mưu lập báo cáo gửi Chủ tịch Hội đồng (Đ.7.6.c), "
        f"cả quá trình xong trong {days} ngày (Đ.7.6.g)."
    )


def _same_province(dossier: Dossier, evaluation_round: EvaluationRound) -> Verdict:
    inside = dossier.unit_path.startswith(evaluation_round.unit_path)
    return ALLOWED if inside else Denied(f"“{evaluation_round.name}” là đợt của tỉnh khác.")


def _before_cut_off(
    evaluation_round: EvaluationRound,
    assessment: CommuneAssessment | None,
    rounds: Iterable[EvaluationRound],
    *,
    on: date,
) -> Verdict:
    if assessment is None or assessment.letter_on is None:
        return Denied("Hồ sơ chưa có văn bản đề nghị của UBND xã.")
    proposed_on = assessment.letter_on
    offer = _offer(next_round_for(proposed_on, rounds, on=on))
    if not proposal_in_time(evaluation_round, proposed_on):
        last_day = last_day_before(evaluation_round.proposals_before)
        return Denied(
            f"UBND xã đề nghị ngày {proposed_on:%d/%m/%Y}, sau ngày cuối nhận đề nghị của “{evaluation_round.name}” "
            f"({last_day:%d/%m/%Y}, Đ.5.1). {offer}"
        )
    end = last_day_before(evaluation_round.finished_before)
    if on > end:
        return Denied(f"“{evaluation_round.name}” phải đánh giá xong đến hết ngày {end:%d/%m/%Y} (Đ.5.1). {offer}")
    return ALLOWED


def _offer(one: EvaluationRound | None) -> str:
    if one is None:
        return "Chưa có đợt nào sau đó: hãy lập đợt tiếp theo."
    return f"Đợt tiếp theo còn nhận: “{one.name}” (đề nghị trước {one.proposals_before:%d/%m/%Y})."
