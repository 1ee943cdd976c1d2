"""The list of the demonstration: 862 recognitions, counted here without the code under test."""

import csv
import hashlib
import time
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, transaction

from ocop.ledger.models import AuditEntry
from ocop.people.models import Role
from ocop.producers.models import Producer
from ocop.products.models import Product
from ocop.recognition.importing import ImportReport, import_register
from ocop.recognition.importing.groups import groups_open_to, groups_shown
from ocop.recognition.importing.tests.lists import write_xlsx
from ocop.recognition.models import Certificate, ImportBatch
from ocop.territory.models import UnitMappingCase
from ocop.territory.tests.loaded import AT
from tests.builders import account

LIST = Path(__file__).resolve().parents[3] / "demo" / "data" / "recognised_products.csv"
REFERENCE = Path(__file__).resolve().parents[6] / "shared" / "data" / "recognised_products.csv"
pytestmark = pytest.mark.django_db


def lines() -> list[dict[str, str]]:
    with LIST.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def imported(units_loaded: Any, django_db_blocker: Any) -> Iterator[tuple[ImportReport, float]]:
    with django_db_blocker.unblock(), transaction.atomic():
        start = time.process_time()
        report = import_register(LIST, dry_run=False, by=None, at=AT)
        seconds = time.process_time() - start
        connection.check_constraints()
        yield report, seconds
        transaction.set_rollback(True)


def test_the_list_is_the_published_one() -> None:
    content = LIST.read_bytes()
    assert len(lines()) == 862
    assert not REFERENCE.exists() or content == REFERENCE.read_bytes()


def test_every_line_becomes_one_certificate_within_seconds(imported: tuple[ImportReport, float]) -> None:
    report, seconds = imported
    assert (report.rows, report.created, report.unchanged, report.refused) == (862, 862, 0, 0)
    assert Certificate.objects.exclude(import_key="").count() == 862
    assert seconds < 15


def test_stars_and_provinces_add_up_to_the_list(imported: tuple[ImportReport, float]) -> None:
    stars = Counter(int(row["stars"]) for row in lines())
    assert dict(Counter(Certificate.objects.values_list("star_rating", flat=True))) == dict(stars)
    assert imported[0].by_star == dict(stars)
    assert imported[0].by_province == dict(Counter(row["province"] for row in lines()))


def test_every_province_of_the_list_is_one_of_today(imported: tuple[ImportReport, float]) -> None:
    merged = {
        "Long An": "80/",
        "Tây Ninh": "80/",
        "Hà Tĩnh": "42/",
        "Quảng Ninh": "22/",
        "Bắc Giang": "24/",
        "Bắc Ninh": "24/",
    }
    for name, path in merged.items():
        listed = sum(row["province"] == name for row in lines())
        certificates = Certificate.objects.filter(
            product__place_as_published__endswith=name, product__unit_path__startswith=path
        )
        assert (name, certificates.count()) == (name, listed)
    assert Product.objects.filter(unit_path="").count() == 0


def test_places_stay_as_published(imported: tuple[ImportReport, float]) -> None:
    published = {
        ", ".join(part for part in (row["commune"], row["district"], row["province"]) if part) for row in lines()
    }
    assert set(Product.objects.values_list("place_as_published", flat=True)) == published


def test_uncertain_places_wait_and_certain_ones_do_not(imported: tuple[ImportReport, float]) -> None:
    report, _ = imported  # two of 859 products stand there twice, once with a producer in short or without its place
    assert (report.placed, report.waiting, report.products) == (286, 51, 857)
    assert Product.objects.filter(unit=None).count() == 571
    # What prints no commune stands at its district or province and asks nobody.
    printed = {
        ", ".join(filter(None, (row["commune"], row["district"], row["province"]))) for row in lines() if row["commune"]
    }
    asked = Product.objects.filter(mapping_case__isnull=False).values_list("place_as_published", flat=True)
    assert (len(asked), set(asked) <= printed) == (51, True)
    assert Product.objects.filter(unit__isnull=False, mapping_case__isnull=False).count() == 0
    assert UnitMappingCase.objects.filter(province=None).count() == 0


def test_forty_answers_empty_the_queue(imported: tuple[ImportReport, float]) -> None:
    groups = groups_open_to(account(Role.SYSTEM_ADMINISTRATOR))
    assert (len(groups), sum(int(str(row["count"])) for row in groups), groups[0]["count"]) == (40, 51, 4)
    kiln = groups_shown(groups[:1])[0]
    assert (kiln.case.place_as_published, kiln.units[0].full_name) == (
        "xã Bát Tràng, huyện Gia Lâm, Hà Nội",
        "Xã Bát Tràng",
    )
    assert kiln.source is not None
    assert kiln.source.batch_id == imported[0].batch


def test_a_day_gives_an_expiry_and_a_year_does_not(imported: tuple[ImportReport, float]) -> None:
    exact = sum(len(row["recognised_on"]) == 10 for row in lines())
    assert Certificate.objects.filter(issued_on__isnull=False).count() == exact
    vague = Certificate.objects.filter(issued_on=None)
    assert set(vague.values_list("expires_on", flat=True)) == {None}
    published = Counter(row["recognised_on"] for row in lines())
    assert Counter(Certificate.objects.values_list("issued_as_published", flat=True)) == published


def test_products_without_a_named_producer_are_not_put_together(imported: tuple[ImportReport, float]) -> None:
    unnamed = [row for row in lines() if not row["producer_name"]]
    products = {(row["product_name"], row["commune"], row["district"], row["province"]) for row in unnamed}
    assert Producer.objects.filter(name="Chưa rõ chủ thể").count() == len(products)


def test_one_enterprise_of_a_province_is_one_producer_whatever_place_is_printed(
    imported: tuple[ImportReport, float],
) -> None:
    enterprise = Producer.objects.get(name="Công ty CP Dược liệu Pù Mát")
    tea = enterprise.products.get(name="Trà hòa tan cà gai leo")
    assert [(one.star_rating, one.issued_as_published) for one in tea.certificates.order_by("issued_as_published")] == [
        (4, "2022-01-27"), (4, "2025-03"),
    ]  # fmt: skip


def test_the_batch_is_one_line_of_the_ledger_with_the_hash_of_the_file(imported: tuple[ImportReport, float]) -> None:
    digest = hashlib.sha256(LIST.read_bytes()).hexdigest()
    batch = ImportBatch.objects.get(sha256=digest)
    entry = AuditEntry.objects.get(action="register_imported")
    assert (entry.subject_kind, entry.subject_id, entry.details["sha256"]) == ("importbatch", str(batch.pk), digest)
    assert (batch.rows, batch.created, entry.details["created"]) == (862, 862, 862)


def test_the_same_file_again_changes_nothing(imported: tuple[ImportReport, float]) -> None:
    before = counts()
    report = import_register(LIST, dry_run=False, by=None, at=AT)
    assert (report.created, report.unchanged, report.products, report.producers) == (0, 862, 0, 0)
    assert counts() == before


def test_the_same_list_as_a_workbook_is_known_line_by_line(
    imported: tuple[ImportReport, float], tmp_path: Path
) -> None:
    before = counts()
    workbook = write_xlsx(tmp_path / "danh-sach.xlsx", [{**row, "stars": int(row["stars"])} for row in lines()])
    report = import_register(workbook, dry_run=False, by=None, at=AT)
    assert (report.rows, report.created, report.unchanged, report.refused) == (862, 0, 862, 0)
    assert counts() == before


def test_the_register_shows_every_imported_product(imported: tuple[ImportReport, float]) -> None:
    assert Product.objects.filter(register_entry__isnull=False).count() == Product.objects.count()


def test_known_days_run_36_months(imported: tuple[ImportReport, float]) -> None:
    pair = Certificate.objects.filter(issued_on=date(2021, 8, 5)).values_list("expires_on", "regime").distinct()
    assert list(pair) == [(date(2024, 8, 5), "R1")]


def counts() -> list[int]:
    return [
        model.objects.count() for model in (Producer, Product, Certificate, UnitMappingCase, ImportBatch, AuditEntry)
    ]
