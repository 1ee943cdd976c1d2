"""Small builders of rows for tests of every room: units, accounts with roles, producers, products, dossiers in a state."""

import itertools
from datetime import UTC, date, datetime
from typing import Any

from django.test import Client

from ocop.dossiers.models import Dossier, EvaluationRound
from ocop.law.tests.usual import get_sheet
from ocop.people.models import PublicBody, RoleAssignment, UserAccount
from ocop.people.operations import record_body
from ocop.producers.models import LegalRepresentative, Producer, ProducerUser
from ocop.products.models import Product
from ocop.territory.models import AdministrativeUnit
from ocop.vietnamese import fold

AT = datetime(2026, 9, 1, 2, 0, tzinfo=UTC)
START = date(2025, 7, 1)
_numbers = itertools.count(1)


def province(code: str = "80", name: str = "Tây Ninh") -> AdministrativeUnit:
    return _unit(code, "province") or AdministrativeUnit.objects.create(
        code=code, level="province", effective_from=START, unit_type="Tỉnh", name=name, path=f"{code}/", search_key=fold(name),
    )  # fmt: skip


def commune(
    code: str = "25459", name: str = "Tân Ninh", *, inside: AdministrativeUnit | None = None
) -> AdministrativeUnit:
    if found := _unit(code, "commune"):
        return found
    parent = inside or province()
    return AdministrativeUnit.objects.create(
        code=code, level="commune", effective_from=START, unit_type="Phường", name=name, parent=parent,
        path=f"{parent.path}{code}/", search_key=fold(name),
    )  # fmt: skip


def _unit(code: str, level: str) -> AdministrativeUnit | None:
    """Find a unit with SQL written by hand: tests ask for the same two more often than for anything else, and Django writes it each time."""
    table = AdministrativeUnit._meta.db_table
    found = AdministrativeUnit.objects.raw(
        f"SELECT * FROM {table} WHERE code = %s AND level = %s AND effective_from = %s",  # noqa: S608
        [code, level, START],
    )
    return next(iter(found), None)


def account(role: str | None = None, unit: AdministrativeUnit | None = None, **values: Any) -> UserAccount:
    number = next(_numbers)
    usual = {"username": f"nguoi-{number}", "full_name": f"Nguyễn Văn {number}", "password": "mat-khau-thu-nghiem"}
    user = UserAccount.objects.create_user(**{**usual, **values})
    if role:
        RoleAssignment.objects.create(account=user, role=role, unit=unit, effective_from=date(2026, 1, 1))
    return user


def body(
    unit: AdministrativeUnit | None = None, name: str = "Ủy ban nhân dân tỉnh Tây Ninh", kind: str = ""
) -> PublicBody:
    of_level = {"province": "provincial_committee", "commune": "commune_committee"}
    kind = kind or (of_level[unit.level] if unit else "line_ministry")
    return record_body(kind=kind, unit=unit, name=name, effective_from=START, by=None, at=AT)


def producer(unit: AdministrativeUnit | None = None, *, user: UserAccount | None = None, **values: Any) -> Producer:
    place = unit or commune()
    values = {"name": f"Hợp tác xã Trà {next(_numbers)}", "organisation_type": "cooperative", **values}
    row = Producer.objects.create(
        unit=place,
        unit_path=place.path,
        search_key=fold(values["name"]),
        created_at=AT,
        address="Ấp 1",
        phone="0900000000",
        **values,
    )
    LegalRepresentative.objects.create(producer=row, full_name="Trần Thị Ánh", position="Giám đốc")
    if user:
        ProducerUser.objects.create(producer=row, account=user, effective_from=date(2026, 1, 1))
    return row


def product(of: Producer | None = None, *, set_number: int = 11, **values: Any) -> Product:
    owner = of or producer()
    values = {"name": f"Trà sen {next(_numbers)}", "sector_code": "I", **values}
    return Product.objects.create(
        producer=owner, regime="R4", set_number=set_number, unit=owner.unit, unit_path=owner.unit_path,
        search_key=fold(f"{values['name']} {owner.name}"), created_at=AT, **values,
    )  # fmt: skip


def dossier(of: Product | None = None, *, state: str = "draft", **values: Any) -> Dossier:
    item = of or product()
    assert item.set_number is not None
    assert item.unit is not None
    if "created_by" not in values:
        values["created_by"] = UserAccount.objects.filter(producer_users__producer=item.producer).first() or account()
    if state != "draft":
        values.setdefault("submitted_at", AT)
    return Dossier.objects.create(
        product=item, producer=item.producer, state=state, regime="R4", set_number=item.set_number,
        sheet_hash=get_sheet("R4", item.set_number).sheet_hash, year=2026, unit=item.unit, unit_path=item.unit_path,
        created_at=AT, **values,
    )  # fmt: skip


def evaluation_round(unit: AdministrativeUnit | None = None, **values: Any) -> EvaluationRound:
    place = unit or province()
    values = {
        "year": 2026, "number": 2, "name": "Đợt 2 năm 2026", "proposals_before": date(2026, 10, 30),
        "finished_before": date(2026, 12, 30), "legal_source": "QĐ 26/2026, Đ.5.1", **values,
    }  # fmt: skip
    return EvaluationRound.objects.create(unit=place, unit_path=place.path, **values)


def browser(person: UserAccount) -> Client:
    """A browser in which a person is signed in."""
    client = Client()
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client
