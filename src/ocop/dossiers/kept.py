"""Records of this room under a hash: the dossier and its state once it was filed."""

from django.db.models import Q

from ocop.dossiers.models import Dossier
from ocop.ledger.keeping import Kept

KEPT = (
    Kept(
        Dossier,
        "Hồ sơ",
        fields=(
            "product_id", "producer_id", "dossier_type", "state", "regime", "set_number", "sheet_hash", "year", "unit_id",
            "unit_path", "round_id", "created_by_id", "created_at", "submitted_at", "due_on", "revision",
        ),
        when=Q(submitted_at__isnull=False),
    ),
)  # fmt: skip
