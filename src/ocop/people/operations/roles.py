"""Every write about accounts and roles, each with its ledger line."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from ocop.ledger.errors import DomainError
from ocop.ledger.operations import record
from ocop.ledger.verdicts import insist
from ocop.people.asking import role_given
from ocop.people.models import PublicBody, Role, RoleAssignment, UserAccount
from ocop.people.rights import Denied
from ocop.people.rules import (
    BY_DECISION,
    LEVELS_OF_ROLE,
    PLACES,
    body_fits,
    may_assign,
    may_change_account,
    may_hold,
    may_switch_account,
)
from ocop.territory.models import AdministrativeUnit
from ocop.vietnamese import nfc


@transaction.atomic
def give_role(
    account: UserAccount,
    role: str,
    *,
    unit: AdministrativeUnit | None = None,
    body: PublicBody | None = None,
    organisation_name: str = "",
    document: str = "",
    effective_from: date,
    effective_to: date | None = None,
    by: UserAccount | None,
    at: datetime,
) -> RoleAssignment:
    """Write a role into the account's list; one already in force for the same unit is returned, made to last as long as asked.

    For the rooms that know why (a producer registered, a council seats a member). Raises ``DomainError`` when the account
    holds a role that does not go with it.
    """
    locked = UserAccount.objects.select_for_update(no_key=True).get(pk=account.pk)
    still_open = Q(effective_to__isnull=True) | Q(effective_to__gte=effective_from)
    existing = locked.role_assignments.filter(still_open, role=role, unit=unit).order_by("pk").first()
    if existing and not _ends_before(existing, effective_to):
        return existing
    insist(may_hold(locked, role))
    if existing:
        existing.effective_to, existing.ended_at_once = effective_to, False
        existing.save(update_fields=["effective_to", "ended_at_once"])
        _record_role("role_assigned", existing, by=by, at=at)
        forget_roles(account)
        return existing
    assignment = RoleAssignment.objects.create(
        account=locked,
        role=role,
        unit=unit,
        body=body,
        organisation_name=nfc(organisation_name),
        document=nfc(document).strip(),
        effective_from=effective_from,
        effective_to=effective_to,
    )
    _record_role("role_assigned", assignment, by=by, at=at)
    forget_roles(account)
    return assignment


def _ends_before(assignment: RoleAssignment, wanted: date | None) -> bool:
    last = assignment.effective_to
    return assignment.ended_at_once or (last is not None and (wanted is None or wanted > last))


@transaction.atomic
def assign_role(
    account: UserAccount,
    *,
    role: str,
    unit: AdministrativeUnit | None,
    body: PublicBody | None,
    organisation_name: str = "",
    document: str = "",
    effective_from: date,
    effective_to: date | None,
    by: UserAccount,
    at: datetime,
) -> RoleAssignment:
    """Give a role as an administrator. Raises ``DomainError`` where the rules, the unit's level, the body or the papers forbid it."""
    insist(may_assign(by, account, role))
    unit = _place_of(role, unit)
    if effective_to and effective_to < effective_from:
        raise DomainError("Ngày kết thúc phải sau ngày bắt đầu.", field="effective_to")
    fits = body_fits(body, unit.path if unit else "", on=effective_from)
    if isinstance(fits, Denied):
        raise DomainError(fits.reason, field="body")
    _refuse_missing_words(role, organisation_name, document)
    given = give_role(
        account,
        role,
        unit=unit,
        body=body,
        organisation_name=organisation_name,
        document=document,
        effective_from=effective_from,
        effective_to=effective_to,
        by=by,
        at=at,
    )
    role_given.ask(given, at)
    return given


def _place_of(role: str, unit: AdministrativeUnit | None) -> AdministrativeUnit | None:
    """Return the unit in which the role acts; a role of the whole country has none. Raises ``DomainError`` for another level."""
    levels = LEVELS_OF_ROLE.get(role, ("",))
    if levels == ("",):
        return None
    if (unit.level if unit else "") not in levels:
        raise DomainError(
            f"Vai trò “{Role(role).label}” cần {' hoặc '.join(PLACES[one] for one in levels)}.", field="unit"
        )
    return unit


def _refuse_missing_words(role: str, organisation_name: str, document: str) -> None:
    if role == Role.BUYER and not organisation_name.strip():
        raise DomainError("Hãy ghi tên đơn vị thu mua.", field="organisation_name")
    if role != Role.BUYER and organisation_name.strip():
        raise DomainError("Chỉ đơn vị thu mua ghi tên ở đây; vai trò khác chọn cơ quan.", field="organisation_name")
    if role in BY_DECISION and not document.strip():
        raise DomainError(f"Vai trò “{Role(role).label}” có theo quyết định; hãy ghi số và ngày.", field="document")


@transaction.atomic
def end_role(assignment: RoleAssignment, *, effective_to: date, reason: str, by: UserAccount, at: datetime) -> None:
    """Set the last day of a role; a role already ended on that day or before stays as it is. Raises ``DomainError``."""
    locked = (
        RoleAssignment.objects.select_for_update(of=("self",), no_key=True)
        .select_related("account", "unit")
        .get(pk=assignment.pk)
    )
    insist(may_change_account(by, locked.account))
    if effective_to < locked.effective_from:
        raise DomainError("Ngày cuối giữ vai trò không trước ngày bắt đầu.", field="effective_to")
    _end(locked, effective_to, reason=reason, by=by, at=at)


@transaction.atomic
def take_role_back(assignment: RoleAssignment, *, reason: str, by: UserAccount, at: datetime) -> None:
    """End a role at once: the person's next request no longer has it. Taking it back again changes nothing.

    Raises ``DomainError`` where the person may not change this account.
    """
    locked = (
        RoleAssignment.objects.select_for_update(of=("self",), no_key=True)
        .select_related("account", "unit")
        .get(pk=assignment.pk)
    )
    insist(may_change_account(by, locked.account))
    today = timezone.localdate(at)
    over = locked.effective_to is not None and locked.effective_to < today
    if over or locked.ended_at_once:
        return
    locked.effective_to, locked.ended_at_once = max(today, locked.effective_from), True
    locked.save(update_fields=["effective_to", "ended_at_once"])
    _record_role("role_taken_back", locked, by=by, at=at, reason=reason)
    forget_roles(locked.account)


@transaction.atomic
def close_role(
    account: UserAccount,
    role: str,
    *,
    unit: AdministrativeUnit | None,
    effective_to: date,
    reason: str,
    by: UserAccount,
    at: datetime,
) -> None:
    """End a role that ``give_role`` gave, for the rooms that know why (a seat in a council ends).

    A role that would begin later ends on its first day; one already ended stays as it is.
    """
    locked = UserAccount.objects.select_for_update(no_key=True).get(pk=account.pk)
    running = Q(effective_to__isnull=True) | Q(effective_to__gt=effective_to)
    for assignment in locked.role_assignments.filter(running, role=role, unit=unit).select_related("account", "unit"):
        _end(assignment, max(effective_to, assignment.effective_from), reason=reason, by=by, at=at)
    forget_roles(account)


def _end(assignment: RoleAssignment, last_day: date, *, reason: str, by: UserAccount, at: datetime) -> None:
    if assignment.effective_to and assignment.effective_to <= last_day:
        return
    assignment.effective_to = last_day
    assignment.save(update_fields=["effective_to"])
    _record_role("role_ended", assignment, by=by, at=at, reason=reason)


@transaction.atomic
def switch_account(account: UserAccount, *, active: bool, reason: str, by: UserAccount, at: datetime) -> None:
    """Switch an account off or on; off takes effect at the person's next request. Raises ``DomainError``."""
    locked = UserAccount.objects.select_for_update(no_key=True).get(pk=account.pk)
    insist(may_switch_account(by, locked))
    if locked.is_active == active:
        return
    locked.is_active = active
    locked.save(update_fields=["is_active"])
    action = "account_reactivated" if active else "account_deactivated"
    record(action, locked, by=by, at=at, reason=nfc(reason))


@transaction.atomic
def update_own_details(account: UserAccount, *, full_name: str, phone: str, by: UserAccount, at: datetime) -> None:
    """Change the own name and telephone; the ledger keeps old and new value salted, so that they can be erased."""
    locked = UserAccount.objects.select_for_update(no_key=True).get(pk=account.pk)
    before, after = (locked.full_name, locked.phone), (nfc(full_name), phone)
    if before == after:
        return
    if phone != locked.phone:  # another number is another person's until it is proved
        locked.phone_verified_at = locked.phone_verified_by = locked.phone_asked_at = None
    locked.full_name, locked.phone = nfc(full_name), phone
    locked.save(update_fields=["full_name", "phone", "phone_verified_at", "phone_verified_by", "phone_asked_at"])
    pairs = zip(("full_name", "phone"), before, after, strict=True)
    changes = {name: (old, new) for name, old, new in pairs if old != new}
    record("account_updated", locked, by=by, at=at, personal_changes=changes)


def _record_role(
    action: str, assignment: RoleAssignment, *, by: UserAccount | None, at: datetime, reason: str = ""
) -> None:
    record(
        action,
        assignment.account,
        by=by,
        at=at,
        unit_path=assignment.unit.path if assignment.unit else "",
        reason=nfc(reason),
        details={
            "assignment": assignment.pk,
            "role": assignment.role,
            "body": assignment.body_id,
            "from": assignment.effective_from.isoformat(),
            "to": assignment.effective_to.isoformat() if assignment.effective_to else None,
        },
        records=[assignment],
    )


def forget_roles(account: UserAccount) -> None:
    """Let the next question about this account object's roles ask the database again."""
    account.__dict__.pop("_held_roles", None)
