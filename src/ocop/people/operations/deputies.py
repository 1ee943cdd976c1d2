"""Every write about deputies: appointed by a document, paused and resumed by the office, ended on a day (NĐ 30/2020, Đ.13)."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Q

from ocop.ledger.errors import DomainError
from ocop.ledger.operations import record
from ocop.ledger.verdicts import insist
from ocop.people import signing
from ocop.people.asking import deputy_appointed
from ocop.people.models import Deputyship, Role, UserAccount
from ocop.people.rules import (
    LEVELS_OF_ROLE,
    PLACES,
    may_appoint_deputy,
    may_be_deputy,
    may_end_deputy,
    may_pause_deputy,
    may_resume_deputy,
)
from ocop.people.signing import ways
from ocop.territory.models import AdministrativeUnit
from ocop.vietnamese import format_date, nfc

from .roles import forget_roles


@transaction.atomic
def appoint_deputy(
    account: UserAccount,
    *,
    role: str,
    unit: AdministrativeUnit | None,
    organisation_name: str = "",
    way: str,
    position: str,
    document: str,
    matters: Iterable[str] = (),
    effective_from: date,
    effective_to: date | None,
    by: UserAccount,
    at: datetime,
) -> Deputyship:
    """Let somebody sign for the holder of an office, from day to day; the same appointment again is returned.

    Raises ``DomainError`` with the field when the person may not appoint or the other may not sign, when the days meet those of
    another appointment to the same office, and when the paper does not say what the decree asks of its kind. ``matters`` are codes
    of ``signing.matters``.
    """
    path = unit.path if unit else ""
    insist(may_appoint_deputy(by, role, path, _clean(organisation_name)))
    _refuse_other_place(role, unit)
    locked = UserAccount.objects.select_for_update(no_key=True).get(pk=account.pk)
    office = {"role": role, "unit": unit, "organisation_name": _clean(organisation_name)}
    given: dict[str, Any] = {
        "way": way,
        "position": _clean(position),
        "document": _clean(document),
        "matters": " ".join(sorted(matters)),
        "effective_from": effective_from,
        "effective_to": effective_to,
    }
    same = Deputyship.objects.filter(account=locked, **office, **given).first()
    if same is not None:
        return same
    insist(may_be_deputy(locked, role, path, by=by), field="account")
    _refuse_incomplete(given)
    _refuse_other_matters(role, given["matters"])
    _refuse_overlap(locked, office, effective_from, effective_to)
    made = Deputyship.objects.create(account=locked, **office, **given)
    _note("deputy_appointed", made, by=by, at=at)
    deputy_appointed.ask(made, at)
    forget_roles(account)
    return made


@transaction.atomic
def end_deputy(deputyship: Deputyship, *, effective_to: date, reason: str, by: UserAccount, at: datetime) -> Deputyship:
    """Set the last day of a deputyship; one that ends on that day or before stays as it is. Raises ``DomainError``."""
    row = _locked(deputyship)
    insist(may_end_deputy(by, row))
    if effective_to < row.effective_from:
        raise DomainError("Ngày cuối không trước ngày bắt đầu.", field="effective_to")
    if row.effective_to and row.effective_to <= effective_to:
        return row
    row.effective_to = effective_to
    row.save(update_fields=["effective_to"])
    _note("deputy_ended", row, by=by, at=at, reason=reason)
    forget_roles(deputyship.account)
    return row


@transaction.atomic
def pause_deputy(deputyship: Deputyship, *, reason: str, by: UserAccount, at: datetime) -> Deputyship:
    """Stop somebody from signing for the office, with the next request; pausing again changes nothing. Raises ``DomainError``."""
    row = _locked(deputyship)
    insist(may_pause_deputy(by, row))
    if not reason.strip():
        raise DomainError("Hãy ghi lý do tạm dừng.", field="reason")
    return _set_paused(row, at, "deputy_paused", by=by, at=at, reason=reason)


@transaction.atomic
def resume_deputy(deputyship: Deputyship, *, by: UserAccount, at: datetime) -> Deputyship:
    """Let somebody sign again whose deputyship was paused; one that was not paused stays as it is. Raises ``DomainError``."""
    row = _locked(deputyship)
    insist(may_resume_deputy(by, row))
    return _set_paused(row, None, "deputy_resumed", by=by, at=at)


def _set_paused(
    row: Deputyship, paused_at: datetime | None, action: str, *, by: UserAccount, at: datetime, reason: str = ""
) -> Deputyship:
    if (row.paused_at is None) != (paused_at is None):
        row.paused_at = paused_at
        row.save(update_fields=["paused_at"])
        _note(action, row, by=by, at=at, reason=reason)
        forget_roles(row.account)
    return row


def _refuse_other_place(role: str, unit: AdministrativeUnit | None) -> None:
    levels = LEVELS_OF_ROLE.get(role, ("province",) if role == Role.ADVISORY_GROUP_HEAD else ("",))
    if (unit.level if unit else "") not in levels:
        places = " hoặc ".join(PLACES[one] for one in levels)
        raise DomainError(f"Chức vụ “{Role(role).label}” ở {places}.", field="office")


def _refuse_incomplete(given: dict[str, Any]) -> None:
    way = ways()[given["way"]]
    if not given["position"]:
        raise DomainError("Hãy ghi chức vụ của người ký, ví dụ: Phó Chủ tịch.", field="position")
    if not given["document"]:
        raise DomainError("Hãy ghi số và ngày của văn bản giao việc ký.", field="document")
    if way.until and given["effective_to"] is None:
        raise DomainError(f"Văn bản cho {way.words} phải có thời hạn; hãy ghi ngày cuối.", field="effective_to")
    if way.matters and not given["matters"]:
        raise DomainError(f"Văn bản cho {way.words} phải nêu nội dung được ký.", field="matters")
    if given["effective_to"] and given["effective_to"] < given["effective_from"]:
        raise DomainError("Ngày cuối không trước ngày bắt đầu.", field="effective_to")


def _refuse_other_matters(role: str, written: str) -> None:
    known = signing.matters()
    for code in written.split():
        if code not in known or known[code].office != role:
            words = known[code].words if code in known else code
            raise DomainError(f"“{words}” không do chức vụ này ký.", field="matters")


def _refuse_overlap(account: UserAccount, office: dict[str, Any], begins: date, ends: date | None) -> None:
    """One person is deputy of one office once on a day; the database keeps it too (``guards``)."""
    meets = Q(effective_to__isnull=True) | Q(effective_to__gte=begins)
    if ends is not None:
        meets &= Q(effective_from__lte=ends)
    other = Deputyship.objects.filter(meets, account=account, **office).first()
    if other is not None:
        until = f" đến hết {format_date(other.effective_to)}" if other.effective_to else ""
        raise DomainError(
            f"Người này đã được giao ký cho chức vụ đó từ {format_date(other.effective_from)}{until}.",
            field="effective_from",
        )


def _locked(deputyship: Deputyship) -> Deputyship:
    rows = Deputyship.objects.select_for_update(of=("self",), no_key=True).select_related("account", "unit")
    return rows.get(pk=deputyship.pk)


def _clean(text: str) -> str:
    return " ".join(nfc(text).split())


def _note(action: str, row: Deputyship, *, by: UserAccount, at: datetime, reason: str = "") -> None:
    details = {
        "account": row.account_id,
        "role": row.role,
        "way": row.way,
        "document": row.document,
        "from": row.effective_from.isoformat(),
        "to": row.effective_to.isoformat() if row.effective_to else None,
    }
    path = row.unit.path if row.unit else ""
    record(action, row, by=by, at=at, unit_path=path, reason=_clean(reason), details=details, records=[row])
