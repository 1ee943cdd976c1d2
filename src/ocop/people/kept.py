"""Records of this room under a hash: who holds which role where, from one day to another (Đ.7, Đ.10)."""

from ocop.ledger.keeping import Kept
from ocop.people.models import RoleAssignment

KEPT = (
    Kept(
        RoleAssignment,
        "Vai trò",
        fields=("account_id", "role", "unit_id", "body_name", "effective_from", "effective_to", "ended_at_once"),
        named_by=("role",),
    ),
)
