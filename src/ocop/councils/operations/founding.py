"""Record what the provincial chair decided on paper: the council's rules and the council (QĐ 26/2026, Đ.7.3.b)."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction

from ocop.councils.models import Council, CouncilMeeting, CouncilRules, MeetingState
from ocop.councils.rules import may_set_up_council
from ocop.law.settings import setting
from ocop.ledger.errors import DomainError
from ocop.ledger.operations import record
from ocop.ledger.uniqueness import one_winner
from ocop.ledger.verdicts import insist
from ocop.people.models import UserAccount
from ocop.territory.models import AdministrativeUnit
from ocop.vietnamese import format_date, nfc

from .seating import lock_council

# Parameters of the working rules and the setting that holds the national default of each.
DEFAULTS = {
    "quorum_ratio": "council.quorum_ratio",
    "chair_must_attend": "council.chair_must_attend",
    "aggregate": "council.aggregate",
    "max_spread": "council.max_spread_points",
    "rescoring_limit": "council.rescoring_limit",
    "gates_by": "scoring.gate_choice",
    "forward_requires_gates": "scoring.forward_requires_gates",
    "size_min": "council.size_min",
    "size_max": "council.size_max",
}


@one_winner()
def record_rules(
    unit: AdministrativeUnit,
    *,
    decision_number: str,
    effective_from: date,
    by: UserAccount,
    at: datetime,
    secretary_scores: bool = False,
    unlimited_spread: bool = False,
    **given: Any,
) -> CouncilRules:
    """Record the council's working rules; a parameter of ``DEFAULTS`` not given is the national default of that day.

    Recording the same paper again changes nothing; rules are never edited, a new decision replaces them. Raises ``DomainError``
    when the person may not, the values contradict themselves, or the same number and day carry other values.
    """
    insist(may_set_up_council(by, unit.path))
    AdministrativeUnit.objects.select_for_update(no_key=True).get(pk=unit.pk)  # two clicks write one row
    values: dict[str, Any] = {name: given.get(name) for name in DEFAULTS}
    for name in [name for name, value in values.items() if value is None]:
        values[name] = setting(DEFAULTS[name], effective_from)
    values["quorum_ratio"] = Decimal(values["quorum_ratio"])
    values["max_spread"] = None if unlimited_spread else values["max_spread"]
    values["secretary_scores"] = secretary_scores
    _require_sense(values)
    number = nfc(decision_number).strip()
    rules, created = CouncilRules.objects.get_or_create(
        unit=unit, decision_number=number, effective_from=effective_from, defaults=values
    )
    if not created:
        if any(getattr(rules, name) != value for name, value in values.items()):
            day = format_date(effective_from)
            raise DomainError(
                f"Quy chế số {number} có hiệu lực từ {day} đã được ghi với nội dung khác. "
                "Quy chế đã ghi không sửa được; quyết định mới thì ghi số mới.",
                field="decision_number",
            )
        return rules
    record("council_rules_recorded", rules, by=by, at=at, unit_path=unit.path, records=[rules])
    return rules


def _require_sense(values: dict[str, Any]) -> None:
    if not 0 < values["quorum_ratio"] <= 1:
        raise DomainError("Tỷ lệ có mặt phải lớn hơn 0 và không quá 100 %.", field="quorum_ratio")
    if values["max_spread"] is not None and not 0 < values["max_spread"] <= 100:
        raise DomainError("Mức chênh lệch phải lớn hơn 0 và không quá 100 điểm.", field="max_spread")
    if values["size_min"] < 1:
        raise DomainError("Hội đồng có ít nhất một người.", field="size_min")
    if values["size_max"] < values["size_min"]:
        raise DomainError("Số người nhiều nhất không ít hơn số người ít nhất.", field="size_max")


@one_winner()
def set_up_council(
    unit: AdministrativeUnit,
    *,
    name: str,
    decision_number: str,
    decided_on: date,
    rules: CouncilRules,
    by: UserAccount,
    at: datetime,
    is_demo: bool = False,
) -> Council:
    """Record a council with the decision that set it up; recording the same decision and name again returns it.

    Raises ``DomainError`` when the person may not, or the rules belong to another province.
    """
    insist(may_set_up_council(by, unit.path))
    AdministrativeUnit.objects.select_for_update(no_key=True).get(pk=unit.pk)
    _require_own(rules, unit)
    council, created = Council.objects.get_or_create(
        unit=unit,
        name=nfc(name).strip(),
        decision_number=nfc(decision_number).strip(),
        decided_on=decided_on,
        defaults={"unit_path": unit.path, "rules": rules, "is_demo": is_demo},
    )
    if created:
        record("council_set_up", council, by=by, at=at, unit_path=unit.path, records=[council])
    return council


def _require_own(rules: CouncilRules, unit: AdministrativeUnit) -> None:
    if rules.unit_id != unit.pk:
        raise DomainError("Quy chế này thuộc tỉnh khác.", field="rules")


@transaction.atomic
def adopt_rules(council: Council, rules: CouncilRules, *, by: UserAccount, at: datetime) -> Council:
    """Let a council work under newer rules: for meetings not yet opened; those held keep the rules they were held under.

    Adopting the same rules again changes nothing. Raises ``DomainError`` when the person may not, the rules belong to another
    province, or a meeting is going on.
    """
    council = lock_council(council)
    insist(may_set_up_council(by, council.unit_path))
    _require_own(rules, council.unit)
    if council.rules_id == rules.pk:
        return council
    if council.meetings.filter(state=MeetingState.OPEN).exists():
        raise DomainError("Hội đồng đang họp. Hãy đổi quy chế sau khi phiên họp kết thúc.", field="rules")
    details = {"from": council.rules_id, "to": rules.pk}
    council.rules = rules
    council.save(update_fields=["rules"])
    planned = list(CouncilMeeting.objects.filter(council=council, state=MeetingState.PLANNED))
    CouncilMeeting.objects.filter(pk__in=[meeting.pk for meeting in planned]).update(rules=rules)
    record(
        "council_rules_adopted", council, by=by, at=at, unit_path=council.unit_path, details=details,
        records=[council, *planned],
    )  # fmt: skip
    return council
