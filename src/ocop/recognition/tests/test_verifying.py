"""The command that compares records with the ledger says what it compared, names what differs and ends with an error."""

from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ocop.ledger.comparing import Told, differing_records
from ocop.ledger.keeping import Kept, all_kept
from ocop.ledger.models import AuditEntry, PersonalValue
from ocop.ledger.verifying import Finding
from ocop.recognition.guards import GUARDS
from ocop.recognition.importing import import_register
from ocop.recognition.importing.tests.lists import line, write_csv
from ocop.recognition.kept import KEPT
from ocop.recognition.models import Certificate, ImportBatch, RegisterEntry
from ocop.recognition.operations import recognise
from ocop.recognition.verifying import all_comparisons
from tests.builders import province

from . import builders as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def decided() -> Certificate:
    dossier = make.scored_dossier()
    recognise([dossier], decision_number="20/QĐ-UBND", decided_on=make.REPORTED_ON, by=make.chair(), at=make.AT)
    return Certificate.objects.get(dossier=dossier)


def told() -> str:
    output = StringIO()
    try:
        call_command("verify_contents", stdout=output, stderr=StringIO(), verbosity=0)
    except CommandError as refusal:
        return f"{output.getvalue()}{refusal}"
    return output.getvalue()


def test_what_this_room_wrote_agrees_with_the_ledger(decided: Certificate) -> None:
    lines = told().splitlines()
    assert "sản phẩm trong quyết định: 1 đã đối chiếu" in lines
    assert "giấy chứng nhận và sổ đăng ký: 2 đã đối chiếu" in lines
    assert [line for line in lines if line.startswith("✘") and decided.certificate_number in line] == []


def test_a_longer_validity_is_named_and_ends_with_an_error(decided: Certificate) -> None:
    with GUARDS.lifted(connection):
        Certificate.objects.filter(pk=decided.pk).update(expires_on="2099-12-31")
    body = told()
    assert f"✘ Giấy chứng nhận {decided.certificate_number}: hạng sao, số hoặc thời hạn khác với quyết định." in body
    assert body.endswith("bản ghi khác với nhật ký.")


def test_a_star_in_the_register_that_no_certificate_has_is_named(decided: Certificate) -> None:
    RegisterEntry.objects.filter(product=decided.product_id).update(star_rating=5)
    assert f"✘ Sổ đăng ký, “{decided.product.name}”: khác với giấy chứng nhận." in told()


def test_every_kind_under_a_hash_is_compared_once(monkeypatch: pytest.MonkeyPatch) -> None:
    compared: list[str] = []

    def noting(kept: Kept, told: Told) -> Iterator[Finding | None]:
        compared.append(kept.kind)
        return differing_records(kept, told)

    monkeypatch.setattr("ocop.ledger.comparing.differing_records", noting)
    monkeypatch.setattr("ocop.recognition.verifying.differing_records", noting)
    assert [one for check in all_comparisons().values() for one in check() if one] == []
    assert sorted(compared) == sorted(all_kept())


def test_each_title_counts_the_rows_of_its_kind_and_the_chain_is_read_once(decided: Certificate) -> None:
    with CaptureQueriesContext(connection) as run:
        counted = {title: sum(1 for _ in check()) for title, check in all_comparisons().items()}
    rows = {kept: kept.model._base_manager.filter(kept.when).count() for kept in all_kept().values()}
    expected = {f"{kept.words} ({kept.kind})": number for kept, number in rows.items() if kept not in KEPT}
    assert {title: counted[title] for title in expected} == expected
    personal = {kept.kind: number for kept, number in rows.items() if kept.personal and kept not in KEPT}
    assert (counted["cột dữ liệu cá nhân"], personal["producer"]) == (sum(personal.values()), 1)
    assert counted["dữ liệu cá nhân"] == PersonalValue.objects.count()
    lines = [one["sql"] for one in run if "sequence" in one["sql"] and "WHERE" not in one["sql"]]
    assert len([one for one in lines if AuditEntry._meta.db_table in one and "JOIN" not in one]) == 1


def test_a_changed_personal_column_of_an_import_is_named_once(tmp_path: Path) -> None:
    province()
    import_register(write_csv(tmp_path / "danh-sach.csv", [line()]), dry_run=False, by=None, at=make.AT)
    batch = ImportBatch.objects.get()
    ImportBatch.objects.update(file_name="khac.csv")
    named = [one.record for check in all_comparisons().values() for one in check() if one]
    assert named == [f"Lượt nhập danh sách {batch.pk}"]
