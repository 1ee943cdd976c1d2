"""A fuller or corrected list doubles nothing: one producer, one product, one recognition, as a person would judge."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from ocop.recognition.importing import ImportReport, import_register
from ocop.recognition.models import Certificate
from ocop.recognition.queries.proof import with_proof

from .lists import write_csv

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("units_loaded")]

CASES = Path(__file__).resolve().parents[6] / "shared" / "cases" / "import"
OK: dict[str, Any] = {
    "product_name": "Trà hoa vàng", "producer_name": "HTX Lâm nghiệp Ba Chẽ", "producer_type": "cooperative", "hamlet_or_address": "",
    "commune": "xã Đồn Đạc", "district": "huyện Ba Chẽ", "province": "Quảng Ninh", "stars": 4, "product_group": "Đồ uống",
    "recognised_on": "2021-04-06", "decision_no": "1234/QĐ-UBND", "level": "provincial", "source": "https://example.vn/a", "confidence": "A",
}  # fmt: skip


def bring(folder: Path, name: str, *lines: dict[str, Any], dry_run: bool = False) -> ImportReport:
    path = write_csv(folder / f"{name}.csv", list(lines))
    return import_register(path, dry_run=dry_run, by=None, at=timezone.now())


def like_ok(**changes: Any) -> dict[str, Any]:
    return {**OK, **changes}


@pytest.mark.parametrize(
    "again",
    [
        {"producer_name": "Hợp tác xã Lâm nghiệp Ba Chẽ"},
        {"producer_name": "Hợp Tác Xã lâm nghiệp Ba Chẽ "},
        {"district": "H. Ba Chẽ"},
        {"district": "H.Ba Chẽ", "commune": "X. Đồn Đạc"},
        {"district": "Ba Chẽ", "commune": "Đồn Đạc"},
        {"province": "tỉnh Quảng Ninh"},
        {"province": "T. Quảng Ninh"},
        {"decision_no": "1234/QÐ – UBND"},
        {"decision_no": "Số 1234/QĐ–UBND"},
        {"decision_no": "1234/qđ-ubnd"},
        {"decision_no": "1234"},
        {"decision_no": ""},
        {"recognised_on": "2021"},
        {"recognised_on": "04/2021", "decision_no": ""},
        {"recognised_on": ""},
        {"district": ""},
        {"commune": ""},
        {"product_name": "Trà  Hoa Vàng"},
        {"product_name": "“Trà hoa vàng”"},
        {"source": ""},
    ],
)
def test_a_line_that_says_nothing_new_changes_nothing(tmp_path: Path, again: dict[str, str]) -> None:
    bring(tmp_path, "ok", OK)
    report = bring(tmp_path, "again", like_ok(**again))
    assert (report.created, report.unchanged, report.completed, report.doubtful) == (0, 1, 0, 0), report.as_text()
    assert (report.producers, report.products) == (0, 0)
    assert Certificate.objects.count() == 1


@pytest.mark.parametrize(
    ("poorer", "added"),
    [
        ({"decision_no": ""}, {"decision_number": "1234/QĐ-UBND"}),
        ({"recognised_on": "2021"}, {"issued_on": date(2021, 4, 6), "issued_as_published": "2021-04-06", "expires_on": date(2024, 4, 6)}),
        ({"recognised_on": "04/2021"}, {"issued_on": date(2021, 4, 6), "regime": "R1"}),
        ({"recognised_on": "", "decision_no": ""}, {"issued_on": date(2021, 4, 6), "decision_number": "1234/QĐ-UBND"}),
        ({"source": ""}, {"source_url": "https://example.vn/a", "source_grade": "official_news"}),
    ],
)  # fmt: skip
def test_a_fuller_line_completes_what_is_known(tmp_path: Path, poorer: dict[str, str], added: dict[str, Any]) -> None:
    bring(tmp_path, "poor", like_ok(**poorer, producer_name="Hợp tác xã Lâm nghiệp Ba Chẽ"))
    before = Certificate.objects.get()
    trial = bring(tmp_path, "full", OK, dry_run=True)
    assert (trial.completed, Certificate.objects.get().content_hash) == (1, before.content_hash)
    report = bring(tmp_path, "full", OK)
    assert (report.created, report.unchanged, report.completed) == (0, 0, 1), report.as_text()
    now = Certificate.objects.get()
    assert {name: getattr(now, name) for name in added} == added
    assert (now.token, now.import_key) == (before.token, before.import_key)
    again = bring(tmp_path, "full again", OK)
    assert (again.unchanged, again.completed) == (1, 0)


def test_what_was_completed_still_fits_the_ledger(tmp_path: Path, client: Any) -> None:
    bring(tmp_path, "poor", like_ok(decision_no=""))
    bring(tmp_path, "full", OK)
    certificate = with_proof(Certificate.objects.all()).get()
    page = client.get(f"/q/{certificate.token}").content.decode()
    assert "1234/QĐ-UBND" in page
    assert "Chưa kiểm chứng được" not in page


def test_lines_of_one_list_about_one_recognition_are_put_together(tmp_path: Path) -> None:
    poorer = like_ok(producer_name="Hợp tác xã Lâm nghiệp Ba Chẽ", decision_no="", recognised_on="2021")
    report = bring(tmp_path, "both", poorer, OK)
    assert (report.created, report.unchanged) == (1, 1)
    assert [one.message for one in report.findings] == [
        "Cùng một công nhận với dòng 2 nên chỉ nhập một lần, gộp điều ghi đầy đủ hơn."
    ]
    assert Certificate.objects.get().decision_number == "1234/QĐ-UBND"
    assert Certificate.objects.get().issued_on == date(2021, 4, 6)


@pytest.mark.parametrize(
    "other",
    [
        {"recognised_on": "2021-04-09", "decision_no": ""},  # the day it was published?
        {"recognised_on": "2022-04-06"},  # the same number a year later?
        {"commune": "xã Ba Chẽ", "district": "", "producer_name": "HTX Lâm nghiệp Ba Chẽ", "recognised_on": "2026-03-05"},
    ],
)  # fmt: skip
def test_a_doubt_waits_for_a_person(tmp_path: Path, other: dict[str, str]) -> None:
    bring(tmp_path, "ok", like_ok(commune="xã Không Rõ") if "commune" in other else OK)
    report = bring(tmp_path, "doubt", like_ok(**other))
    assert (report.created, report.doubtful, report.exit_code) == (0, 1, 1), report.as_text()
    assert "chờ người xem" in report.as_text()
    assert Certificate.objects.count() == 1


@pytest.mark.parametrize(
    "other",
    [
        {"decision_no": "99/QĐ-UBND"},
        {"decision_no": "", "recognised_on": "2024-05-31"},
        {"stars": 5},
        {"product_name": "Trà hoa đỏ"},
        {"producer_name": "HTX Trà hoa vàng"},
        {"commune": "xã Nam Sơn"},
    ],
)
def test_what_a_person_would_tell_apart_stays_apart(tmp_path: Path, other: dict[str, Any]) -> None:
    bring(tmp_path, "ok", OK)
    report = bring(tmp_path, "other", like_ok(**other))
    assert (report.created, report.doubtful) == (1, 0), report.as_text()
    assert Certificate.objects.count() == 2


def test_a_list_that_names_the_producer_waits_where_an_earlier_one_did_not(tmp_path: Path) -> None:
    bring(tmp_path, "poor", like_ok(producer_name=""))
    report = bring(tmp_path, "full", OK)
    assert (report.created, report.doubtful) == (0, 1)


@pytest.mark.skipif(not CASES.is_dir(), reason="the cases lie beside the project")
@pytest.mark.parametrize(
    ("name", "created", "message"),
    [
        ("ok.csv", 1, ""),
        ("bom.csv", 1, ""),
        ("semicolon.csv", 1, ""),
        ("nfd.csv", 1, ""),
        ("eth.csv", 1, ""),
        ("sep-line.csv", 1, ""),
        ("no-district-column-2026.csv", 1, ""),
        ("empty-district-2026.csv", 1, ""),
        ("title-rows-above.xlsx", 1, ""),
        ("utf16-tab.csv", 1, ""),
        ("cp1258.csv", 0, "không dùng bảng mã UTF-8"),
        ("stray-quote.csv", 0, "Dòng 2: Dấu ngoặc kép"),
        ("ghost-cell-corner.xlsx", 0, "kéo dài tới ô"),
        ("html-table-as-xls.xlsx", 0, "trang web"),
    ],
)
def test_every_case_is_read_or_refused_in_vietnamese(name: str, created: int, message: str) -> None:
    report = import_register(f"{CASES}/{name}", dry_run=True, by=None, at=timezone.now())
    assert report.created == created, report.as_text()
    assert message in report.as_text()


@pytest.mark.skipif(not CASES.is_dir(), reason="the cases lie beside the project")
def test_five_ways_of_writing_one_row_are_one_row() -> None:
    first, *others = ("ok.csv", "bom.csv", "semicolon.csv", "nfd.csv", "eth.csv", "sep-line.csv", "utf16-tab.csv")
    import_register(f"{CASES}/{first}", dry_run=False, by=None, at=timezone.now())
    for name in others:
        assert import_register(f"{CASES}/{name}", dry_run=False, by=None, at=timezone.now()).unchanged == 1, name
    assert Certificate.objects.count() == 1
