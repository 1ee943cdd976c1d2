"""What the public reads of a register row: the record, beside it today's name where it differs, and nothing that does not fit the ledger."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from ocop.recognition.arithmetic import CertificateState, Span, certificate_state
from ocop.recognition.kept import CERTIFICATE
from ocop.recognition.queries.names import recorded_place
from ocop.recognition.queries.proof import Shown, fits, shows

OF = "certificate__"  # columns of the certificate in a row read from the register
COLUMNS = {name: f"{OF}{name}" for name in ("pk", *CERTIFICATE.fields)}
CERTIFICATE_FIELDS = {column: column for column in COLUMNS.values()}
SHOWN = ("star_rating", "expires_earliest", "expires_latest", "ended_on", "end_reason")


def read_record(row: dict[str, Any], *, todays_place: str, on: date) -> None:
    """Put names, star and state of a register row as its certificate has them; without proof it has neither star nor record.

    ``certificate`` keeps the columns as they lie in the database, and ``fits`` whether the ledger tells of them so.
    """
    certificate = {name: row.pop(column) for name, column in COLUMNS.items()}
    shown = Shown(*(row[name] for name in ("id", *SHOWN)))
    row["place"] = todays_place
    row["certificate"], row["fits"] = certificate, fits(CERTIFICATE, certificate, row["told"])
    row["proven"] = row["fits"] and shown == shows(certificate)
    row |= dict.fromkeys(("name_today", "producer_today", "place_today"), "")
    if not row["proven"]:
        row |= {"star_rating": 0, "state": CertificateState.UNVERIFIED}
        return
    span = Span(row["expires_earliest"], row["expires_latest"])
    row["state"] = certificate_state(span, on=on, ended_on=row["ended_on"], end_reason=row["end_reason"])
    content = certificate["content"]
    _put_kind(row, content)
    _put(row, "name", "name_today", content["product"]["name"])
    _put(row, "producer_name", "producer_today", content["producer"]["name"])
    if content["place"]["units"]:
        _put(row, "place", "place_today", recorded_place(content["place"]))


def _put_kind(row: dict[str, Any], content: dict[str, Any]) -> None:
    """What the product and its producer were, and the product's code: as they were; a list of old may not have said it."""
    if content["product"]["set_number"]:
        row |= {name: content["product"][name] for name in ("set_number", "sector_code")}
    row["organisation_type"] = content["producer"]["organisation_type"]
    row["product_code"] = content["product"]["code"]


def _put(row: dict[str, Any], name: str, today: str, record: str) -> None:
    if row[name] != record:
        row[name], row[today] = record, row[name]


def with_today(record: str, today: str) -> str:
    """Return a name on record with today's beside it."""
    return _("%(record)s (nay là %(today)s)") % {"record": record, "today": today} if today else record
