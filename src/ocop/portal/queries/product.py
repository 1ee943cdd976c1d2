"""Everything a product page shows, in four queries."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from django.db import connection
from django.db.models import BigAutoField, Case, CharField, F, QuerySet, Value, When
from django.http import Http404

from ocop.ledger.prepared import Prepared
from ocop.portal.queries.catalogue import ROW_FIELDS, Row, read_rows, register_rows, with_told
from ocop.products.fields import TOLD
from ocop.recognition.arithmetic import place_in_order
from ocop.recognition.kept import CERTIFICATE
from ocop.recognition.models import Certificate, RegisterEntry
from ocop.recognition.queries.certificates import UNVERIFIED, LiveState, live_state
from ocop.recognition.queries.proof import fits, with_proof
from ocop.recognition.queries.register_filters import state_condition

SIMILAR = 4
# One narrow row for the whole page: no text that is never public is even read. What decides the star is among the columns,
# so a change there makes a kept page out of date at once (portal/caching.py).
PAGE_FIELDS = ROW_FIELDS | {
    "province_code": "province_code",
    "issued_latest": "issued_latest",
    **{one.name: f"product__{one.name}" for one in TOLD},
    "product_code": "product__product_code",
    "contact_phone": "contact_phone",
    "contact_email": "contact_email",
    "latitude": "product__unit__latitude",
    "longitude": "product__unit__longitude",
}


@dataclass(frozen=True)
class CertificateLine:
    """One certificate of the history with its state today."""

    certificate: Certificate
    live: LiveState


def contact(before: str = "") -> dict[str, Case]:
    """What a producer chose to publish of its contact, for ``annotate``: what it did not choose is not even read."""
    return {
        f"contact_{what}": Case(
            When(**{f"{before}shows_{what}": True}, then=F(f"{before}{what}")),
            default=Value(""),
            output_field=CharField(),
        )
        for what in ("phone", "email")
    }


def _published(pk: Any) -> QuerySet[RegisterEntry, Any]:
    entries = with_told(RegisterEntry.objects.filter(product_id=pk)).annotate(**contact("product__producer__"))
    return entries.values_list(*PAGE_FIELDS.values())


PUBLISHED = Prepared(_published)


def get_published(pk: int, *, on: date) -> Row:
    """Return the register row of a published product; raises ``Http404`` for anything that is not published."""
    if pk > BigAutoField.MAX_BIGINT:  # the database would refuse the question
        raise Http404
    found = read_rows(PUBLISHED.rows(pk), on, PAGE_FIELDS)
    if not found:
        raise Http404
    return found[0]


COLUMNS = (Certificate._meta.pk.attname, *CERTIFICATE.fields)  # every column: a certificate has none that is no fact


def _others(product_id: Any, named: Any) -> QuerySet[Certificate, Any]:
    others = Certificate.objects.filter(product_id=product_id).exclude(pk=named)
    return with_proof(others).values_list(*COLUMNS, "told")


OTHERS = Prepared(_others)


def _line(values: Collection[Any], *, proven: bool, on: date) -> CertificateLine:
    certificate = Certificate.from_db(connection.alias, COLUMNS, values)
    return CertificateLine(certificate, live_state(certificate, on=on) if proven else UNVERIFIED)


def certificates_newest_first(row: Row, *, on: date) -> list[CertificateLine]:
    """Return every certificate of a product with its state on a day; the one that the register names was read with its row."""
    lines = [named] if (named := _named(row, on=on)) else []
    for *values, told in OTHERS.rows(row["id"], row["certificate"]["pk"]):
        proven = fits(CERTIFICATE, dict(zip(("pk", *CERTIFICATE.fields), values, strict=True)), told)
        lines.append(_line(values, proven=proven, on=on))

    def order(line: CertificateLine) -> tuple[date, int]:
        return place_in_order(line.live.issued, line.certificate.ended_on), line.certificate.pk

    return sorted(lines, key=order, reverse=True)


def _named(row: Row, *, on: date) -> CertificateLine | None:
    """The certificate that the register names; none where it belongs to another product."""
    columns = row["certificate"]
    return _line(columns.values(), proven=row["fits"], on=on) if columns["product_id"] == row["id"] else None


def current_certificate(row: Row, history: list[CertificateLine]) -> CertificateLine | None:
    """Return the certificate that the register names, where both fit the ledger."""
    if not row["proven"]:
        return None
    return next(line for line in history if line.certificate.pk == row["certificate"]["pk"])


def neighbours(row: Row, on: date) -> list[Row]:
    """Other products in force of the same province and the same set, or sector where the set is not known."""
    kind = "set_number" if row["set_number"] else "sector_code"
    return read_rows(_near(kind, on).rows(row["province_code"], row[kind], row["id"]), on)


@lru_cache(maxsize=4)
def _near(kind: str, on: date) -> Prepared:
    """The first products of a province and a kind in force on a day, one product left out."""

    def build(province: Any, asked: Any, product_id: Any) -> QuerySet[RegisterEntry, Any]:
        near = register_rows().filter(state_condition("in_force", on), province_code=province, **{kind: asked})
        return near.exclude(product_id=product_id).order_by("sort_key")[:SIMILAR]

    return Prepared(build)
