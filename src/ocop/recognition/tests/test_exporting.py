"""What leaves the register can be imported again and changes nothing; nothing in it works as a formula."""

import csv
import io
import json
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from ocop.recognition.exporting import write_register
from ocop.recognition.importing import import_register
from ocop.recognition.importing.tests.lists import line, write_csv
from ocop.recognition.models import Certificate
from ocop.recognition.tests import builders as make
from ocop.territory.models import AdministrativeUnit
from ocop.territory.tests.loaded import AT, units_loaded
from tests.builders import dossier as dossier_of_product

__all__ = ["units_loaded"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("units_loaded")]
LIVE = '=HYPERLINK("http://x","y")'


def exported(form: Any, **asked: Any) -> bytes:
    target = io.BytesIO()
    write_register(target, form=form, **asked)
    return target.getvalue()


def rows(**asked: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(exported("json", **asked))["rows"]
    return found


def stored(tmp_path: Path) -> None:
    lines = [
        line(), line(product_name=LIVE, stars=3, recognised_on="2019-05", decision_no=""),
        line(stars=5, recognised_on="2025-01-02", decision_no="9/QĐ-UBND"), line(product_name="Mật", commune="", recognised_on=""),
        line(product_name="Muối", commune="xã Trường Hòa", district="", producer_name="", recognised_on="2021"),
        line(product_name="Kẹo", commune="", district="", producer_name="HKD Lan", producer_type="household", decision_no="12/2024/QĐ-UBND"),
    ]  # fmt: skip
    assert import_register(write_csv(tmp_path / "a.csv", lines), dry_run=False, by=None, at=AT).created == len(lines)


@pytest.mark.parametrize("form", ["csv", "xlsx", "json"])
def test_an_export_that_is_imported_changes_nothing(form: str, tmp_path: Path) -> None:
    stored(tmp_path)
    before, whole = exported("json"), list(Certificate.objects.order_by("pk").values())
    (tmp_path / f"b.{form}").write_bytes(exported(form))
    report = import_register(tmp_path / f"b.{form}", dry_run=False, by=None, at=AT)
    assert (report.created, report.completed, report.unchanged, report.batch, report.exit_code) == (0, 0, 6, None, 0)
    assert (exported("json"), list(Certificate.objects.order_by("pk").values())) == (before, whole)


def test_a_certificate_issued_here_is_known_when_it_comes_back(tmp_path: Path) -> None:
    dossier = dossier_of_product(state="recognised")
    make.certificate(dossier.product, dossier=dossier)
    before = rows()
    (tmp_path / "b.csv").write_bytes(exported("csv"))
    report = import_register(tmp_path / "b.csv", dry_run=False, by=None, at=AT)
    assert ([one["stars"] for one in before], report.created, report.unchanged, rows()) == ([4], 0, 1, before)


def test_rows_have_the_columns_and_values_of_the_format(tmp_path: Path) -> None:
    stored(tmp_path)
    assert rows()[0] == {
        "sheet": None, "row": 2, "product_name": "Bánh tráng siêu mỏng", "producer_name": "Công ty TNHH Tân Nhiên", "producer_type": "company",
        "commune": "xã Trường Đông", "district": "thị xã Hòa Thành", "province": "Tây Ninh", "stars": 4, "recognised_on": "2024-05-31",
        "decision_no": "1114/QĐ-UBND", "status": "superseded", "problems": [],
    }  # fmt: skip
    told = {one["product_name"]: (one["district"], one["recognised_on"], one["producer_name"]) for one in rows()}
    assert (told["Mật"], told["Muối"]) == (
        ("thị xã Hòa Thành", None, "Công ty TNHH Tân Nhiên"), (None, "2021", None),
    )  # fmt: skip


def test_places_stand_on_todays_map_where_they_are_known(tmp_path: Path) -> None:
    stored(tmp_path)
    one = rows(on_map="today")[0]
    unit = Certificate.objects.order_by("pk")[0].product.unit
    assert isinstance(unit, AdministrativeUnit)
    assert (one["commune"], one["district"], one["province"]) == (
        f"{unit.unit_type.lower()} {unit.name}",
        None,
        "Tây Ninh",
    )


def test_on_a_day_only_what_was_in_force_and_what_is_unsure_says_so(tmp_path: Path) -> None:
    stored(tmp_path)
    found = rows(on=date(2024, 6, 1))
    assert {(one["product_name"], one["stars"], len(one["problems"])) for one in found} == {
        ("Bánh tráng siêu mỏng", 4, 0), ("Mật", 4, 1), ("Muối", 4, 1), ("Kẹo", 4, 0), (LIVE, 3, 1),
    }  # fmt: skip


def test_no_text_becomes_a_formula(tmp_path: Path) -> None:
    stored(tmp_path)
    cells = [cell for row in csv.reader(io.StringIO(exported("csv").decode("utf-8-sig"))) for cell in row]
    assert [cell for cell in cells if cell.startswith(("=", "+", "@"))] == []
    assert f"'{LIVE}" in cells
    with zipfile.ZipFile(io.BytesIO(exported("xlsx"))) as book:
        assert b"<f>" not in book.read("xl/worksheets/sheet1.xml")
