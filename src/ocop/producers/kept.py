"""Records of this room under a hash: who a producer is and was, who represents it and who may act for it (Đ.2.3, Đ.7.1)."""

from ocop.ledger.keeping import DERIVED, INVENTED, LOCK, Kept
from ocop.producers.models import Delegation, FormerIdentity, LegalRepresentative, Producer, ProducerUser

KEPT = (
    Kept(
        Producer,
        "Chủ thể",
        outside=dict.fromkeys(("search_key", "sort_key", "registration_key"), DERIVED)
        | {"version": LOCK, "is_demo": INVENTED},
        personal=("address", "phone", "email"),
        version=2,
        since={"shows_phone": 2, "shows_email": 2},
        named_by=("name",),
    ),
    Kept(FormerIdentity, "Tên trước đây của chủ thể", named_by=("name",)),
    Kept(
        LegalRepresentative, "Người đại diện", personal=("full_name", "position", "sex", "ethnicity", "has_disability")
    ),
    Kept(ProducerUser, "Tài khoản của chủ thể"),
    Kept(Delegation, "Ủy quyền nhập hồ sơ", personal=("consent_given_by", "note")),
)
