"""The database itself refuses to change, delete or replace what a producer was called before."""

from ocop.ledger.freezing import Frozen, guards

GUARDS = guards(
    Frozen("producers_formeridentity", "what a producer was called stays", keys=("producer_id, effective_to",))
)
