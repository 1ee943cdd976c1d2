"""Every write about public bodies: recorded, renamed on a day, put under a letterhead, gone into another one.

The ledger keeps old and new names; a body is no person. Papers of the past keep the names in their own snapshots.
"""

from datetime import date, datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction

from ocop.ledger.errors import DomainError
from ocop.ledger.operations import record
from ocop.ledger.verdicts import insist
from ocop.people.models import (
    BodyKind,
    BodyLetterhead,
    BodyName,
    BodySuccession,
    PublicBody,
    SuccessionKind,
    UserAccount,
)
from ocop.people.queries.bodies import UNKNOWN_START, leads_to
from ocop.people.rules import LEVEL_OF_KIND, may_record_bodies
from ocop.territory.models import AdministrativeUnit
from ocop.vietnamese import fold, format_date, nfc, sort_key

ONE_DAY = timedelta(days=1)
PLACES = {"commune": "một xã, phường, đặc khu", "district": "một huyện cũ", "province": "một tỉnh, thành phố"}


@transaction.atomic
def record_body(
    *,
    kind: str,
    unit: AdministrativeUnit | None,
    name: str,
    abbreviation: str = "",
    effective_from: date | None = None,
    legal_source: str = "",
    by: UserAccount | None,
    at: datetime,
) -> PublicBody:
    """Record a body with its name; the same one recorded again is returned.

    ``effective_from`` is the first day of this name, empty where nobody knows it; ``by`` is empty when the server itself
    records. Raises ``DomainError`` when the kind asks for another place or the name stands for a body of another kind.
    """
    _refuse_others(by)
    _refuse_other_place(kind, unit)
    name, first_day = _clean(name), effective_from or UNKNOWN_START
    body, made = _with_name(PublicBody(kind=kind, unit=unit), name)
    if not made:
        if body.kind != kind:
            raise DomainError(f"“{name}” đã được ghi là {body.get_kind_display()}.", field="name")
        return body
    values = {"abbreviation": _clean(abbreviation), "legal_source": _clean(legal_source)}
    first = BodyName.objects.create(body=body, name=name, effective_from=first_day, **values)
    _note(
        "body_recorded",
        body,
        by=by,
        at=at,
        details={"kind": kind, "name": name, "from": first_day.isoformat(), **values},
        records=[body, first],
    )
    return body


@transaction.atomic
def rename_body(
    body: PublicBody,
    *,
    name: str,
    abbreviation: str,
    effective_from: date,
    legal_source: str,
    by: UserAccount | None,
    at: datetime,
) -> BodyName:
    """Give a body a new name from a day on; the same name from the same day is returned. Raises ``DomainError``."""
    _refuse_others(by)
    body = _locked(body)
    newest = body.names.order_by("-effective_from")[0]
    name, abbreviation = _clean(name), _clean(abbreviation)
    if (newest.name, newest.abbreviation, newest.effective_from) == (name, abbreviation, effective_from):
        return newest
    if (newest.name, newest.abbreviation) == (name, abbreviation):
        raise DomainError("Tên và chữ viết tắt này đang dùng rồi.", field="name")
    if effective_from <= newest.effective_from:
        day = format_date(newest.effective_from)
        raise DomainError(
            f"Tên đang dùng có từ ngày {day}; tên mới phải có từ một ngày sau đó.", field="effective_from"
        )
    _refuse_after_end(body, effective_from)
    _take_name(body, name)
    made = BodyName.objects.create(
        body=body,
        name=name,
        abbreviation=abbreviation,
        effective_from=effective_from,
        legal_source=_clean(legal_source),
    )
    details = {"from": effective_from.isoformat(), "legal_source": made.legal_source}
    changes = {"name": (newest.name, name), "abbreviation": (newest.abbreviation, abbreviation)}
    _note("body_renamed", body, by=by, at=at, details=details, changes=changes, records=[made])
    return made


@transaction.atomic
def correct_body_name(
    written: BodyName, *, name: str, abbreviation: str, reason: str, by: UserAccount | None, at: datetime
) -> BodyName:
    """Correct a name that was written wrong; papers already made keep what they say. Raises ``DomainError``."""
    _refuse_others(by)
    body = _locked(written.body)
    row = body.names.get(pk=written.pk)
    old = {"name": row.name, "abbreviation": row.abbreviation}
    new = {"name": _clean(name), "abbreviation": _clean(abbreviation)}
    if new == old:
        return row
    if not body.names.filter(effective_from__gt=row.effective_from).exists():
        _take_name(body, new["name"])
    row.name, row.abbreviation = new["name"], new["abbreviation"]
    row.save(update_fields=["name", "abbreviation"])
    changes = {field: (old[field], new[field]) for field in old}
    _note("body_name_corrected", body, by=by, at=at, reason=_clean(reason), changes=changes, records=[row])
    return row


@transaction.atomic
def set_letterhead(
    body: PublicBody,
    *,
    superior: PublicBody | None,
    place_name: str,
    effective_from: date | None = None,
    legal_source: str = "",
    by: UserAccount | None,
    at: datetime,
) -> BodyLetterhead:
    """Say what stands at the head of a body's papers from a day on; the same answer again changes nothing. Raises ``DomainError``."""
    _refuse_others(by)
    body, first_day = _locked(body), effective_from or UNKNOWN_START
    if superior == body:
        raise DomainError("Cơ quan không đứng trên chính mình.", field="superior")
    _refuse_after_end(body, first_day)
    old = body.letterheads.select_related("superior").filter(effective_from__lte=first_day).last()
    place_name, source = _clean(place_name), _clean(legal_source)
    if old and (old.superior, old.place_name) == (superior, place_name):
        return old
    head, _ = BodyLetterhead.objects.update_or_create(
        body=body, effective_from=first_day,
        defaults={"superior": superior, "place_name": place_name, "legal_source": source},
    )  # fmt: skip
    details = {"from": first_day.isoformat(), "legal_source": source}
    changes = {
        "superior": (old.superior_id if old else None, superior.pk if superior else None),
        "place_name": (old.place_name if old else "", place_name),
    }
    _note("body_letterhead_set", body, by=by, at=at, details=details, changes=changes, records=[head])
    return head


@transaction.atomic
def record_succession(
    predecessor: PublicBody,
    successor: PublicBody,
    *,
    kind: str,
    effective_on: date,
    legal_source: str,
    predecessor_ends: bool = True,
    by: UserAccount | None,
    at: datetime,
) -> BodySuccession:
    """Record that a body went into another one on a day; recorded again it is returned.

    Only a split may leave the old body at work. Raises ``DomainError`` for a circle, for a second day, and where the days do
    not fit.
    """
    _refuse_others(by)
    if predecessor == successor:
        raise DomainError("Cơ quan không kế thừa chính mình; đổi tên thì dùng mục Đổi tên.", field="successor")
    first, second = sorted(
        (predecessor.pk, successor.pk)
    )  # always in this order, so that two records do not wait for each other
    locked = {pk: _locked(PublicBody(pk=pk)) for pk in (first, second)}
    old, new = locked[predecessor.pk], locked[successor.pk]
    existing = BodySuccession.objects.filter(predecessor=old, successor=new).first()
    if existing:
        if (existing.kind, existing.effective_on) == (kind, effective_on):
            return existing
        raise DomainError(f"Kế thừa này đã ghi từ ngày {format_date(existing.effective_on)}.", field="effective_on")
    _refuse_impossible(old, new, kind=kind, effective_on=effective_on)
    made = BodySuccession.objects.create(
        predecessor=old, successor=new, kind=kind, effective_on=effective_on, legal_source=_clean(legal_source)
    )
    ends = predecessor_ends or kind != SuccessionKind.SPLIT
    if ends and old.ended_on is None:
        old.ended_on = effective_on - ONE_DAY
        old.save(update_fields=["ended_on"])
    details = {"successor": new.pk, "kind": kind, "on": effective_on.isoformat(), "legal_source": made.legal_source}
    _note("body_succeeded", old, by=by, at=at, details={**details, "ends": ends}, records=[made, old])
    return made


def _refuse_impossible(old: PublicBody, new: PublicBody, *, kind: str, effective_on: date) -> None:
    if leads_to(new, old):
        raise DomainError("Cơ quan mới đã đi vào cơ quan cũ; kế thừa không đi vòng.", field="successor")
    if old.ended_on is not None and old.ended_on != effective_on - ONE_DAY:
        raise DomainError(f"Cơ quan cũ đã thôi hoạt động hết ngày {format_date(old.ended_on)}.", field="effective_on")
    if new.ended_on is not None and new.ended_on < effective_on:
        raise DomainError(f"Cơ quan mới đã thôi hoạt động hết ngày {format_date(new.ended_on)}.", field="successor")
    if old.names.filter(effective_from__gte=effective_on).exists():
        raise DomainError("Cơ quan cũ có tên dùng từ ngày này hoặc sau đó.", field="effective_on")
    if kind != SuccessionKind.SPLIT and old.successions.exists():
        raise DomainError(
            "Cơ quan cũ đã đi vào một cơ quan khác; chỉ chia, tách mới có nhiều cơ quan kế thừa.", field="kind"
        )


def _refuse_others(by: UserAccount | None) -> None:
    if by is not None:
        insist(may_record_bodies(by))


def _refuse_other_place(kind: str, unit: AdministrativeUnit | None) -> None:
    if kind not in LEVEL_OF_KIND:
        return
    level = LEVEL_OF_KIND[kind]
    if (unit.level if unit else "") != level:
        label = BodyKind(kind).label
        where = f"cần {PLACES[level]}" if level else "là cơ quan của cả nước"
        raise DomainError(f"“{label}” {where}.", field="unit")


def _refuse_after_end(body: PublicBody, day: date) -> None:
    if body.ended_on is not None and day > body.ended_on:
        raise DomainError(f"Cơ quan đã thôi hoạt động hết ngày {format_date(body.ended_on)}.", field="effective_from")


def _with_name(body: PublicBody, name: str) -> tuple[PublicBody, bool]:
    """Save a new body under its name, or return the one of the same place that has it; the database decides who was first."""
    body.name_key, body.sort_key = fold(name), sort_key(name).encode()
    try:
        with transaction.atomic():
            body.save()
    except IntegrityError:
        return PublicBody.objects.get(unit=body.unit, name_key=body.name_key, ended_on__isnull=True), False
    return body, True


def _take_name(body: PublicBody, name: str) -> None:
    """Keep the newest name where it is searched; raises ``DomainError`` when another body of the place has it."""
    body.name_key, body.sort_key = fold(name), sort_key(name).encode()
    try:
        with transaction.atomic():
            body.save(update_fields=["name_key", "sort_key"])
    except IntegrityError as problem:
        raise DomainError("Đã có cơ quan khác ở đây mang tên này.", field="name") from problem


def _locked(body: PublicBody) -> PublicBody:
    return PublicBody.objects.select_for_update(of=("self",), no_key=True).select_related("unit").get(pk=body.pk)


def _clean(text: str) -> str:
    return " ".join(nfc(text).split())


def _note(action: str, body: PublicBody, *, by: UserAccount | None, at: datetime, **told: Any) -> None:
    record(action, body, by=by, at=at, unit_path=body.unit.path if body.unit else "", **told)
