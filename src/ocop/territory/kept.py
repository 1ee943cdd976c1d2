"""What of this room stands under a hash: values that a place set in place of a national default, and every unit with its past."""

from ocop.ledger.keeping import Kept
from ocop.territory.models import Setting
from ocop.territory.verifying import changed_units

KEPT = (Kept(Setting, "Tham số của địa bàn", named_by=("name",)),)
CHECKS = {"đơn vị hành chính": changed_units}
