"""Record what the provincial chair or the minister decided on paper: the council's rules and the council (QĐ 26/2026, Đ.7.3.b, 7.4.b)."""

from datetime import date, datetime
from typing import Any

from django.db import transaction

from ocop.councils.models import Council, CouncilMeeting, CouncilRules, MeetingState
from ocop.councils.parameters import PARAMETERS, decided
from ocop.councils.rules import may_set_up_council
from ocop.ledger.errors import DomainError
from ocop.ledger.operations import record
from ocop.ledger.uniqueness import one_winner
from ocop.ledger.verdicts import insist
from ocop.people.models import UserAccount
from ocop.territory.models import AdministrativeUnit
from ocop.vietnamese import format_date, nfc

from .seating import lock_council


@one_winner()
def record_rules(
    unit: AdministrativeUnit | None,
    *,
    decision_number: str,
    effective_from: date,
    by: UserAccount,
    at: datetime,
    **given: Any,
) -> CouncilRules:
    """Record the working rules of a province's council, or without a unit of the central one; a parameter not given is the national default of that day (``parameters``).

    Recording the same paper again changes nothing; rules are never edited, a new decision replaces them. Raises ``DomainError``
    when the person may not, the values contradict themselves, or the same number and day carry other values.
    """
    path = _hold(unit, by)
    values = decided(given, on=effective_from)
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
    record("council_rules_recorded", rules, by=by, at=at, unit_path=path, records=[rules])
    return rules


def _hold(unit: AdministrativeUnit | None, by: UserAccount) -> str:
    """Ask whether the person may, hold the province so that two clicks write one row, and return where the body works; "" for the ministry."""
    path = unit.path if unit else ""
    insist(may_set_up_council(by, path))
    if unit:
        AdministrativeUnit.objects.select_for_update(no_key=True).get(pk=unit.pk)
    return path


def _require_sense(values: dict[str, Any]) -> None:
    for one in PARAMETERS:
        if fault := one.kind.fault(values[one.name]):
            raise DomainError(fault, field=one.name)
    if values["size_max"] < values["size_min"]:
        raise DomainError("Số người nhiều nhất không ít hơn số người ít nhất.", field="size_max")


@one_winner()
def set_up_council(
    unit: AdministrativeUnit | None,
    *,
    name: str,
    decision_number: str,
    decided_on: date,
    rules: CouncilRules,
    by: UserAccount,
    at: datetime,
    is_demo: bool = False,
) -> Council:
    """Record a council with the decision that set it up, without a unit the central one; recording the same decision and name again returns it.

    Raises ``DomainError`` when the person may not, or the rules belong to another province.
    """
    path = _hold(unit, by)
    _require_own(rules, unit)
    council, created = Council.objects.get_or_create(
        unit=unit,
        name=nfc(name).strip(),
        decision_number=nfc(decision_number).strip(),
        decided_on=decided_on,
        defaults={"unit_path": path, "rules": rules, "is_demo": is_demo},
    )
    if created:
        record("council_set_up", council, by=by, at=at, unit_path=path, records=[council])
    return council


def _require_own(rules: CouncilRules, unit: AdministrativeUnit | None) -> None:
    if rules.unit != unit:
        raise DomainError("Quy chế này thuộc tỉnh khác hoặc cấp khác.", field="rules")


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
