"""Write small lists for the tests: one good line, changed where a test needs it, as CSV or as XLSX."""

import csv
from pathlib import Path
from typing import Any

import xlsxwriter

HEADER = [
    "product_name",
    "producer_name",
    "producer_type",
    "hamlet_or_address",
    "commune",
    "district",
    "province",
    "stars",
    "product_group",
    "recognised_on",
    "decision_no",
    "level",
    "source",
    "confidence",
]
GOOD: dict[str, Any] = {
    "product_name": "Bánh tráng siêu mỏng", "producer_name": "Công ty TNHH Tân Nhiên", "producer_type": "company",
    "hamlet_or_address": "ấp Trường Phú", "commune": "xã Trường Đông", "district": "thị xã Hòa Thành", "province": "Tây Ninh",
    "stars": 4, "product_group": "Thực phẩm", "recognised_on": "2024-05-31", "decision_no": "1114/QĐ-UBND",
    "level": "provincial", "source": "https://example.org/danh-sach", "confidence": "high",
}  # fmt: skip


def line(**changes: Any) -> dict[str, Any]:
    return {**GOOD, **changes}


def write_csv(
    path: Path, lines: list[dict[str, Any]], *, header: list[str] | None = None, encoding: str = "utf-8"
) -> Path:
    with path.open("w", encoding=encoding, newline="") as file:
        writer = csv.DictWriter(file, header or HEADER, extrasaction="ignore")
        writer.writeheader()
        writer.writerows(lines)
    return path


def write_xlsx(path: Path, lines: list[dict[str, Any]]) -> Path:
    book = xlsxwriter.Workbook(str(path), {"strings_to_formulas": False, "strings_to_urls": False})
    sheet = book.add_worksheet("Danh sách")
    sheet.write_row(0, 0, HEADER)
    for number, values in enumerate(lines, start=1):
        for column, name in enumerate(HEADER):
            value = values[name]
            if isinstance(value, int | float):
                sheet.write_number(number, column, value)
            else:
                sheet.write_string(number, column, str(value))
    book.close()
    return path
