"""What a fuller line adds to a recognition that is known more poorly. Nothing that is known is changed, only what was not said."""

from dataclasses import replace
from typing import Any

from ocop.recognition.importing.checking import Row
from ocop.recognition.models import Certificate

FROM_PAGE, FROM_ELSEWHERE = "official_news", "commercial"  # never "signed_decision": a list is not the decision


def missing_in(known: Certificate, row: Row) -> dict[str, Any]:
    """Return the fields of a certificate that a line fills or makes more exact, with their values."""
    if known.dossier_id:
        return {}  # issued here: the decision itself is known
    added: dict[str, Any] = {}
    if row.decision_number and not known.decision_number:
        added["decision_number"] = row.decision_number
    if is_more_exact(row.as_published, known.issued_as_published):
        added["issued_as_published"] = row.as_published
        found = {"issued_on": row.issued_on, "expires_on": row.expires_on, "regime": row.regime}
        added |= {name: value for name, value in found.items() if value and not getattr(known, name)}
    if row.level and not known.issuing_authority:
        added["issuing_authority"] = row.level
    if row.source and not known.source_url:
        added |= {"source_url": row.source, "source_grade": FROM_PAGE}
    return added


def is_more_exact(new: str, old: str) -> bool:
    """Tell whether a published date says more than another of the same time: "2021-04-06" than "2021" or than nothing."""
    return bool(new) and new != old and (not old or new.startswith(f"{old}-"))


def completed_row(row: Row, other: Row) -> Row:
    """Return a line with what another line about the same recognition adds."""
    exact = other if is_more_exact(other.as_published, row.as_published) else row
    return replace(
        row,
        as_published=exact.as_published,
        issued=exact.issued,
        decision_number=row.decision_number or other.decision_number,
        level=row.level or other.level,
        source=row.source or other.source,
    )
