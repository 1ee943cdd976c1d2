"""Every write about producers: register, change the profile, record and end delegations; each with its ledger line."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from ocop.ledger.errors import DomainError, StaleError
from ocop.ledger.operations import record
from ocop.ledger.uniqueness import one_winner
from ocop.ledger.verdicts import insist
from ocop.people.models import Role, UserAccount
from ocop.people.operations import give_role
from ocop.producers.asking import name_changed
from ocop.producers.models import Delegation, LegalRepresentative, OrganisationType, Producer, ProducerUser
from ocop.producers.numbers import registration_key_of
from ocop.producers.queries import on_behalf_of, representative_of
from ocop.producers.rules import may_be_delegate, may_delegate, may_edit, may_register
from ocop.producers.search import search_key_of, sort_key_of
from ocop.territory.models import AdministrativeLevel, AdministrativeUnit
from ocop.vietnamese import nfc

from .identity import IDENTITY, identity_of, note_change_of_identity

OWN_FIELDS = ("address", "phone", "shows_phone", "email", "shows_email", "registration_number", "founded_on")
PERSON_FIELDS = ("full_name", "position", "sex", "ethnicity", "has_disability")
PERSONAL = {"address", "phone", "email", *(f"representative.{name}" for name in PERSON_FIELDS)}


class StaleProfileError(StaleError):
    """Somebody saved the profile after this page was opened."""


@one_winner()
def register_producer(
    *,
    name: str,
    organisation_type: str,
    unit: AdministrativeUnit,
    representative_name: str,
    address: str = "",
    phone: str = "",
    shows_phone: bool = False,
    email: str = "",
    shows_email: bool = False,
    registration_number: str = "",
    founded_on: date | None = None,
    representative_position: str = "",
    sex: str = "",
    ethnicity: str = "",
    has_disability: bool = False,
    by: UserAccount,
    at: datetime,
) -> Producer:
    """Register a producer with its representative; the person who registers becomes its own account.

    Repeated with the same answers it returns the producer registered first. Raises ``DomainError`` when the person, the type
    or the place may not register, or when the person has a producer of this name in this commune with other answers.
    """
    insist(may_register(by))
    UserAccount.objects.select_for_update(no_key=True).get(pk=by.pk)  # two clicks at once queue here
    today = timezone.localdate(at)
    profile = _profile(
        {
            "name": name,
            "organisation_type": organisation_type,
            "unit": unit,
            "address": address,
            "phone": phone,
            "shows_phone": shows_phone,
            "email": email,
            "shows_email": shows_email,
            "registration_number": registration_number,
            "founded_on": founded_on,
        },
        today=today,
    )
    representative = {
        "full_name": nfc(representative_name),
        "position": nfc(representative_position),
        "sex": sex,
        "ethnicity": nfc(ethnicity),
        "has_disability": has_disability,
    }
    if existing := _registered_before(by, profile, representative):
        return existing
    producer = Producer.objects.create(created_at=at, **profile)
    person = LegalRepresentative.objects.create(producer=producer, **representative)
    own = ProducerUser.objects.create(producer=producer, account=by, effective_from=today)
    give_role(by, Role.PRODUCER_USER, effective_from=today, by=by, at=at)
    record("producer_registered", producer, by=by, at=at, unit_path=producer.unit_path, records=[producer, person, own])
    return producer


def _registered_before(
    by: UserAccount, profile: Mapping[str, Any], representative: Mapping[str, Any]
) -> Producer | None:
    same_name = Producer.objects.filter(users__account=by, unit=profile["unit"], search_key=profile["search_key"])
    existing = same_name.select_related("representative").order_by("pk").first()
    if existing and (_changed(existing, profile) or _changed(representative_of(existing), representative)):
        raise DomainError(
            f"Bạn đã đăng ký “{existing.name}” ở xã này với thông tin khác. Để sửa, hãy mở chủ thể đó trong mục Chủ thể của tôi.",
            field="name",
        )
    return existing


@one_winner()
def update_producer(
    producer: Producer,
    *,
    expected_version: int,
    profile: Mapping[str, Any],
    representative: Mapping[str, Any],
    identity_from: date | None = None,
    by: UserAccount,
    at: datetime,
) -> Producer:
    """Save a changed profile. ``profile`` and ``representative`` hold model fields by name; saving what is there changes nothing.

    Another name, kind or place is an act of its own, in force from ``identity_from`` (today when none is given).

    Raises ``StaleProfileError`` when the profile changed since ``expected_version`` was read, ``DomainError`` where the rules forbid it.
    """
    locked = (
        Producer.objects.select_for_update(of=("self",), no_key=True)
        .select_related("representative")
        .get(pk=producer.pk)
    )
    insist(may_edit(by, locked))
    wanted = _profile(profile, today=timezone.localdate(at), was=locked.organisation_type)
    person = representative_of(locked)
    changed = _changed(locked, wanted) + _changed(person, representative)
    if not changed:
        return locked
    if locked.version != expected_version:
        raise StaleProfileError("Trong lúc bạn đang sửa, người khác đã lưu thông tin chủ thể này.")
    if "registration_number" not in changed:
        del wanted["registration_key"]  # a number that an earlier release took twice stays as it is
    was, old = identity_of(locked), _values(locked, person)
    _assign(locked, {**wanted, "version": locked.version + 1})
    _assign(
        person,
        {key: nfc(value) if isinstance(value, str) else value for key, value in representative.items()},
    )
    today = timezone.localdate(at)
    behalf = on_behalf_of(by, locked, on=today)
    if was != identity_of(locked):
        name_changed.ask(locked)
        note_change_of_identity(locked, was, effective_on=identity_from or today, by=by, at=at, on_behalf_of=behalf)
    new = _values(locked, person)
    changes = {name: (old[name], new[name]) for name in new if old[name] != new[name] and name not in IDENTITY}
    record(
        "producer_updated",
        locked,
        by=by,
        at=at,
        unit_path=locked.unit_path,
        on_behalf_of=behalf,
        details={"fields": sorted(changed)},
        changes={name: pair for name, pair in changes.items() if name not in PERSONAL},
        personal_changes={name: pair for name, pair in changes.items() if name in PERSONAL},
        records=[locked, person],
    )
    return locked


def _values(producer: Producer, person: LegalRepresentative) -> dict[str, Any]:
    """What the ledger tells of a change, by name; the representative's fields begin with ``representative.``."""
    own = {name: getattr(producer, name) for name in (*IDENTITY, *OWN_FIELDS)}
    return own | {f"representative.{name}": getattr(person, name) for name in PERSON_FIELDS}


@one_winner()
def record_delegation(
    producer: Producer,
    *,
    delegate: UserAccount,
    consent_given_by: str,
    consent_on: date,
    effective_from: date,
    effective_to: date | None = None,
    note: str = "",
    by: UserAccount,
    at: datetime,
) -> Delegation:
    """Record consent that another account enters data for a producer; one already open for this person is returned as it is.

    Raises ``DomainError`` where the rules or the dates forbid it.
    """
    locked = Producer.objects.select_for_update(of=("self",), no_key=True).get(pk=producer.pk)
    insist(may_delegate(by, locked))
    insist(may_be_delegate(delegate, locked), field="delegate")
    today = timezone.localdate(at)
    if consent_on > today:
        raise DomainError("Ngày đồng ý không ở sau hôm nay.", field="consent_on")
    if effective_to and effective_to < effective_from:
        raise DomainError("Ngày kết thúc phải sau ngày bắt đầu.", field="effective_to")
    open_one = locked.delegations.filter(delegate=delegate).exclude(effective_to__lt=today).order_by("pk").first()
    if open_one:
        return open_one
    delegation = Delegation.objects.create(
        producer=locked,
        delegate=delegate,
        consent_given_by=nfc(consent_given_by),
        consent_on=consent_on,
        note=nfc(note),
        effective_from=effective_from,
        effective_to=effective_to,
        recorded_by=by,
    )
    _record_delegation("delegation_recorded", delegation, by=by, at=at)
    return delegation


@transaction.atomic
def end_delegation(delegation: Delegation, *, by: UserAccount, at: datetime) -> None:
    """End a delegation at once: yesterday was its last day. Raises ``DomainError`` for others than the producer's own account."""
    locked = (
        Delegation.objects.select_for_update(of=("self",), no_key=True).select_related("producer").get(pk=delegation.pk)
    )
    insist(may_delegate(by, locked.producer))
    yesterday = timezone.localdate(at) - timedelta(days=1)
    if locked.effective_to and locked.effective_to <= yesterday:
        return
    locked.effective_from = min(locked.effective_from, yesterday)  # the ledger keeps the day on which it began
    locked.effective_to = yesterday
    locked.save(update_fields=["effective_from", "effective_to"])
    _record_delegation("delegation_ended", locked, by=by, at=at)


def _profile(values: Mapping[str, Any], *, today: date, was: str = "") -> dict[str, Any]:
    kind, unit, founded_on = values["organisation_type"], values["unit"], values["founded_on"]
    if founded_on and founded_on > today:
        raise DomainError("Ngày thành lập không thể ở sau hôm nay.", field="founded_on")
    if kind not in OrganisationType.values or (kind == OrganisationType.OTHER_ORGANISATION and was != kind):
        raise DomainError("Hãy chọn một loại hình tổ chức được tham gia (Đ.2.3).", field="organisation_type")
    if unit is None or unit.level != AdministrativeLevel.COMMUNE or unit.effective_to:
        raise DomainError("Hãy chọn xã, phường hoặc đặc khu hiện nay.", field="unit")
    profile = {key: nfc(value) if isinstance(value, str) else value for key, value in values.items()}
    name = profile["name"]
    derived = {"unit_path": unit.path, "search_key": search_key_of(name), "sort_key": sort_key_of(name)}
    return {**profile, **derived, "registration_key": registration_key_of(profile["registration_number"])}


def _changed(row: Producer | LegalRepresentative, values: Mapping[str, Any]) -> list[str]:
    derived = {"search_key", "sort_key", "unit_path", "registration_key"}
    return [key for key, value in values.items() if key not in derived and getattr(row, key) != value]


def _assign(row: Producer | LegalRepresentative, values: Mapping[str, Any]) -> None:
    for key, value in values.items():
        setattr(row, key, value)
    row.save()


def _record_delegation(action: str, delegation: Delegation, *, by: UserAccount, at: datetime) -> None:
    details = {"delegation": delegation.pk, "delegate": delegation.delegate_id}
    record(
        action, delegation.producer, by=by, at=at, unit_path=delegation.producer.unit_path, details=details,
        records=[delegation],
    )  # fmt: skip
