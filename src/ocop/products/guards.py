"""The database itself refuses to change, delete or replace what a product was called before."""

from ocop.ledger.freezing import Frozen, guards

GUARDS = guards(
    Frozen("products_formerproductidentity", "what a product was called stays", keys=("product_id, effective_to",))
)
