"""Is a record the one that was written down? One look-up in the ledger, as part of the query that reads it.

The whole chain is walked by ``verify_ledger`` and every record compared by ``verify_contents``; a page asks only whether the newest
line about a record holds the hash of what lies in the database now. What does not fit is never shown as valid.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple, TypeVar

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import CharField, F, Func, Model, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Cast, Concat
from django.db.models.sql.compiler import SQLCompiler

from ocop.ledger.keeping import Kept, Row
from ocop.ledger.models import RecordHash
from ocop.recognition.arithmetic import expiry_span, issue_span
from ocop.recognition.kept import CERTIFICATE, DECISION
from ocop.recognition.models import Certificate, RecognitionDecision

M = TypeVar("M", bound=Model)


class HashInLine(Func):
    """The hash that the details of a line hold for "kind:number"; empty where they hold none."""

    output_field = CharField()

    def as_sqlite(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **extra: Any
    ) -> tuple[str, tuple[str | int, ...]]:
        """SQLite: a path into the JSON text."""
        return self._asked(compiler, "JSON_EXTRACT({details}, '$.records.\"' || {key} || '\"')")

    def as_postgresql(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper
    ) -> tuple[str, tuple[str | int, ...]]:
        """PostgreSQL: two steps into the document."""
        return self._asked(compiler, "({details} -> 'records' ->> ({key}))")

    def _asked(self, compiler: SQLCompiler, pattern: str) -> tuple[str, tuple[str | int, ...]]:
        details, one = compiler.compile(self.source_expressions[0])
        key, other = compiler.compile(self.source_expressions[1])
        return pattern.format(details=details, key=key), (*one, *other)


def told(kept: Kept, column: str) -> Subquery:
    """Return the hash that the newest line tells of the record whose number stands in a column of the outer query."""
    number = Cast(OuterRef(column), CharField(max_length=64))
    index = RecordHash.objects.filter(kind=kept.kind, record_id=number)
    key = Concat(Value(f"{kept.kind}:"), F("record_id"), output_field=CharField())
    return Subquery(index.values(told=HashInLine(F("entry__details"), key))[:1])


def with_proof(certificates: QuerySet[Certificate]) -> QuerySet[Certificate]:
    """Return the same certificates, each with the hash that the ledger tells (``told``), still in one query."""
    return certificates.annotate(told=told(CERTIFICATE, "pk"))


def decisions_with_proof(decisions: QuerySet[RecognitionDecision]) -> QuerySet[RecognitionDecision]:
    """Return the same decisions, each with the hash that the ledger tells (``told``), still in one query."""
    return decisions.annotate(told=told(DECISION, "pk"))


def is_proven(record: Certificate | RecognitionDecision) -> bool:
    """Whether a record read with its proof says what it said when it was written down."""
    kept = CERTIFICATE if isinstance(record, Certificate) else DECISION
    return fits(kept, {"pk": record.pk} | {name: getattr(record, name) for name in kept.fields}, record.told)  # type: ignore[union-attr]


def fits(kept: Kept, row: Row, hash_told: str | None) -> bool:
    """Whether the columns of a row have the hash that the ledger tells."""
    return bool(hash_told) and hash_told == kept.hash_of(row, {})


class Shown(NamedTuple):
    """What a row of the register shows, copied from its certificate."""

    product_id: int
    star_rating: int
    expires_earliest: date | None
    expires_latest: date | None
    ended_on: date | None
    end_reason: str


def shows(certificate: Mapping[str, Any]) -> Shown:
    """Return what a row of the register must show of a certificate, given by its columns."""
    issued = issue_span(certificate["issued_on"], certificate["issued_as_published"])
    expiry = expiry_span(issued, certificate["regime"], certificate["expires_on"])
    return Shown(
        certificate["product_id"],
        certificate["star_rating"],
        expiry.earliest,
        expiry.latest,
        certificate["ended_on"],
        certificate["end_reason"],
    )
