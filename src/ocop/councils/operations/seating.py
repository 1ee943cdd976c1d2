"""Record the council the provincial chair set up: its rules, its decision, its members (QĐ 26/2026, Đ.7.3.b)."""

from datetime import date, datetime
from decimal import Decimal
from typing import TypeVar

from django.db import transaction
from django.utils import timezone

from ocop.councils.models import Capacity, Council, CouncilMember, CouncilRules
from ocop.councils.rules import may_set_up_council, require
from ocop.law.settings import setting
from ocop.ledger.errors import DomainError
from ocop.ledger.operations import record
from ocop.people.models import Role, RoleAssignment, UserAccount
from ocop.territory.models import AdministrativeUnit
from ocop.vietnamese import nfc

T = TypeVar("T")
ROLE_OF_CAPACITY: dict[str, Role] = {
    Capacity.CHAIR: Role.COUNCIL_CHAIR,
    Capacity.SECRETARY: Role.COUNCIL_SECRETARY,
}


@transaction.atomic
def record_rules(
    unit: AdministrativeUnit,
    *,
    decision_number: str,
    effective_from: date,
    by: UserAccount,
    at: datetime,
    quorum_ratio: Decimal | None = None,
    chair_must_attend: bool | None = None,
    aggregate: str | None = None,
    max_spread: Decimal | None = None,
    rescoring_limit: int | None = None,
    gates_by: str | None = None,
    forward_requires_gates: bool | None = None,
    secretary_scores: bool = False,
) -> CouncilRules:
    """Record the council's working rules; what is not given is the national default of that day.

    Raises ``DomainError`` when the person may not, or the values contradict themselves.
    """
    require(may_set_up_council(by, unit.path))
    ratio = _given(quorum_ratio, Decimal(setting("council.quorum_ratio", effective_from)))
    if not 0 < ratio <= 1:
        raise DomainError("Tỷ lệ có mặt phải lớn hơn 0 và không quá 100 %.", field="quorum_ratio")
    rules = CouncilRules.objects.create(
        unit=unit,
        decision_number=nfc(decision_number),
        effective_from=effective_from,
        quorum_ratio=ratio,
        chair_must_attend=_given(chair_must_attend, setting("council.chair_must_attend", effective_from)),
        aggregate=_given(aggregate, setting("council.aggregate", effective_from)),
        max_spread=_given(max_spread, setting("council.max_spread_points", effective_from)),
        rescoring_limit=_given(rescoring_limit, setting("council.rescoring_limit", effective_from)),
        gates_by=_given(gates_by, setting("scoring.gate_choice", effective_from)),
        forward_requires_gates=_given(
            forward_requires_gates, setting("scoring.forward_requires_gates", effective_from)
        ),
        secretary_scores=secretary_scores,
        size_min=setting("council.size_min", effective_from),
        size_max=setting("council.size_max", effective_from),
    )
    record("council_rules_recorded", rules, by=by, at=at, unit_path=unit.path)
    return rules


def _given(value: T | None, default: T) -> T:
    return default if value is None else value


@transaction.atomic
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
    """Record a council with the decision that set it up.

    Raises ``DomainError`` when the person may not, or the rules belong to another province.
    """
    require(may_set_up_council(by, unit.path))
    if rules.unit_id != unit.pk:
        raise DomainError("Quy chế này thuộc tỉnh khác.", field="rules")
    council = Council.objects.create(
        unit=unit,
        unit_path=unit.path,
        name=nfc(name),
        decision_number=nfc(decision_number),
        decided_on=decided_on,
        rules=rules,
        is_demo=is_demo,
    )
    record("council_set_up", council, by=by, at=at, unit_path=unit.path)
    return council


@transaction.atomic
def seat_member(
    council: Council, account: UserAccount, *, capacity: str, organisation: str, by: UserAccount, at: datetime
) -> CouncilMember:
    """Seat a person in a council and give the role that goes with the seat; seating twice changes nothing.

    Raises ``DomainError`` when the person may not, the council is full, or it has a chair already.
    """
    require(may_set_up_council(by, council.unit_path))
    council = Council.objects.select_for_update(of=("self",)).select_related("rules").get(pk=council.pk)
    present = list(council.members.all())
    seated = next((member for member in present if member.account_id == account.pk), None)
    if seated is not None:
        return seated
    if len(present) >= council.rules.size_max:
        raise DomainError(f"Hội đồng có nhiều nhất {council.rules.size_max} thành viên theo quy chế.")
    if capacity == Capacity.CHAIR and any(member.capacity == Capacity.CHAIR for member in present):
        raise DomainError("Hội đồng đã có Chủ tịch.", field="capacity")
    member = CouncilMember.objects.create(
        council=council,
        account=account,
        capacity=Capacity(capacity),
        organisation=nfc(organisation),
        position=len(present) + 1,
    )
    RoleAssignment.objects.get_or_create(
        account=account,
        role=ROLE_OF_CAPACITY.get(capacity, Role.COUNCIL_MEMBER),
        unit=council.unit,
        effective_to=None,
        defaults={"effective_from": timezone.localdate(at), "body_name": council.name},
    )
    details = {"member": member.pk, "account": account.pk, "capacity": capacity}
    record("council_member_seated", council, by=by, at=at, unit_path=council.unit_path, details=details)
    return member
