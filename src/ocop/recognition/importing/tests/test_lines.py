"""Each kind of bad input has its sentence; what the source does not say is not made up; a trial writes nothing."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from ocop.files.tests.hostile_files import crowded_list
from ocop.ledger.errors import DomainError
from ocop.ledger.models import AuditEntry
from ocop.people.models import Role
from ocop.producers.models import Producer
from ocop.products.models import Product
from ocop.recognition.arithmetic import UNKNOWN, Span
from ocop.recognition.importing import ImportReport, expiry_bounds, import_register
from ocop.recognition.importing.tests.lists import HEADER, line, write_csv, write_xlsx
from ocop.recognition.models import Certificate, ImportBatch
from ocop.territory.models import AdministrativeUnit, UnitMappingCase
from ocop.territory.places import PlaceFinder
from ocop.territory.tests.loaded import AT
from tests.builders import account

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("units_loaded")]


@pytest.fixture(scope="module")
def finder(units_loaded: Any, django_db_blocker: Any) -> PlaceFinder:
    with django_db_blocker.unblock():
        return PlaceFinder()


@pytest.fixture(autouse=True)
def _places_are_read_once(finder: PlaceFinder, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each import reads all units anew; here they are the same in every test (test_whole_list.py imports with its own)."""
    monkeypatch.setattr("ocop.recognition.importing.operations.PlaceFinder", lambda: finder)


def run(path: Path, *, dry_run: bool = False, **more: Any) -> ImportReport:
    return import_register(path, **{"dry_run": dry_run, "by": None, "at": AT, **more})


def sentences(report: ImportReport) -> list[str]:
    return [one.as_text() for one in report.findings]


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"product_name": ""}, "LỖI – Dòng 3, cột tên sản phẩm (product_name): Thiếu tên sản phẩm. Hãy điền theo văn bản gốc rồi nhập lại tệp."),
        ({"province": " "}, "LỖI – Dòng 3, cột tỉnh (province): Thiếu tỉnh. Hãy điền theo văn bản gốc rồi nhập lại tệp."),
        ({"province": "Atlantis"}, "LỖI – Dòng 3, cột tỉnh (province): Không có tỉnh nào tên “Atlantis”. Ghi tên tỉnh như trong quyết định."),
        ({"stars": "6"}, "LỖI – Dòng 3, cột hạng sao (stars): Hạng sao “6” không hợp lệ. Ghi 3, 4 hoặc 5; danh sách “tiềm năng 5 sao” không phải 5 sao."),
        ({"stars": "tiềm năng 5 sao"}, "LỖI – Dòng 3, cột hạng sao (stars): Hạng sao “tiềm năng 5 sao” không hợp lệ. Ghi 3, 4 hoặc 5; danh sách “tiềm năng 5 sao” không phải 5 sao."),
        ({"stars": "2"}, "LỖI – Dòng 3, cột hạng sao (stars): Hạng 2 sao chỉ có trong các năm 2019–2020. Hãy kiểm tra lại hạng hoặc ngày công nhận."),
        ({"recognised_on": "31/2/2024"}, "LỖI – Dòng 3, cột ngày công nhận (recognised_on): “31/2/2024” không đọc được: Tháng 2 năm 2024 không có ngày 31: ngày từ 1 đến 29. Ghi năm (2020), tháng (2021-04) hoặc ngày (6/4/2021)."),
        ({"recognised_on": "2024-13"}, "LỖI – Dòng 3, cột ngày công nhận (recognised_on): “2024-13” không đọc được: Không có tháng 13: tháng từ 1 đến 12. Ghi năm (2020), tháng (2021-04) hoặc ngày (6/4/2021)."),
        ({"recognised_on": "2027"}, "LỖI – Dòng 3, cột ngày công nhận (recognised_on): “2027” không đọc được: Ngày công nhận ở tương lai. Ghi năm (2020), tháng (2021-04) hoặc ngày (6/4/2021)."),
        ({"recognised_on": "1999"}, "LỖI – Dòng 3, cột ngày công nhận (recognised_on): “1999” không đọc được: Năm 1999 quá sớm: Chương trình chưa có sản phẩm được công nhận. Ghi năm (2020), tháng (2021-04) hoặc ngày (6/4/2021)."),
        ({"product_name": "Trà " * 70}, "LỖI – Dòng 3, cột tên sản phẩm (product_name): Dài quá 250 ký tự. Mỗi ô chỉ ghi một sản phẩm; hãy tách dòng hoặc rút gọn."),
    ],
)  # fmt: skip
def test_a_bad_line_is_refused_with_its_place_and_the_way_out(
    tmp_path: Path, changes: dict[str, str], sentence: str
) -> None:
    report = run(write_csv(tmp_path / "a.csv", [line(), line(**changes)]))
    assert [one.as_text() for one in report.errors] == [sentence]
    assert (report.rows, report.created, report.refused, report.exit_code) == (2, 1, 1, 1)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"stars": "2", "recognised_on": "2020"}, "Lưu ý – Dòng 2, cột hạng sao (stars): Hạng 2 sao: giữ như đã công bố, không thuộc hạng được công nhận hiện nay."),
        ({"producer_type": "corporation"}, "Lưu ý – Dòng 2, cột loại hình chủ thể (producer_type): Không biết giá trị “corporation” nên để trống. Các giá trị đọc được: company, cooperative, cooperative_group, household, farm, facility, other, unknown."),
        ({"source": "báo giấy"}, "Lưu ý – Dòng 2, cột nguồn (source): Nguồn không phải một địa chỉ trang nên không được lưu. Ghi đầy đủ https://…"),
        ({"stars": "3", "recognised_on": "2/7/2025"}, "Lưu ý – Dòng 2, cột ngày công nhận (recognised_on): Từ 1/7 đến 5/7/2025 chưa cấp nào có thẩm quyền công nhận 3 sao. Đối chiếu quyết định gốc."),
    ],
)  # fmt: skip
def test_a_doubtful_line_is_taken_with_a_remark(tmp_path: Path, changes: dict[str, str], sentence: str) -> None:
    report = run(write_csv(tmp_path / "a.csv", [line(**changes)]))
    assert sentences(report) == [sentence]
    assert (report.created, report.exit_code) == (1, 0)


def test_a_repeated_line_is_taken_once(tmp_path: Path) -> None:
    report = run(write_csv(tmp_path / "a.csv", [line(), line(product_name="BÁNH TRÁNG  siêu mỏng")]))
    assert sentences(report) == [
        "Lưu ý – Dòng 3, cột tên sản phẩm (product_name): Trùng hoàn toàn với dòng 2 nên chỉ nhập một lần."
    ]
    assert (report.created, report.unchanged) == (1, 1)


def test_a_file_of_another_kind_is_refused(tmp_path: Path) -> None:
    report = run(write_csv(tmp_path / "a.txt", [line()]))
    assert sentences(report) == [
        "LỖI – Cả tệp: Không đọc được tệp loại “.txt”. Hãy lưu lại dưới dạng .xlsx, .xls, .ods hoặc .csv (UTF-8)."
    ]
    assert report.exit_code == 2


def test_a_missing_column_is_named(tmp_path: Path) -> None:
    header = [name for name in HEADER if name not in {"stars", "province"}]
    report = run(write_csv(tmp_path / "a.csv", [line()], header=header))
    assert report.findings[0].message == "Thiếu cột: tỉnh (province), hạng sao (stars)."
    assert (report.exit_code, report.rows, Certificate.objects.count()) == (2, 0, 0)


def test_a_column_given_twice_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(",".join([*HEADER, "stars"]) + "\n" + "x," * 14 + "x\n", encoding="utf-8")
    assert run(tmp_path / "a.csv").findings[0].message == "Tên cột lặp lại: hạng sao (stars)."


def test_a_column_nobody_knows_is_left_out_and_said(tmp_path: Path) -> None:
    report = run(write_csv(tmp_path / "a.csv", [line(ghi_chu="x")], header=["ghi_chu", *reversed(HEADER)]))
    assert [(one.line, one.column) for one in report.findings] == [(1, "ghi_chu")]
    assert report.created == 1


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.csv", "Bánh".encode("cp1258", "replace"), "Tệp CSV không dùng bảng mã UTF-8."),
        ("a.csv", (",".join(HEADER) + "\n").encode(), "Tệp không có dòng dữ liệu nào."),
        (
            "a.csv",
            b"",
            "Thiếu cột: tên sản phẩm (product_name), chủ thể (producer_name), xã (commune), tỉnh (province), hạng sao (stars), ngày công nhận (recognised_on).",
        ),
        ("a.xlsx", b"PK but no workbook", "Không đọc được tệp Excel này."),
        ("a.xlsx", crowded_list(), "Tệp Excel quá lớn sau khi giải nén."),
    ],
)
def test_a_file_that_is_no_list_is_refused_whole(tmp_path: Path, name: str, content: bytes, message: str) -> None:
    (tmp_path / name).write_bytes(content)
    report = run(tmp_path / name)
    assert (report.findings[0].message, report.exit_code) == (message, 2)


def test_a_file_that_is_not_there_is_said_so(tmp_path: Path) -> None:
    assert run(tmp_path / "khong-co.csv").findings[0].message == "Không tìm thấy tệp “khong-co.csv”."


def test_a_file_that_excel_wrote_is_read(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "a.csv", [line()], encoding="utf-8-sig")
    path.write_text(path.read_text(encoding="utf-8-sig").replace(",", ";"), encoding="utf-8-sig")
    assert run(path).created == 1


def test_cells_that_look_like_formulas_are_data(tmp_path: Path) -> None:
    names = ["=1+1", "+84 trà", "-trà-", "@trà"]
    path = write_xlsx(tmp_path / "a.xlsx", [line(product_name=name) for name in names])
    assert run(path).created == 4
    assert sorted(Product.objects.values_list("name", flat=True)) == sorted(names)


def test_numbers_of_a_workbook_lose_their_point_zero(tmp_path: Path) -> None:
    run(write_xlsx(tmp_path / "a.xlsx", [line(stars=4.0, recognised_on=2023, hamlet_or_address=12.0)]))
    certificate = Certificate.objects.get()
    assert (certificate.star_rating, certificate.issued_as_published) == (4, "2023")
    assert certificate.product.producer.address == "12"


def test_text_is_stored_in_one_form(tmp_path: Path) -> None:
    decomposed = "Ba\u0301nh\u200b tra\u0301ng\u00a0 si\u00eau mo\u0309ng"
    run(write_csv(tmp_path / "a.csv", [line(product_name=decomposed, decision_no="1114/Q\u00d0-UBND")]))
    certificate = Certificate.objects.get()
    assert certificate.product.name == "Bánh tráng siêu mỏng"
    assert certificate.decision_number == "1114/QĐ-UBND"


def test_the_two_ways_of_writing_a_tone_are_one_producer(tmp_path: Path) -> None:
    lines = [
        line(producer_name="HTX Hoà Bình", product_name="Trà"),
        line(producer_name="HTX Hòa Bình", product_name="Mứt"),
    ]
    report = run(write_csv(tmp_path / "a.csv", lines))
    assert (report.producers, report.products) == (1, 2)


def test_cooperatives_of_one_name_in_two_communes_are_two_producers(tmp_path: Path) -> None:
    lines = [line(producer_name="HTX Tân Tiến"), line(producer_name="HTX Tân Tiến", commune="xã Long Thành Nam")]
    assert run(write_csv(tmp_path / "a.csv", lines)).producers == 2


@pytest.mark.parametrize(
    ("printed", "issued_on", "as_published", "expires_on", "regime", "bounds"),
    [
        ("6/4/2021", date(2021, 4, 6), "2021-04-06", date(2024, 4, 6), "R1", Span(date(2024, 4, 6), date(2024, 4, 6))),
        ("04/2021", None, "2021-04", None, "R1", Span(date(2024, 4, 1), date(2024, 4, 30))),
        ("tháng 4 năm 2021", None, "2021-04", None, "R1", Span(date(2024, 4, 1), date(2024, 4, 30))),
        ("2021", None, "2021", None, "R1", Span(date(2024, 1, 1), date(2024, 12, 31))),
        ("2023", None, "2023", None, "", Span(date(2026, 1, 1), date(2026, 12, 31))),
        ("2019", None, "2019", None, "", UNKNOWN),
        ("", None, "", None, "", UNKNOWN),
    ],
)
def test_dates_of_three_precisions(  # noqa: PLR0917
    tmp_path: Path,
    printed: str,
    issued_on: date | None,
    as_published: str,
    expires_on: date | None,
    regime: str,
    bounds: Span,
) -> None:
    run(write_csv(tmp_path / "a.csv", [line(recognised_on=printed)]))
    one = Certificate.objects.get()
    assert (one.issued_on, one.issued_as_published, one.expires_on, one.regime) == (
        issued_on,
        as_published,
        expires_on,
        regime,
    )
    assert expiry_bounds(one) == bounds


def test_an_upgrade_ends_the_older_certificate_on_the_day_of_the_newer(tmp_path: Path) -> None:
    lines = [line(stars=4, recognised_on="2024-05-31"), line(stars=3, recognised_on="2022")]
    report = run(write_csv(tmp_path / "a.csv", lines))
    ended = list(Certificate.objects.order_by("star_rating").values_list("star_rating", "ended_on", "end_reason"))
    assert ended == [(3, date(2024, 5, 31), "superseded"), (4, None, "")]
    assert (report.products, report.superseded) == (1, 1)


def test_an_upgrade_in_a_later_list_ends_the_stored_certificate(tmp_path: Path) -> None:
    run(write_csv(tmp_path / "a.csv", [line(stars=3, recognised_on="2022-12-29")]))
    report = run(write_csv(tmp_path / "b.csv", [line(stars=4, recognised_on="2024-05-31")]))
    assert (report.products, report.created, report.superseded) == (0, 1, 1)
    assert Certificate.objects.get(star_rating=3).ended_on == date(2024, 5, 31)


def test_certificates_whose_order_is_unclear_both_stay(tmp_path: Path) -> None:
    report = run(
        write_csv(tmp_path / "a.csv", [line(stars=4, recognised_on="2023"), line(stars=5, recognised_on="2023")])
    )
    assert Certificate.objects.filter(ended_on=None).count() == 2
    assert [one.message for one in report.findings] == [
        "“Bánh tráng siêu mỏng” có nhiều hạng sao mà ngày cấp không cho biết giấy nào mới hơn."
    ]


def test_certificates_of_one_day_do_not_replace_each_other(tmp_path: Path) -> None:
    lines = [line(stars=3, decision_no="1/QĐ-UBND"), line(stars=4, decision_no="2/QĐ-UBND")]
    report = run(write_csv(tmp_path / "a.csv", lines))
    assert (report.created, report.superseded) == (2, 0)
    assert list(Certificate.objects.values_list("ended_on", "end_reason").distinct()) == [(None, "")]


def test_two_decisions_on_one_product_are_two_recognitions(tmp_path: Path) -> None:
    """Everything else is the same: the number of the decision tells them apart, in one list and in two."""
    first, second, third = (line(decision_no=f"{number}/QĐ-UBND") for number in (1, 2, 3))
    report = run(write_csv(tmp_path / "a.csv", [first, second]))
    assert (report.created, report.unchanged, sentences(report)) == (2, 0, [])
    again = run(write_csv(tmp_path / "b.csv", [first, third]))
    assert (again.created, again.unchanged) == (1, 1)
    assert sorted(Certificate.objects.values_list("decision_number", flat=True)) == [
        "1/QĐ-UBND", "2/QĐ-UBND", "3/QĐ-UBND",
    ]  # fmt: skip


def test_a_certificate_that_ran_out_before_was_not_replaced(tmp_path: Path) -> None:
    run(write_csv(tmp_path / "a.csv", [line(stars=3, recognised_on="2020-01-08"), line(recognised_on="2024-05-31")]))
    assert Certificate.objects.get(star_rating=3).ended_on is None


def test_a_certain_place_has_todays_commune_and_an_uncertain_one_a_case(tmp_path: Path) -> None:
    printed = (("Mật", ""), ("Muối ớt", "xã Không Có"))
    unsure = [line(product_name=name, commune=commune, district="thị xã Hòa Thành") for name, commune in printed]
    report = run(write_csv(tmp_path / "a.csv", [line(), *unsure]))
    certain, waiting, district = Product.objects.order_by("name")
    assert (certain.unit_path, certain.mapping_case, district.mapping_case) == ("80/25630/", None, None)
    assert {(one.unit, one.unit_path) for one in (district, waiting)} == {(None, "80/")}
    case = UnitMappingCase.objects.get(product=waiting)
    told = (case.province, case.candidates.count(), report.placed, report.waiting)
    assert told == (AdministrativeUnit.objects.get(path="80/"), 3, 1, 1)


def test_a_trial_writes_nothing_and_tells_the_same_numbers(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "a.csv", [line(), line(stars=3, recognised_on="2022"), line(product_name="")])
    trial = run(path, dry_run=True)
    models = (Producer, Product, Certificate, UnitMappingCase, ImportBatch)
    assert [model.objects.count() for model in models] == [0] * 5
    assert AuditEntry.objects.filter(action="register_imported").count() == 0
    real = run(path)
    assert (trial.batch, replace(trial, dry_run=False, batch=ImportBatch.objects.get().pk)) == (None, real)


def test_only_administrators_import(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "a.csv", [line()])
    with pytest.raises(DomainError, match="Chỉ quản trị hệ thống được nhập danh sách công nhận"):
        run(path, by=account(Role.PROVINCIAL_OFFICER, AdministrativeUnit.objects.get(path="80/")))
    assert run(path, by=account(Role.SYSTEM_ADMINISTRATOR)).created == 1


def test_the_report_can_be_read_by_people_and_programs(tmp_path: Path) -> None:
    report = run(write_csv(tmp_path / "a.csv", [line(), line(stars="9")]), dry_run=True)
    assert (report.exit_code, [row["status"] for row in report.as_rows()["rows"]]) == (1, ["recognised", "refused"])
    assert report.as_text().splitlines()[0] == "a.csv: 2 dòng (chạy thử, chưa ghi gì)"
