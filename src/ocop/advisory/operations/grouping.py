"""Record the advisory group the provincial chair set up, and who works in it (QĐ 26/2026, Đ.7.3.b), or the minister (Đ.7.4.b)."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from ocop.advisory.models import AdvisoryGroup, AdvisoryGroupMember, GroupCapacity
from ocop.advisory.rules import may_set_up_group
from ocop.ledger.errors import DomainError
from ocop.ledger.operations import record
from ocop.ledger.uniqueness import one_winner
from ocop.ledger.verdicts import insist
from ocop.notices.operations import notify
from ocop.people.models import Role, UserAccount
from ocop.people.operations import close_role, give_role
from ocop.territory.models import AdministrativeUnit
from ocop.vietnamese import format_date, nfc

LEFT = "Kết thúc tham gia Tổ tư vấn"


def role_of(capacity: str, group: AdvisoryGroup) -> Role:
    """Return the role that goes with a place in a group of a province or of the ministry."""
    return Role(f"central_{capacity}" if group.is_central else capacity)


@one_winner()
def set_up_group(
    unit: AdministrativeUnit | None,
    *,
    name: str,
    decision_number: str,
    decided_on: date,
    by: UserAccount,
    at: datetime,
    is_demo: bool = False,
) -> AdvisoryGroup:
    """Record a group with the decision that set it up, without a unit the ministry's; the same decision again returns the same group.

    Raises ``DomainError`` with the field when the person may not, or something is missing or wrong.
    """
    path = unit.path if unit else ""
    insist(may_set_up_group(by, path))
    words, number = nfc(name).strip(), nfc(decision_number).strip()
    if not words:
        raise DomainError("Hãy ghi tên Tổ tư vấn.", field="name")
    if not number:
        raise DomainError("Hãy ghi số quyết định thành lập.", field="decision_number")
    if decided_on > timezone.localdate(at):
        raise DomainError("Ngày quyết định không được sau ngày hôm nay.", field="decided_on")
    group, created = AdvisoryGroup.objects.get_or_create(
        unit=unit,
        decision_number=number,
        decided_on=decided_on,
        defaults={"name": words, "unit_path": path, "is_demo": is_demo},
    )
    if group.name != words:
        raise DomainError(f"Quyết định {number} đã được ghi cho “{group.name}”.", field="decision_number")
    if created:
        details = {"decision": number}
        record("advisory_group_set_up", group, by=by, at=at, unit_path=path, details=details, records=[group])
    return group


@one_winner()
def add_member(
    group: AdvisoryGroup, account: UserAccount, *, capacity: str, organisation: str, by: UserAccount, at: datetime
) -> AdvisoryGroupMember:
    """Add a person to a group and give the role that goes with it; adding twice changes nothing.

    Raises ``DomainError`` when the person may not, the group has a head already, or the account cannot hold the role.
    """
    insist(may_set_up_group(by, group.unit_path))
    group = AdvisoryGroup.objects.select_for_update(of=("self",), no_key=True).select_related("unit").get(pk=group.pk)
    present = list(group.members.filter(left_on__isnull=True))
    known = next((one for one in present if one.account_id == account.pk), None)
    if known is not None:
        if known.capacity != capacity:
            raise DomainError("Người này đã có trong Tổ. Hãy kết thúc tư cách cũ trước khi đổi.", field="capacity")
        return known
    if not nfc(organisation).strip():
        raise DomainError("Hãy ghi cơ quan, tổ chức của người này.", field="organisation")
    if capacity == GroupCapacity.HEAD and any(one.capacity == GroupCapacity.HEAD for one in present):
        raise DomainError("Tổ tư vấn đã có Tổ trưởng.", field="capacity")
    member = AdvisoryGroupMember.objects.create(
        group=group,
        account=account,
        capacity=GroupCapacity(capacity),
        organisation=nfc(organisation).strip(),
        position=group.members.count() + 1,
    )
    give_role(
        account,
        role_of(capacity, group),
        unit=group.unit,
        organisation_name=group.name,
        document=group.decision_number if group.is_central else "",
        effective_from=timezone.localdate(at),
        by=by,
        at=at,
    )
    details = {"member": member.pk, "account": account.pk, "capacity": capacity}
    record("advisory_member_added", group, by=by, at=at, unit_path=group.unit_path, details=details, records=[member])
    words = {
        "group": group.name,
        "capacity": member.get_capacity_display(),
        "since": format_date(timezone.localdate(at)),
    }
    notify("advisory_seat", to=[account], about=member, words=words, at=at)
    return member


@transaction.atomic
def release_member(member: AdvisoryGroupMember, *, by: UserAccount, at: datetime) -> AdvisoryGroupMember:
    """End a membership today, and the role with it unless another group still needs it; ending twice changes nothing.

    Raises ``DomainError`` when the person may not.
    """
    locked = (
        AdvisoryGroupMember.objects.select_for_update(of=("self",), no_key=True)
        .select_related("group__unit", "account")
        .get(pk=member.pk)
    )
    insist(may_set_up_group(by, locked.group.unit_path))
    if locked.left_on is not None:
        return locked
    locked.left_on = timezone.localdate(at)
    locked.save(update_fields=["left_on"])
    others = AdvisoryGroupMember.objects.filter(
        account=locked.account_id, capacity=locked.capacity, left_on__isnull=True, group__unit=locked.group.unit_id
    )
    if not others.exists():
        close_role(
            locked.account,
            role_of(locked.capacity, locked.group),
            unit=locked.group.unit,
            effective_to=locked.left_on,
            reason=LEFT,
            by=by,
            at=at,
        )
    details = {"member": locked.pk, "account": locked.account_id, "capacity": locked.capacity}
    record(
        "advisory_member_released",
        locked.group,
        by=by,
        at=at,
        unit_path=locked.group.unit_path,
        details=details,
        records=[locked],
    )
    return locked
