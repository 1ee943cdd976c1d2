"""Records of this room under a hash: who holds which role where (Đ.7, Đ.10), and what public bodies are called, from day to day."""

from django.db.models import Q

from ocop.ledger.keeping import DERIVED, Kept
from ocop.people.models import (
    BodyLetterhead,
    BodyName,
    BodySuccession,
    Deputyship,
    Invitation,
    PublicBody,
    RoleAssignment,
)

KEPT = (
    Kept(RoleAssignment, "Vai trò", named_by=("role",)),
    Kept(Deputyship, "Ký thay", named_by=("position", "document")),
    Kept(
        Invitation,
        "Lời mời",
        when=Q(confirmed_at__isnull=False),
        outside=dict.fromkeys(("sent_at", "by_message"), "of the newest link, no fact once it was used"),
        named_by=("account_id",),
    ),
    Kept(PublicBody, "Cơ quan", outside={"name_key": DERIVED, "sort_key": DERIVED}, named_by=("name_key",)),
    Kept(BodyName, "Tên cơ quan", named_by=("name",)),
    Kept(BodyLetterhead, "Phần đầu văn bản của cơ quan"),
    Kept(BodySuccession, "Kế thừa cơ quan"),
)
