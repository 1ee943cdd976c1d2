"""Records of this room under a hash: who a producer is and was, who represents it and who may act for it (Đ.2.3, Đ.7.1)."""

from ocop.ledger.keeping import Kept
from ocop.producers.models import Delegation, FormerIdentity, LegalRepresentative, Producer, ProducerUser

KEPT = (
    Kept(
        Producer,
        "Chủ thể",
        fields=(
            "name", "organisation_type", "unit_id", "unit_path", "place_as_published", "registration_number", "founded_on",
            "created_at",
        ),
        personal=("address", "phone", "email"),
        named_by=("name",),
    ),
    Kept(
        FormerIdentity,
        "Tên trước đây của chủ thể",
        fields=("producer_id", "name", "organisation_type", "unit_id", "place", "effective_from", "effective_to"),
        named_by=("name",),
    ),
    Kept(
        LegalRepresentative,
        "Người đại diện",
        fields=("producer_id",),
        personal=("full_name", "position", "sex", "ethnicity", "has_disability"),
    ),
    Kept(ProducerUser, "Tài khoản của chủ thể", fields=("producer_id", "account_id", "effective_from", "effective_to")),
    Kept(
        Delegation,
        "Ủy quyền nhập hồ sơ",
        fields=("producer_id", "delegate_id", "consent_on", "effective_from", "effective_to", "recorded_by_id"),
        personal=("consent_given_by", "note"),
    ),
)  # fmt: skip
