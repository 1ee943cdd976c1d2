"""What fills the ministry's tables: rows of our own fields, one source for each kind of table, read in parts.

Only what the public register shows: a certificate that does not fit the ledger gives no star.
"""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.utils import timezone

from ocop.law.regimes import get_regime
from ocop.portal.ministry_tables import Row, Source
from ocop.portal.queries.catalogue import rows_by_id
from ocop.portal.wording import ORGANISATIONS, kinds
from ocop.producers.models import Producer
from ocop.recognition.arithmetic import FIRST_YEAR
from ocop.recognition.models import Certificate, RegisterEntry
from ocop.recognition.queries.proof import is_proven, with_proof
from ocop.recognition.wording import STATE_WORDS, revocation_words
from ocop.territory.models import AdministrativeLevel
from ocop.territory.queries.units import units_in_force

PART = 500


def _stars(star: int | None) -> str:
    """Three stars as the decisions write them."""
    return f"{star}*" if star else ""


def products() -> Iterator[Row]:
    """The register, one product a row, with its place as a code and as a point."""
    today, points = timezone.localdate(), _points()
    ids = RegisterEntry.objects.order_by("product_id").values_list("product_id", "issued_latest")
    for part in _parts(ids):
        issued = dict(part)
        for row in rows_by_id(list(issued), today):
            latitude, longitude = points.get(row["unit_code"] or "", (None, None))
            day = issued[row["id"]] if row["star_rating"] else None
            yield row | {
                "product_code": row.get("product_code", ""),
                "year": day.year if day else None,
                "set_code": str(row["set_number"] or ""),
                "stars_written": _stars(row["star_rating"]),
                "state_word": str(STATE_WORDS[row["state"]]),
                "latitude": latitude,
                "longitude": longitude,
            }


def _parts(rows: Any) -> Iterator[list[Any]]:
    found = list(rows)
    return (found[start : start + PART] for start in range(0, len(found), PART))


def _points() -> dict[str, tuple[Any, Any]]:
    communes = units_in_force().filter(level=AdministrativeLevel.COMMUNE)
    return {code: (y, x) for code, y, x in communes.values_list("code", "latitude", "longitude")}


def recognitions() -> Iterator[Row]:
    """Every certificate of a published product, as the evaluation that gave it; their columns hold no status, so a star says that it was revoked."""
    rows = with_proof(Certificate.objects.filter(product__register_entry__isnull=False).order_by("pk"))
    for one in rows.iterator(chunk_size=PART):
        proven = is_proven(one)
        full = sum(get_regime(one.regime).parts.values()) if one.regime else 0
        yield {
            "code": one.pk,
            "product_id": one.product_id,
            "title": f"Đánh giá, phân hạng theo chế độ {one.regime}" if one.regime else "",
            "full_marks": full or None,
            "authority": one.issuing_authority if proven else "",
            "day": (one.issued_on or one.issued_as_published or None) if proven else None,
            "stars_written": _result(one) if proven else "",
        }


def _result(one: Certificate) -> str:
    """The star that was given; where it was taken back, the day of that beside it."""
    revoked = revocation_words(one.ended_on, one.end_reason)
    return f"{_stars(one.star_rating)} – {revoked}" if revoked else _stars(one.star_rating)


def producers() -> Iterator[Row]:
    """Producers with a published product; the code has twelve characters."""
    rows = Producer.objects.filter(products__register_entry__isnull=False).distinct().order_by("pk")
    for pk, name, kind, code in rows.values_list("pk", "name", "organisation_type", "unit__code").iterator():
        organisation = str(ORGANISATIONS.get(kind, ""))
        yield {"code": f"{pk:012d}", "name": name, "organisation_type": organisation, "unit_code": code or ""}


def units() -> Iterator[Row]:
    """Provinces and communes of today."""
    rows = units_in_force().exclude(level=AdministrativeLevel.DISTRICT).select_related("parent").order_by("path")
    for one in rows.iterator(chunk_size=PART):
        yield {"code": one.code, "name": one.full_name, "parent_code": one.parent.code if one.parent else ""}


def years() -> Iterator[Row]:
    """The years of the programme to today's."""
    for year in range(FIRST_YEAR, timezone.localdate().year + 1):
        yield {"year": year, "first": date(year, 1, 1), "last": date(year, 12, 31)}


def sets() -> Iterator[Row]:
    """The product sets of the law in force."""
    for sector, _word, inside in kinds():
        for code, name in inside:
            yield {"code": code, "name": name, "sector_code": sector}


def sectors() -> Iterator[Row]:
    """The sectors of the law in force."""
    for code, name, _sets in kinds():
        yield {"code": code, "name": name}


SOURCES: dict[str, Source] = {
    "products": products,
    "recognitions": recognitions,
    "producers": producers,
    "units": units,
    "years": years,
    "sets": sets,
    "sectors": sectors,
}
