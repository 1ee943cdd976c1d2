"""An import is taken back whole, or refused with what stands on it; the ledger holds all the while."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.urls import reverse

from ocop.ledger.comparing import record_checks, told_by_the_chain
from ocop.ledger.errors import DomainError
from ocop.ledger.verifying import verify_chain
from ocop.people.models import Role
from ocop.producers.models import Producer
from ocop.products.models import Product
from ocop.recognition.importing import import_register
from ocop.recognition.importing.resolving import resolve_product_place
from ocop.recognition.importing.tests.lists import line, write_csv
from ocop.recognition.importing.undoing import undo_import
from ocop.recognition.models import Certificate, ImportBatch, RegisterEntry
from ocop.territory.models import AdministrativeUnit, UnitMappingCase
from ocop.territory.tests.loaded import AT
from tests.builders import account, browser

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("units_loaded")]
LATER = AT + timedelta(hours=1)
UNSURE = {"commune": "xã Không Có", "district": "thành phố Tây Ninh"}


def brought(tmp_path: Path, name: str, *lines: dict[str, object]) -> ImportBatch:
    report = import_register(write_csv(tmp_path / name, list(lines)), dry_run=False, by=None, at=AT)
    return ImportBatch.objects.get(pk=report.batch)


def everything() -> list[int]:
    return [model.objects.count() for model in (Producer, Product, Certificate, RegisterEntry, UnitMappingCase)]


def holds() -> bool:
    told = told_by_the_chain()
    found = [one for check in record_checks(lambda: told).values() for one in check() if one]
    return verify_chain().holds and found == []


def test_a_list_goes_in_is_taken_back_and_goes_in_again(tmp_path: Path) -> None:
    lines = [line(), line(product_name="Muối", stars=3, recognised_on="2020"), line(product_name="Mật", **UNSURE)]
    first = brought(tmp_path, "a.csv", *lines)
    whole = everything()
    assert (undo_import(first, by=None, at=LATER), everything(), holds()) == (3, [0] * 5, True)
    assert (undo_import(first, by=None, at=LATER), holds()) == (0, True)
    second = brought(tmp_path, "a.csv", *lines)
    assert (second.pk != first.pk, second.created, everything(), holds()) == (True, 3, whole, True)


def test_what_the_list_completed_or_ended_stands_as_before(tmp_path: Path) -> None:
    brought(
        tmp_path,
        "a.csv",
        line(recognised_on="2023", decision_no=""),
        line(product_name="Muối", recognised_on="2021-05-04"),
    )
    before = list(
        Certificate.objects.order_by("pk").values("decision_number", "issued_as_published", "ended_on", "content_hash")
    )
    fuller = brought(
        tmp_path, "b.csv",
        line(recognised_on="2023-06-01", decision_no="7/QĐ-UBND"), line(product_name="Muối", recognised_on="2022-05-04", stars=5, decision_no="8/QĐ-UBND"),
    )  # fmt: skip
    assert Certificate.objects.filter(decision_number="7/QĐ-UBND").count() == 1
    assert Certificate.objects.filter(end_reason="superseded").count() == 1
    assert undo_import(fuller, by=None, at=LATER) == 1
    after = list(
        Certificate.objects.order_by("pk").values("decision_number", "issued_as_published", "ended_on", "content_hash")
    )
    assert (after, holds()) == (before, True)
    assert [one.star_rating for one in RegisterEntry.objects.all()] == [4, 4]


def test_what_was_built_upon_is_named_and_nothing_is_changed(tmp_path: Path) -> None:
    first = brought(tmp_path, "a.csv", line(recognised_on="2023", decision_no=""), line(product_name="Mật", **UNSURE))
    second = brought(tmp_path, "b.csv", line(recognised_on="2023-06-01"))
    case, unit = (
        UnitMappingCase.objects.get(),
        AdministrativeUnit.objects.filter(path__startswith="80/", level="commune").first(),
    )
    assert unit is not None
    resolve_product_place(case, unit, by=account(Role.SYSTEM_ADMINISTRATOR), at=AT)
    whole = everything()
    with pytest.raises(DomainError) as refusal:
        undo_import(first, by=None, at=LATER)
    assert refusal.value.sentence == (
        f"Chưa hoàn tác được lượt nhập số {first.pk}: Lượt nhập số {second.pk} đã bổ sung hoặc thay giấy của lượt này; "
        "hãy hoàn tác lượt đó trước. Nơi sản xuất đã được xác định, hãy rút lại trước: “Mật”."
    )
    assert everything() == whole


def test_only_administrators_take_an_import_back(tmp_path: Path) -> None:
    first = brought(tmp_path, "a.csv", line())
    with pytest.raises(DomainError, match="Chỉ quản trị hệ thống"):
        undo_import(first, by=account(Role.PROVINCIAL_OFFICER, AdministrativeUnit.objects.get(path="80/")), at=LATER)
    assert undo_import(first, by=account(Role.SYSTEM_ADMINISTRATOR), at=LATER) == 1


def test_an_administrator_takes_an_import_back_on_the_page(tmp_path: Path) -> None:
    first = brought(tmp_path, "a.csv", line())
    client, page = browser(account(Role.SYSTEM_ADMINISTRATOR)), reverse("importing:undo", args=[first.pk])
    queue = reverse("importing:mapping_queue")
    assert page in client.get(queue).content.decode()
    assert "Hãy đánh dấu xác nhận trước khi hoàn tác." in client.post(page, {"other": "1"}).content.decode()
    client.post(page, {"confirmed": "on", "reason": "Nhầm tệp."})
    assert (Certificate.objects.count(), page in client.get(queue).content.decode()) == (0, False)
