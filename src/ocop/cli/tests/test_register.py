"""`ocop register`: what it prints for programs, and its exit status."""

import csv
import json
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from typer.testing import CliRunner

from ocop.cli.register import app
from ocop.recognition.models import Certificate
from ocop.territory.tests.loaded import units_loaded
from ocop.vietnamese import tone_key

__all__ = ["units_loaded"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("units_loaded")]
MESSY = Path(__file__).resolve().parents[5] / "shared" / "data" / "messy"
WORKBOOKS = {
    "01_phu_luc_quyet_dinh_o_gop_dong.xlsx": ("01_expected.csv", 72),
    "03_sau_sap_nhap_2025_ky_tu_la.xlsx": ("03_expected.csv", 68),
}
OPENED = {"TP. ": "thành phố ", "TP ": "thành phố ", "CTCP ": "Công ty cổ phần "}
KEYS = [
    "sheet", "row", "product_name", "producer_name", "producer_type", "commune", "district", "province", "stars", "recognised_on",
    "decision_no", "status", "problems",
]  # fmt: skip


def ocop(*arguments: object) -> Any:
    return CliRunner().invoke(app, [str(one) for one in arguments])


def comparable(value: Any) -> str:
    printed = str(value or "").split(" → ")[0]
    for short, whole in OPENED.items():
        printed = whole + printed.removeprefix(short) if printed.startswith(short) else printed
    return tone_key(printed).casefold()


@pytest.mark.parametrize("name", WORKBOOKS)
def test_the_messy_workbooks_are_printed_row_by_row(name: str) -> None:
    if not MESSY.exists():
        pytest.skip("the reference folder is not beside the project")
    done = ocop("import", MESSY / name, "--dry-run", "--json")
    expected_file, count = WORKBOOKS[name]
    printed = json.loads(done.stdout)
    with (MESSY / expected_file).open(encoding="utf-8", newline="") as file:
        expected = {(one["sheet"], int(one["excel_row"])): one for one in csv.DictReader(file)}
    assert (len(printed["rows"]), len(expected)) == (count, count)
    for row in printed["rows"]:
        told = expected[row["sheet"], row["row"]]
        assert list(row) == KEYS
        assert {key: comparable(row[key]) for key in KEYS[2:-1]} == {key: comparable(told[key]) for key in KEYS[2:-1]}
    assert printed["summary"]["batch"] is None
    assert done.exit_code == 0


def test_a_csv_file_is_printed_with_all_types_and_empty_values(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(
        "TT;Tên sản phẩm;Chủ thể;Địa chỉ;Hạng;Năm\r\n1;Muối ớt;HKD Lan;X. Phước Trạch, H. Gò Dầu, T. Tây Ninh;4*;2021\r\n"
        "2;Muối tôm;;Tây Ninh;tiềm năng 5 sao;\r\n3;Muối chay;HTX A;Tây Ninh;95,64/100;\r\nCộng: 3 sản phẩm;;;;;\r\n",
        encoding="utf-8",
    )
    done = ocop("import", tmp_path / "a.csv", "--json")
    said = json.loads(done.stdout)
    batch = said["summary"]["batch"]
    assert said["rows"] == [
        dict(zip(KEYS, [None, 2, "Muối ớt", "Hộ kinh doanh Lan", "household", "xã Phước Trạch", "huyện Gò Dầu", "Tây Ninh", 4, "2021", None, "recognised", []], strict=True)),
        dict(zip(KEYS, [None, 3, "Muối tôm", None, None, None, None, "Tây Ninh", None, None, None, "candidate",
                        ["Ô C3: không ghi chủ thể; nếu ô này gộp với ô trên thì hãy ghi lại tên."]], strict=True)),
        dict(zip(KEYS, [None, 4, "Muối chay", "HTX A", "cooperative", None, None, "Tây Ninh", None, None, None, "refused",
                        ["Ô E4: không đọc được hạng sao từ “95,64/100”."]], strict=True)),
    ]  # fmt: skip
    assert said["summary"] == {
        "recognised": 1, "candidate": 1, "superseded": 0, "duplicate": 0, "skipped": 2, "refused": 1, "batch": batch,
    }  # fmt: skip
    assert (done.exit_code, isinstance(batch, int), Certificate.objects.count()) == (1, True, 1)


def test_a_file_that_cannot_be_read_prints_no_rows_and_one_sentence(tmp_path: Path) -> None:
    book = xlsxwriter.Workbook(str(tmp_path / "a.xlsx"))
    book.add_worksheet().write_row(0, 0, ["1", "Muối ớt", "HKD Lan", "4 sao"])
    book.close()
    (tmp_path / "b.csv").write_bytes((tmp_path / "a.xlsx").read_bytes())
    for name, sentence in (("a.xlsx", "Thiếu cột"), ("b.csv", "bên trong không phải là chữ")):
        done = ocop("import", tmp_path / name, "--json")
        assert (done.exit_code, json.loads(done.stdout)["rows"], sentence in done.stderr) == (2, [], True)


def test_the_help_says_keys_types_empty_values_and_exit_status() -> None:
    said = " ".join(ocop("import", "--help").stdout.split())
    assert [
        word for word in [*KEYS, "null", "batch", "Exit status: 0", "2 when nothing could be read"] if word not in said
    ] == []


def test_an_import_is_taken_back_by_its_number(tmp_path: Path) -> None:
    text = (
        "TT;Tên sản phẩm;Chủ thể;Địa chỉ;Hạng;Năm\n1;Muối ớt;HKD Lan;X. Phước Trạch, H. Gò Dầu, T. Tây Ninh;4*;2021\n"
    )
    (tmp_path / "a.csv").write_text(text, encoding="utf-8")
    batches = [json.loads(ocop("import", tmp_path / "a.csv", "--json").stdout)["summary"]["batch"] for _ in range(2)]
    assert (batches[0] == batches[1], Certificate.objects.count()) == (True, 1)
    assert [ocop("undo", batches[0]).exit_code for _ in range(2)] == [0, 0]
    assert (ocop("undo", batches[0] + 1).exit_code, Certificate.objects.count()) == (2, 0)
    assert json.loads(ocop("import", tmp_path / "a.csv", "--json").stdout)["summary"]["batch"] != batches[0]
