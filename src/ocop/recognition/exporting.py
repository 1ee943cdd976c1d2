"""The register as rows of a list, one for each recognition, in the published format: what leaves can be imported again and changes nothing.

Rows are read and written one after the other. Names are those of today; the place stands as it was printed with the recognition, or
on today's map.
"""

import json
import shutil
import tempfile
from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Any, BinaryIO, Literal

from django.db.models import QuerySet
from django.db.models.fields.json import KT

from ocop.paper.lists import csv_row, write_xlsx_table
from ocop.producers.models import OrganisationType
from ocop.recognition.importing.identity import UNNAMED
from ocop.recognition.importing.published.rows import KEYS, RowStatus
from ocop.recognition.importing.published.words import kind_of
from ocop.recognition.kept import CERTIFICATE
from ocop.recognition.models import Certificate
from ocop.recognition.queries.figures import certificates_in_force
from ocop.recognition.queries.proof import fits, with_proof
from ocop.recognition.wording import revocation_words
from ocop.territory.models import AdministrativeLevel, AdministrativeUnit

Form = Literal["csv", "xlsx", "json"]
OnMap = Literal["today", "then"]
KINDS = {
    OrganisationType.COOPERATIVE: "cooperative",
    OrganisationType.COOPERATIVE_GROUP: "cooperative_group",
    OrganisationType.SMALL_MEDIUM_ENTERPRISE: "company",
    OrganisationType.FARM: "farm",
    OrganisationType.REGISTERED_HOUSEHOLD: "household",
}
COLUMNS = (
    "pk", "product__name", "product__producer__name", "product__producer__organisation_type", "product__place_as_published",
    "product__unit_id", "star_rating", "issued_on", "issued_as_published", "decision_number", "ended_on", "end_reason",
)  # fmt: skip
PATH_ON_PAPER = KT("content__place__units__0__path")
DISTRICTS = ("huyện", "quận", "thị xã", "thành phố")
AT_ONCE = 500
UNPROVEN: dict[str, Any] = {
    "stars": None,
    "recognised_on": None,
    "decision_no": None,
    "problems": ["Chưa kiểm chứng được: không khớp với nhật ký của hệ thống."],
}


def rows_of_register(*, on: date | None, on_map: OnMap, compared: bool = False) -> Iterator[dict[str, Any]]:
    """Yield a row for every recognition, or for those in force on a day; the order is that of their entry.

    ``compared`` holds each certificate against the ledger, as public pages do: one that does not fit tells neither star nor day.
    """
    sure: dict[int, bool] = {}
    certificates: QuerySet[Certificate] = Certificate.objects.order_by("pk")
    if on:
        sure = {one.certificate_id: one.certain for one in certificates_in_force(on)}
    places = _places_of_units()
    proof = ("pk", *CERTIFICATE.fields, "told") if compared else ()
    asked = with_proof(certificates) if compared else certificates
    rows = asked.values_list(*COLUMNS, PATH_ON_PAPER, *proof).iterator(chunk_size=AT_ONCE)
    number, width = 1, len(COLUMNS) + 1
    for found in rows:
        if on and found[0] not in sure:
            continue
        number += 1
        row = _row(number, found[:width], places, on_map=on_map, doubt=bool(on) and not sure.get(found[0], True))
        yield row if not compared or _fits(found[width:]) else row | UNPROVEN


def _fits(values: tuple[Any, ...]) -> bool:
    *columns, told = values
    return fits(CERTIFICATE, dict(zip(("pk", *CERTIFICATE.fields), columns, strict=True)), told)


def _row(
    number: int, found: tuple[Any, ...], places: dict[str, tuple[str, str]], *, on_map: OnMap, doubt: bool
) -> dict[str, Any]:
    (_, product, producer, kind, printed, unit, star, day, published, decision, ended_on, reason, path) = found
    commune, district, province = _place(printed, unit, path, places, on_map)
    named = "" if producer == UNNAMED else producer
    superseded = ended_on is not None and reason == "superseded"
    # The format has no status for a star that was taken back: so it is said in words.
    said = [revocation_words(ended_on, reason), "Chưa chắc còn hiệu lực vào ngày đã hỏi." if doubt else ""]
    told = {
        "row": number,
        "product_name": product,
        "producer_name": named or None,
        "producer_type": (kind_of("", named) or KINDS.get(kind)) if named else None,
        "commune": commune or None,
        "district": district or None,
        "province": province or None,
        "stars": star,
        "recognised_on": day.isoformat() if day else published or None,
        "decision_no": decision or None,
        "status": (RowStatus.SUPERSEDED if superseded else RowStatus.RECOGNISED).value,
        "problems": list(filter(None, said)),
    }
    return {key: told.get(key) for key in KEYS}


def _places_of_units() -> dict[str, tuple[str, str]]:
    """The names of commune and province by the path and by the number of every commune and province, of today and before."""
    columns = ("pk", "path", "level", "unit_type", "name", "parent_id")
    units = list(AdministrativeUnit.objects.order_by("effective_from", "pk").values_list(*columns))
    above = {pk: (name, parent) for pk, _, _, _, name, parent in units}
    found: dict[str, tuple[str, str]] = {}
    for pk, path, level, kind, name, parent in units:
        if level == AdministrativeLevel.DISTRICT:
            continue
        province, upper = name, parent
        while upper is not None:
            province, upper = above[upper]
        commune = "" if level == AdministrativeLevel.PROVINCE else f"{kind[:1].lower()}{kind[1:]} {name}"
        found[path] = found[str(pk)] = (commune, province)
    return found


def _place(
    printed: str, unit: int | None, path: str | None, places: dict[str, tuple[str, str]], on_map: OnMap
) -> tuple[str, str, str]:
    """Commune, district and province: as printed with the recognition, or of today where it is known."""
    today = places.get(str(unit)) if unit else None
    then = places.get(path or "")
    if on_map == "today" or not printed:
        commune, province = (today if on_map == "today" else then) or then or today or ("", "")
        if commune or province:
            return commune, "", province
    *parts, province = printed.split(", ") if printed else ("",)
    if len(parts) == 1 and parts[0].lower().startswith(DISTRICTS):
        parts = ["", *parts]
    commune, district = (*parts, "", "")[:2]
    return commune, district, province


def write_register(
    target: BinaryIO, *, form: Form, on: date | None = None, on_map: OnMap = "then", compared: bool = False
) -> None:
    """Write the register to an open binary file, row by row, in one of three forms with the same columns."""
    rows = rows_of_register(on=on, on_map=on_map, compared=compared)
    if form == "json":
        _write_json(target, rows)
        return
    cells = ([_cell(row[key]) for key in KEYS] for row in rows)
    if form == "csv":
        target.write("\ufeff".encode())
        target.write(csv_row(KEYS))
        target.writelines(map(csv_row, cells))
        return
    with tempfile.TemporaryFile() as whole:  # the format is a ZIP archive: it is written where one can go back
        write_xlsx_table(whole, KEYS, cells)
        whole.seek(0)
        shutil.copyfileobj(whole, target)


def _cell(value: Any) -> str | int | None:
    return " ".join(value) if isinstance(value, list) else value


def _write_json(target: BinaryIO, rows: Iterator[dict[str, Any]]) -> None:
    """The object that `register import --json` prints, one row a line."""
    counted: Counter[str] = Counter()
    target.write(b'{"rows":[')
    for number, row in enumerate(rows):
        counted[row["status"]] += 1
        target.write((",\n" if number else "\n").encode() + json.dumps(row, ensure_ascii=False).encode())
    summary = {status.value: counted[status.value] for status in RowStatus} | {"batch": None}
    target.write(b'],\n"summary":' + json.dumps(summary).encode() + b"}\n")
