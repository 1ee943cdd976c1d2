"""The columns of the register's open data: what each holds, in both languages and as a machine-readable schema (Table Schema).

The columns are those of ``recognition.exporting``, so a file that was downloaded can be read by ``ocop register import``.
"""

from dataclasses import dataclass
from typing import Any

from ocop.portal.wording import in_english


@dataclass(frozen=True)
class Field:
    """A column: its name, its kind in the words of Table Schema, and what it says."""

    name: str
    kind: str
    words: str
    english: str
    values: tuple[str, ...] = ()

    @property
    def meaning(self) -> str:
        """What the column says, in the language of the page."""
        return self.english if in_english() else self.words


PRODUCERS = ("cooperative", "cooperative_group", "company", "household", "farm", "facility")
FIELDS = (
    Field("sheet", "string", "Tên trang tính của danh sách nguồn; ở đây luôn trống.", "Sheet of a source list; always empty here."),
    Field("row", "integer", "Số dòng trong tệp, đếm từ 1, tính cả dòng tiêu đề.", "Number of the row in the file, from 1, the head counted."),
    Field("product_name", "string", "Tên sản phẩm hôm nay.", "Name of the product today."),
    Field("producer_name", "string", "Tên chủ thể hôm nay; trống khi nguồn không ghi.", "Name of the producer today; empty where the source names none."),
    Field("producer_type", "string", "Kiểu chủ thể.", "Kind of producer.", PRODUCERS),
    Field("commune", "string", "Xã, phường, đặc khu, theo bản đồ đã chọn; trống khi chưa biết.", "Commune, by the map that was asked for; empty where it is not known."),
    Field("district", "string", "Huyện như đã in (đến 30/6/2025).", "District as it was printed (until 30/6/2025)."),
    Field("province", "string", "Tỉnh, thành phố, theo bản đồ đã chọn.", "Province or city, by the map that was asked for."),
    Field("stars", "integer", "Hạng sao của lần công nhận này: 3 đến 5.", "Stars of this recognition: 3 to 5."),
    Field("recognised_on", "string", "Ngày công nhận, ghi được đến đâu hay đến đó: 2021-04-06, 2021-04 hoặc 2021.", "Day of recognition, as much as is known: 2021-04-06, 2021-04 or 2021."),
    Field("decision_no", "string", "Số quyết định như đã in; trống khi nguồn không ghi.", "Number of the decision as printed; empty where the source names none."),
    Field("status", "string", "recognised: lần công nhận đứng riêng; superseded: đã có giấy mới thay.", "recognised: stands; superseded: a newer certificate took its place.", ("recognised", "superseded")),
    Field("problems", "string", "Điều chưa chắc về dòng này, bằng lời; trong JSON là danh sách.", "What is doubtful about this row, in words; a list in JSON."),
)  # fmt: skip


def table_schema() -> dict[str, Any]:
    """Return the schema of the CSV and XLSX files as Table Schema, titles in Vietnamese, descriptions in English beside them."""
    return {
        "$schema": "https://datapackage.org/profiles/2.0/tableschema.json",
        "title": "Sổ sản phẩm OCOP",
        "fields": [
            {
                "name": one.name,
                "type": one.kind,
                "title": one.words,
                "description": one.english,
                **({"constraints": {"enum": list(one.values)}} if one.values else {}),
            }
            for one in FIELDS
        ],
        "missingValues": [""],
    }
