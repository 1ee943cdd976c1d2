"""Dossiers with a council result, ready to be decided."""

from datetime import UTC, date, datetime
from typing import Any

from ocop.councils.models import AgendaItem, Council, CouncilMeeting, CouncilReport, CouncilRules, EvaluationResult
from ocop.dossiers.models import Dossier
from ocop.people.models import UserAccount
from ocop.recognition.models import Certificate
from ocop.recognition.operations import new_token, publish_products
from ocop.recognition.operations.recording import End, end_certificates, enter_certificates
from tests import builders as make

AT = datetime(2026, 12, 20, 3, 0, tzinfo=UTC)
REPORTED_ON = date(2026, 12, 10)


def meeting(province: Any = None, *, forward_requires_gates: bool = False) -> CouncilMeeting:
    unit, number = province or make.province(), Council.objects.count() + 1
    rules = CouncilRules.objects.create(
        unit=unit, decision_number=f"{number}/QĐ-HĐ", effective_from=date(2026, 6, 1), quorum_ratio="0.75", max_spread="10",
        forward_requires_gates=forward_requires_gates,
    )  # fmt: skip
    council = Council.objects.create(
        unit=unit,
        unit_path=unit.path,
        name="Hội đồng tỉnh",
        decision_number=f"{number}/QĐ-UBND",
        decided_on=date(2026, 6, 2),
        rules=rules,
    )
    evaluation_round = make.evaluation_round(unit) if not unit_has_round(unit) else unit_has_round(unit)
    held = CouncilMeeting.objects.create(
        council=council, rules=rules, round=evaluation_round, held_on=REPORTED_ON, place="Trụ sở", state="closed"
    )
    CouncilReport.objects.create(
        meeting=held,
        number="5/BC-HĐ",
        signed_on=REPORTED_ON,
        content={},
        content_hash="0" * 64,
        signed_by=make.account(),
        signed_at=AT,
    )
    return held


def unit_has_round(unit: Any) -> Any:
    from ocop.dossiers.models import EvaluationRound

    return EvaluationRound.objects.filter(unit=unit).first()


def result(
    dossier: Dossier, *, mean: str = "79", star: int | None = 4, band: int | None = None, at: CouncilMeeting | None = None,
    unmet: list[dict[str, Any]] | None = None, state: str = "final",
) -> EvaluationResult:  # fmt: skip
    held = at or meeting()
    item = AgendaItem.objects.create(meeting=held, dossier=dossier, position=held.items.count() + 1)
    gates = {str(one): one <= (star or 0) for one in (3, 4, 5)}
    made = EvaluationResult.objects.create(
        item=item, sheets_counted=5, average_score=f"{float(mean):.2f}", average_exact=mean, score_spread="4.00", rescoring_due=False,
        band=band or (5 if float(mean) >= 90 else 4 if float(mean) >= 70 else 3 if float(mean) >= 50 else 2), gates=gates, star_rating=star,
        part_means={"A": "157/5", "B": "61/3", "C": "28"}, unmet=unmet or [], outcome="recognised", computed_at=AT,
    )  # fmt: skip
    item.state = state  # a final result takes nothing any more
    item.save()
    return made


def scored_dossier(*, state: str = "decision_pending", product: Any = None, **values: Any) -> Dossier:
    dossier = make.dossier(product, state=state)
    result(dossier, **values)
    return dossier


def officer() -> UserAccount:
    return make.account("provincial_officer", make.province())


def chair() -> UserAccount:
    return make.account("provincial_chair", make.province())


def certificate(product: Any = None, *, star: int = 4, **values: Any) -> Certificate:
    """An imported or plain certificate, published in the register; one that has ended was ended later."""
    of = product or make.product()
    values = {
        "regime": "R2",
        "issued_on": date(2025, 3, 1),
        "decision_number": "12/QĐ-UBND",
        "token": new_token(),
        **values,
    }
    ended_on, reason = values.pop("ended_on", None), values.pop("end_reason", "superseded")
    (row,) = enter_certificates([Certificate(product=of, star_rating=star, **values)], by=None, at=AT)
    if ended_on:
        end_certificates([End(row, ended_on, reason)], by=None, at=AT)
    publish_products([of.pk])
    return row
