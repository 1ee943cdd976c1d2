"""May this person do this now, and what the law allows for a result (QĐ 26/2026, Đ.3.3, 4.1, 7.3.đ–e, 7.4.đ–g; OQ-13)."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from ocop.councils.models import EvaluationResult
from ocop.dossiers.law import law_of
from ocop.dossiers.models import Dossier, DossierState
from ocop.dossiers.states import AT_MINISTRY, FROM_NINETY
from ocop.law.regimes import Regime
from ocop.people.models import Role, UserAccount
from ocop.people.rights import ALLOWED, Denied, Verdict, holds, holds_any, may_sign_matter
from ocop.products.models import Product

from .models import DecisionKind, RecognitionDecision

Choice = Literal["recognise", "approve", "close", "return"]
SEND_BACK = "send_back"  # no outcome: the council looks at the product again
RECOGNISE: Choice = "recognise"
APPROVE: Choice = "approve"
CLOSE: Choice = "close"
REMINDERS = (Role.COMMUNE_OFFICER, Role.PROVINCIAL_OFFICER, Role.CENTRAL_OFFICER)
RETURN: Choice = "return"  # the ministry tells the province of a result below five stars (Đ.7.4.g)
# What waits for the minister, and what the minister leaves behind.
MINISTER_DECIDES = DossierState.CENTRAL_DECISION_PENDING
CHAIR_DECIDES = frozenset({DossierState.DECISION_PENDING, DossierState.PROVINCE_FALLBACK})
DECIDED_BY_MINISTER = frozenset({DossierState.RECOGNISED, DossierState.PROVINCE_FALLBACK})
DECIDED_STATES = frozenset({DossierState.RECOGNISED, DossierState.NOT_RECOGNISED}) | FROM_NINETY


@dataclass(frozen=True)
class Outcomes:
    """What may be decided for a dossier, the usual choice first, and the sentence that says why."""

    choices: tuple[Choice, ...]
    reason: str


def choice_of(kind: DecisionKind) -> Choice:
    """Return the choice that a kind of decision carries out."""
    return RECOGNISE if kind == DecisionKind.RECOGNITION else APPROVE


def may_remind(user: UserAccount, product: Product) -> Verdict:
    """Whether the person reminds the producer that a star runs out: commune, OCOP office of the province or of the ministry, at its place."""
    if holds_any(user, REMINDERS, product.unit_path):
        return ALLOWED
    return Denied("Chỉ UBND xã và cơ quan tham mưu OCOP nhắc được chủ thể trong địa bàn.")


def outcomes_allowed(dossier: Dossier, result: EvaluationResult | None, *, revoked: str = "") -> Outcomes:
    """Return what may be decided on a council result: by the province, or by the minister where the ministry has the dossier.

    Competence and thresholds are the regime's data: a star of the province is recognised, a mean that the province passes
    upward is approved and sent, everything else closes without a decision. ``revoked`` says why the star that a dossier would
    raise or renew is no more: such a dossier only closes.
    """
    central = dossier.state in AT_MINISTRY
    if revoked and result is not None:
        return Outcomes((RETURN if central else CLOSE,), revoked)
    if result is None or result.star_rating is None or result.item.meeting.council.is_central != _on_central(dossier):
        return Outcomes((), "Hội đồng chưa có kết quả cuối cùng.")
    regime = law_of(dossier).regime
    if central:
        return _by_minister(regime, result.star_rating)
    if result.item.meeting.council.is_central:
        return _after_the_ministry(regime, result.star_rating)
    return _by_province(dossier, regime, result, result.star_rating)


def _by_province(dossier: Dossier, regime: Regime, result: EvaluationResult, star: int) -> Outcomes:
    forwarded_from = regime.forwarded_from("province")
    if forwarded_from is not None and regime.lowest_of(result.band) >= forwarded_from:
        found = _at_ministry_level(regime, result, star, forwarded_from)
        return found if dossier.central_round_id is None else _not_forwarded_twice(found)
    if regime.decides(star) == "province":
        return Outcomes((RECOGNISE,), f"đạt {star} sao, thuộc thẩm quyền công nhận của cấp tỉnh.")
    if result.band >= _lowest_decided(regime):
        return Outcomes(
            (CLOSE,), f"đủ điểm {result.band} sao nhưng thiếu điều kiện bắt buộc, không ban hành quyết định."
        )
    floor = regime.lowest_of(_lowest_decided(regime))
    return Outcomes((CLOSE,), f"dưới {floor} điểm, không ban hành quyết định.")


def _on_central(dossier: Dossier) -> bool:
    """Whether it is the central council's result that is decided on: by the minister, and by the province it came back to."""
    return dossier.state in AT_MINISTRY or dossier.state == DossierState.PROVINCE_FALLBACK


def _by_minister(regime: Regime, star: int) -> Outcomes:
    if regime.decides(star) == "ministry":
        return Outcomes((RECOGNISE,), f"đạt {star} sao, thuộc thẩm quyền công nhận của Bộ trưởng.")
    return Outcomes((RETURN,), "chưa đạt 5 sao: thông báo kết quả cho UBND cấp tỉnh (Đ.7.4.g).")


def _after_the_ministry(regime: Regime, star: int) -> Outcomes:
    """The province may recognise what the central council found, at a star of its own competence (Đ.7.4.g ¶2)."""
    if regime.decides(star) == "province":
        return Outcomes((RECOGNISE, CLOSE), f"Hội đồng cấp trung ương chấm {star} sao: tỉnh có thể căn cứ kết quả này.")
    return Outcomes((CLOSE,), "kết quả của Hội đồng cấp trung ương không đủ điều kiện 3 sao.")


def _not_forwarded_twice(found: Outcomes) -> Outcomes:
    """What came back from the ministry is evaluated by the province's own competence: it is not sent again (Đ.7.4.g ¶2)."""
    choices = tuple(one for one in found.choices if one != APPROVE) or (CLOSE,)
    return Outcomes(choices, f"{found.reason} Bộ đã đánh giá hồ sơ này, không gửi lại Bộ trong cùng hồ sơ.")


def _at_ministry_level(regime: Regime, result: EvaluationResult, star: int, forwarded_from: int) -> Outcomes:
    if regime.decides(star) == "ministry":
        return Outcomes((APPROVE,), f"từ {forwarded_from} điểm và đủ điều kiện {star} sao: phê duyệt kết quả, gửi Bộ.")
    # OQ-13: the gates of five stars are missed; unless the council's rules ask for them, the province chooses.
    below: Choice = RECOGNISE if regime.decides(star) == "province" else CLOSE
    if result.item.meeting.rules.forward_requires_gates:
        return Outcomes(
            (below,), f"từ {forwarded_from} điểm nhưng thiếu điều kiện; quy chế yêu cầu đủ điều kiện mới gửi Bộ."
        )
    return Outcomes((below, APPROVE), f"từ {forwarded_from} điểm nhưng thiếu điều kiện 5 sao: tỉnh chọn.")


def _lowest_decided(regime: Regime) -> int:
    return min(regime.competence)


def may_submit(user: UserAccount, dossier: Dossier) -> Verdict:
    """The provincial office submits results of its own province (Đ.7.3.đ), the central office those of the central council (Đ.7.4.đ)."""
    if dossier.state in (DossierState.CENTRAL_SCORED, MINISTER_DECIDES):
        central = Denied("Chỉ cơ quan tham mưu OCOP của Bộ trình kết quả của Hội đồng cấp trung ương.")
        return ALLOWED if holds(user, Role.CENTRAL_OFFICER) else central
    if not holds(user, Role.PROVINCIAL_OFFICER, dossier.unit_path):
        return Denied("Chỉ cơ quan tham mưu OCOP của tỉnh này được trình kết quả.")
    if dossier.state not in {DossierState.PROVINCE_SCORED, DossierState.DECISION_PENDING}:
        return Denied(f"Hồ sơ đang ở bước “{DossierState(dossier.state).label}”, chưa trình được.")
    return ALLOWED


MATTERS = dict.fromkeys((RECOGNISE, APPROVE, CLOSE), "provincial_decision") | {SEND_BACK: "result_sent_back"}
OF_MINISTER = "central_decision"


def decides_centrally(user: UserAccount) -> bool:
    """Whether the person decides in the minister's place: the minister, or a dated deputy."""
    return holds(user, Role.MINISTER)


def may_sign_choice(user: UserAccount, choice: str, unit_paths: Iterable[str]) -> Verdict:
    """Whether a deputy's paper covers what was chosen, in every commune concerned: told before anything is typed."""
    matter = OF_MINISTER if decides_centrally(user) else MATTERS.get(choice, OF_MINISTER)
    verdicts = (may_sign_matter(user, matter, path) for path in sorted(set(unit_paths)))
    return next((one for one in verdicts if not one), ALLOWED)


def may_decide(user: UserAccount, dossier: Dossier) -> Verdict:
    """The chair of the province's committee decides on submitted results (Đ.7.3.e)."""
    if not holds(user, Role.PROVINCIAL_CHAIR, dossier.unit_path):
        return Denied("Chỉ Chủ tịch UBND tỉnh này được quyết định.")
    if not (verdict := may_sign_choice(user, RECOGNISE, [dossier.unit_path])):
        return verdict
    if dossier.state not in CHAIR_DECIDES | DECIDED_STATES:
        return _not_yet(dossier)
    return ALLOWED


def may_decide_centrally(user: UserAccount, dossier: Dossier) -> Verdict:
    """The minister, or a dated deputy, decides on submitted results of the central council (Đ.7.4.e)."""
    if not decides_centrally(user):
        return Denied("Chỉ Bộ trưởng Bộ Nông nghiệp và Môi trường quyết định công nhận 5 sao.")
    if not (verdict := may_sign_choice(user, RECOGNISE, [dossier.unit_path])):
        return verdict
    decided = dossier.central_round_id is not None and dossier.state in DECIDED_BY_MINISTER
    return ALLOWED if dossier.state == MINISTER_DECIDES or decided else _not_yet(dossier)


def _not_yet(dossier: Dossier) -> Denied:
    return Denied(f"Hồ sơ đang ở bước “{DossierState(dossier.state).label}”, chưa quyết định được.")


def may_correct(user: UserAccount, decision: RecognitionDecision) -> Verdict:
    """Who signs decisions of the province puts misspelt names of one of them right; a correction is not corrected itself."""
    if decision.unit_id is None:
        return Denied("Quyết định của Bộ trưởng đính chính bằng quyết định mới của Bộ.")
    if not holds(user, Role.PROVINCIAL_CHAIR, decision.unit_path):
        return Denied("Chỉ Chủ tịch UBND tỉnh này được đính chính quyết định.")
    if not (verdict := may_sign_choice(user, RECOGNISE, [decision.unit_path])):
        return verdict
    if decision.kind == DecisionKind.CORRECTION:
        return Denied("Hãy đính chính quyết định gốc; quyết định đính chính không đính chính tiếp.")
    return ALLOWED


def may_send_back(user: UserAccount, dossier: Dossier) -> Verdict:
    """Who decides may ask the council to look again, until something is decided (Đ.7.3.e, 7.4.e; assumed).

    What came back from the ministry goes to the council of the province: it evaluates by its own competence (Đ.7.4.g ¶2).
    """
    if dossier.state == MINISTER_DECIDES:
        return may_decide_centrally(user, dossier)
    if not holds(user, Role.PROVINCIAL_CHAIR, dossier.unit_path):
        return Denied("Chỉ Chủ tịch UBND tỉnh này được chuyển kết quả lại Hội đồng.")
    if not (verdict := may_sign_choice(user, SEND_BACK, [dossier.unit_path])):
        return verdict
    if dossier.state not in CHAIR_DECIDES:
        return Denied(f"Hồ sơ đang ở bước “{DossierState(dossier.state).label}”, không chuyển lại Hội đồng được.")
    return ALLOWED
