"""A province plans its rounds, registers packages of communes and puts dossiers into a round (QĐ 26/2026, Đ.5.1, 7.3.a); the ministry plans its own (Đ.5.2)."""

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Max

from ocop.dossiers import clocks
from ocop.dossiers.models import CommuneAssessment, Dossier, DossierReceipt, DossierState, EvaluationRound
from ocop.dossiers.operations.moving import lock_dossier, move_dossier, note
from ocop.dossiers.operations.telling import tell_holders, tell_producer
from ocop.law.procedure import proposal_rounds, regime_of_procedure_on
from ocop.law.regimes import get_regime
from ocop.ledger.errors import DomainError
from ocop.ledger.operations import record
from ocop.ledger.uniqueness import one_winner
from ocop.people.models import Role
from ocop.people.rights import insist
from ocop.reviewing.operations.numbering import number_dossier, receipt_given
from ocop.reviewing.rules.commune import as_provincial_officer, may_receive_at_province
from ocop.reviewing.rules.renewing import is_renewal
from ocop.reviewing.rules.rounds import may_accept_into_round, may_plan_rounds
from ocop.territory.models import AdministrativeUnit
from ocop.vietnamese import nfc

if TYPE_CHECKING:
    from ocop.people.models import UserAccount


@one_winner()
def plan_rounds(
    unit: AdministrativeUnit | None, year: int, *, by: "UserAccount", at: datetime
) -> list[EvaluationRound]:
    """Plan the law's two rounds of a province for a year (Đ.5.1), without a unit the ministry's (Đ.5.2); rounds that exist stay as they are.

    Raises ``DomainError`` when the person does not work for this province or the ministry.
    """
    insist(may_plan_rounds(by, unit))
    _hold(unit)
    of_ministry = "" if unit else " của Bộ"
    for row in proposal_rounds(year):
        if row.level != ("province" if unit else "central"):
            continue
        instrument = get_regime(regime_of_procedure_on(row.last_proposal_day)).instruments[0].number
        planned, created = EvaluationRound.objects.get_or_create(
            unit=unit,
            year=year,
            number=row.number,
            defaults={
                "unit_path": unit.path if unit else "",
                "name": f"Đợt {row.number} năm {year}{of_ministry}",
                "proposals_before": row.proposed_before,
                "finished_before": row.finished_before,
                "legal_source": f"QĐ {instrument}, Đ.{row.article}",
            },
        )
        if created:
            _note_round(planned, by=by, at=at)
    return list(EvaluationRound.objects.filter(unit=unit, year=year).order_by("number"))


def _hold(unit: AdministrativeUnit | None) -> None:
    """Rounds of a province are numbered in turn; the ministry's are kept once by the database alone."""
    if unit:
        AdministrativeUnit.objects.select_for_update(no_key=True).get(pk=unit.pk)


def _note_round(planned: EvaluationRound, *, by: "UserAccount", at: datetime) -> None:
    record(
        "round_planned",
        planned,
        by=by,
        at=at,
        unit_path=planned.unit_path,
        details={
            "year": planned.year,
            "number": planned.number,
            "proposals_before": planned.proposals_before.isoformat(),
            "finished_before": planned.finished_before.isoformat(),
        },
        records=[planned],
    )


@one_winner()
def add_extra_round(
    unit: AdministrativeUnit | None,
    *,
    proposals_before: date,
    finished_before: date,
    legal_source: str,
    by: "UserAccount",
    at: datetime,
) -> EvaluationRound:
    """Add a round beyond the law's two; the decision on the council rules must provide for it (Đ.5.1 ¶2, 5.2 ¶2).

    It belongs to the year in which its proposals close. Repeating it returns the same round. Raises ``DomainError`` with the
    field when the source is missing or the dates are not in order.
    """
    insist(may_plan_rounds(by, unit))
    source = nfc(legal_source).strip()
    if not source:
        raise DomainError(
            "Hãy ghi số, ngày quyết định ban hành Quy chế cho phép tổ chức thêm đợt.", field="legal_source"
        )
    if finished_before <= proposals_before:
        raise DomainError("Ngày kết thúc đợt phải sau ngày chốt nhận đề nghị.", field="finished_before")
    _hold(unit)
    year = proposals_before.year
    same = EvaluationRound.objects.filter(unit=unit, proposals_before=proposals_before, finished_before=finished_before)
    if existing := same.first():
        return existing
    plan_rounds(unit, year, by=by, at=at)
    last = EvaluationRound.objects.filter(unit=unit, year=year).aggregate(last=Max("number"))["last"]
    planned = EvaluationRound.objects.create(
        unit=unit,
        unit_path=unit.path if unit else "",
        year=year,
        number=last + 1,
        name=f"Đợt bổ sung {last + 1} năm {year}{'' if unit else ' của Bộ'}",
        proposals_before=proposals_before,
        finished_before=finished_before,
        legal_source=source,
    )
    _note_round(planned, by=by, at=at)
    return planned


@transaction.atomic
def receive_at_province(dossier: Dossier, *, by: "UserAccount", at: datetime) -> DossierReceipt:
    """Register the commune's package at the OCOP office with the province's own number (Đ.7.3.a, Mẫu 01).

    Repeating it returns the first receipt. Raises ``DomainError`` when the person or the step does not fit.
    """
    locked = lock_dossier(dossier.pk)
    if existing := receipt_given(locked, "province", as_provincial_officer, by=by):
        return existing
    insist(may_receive_at_province(by, locked))
    receipt = number_dossier(locked, "province", on=clocks.local_day(at), by=by)
    details = {"number": receipt.registration_form_number}
    if is_renewal(locked):  # its clock begins with the complete file (Đ.7.6.g)
        locked.due_on = clocks.province_due_on(locked, receipt.received_on)
        locked.save(update_fields=["due_on"])
    note(locked, "dossier_received_at_province", by=by, at=at, details=details, records=[receipt, locked])
    tell_producer(locked, "received_at_province", at=at, number=receipt.registration_form_number)
    return receipt


@transaction.atomic
def accept_into_round(
    dossier: Dossier, evaluation_round: EvaluationRound, *, by: "UserAccount", at: datetime
) -> Dossier:
    """Put a checked dossier into a round of its province (Đ.5.1, 7.3.a).

    Repeating it changes nothing. Raises ``DomainError`` with the reason; a late proposal is offered the next round.
    """
    locked = lock_dossier(dossier.pk)
    if locked.state == DossierState.IN_ROUND and locked.round_id == evaluation_round.pk:
        insist(as_provincial_officer(by, locked))
        return locked
    verdict = may_accept_into_round(
        by,
        locked,
        evaluation_round,
        on=clocks.local_day(at),
        assessment=CommuneAssessment.objects.filter(dossier=locked).first(),
        receipt=locked.receipts.filter(evaluation_level="province").first(),
        rounds=EvaluationRound.objects.filter(unit=evaluation_round.unit_id),
    )
    insist(verdict)
    locked.round = evaluation_round
    move_dossier(
        locked,
        DossierState.IN_ROUND,
        by=by,
        at=at,
        action="dossier_accepted_into_round",
        due_on=clocks.round_due_on(evaluation_round),
        details={"round": evaluation_round.pk},
    )
    of = str(evaluation_round.pk)
    tell_producer(locked, "accepted_into_round", at=at, of=of, round=evaluation_round.name)
    tell_holders(locked, "advisory_waiting", [Role.ADVISORY_GROUP_HEAD], at=at, of=of)
    return locked
