"""The database itself refuses to change, delete or replace a closed case of revocation, its files and its explanations (Đ.8)."""

from ocop.ledger.freezing import Frozen, guards

REFUSAL = "a closed revocation case never changes"
_CLOSED = "{row}.state IN ('revoked', 'dismissed')"
_OF_CLOSED = "EXISTS (SELECT 1 FROM inspections_revocationcase c WHERE c.id = {row}.case_id AND c.state IN ('revoked', 'dismissed'))"

GUARDS = guards(
    Frozen("inspections_revocationcase", REFUSAL, when=_CLOSED, keys=("decision_id",)),
    Frozen("inspections_casefile", REFUSAL, when=_OF_CLOSED, keys=("case_id, purpose, sha256",), joined=True),
    Frozen("inspections_explanationrequest", REFUSAL, when=_OF_CLOSED, joined=True),
)
