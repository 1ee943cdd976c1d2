"""What people wrote into a list can be erased, and chain and records hold afterwards."""

import json
from datetime import timedelta
from pathlib import Path

import pytest
from django.urls import reverse

from ocop.ledger.comparing import told_by_the_chain
from ocop.ledger.errors import DomainError
from ocop.ledger.models import AuditEntry, PersonalValue
from ocop.ledger.verifying import verify_chain
from ocop.recognition.importing import import_register, views
from ocop.recognition.importing.erasing import erase_import_words
from ocop.recognition.importing.tests.lists import line, write_csv
from ocop.recognition.models import ImportBatch
from ocop.recognition.tests.builders import AT
from ocop.recognition.verifying import changed_imports
from tests import builders as make
from tests.builders import browser

pytestmark = pytest.mark.django_db
NAME, PHONE = "danh-sach-cua-ba-nam", "0912345678"


@pytest.fixture
def batch(tmp_path: Path) -> ImportBatch:
    make.province()
    wrong = line(product_name="Muối ớt", stars=PHONE)  # a cell that slipped into the next column
    import_register(write_csv(tmp_path / f"{NAME}.csv", [line(), wrong]), dry_run=False, by=None, at=AT)
    return ImportBatch.objects.get()


def everywhere() -> str:
    ledger = list(AuditEntry.objects.values_list("reason", "details"))
    kept = list(PersonalValue.objects.values_list("value", flat=True))
    stored = list(ImportBatch.objects.values_list("file_name", "findings"))
    return json.dumps([ledger, kept, stored], ensure_ascii=False)


def test_the_words_are_gone_and_every_hash_holds(batch: ImportBatch) -> None:
    before = everywhere()
    assert (NAME in before, PHONE in before) == (True, True)
    admin = make.account("system_administrator")
    for _ in range(2):
        erase_import_words(batch, reason="Theo yêu cầu", by=admin, at=AT)
    after = everywhere()
    assert (NAME in after, PHONE in after) == (False, False)
    assert (verify_chain().holds, [one for one in changed_imports(told_by_the_chain()) if one]) == (True, [])
    assert AuditEntry.objects.filter(action="personal_data_erased").count() == 1


def test_words_that_vanish_without_the_act_are_found(batch: ImportBatch) -> None:
    ImportBatch.objects.update(file_name="", findings=[])
    assert [one.record for one in changed_imports(told_by_the_chain()) if one] == [f"Lượt nhập danh sách {batch.pk}"]


def test_an_administrator_erases_on_the_page_with_a_tick(batch: ImportBatch) -> None:
    client, page = browser(make.account("system_administrator")), reverse("importing:erase", args=[batch.pk])
    assert page in client.get(reverse("importing:mapping_queue")).content.decode()
    refused = client.post(page, {"reason": "Đơn số 5 ngày 1/12/2026"}).content.decode()
    assert "Hãy đánh dấu xác nhận; dữ liệu đã xoá không lấy lại được." in refused
    assert NAME in everywhere()
    client.post(page, {"reason": "Đơn số 5 ngày 1/12/2026", "confirmed": "on"})
    assert (NAME in everywhere(), PHONE in everywhere()) == (False, False)
    assert AuditEntry.objects.get(action="personal_data_erased").reason == "Đơn số 5 ngày 1/12/2026"
    assert page not in client.get(reverse("importing:mapping_queue")).content.decode()


def test_a_long_list_of_imports_comes_in_pages(batch: ImportBatch, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(views, "A_PAGE", 1)
    batch.pk, batch.file_name, batch.sha256 = None, "cũ hơn.csv", "0" * 64
    batch.imported_at -= timedelta(days=1)
    batch.save(force_insert=True)
    client, page = browser(make.account("system_administrator")), reverse("importing:mapping_queue")
    first, second = (client.get(page, asked).content.decode() for asked in ({}, {"luot": "2"}))
    assert ("cũ hơn.csv" in first, NAME in first) == (False, True)
    assert ("cũ hơn.csv" in second, NAME in second) == (True, False)
    assert '<details class="no-print" open>' in second


def test_the_page_is_for_administrators_alone(batch: ImportBatch) -> None:
    client = browser(make.account("provincial_officer", make.province()))
    assert client.get(reverse("importing:erase", args=[batch.pk])).status_code == 403
    assert NAME not in client.get(reverse("importing:mapping_queue")).content.decode()


def test_only_an_administrator_erases_and_says_why(batch: ImportBatch) -> None:
    with pytest.raises(DomainError, match="Chỉ quản trị hệ thống"):
        erase_import_words(batch, reason="x", by=make.account("provincial_officer", make.province()), at=AT)
    with pytest.raises(DomainError, match="Hãy ghi số và ngày của đơn"):
        erase_import_words(batch, reason=" ", by=make.account("system_administrator"), at=AT)
