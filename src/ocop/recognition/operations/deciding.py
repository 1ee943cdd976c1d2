"""The provincial chair decides (QĐ 26/2026, Đ.7.3.e, 7.4.g, 4.1.a): recognise, approve a result of 90 or more, close without decision; the minister recognises five stars (Đ.7.4.e).

Every operation may be called again with the same input and changes nothing the second time.
"""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from ocop.councils.models import EvaluationResult
from ocop.dossiers.models import Dossier, DossierState
from ocop.dossiers.operations.moving import lock_dossier, move_dossier
from ocop.dossiers.operations.telling import tell_producer
from ocop.ledger.errors import DomainError
from ocop.ledger.operations import record
from ocop.ledger.uniqueness import one_winner
from ocop.ledger.verdicts import insist
from ocop.people.models import UserAccount
from ocop.recognition.models import DecidedResult, DecisionItem, DecisionKind, RecognitionDecision
from ocop.recognition.queries.results import results_of
from ocop.recognition.queries.revoked import revoked_stars
from ocop.recognition.records import decision_content
from ocop.recognition.rules import (
    CHAIR_DECIDES,
    CLOSE,
    MINISTER_DECIDES,
    RETURN,
    Choice,
    choice_of,
    may_decide,
    may_decide_centrally,
    outcomes_allowed,
)
from ocop.territory.models import AdministrativeUnit
from ocop.vietnamese import format_date, nfc

from .certifying import issue_certificate
from .numbering import paper_number, require_new_number, require_paper
from .publishing import publish_products
from .signing import freeze, paper_to_sign
from .telling import tell_commune, tell_of_central_result, tell_of_decision


def recognise(
    dossiers: Iterable[Dossier], *, decision_number: str, decided_on: date, by: UserAccount, at: datetime
) -> RecognitionDecision:
    """Recognise products at the star of their result and issue their certificates, under one decision number and date.

    Raises ``DomainError`` when the person may not decide, a result does not allow it, or number or date cannot be right.
    """
    return _decide(dossiers, DecisionKind.RECOGNITION, number=decision_number, decided_on=decided_on, by=by, at=at)


def recognise_five_star(
    dossiers: Iterable[Dossier], *, decision_number: str, decided_on: date, by: UserAccount, at: datetime
) -> RecognitionDecision:
    """The minister recognises five stars on the result of the central council; certificates of provinces are superseded (Đ.7.4.e).

    Raises ``DomainError`` like ``recognise``.
    """
    kind = DecisionKind.RECOGNITION
    return _decide(dossiers, kind, number=decision_number, decided_on=decided_on, central=True, by=by, at=at)


def approve_result(
    dossiers: Iterable[Dossier], *, decision_number: str, decided_on: date, by: UserAccount, at: datetime
) -> RecognitionDecision:
    """Approve results that go to the ministry (Đ.7.3.e ¶2); the products become ``potential_five_star``.

    Raises ``DomainError`` like ``recognise``.
    """
    return _decide(dossiers, DecisionKind.RESULT_APPROVAL, number=decision_number, decided_on=decided_on, by=by, at=at)


@transaction.atomic
def close_without_decision(dossiers: Iterable[Dossier], *, reason: str, by: UserAccount, at: datetime) -> list[Dossier]:
    """Close dossiers whose result gives no star that is decided on (Đ.4.1.a), with the reason kept in the ledger.

    Raises ``DomainError`` when the person may not decide, the reason is empty, or a result asks for a decision.
    """
    if not reason.strip():
        raise DomainError("Hãy ghi lý do kết thúc, chủ thể sẽ đọc được.", field="reason")
    locked = _locked(dossiers, by)
    open_ones = [dossier for dossier in locked if dossier.state != DossierState.NOT_RECOGNISED]
    _require_undecided(open_ones)
    _require_choice(open_ones, results_of(open_ones), CLOSE, on=timezone.localdate(at))
    for dossier in open_ones:
        move_dossier(
            dossier,
            DossierState.NOT_RECOGNISED,
            by=by,
            at=at,
            action="closed_without_decision",
            reason=nfc(reason.strip()),
        )
        tell_producer(dossier, "result_not_recognised", at=at)
        tell_commune(dossier, "chưa được công nhận", at=at)
    return locked


@transaction.atomic
def return_to_province(dossiers: Iterable[Dossier], *, reason: str, by: UserAccount, at: datetime) -> list[Dossier]:
    """The ministry tells provinces of results that are no five stars; each province decides what follows (Đ.7.4.g).

    Those that were returned stay as they are. Raises ``DomainError`` when the person may not, the words are empty, or a result asks
    for a recognition.
    """
    words = nfc(reason).strip()
    if not words:
        raise DomainError("Hãy ghi nội dung thông báo; UBND cấp tỉnh đọc nguyên văn.", field="reason")
    locked = _locked(dossiers, by, central=True)
    open_ones = [dossier for dossier in locked if dossier.state != DossierState.PROVINCE_FALLBACK]
    _require_undecided(open_ones, central=True)
    _require_choice(open_ones, results_of(open_ones), RETURN, on=timezone.localdate(at))
    for dossier in open_ones:
        move_dossier(
            dossier, DossierState.PROVINCE_FALLBACK, by=by, at=at, action="central_result_returned", reason=words
        )
        tell_of_central_result(dossier, "central_result_below", at=at)
    return locked


@one_winner()
def _decide(
    dossiers: Iterable[Dossier],
    kind: DecisionKind,
    *,
    number: str,
    decided_on: date,
    central: bool = False,
    by: UserAccount,
    at: datetime,
) -> RecognitionDecision:
    locked = _locked(dossiers, by, central=central)
    number = paper_number(number)
    unit = None if central else _province_of(locked)
    _lock_communes(locked)
    existing = RecognitionDecision.objects.filter(unit=unit, decision_number=number, decided_on=decided_on).first()
    if existing:
        return _same_again(existing, kind, locked)
    _require_undecided(locked, central=central)
    results = results_of(locked)
    _check_paper(number, decided_on, results.values(), at)
    require_new_number(unit, number, decided_on)
    _require_choice(locked, results, choice_of(kind), on=timezone.localdate(at))
    demo = any(dossier.is_demo for dossier in locked)
    decision = paper_to_sign(kind, unit, number, decided_on, by=by, at=at, is_demo=demo)
    # A result without a star allows no choice and never comes here.
    decided = [(dossier, results[dossier.pk].star_rating or 0, results[dossier.pk].average_score) for dossier in locked]
    freeze(decision, decision_content(decision, decided))
    for dossier in locked:
        _carry_out(decision, dossier, results[dossier.pk], by=by, at=at)
    listed = {"kind": str(kind), "number": number, "dossiers": [dossier.pk for dossier in locked]}
    rows = [decision, *decision.items.all()]
    record("decision_signed", decision, by=by, at=at, unit_path=decision.unit_path, details=listed, records=rows)
    publish_products([dossier.product_id for dossier in locked])
    return decision


def _carry_out(
    decision: RecognitionDecision,
    dossier: Dossier,
    result: EvaluationResult,
    *,
    by: UserAccount,
    at: datetime,
) -> None:
    star_rating = result.star_rating or 0
    DecisionItem.objects.create(
        decision=decision, dossier=dossier, star_rating=star_rating, average_score=result.average_score,
        rests_on=_basis(dossier, result),
    )  # fmt: skip
    recognised = decision.kind == DecisionKind.RECOGNITION
    move_dossier(
        dossier,
        DossierState.RECOGNISED if recognised else DossierState.POTENTIAL_FIVE_STAR,
        by=by,
        at=at,
        action="product_recognised" if recognised else "result_approved",
        details={"decision": decision.pk},
    )
    if recognised:
        issue_certificate(dossier, decision, star_rating, by=by, at=at)
    tell_of_decision(decision, dossier, star_rating, at=at)


def _basis(dossier: Dossier, result: EvaluationResult) -> DecidedResult:
    """On which result a decision rests; after the ministry's way back a province decides on a new one of its own (Đ.7.4.g)."""
    if result.item.meeting.council.is_central:
        return DecidedResult.CENTRAL
    before = DecisionItem.objects.filter(dossier=dossier, rests_on=DecidedResult.PROVINCE).exists()
    return DecidedResult.PROVINCE_AGAIN if before else DecidedResult.PROVINCE


def _locked(dossiers: Iterable[Dossier], by: UserAccount, *, central: bool = False) -> list[Dossier]:
    locked = [lock_dossier(pk) for pk in sorted({dossier.pk for dossier in dossiers})]
    if not locked:
        raise DomainError("Hãy chọn ít nhất một sản phẩm.")
    for dossier in locked:
        insist(may_decide_centrally(by, dossier) if central else may_decide(by, dossier))
    return locked


def _province_of(dossiers: list[Dossier]) -> AdministrativeUnit:
    paths = {f"{dossier.unit_path.split('/')[0]}/" for dossier in dossiers}
    if len(paths) > 1:
        raise DomainError("Một quyết định chỉ gồm sản phẩm của một tỉnh. Hãy chọn lại.")
    provinces = AdministrativeUnit.objects.select_for_update(no_key=True)  # papers of a province are numbered in turn
    return provinces.get(path=paths.pop(), effective_to__isnull=True)


def _lock_communes(dossiers: list[Dossier]) -> None:
    """Hold the communes that number the products before the first line is written: whoever numbers a dossier waits for it."""
    for pk in sorted(
        {dossier.unit_id for dossier in dossiers} | {dossier.product.unit_id or 0 for dossier in dossiers}
    ):
        AdministrativeUnit.objects.select_for_update(no_key=True).filter(pk=pk).first()


def _same_again(existing: RecognitionDecision, kind: DecisionKind, dossiers: list[Dossier]) -> RecognitionDecision:
    listed = set(existing.items.values_list("dossier_id", flat=True))
    if existing.kind == kind and listed == {dossier.pk for dossier in dossiers}:
        return existing
    day = format_date(existing.decided_on)
    raise DomainError(
        f"Số quyết định {existing.decision_number} ngày {day} đã dùng cho danh sách khác. Hãy kiểm tra lại số và ngày.",
        field="decision_number",
    )


def _check_paper(number: str, decided_on: date, results: Iterable[EvaluationResult], at: datetime) -> None:
    require_paper(number, decided_on, at=at)
    reports = [result.item.meeting.report.signed_on for result in results if hasattr(result.item.meeting, "report")]
    if reports and decided_on < max(reports):
        day = format_date(max(reports))
        raise DomainError(f"Ngày quyết định không thể trước ngày báo cáo của Hội đồng ({day}).", field="decided_on")


def _require_undecided(dossiers: list[Dossier], *, central: bool = False) -> None:
    waiting = {MINISTER_DECIDES} if central else CHAIR_DECIDES
    for dossier in dossiers:
        if dossier.state not in waiting:
            raise DomainError(
                f"“{dossier.product.name}” đã có quyết định: {DossierState(dossier.state).label}. Hãy tải lại danh sách."
            )


def _require_choice(dossiers: list[Dossier], results: dict[int, EvaluationResult], choice: Choice, *, on: date) -> None:
    revoked = revoked_stars(dossiers, on=on)
    for dossier in dossiers:
        allowed = outcomes_allowed(dossier, results.get(dossier.pk), revoked=revoked.get(dossier.pk, ""))
        if choice not in allowed.choices:
            raise DomainError(f"“{dossier.product.name}”: {allowed.reason}")
