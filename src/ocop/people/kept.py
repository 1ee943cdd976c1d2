"""Records of this room under a hash: who holds which role where (Đ.7, Đ.10), and what public bodies are called, from day to day."""

from ocop.ledger.keeping import Kept
from ocop.people.models import BodyLetterhead, BodyName, BodySuccession, Deputyship, PublicBody, RoleAssignment

KEPT = (
    Kept(
        RoleAssignment,
        "Vai trò",
        fields=(
            "account_id", "role", "unit_id", "body_id", "organisation_name", "document", "effective_from", "effective_to", "ended_at_once",
        ),
        named_by=("role",),
    ),
    Kept(
        Deputyship,
        "Ký thay",
        fields=(
            "account_id", "role", "unit_id", "organisation_name", "way", "position", "document", "matters", "effective_from",
            "effective_to", "paused_at",
        ),
        named_by=("position", "document"),
    ),
    Kept(PublicBody, "Cơ quan", fields=("kind", "unit_id", "ended_on"), named_by=("name_key",)),
    Kept(
        BodyName,
        "Tên cơ quan",
        fields=("body_id", "name", "abbreviation", "effective_from", "legal_source"),
        named_by=("name",),
    ),
    Kept(
        BodyLetterhead,
        "Phần đầu văn bản của cơ quan",
        fields=("body_id", "superior_id", "place_name", "effective_from", "legal_source"),
    ),
    Kept(
        BodySuccession,
        "Kế thừa cơ quan",
        fields=("predecessor_id", "successor_id", "kind", "effective_on", "legal_source"),
    ),
)  # fmt: skip
