"""Which names of a decision a correction may put right, and what it says (NĐ 30/2020/NĐ-CP: a signed paper is corrected by another paper).

Only spelling is corrected: star, mean and place are results, and follow from a new evaluation alone.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ocop.vietnamese import nfc

FIELDS = {"product": "Tên sản phẩm", "producer": "Tên chủ thể"}
LONGEST = {"product": 250, "producer": 200}


@dataclass(frozen=True)
class Wording:
    """A name as a decision has it, and the field under which the right one is typed."""

    dossier_id: int
    field: str
    recorded: str

    @property
    def key(self) -> str:
        """Name of the input, e.g. ``product-12``."""
        return f"{self.field}-{self.dossier_id}"

    @property
    def label(self) -> str:
        """What the name is."""
        return f"{FIELDS[self.field]} “{self.recorded}”"


def wordings_of(content: Mapping[str, Any]) -> list[Wording]:
    """Return every name of a decision that can be corrected, product by product."""
    return [
        Wording(item["facts"]["dossier_id"], field, item[field]["name"])
        for item in content["items"]
        for field in FIELDS
    ]


def wrong_names(content: Mapping[str, Any], right: Mapping[str, str]) -> list[dict[str, Any]]:
    """Return the lines of a correction: names that were typed otherwise than the decision has them; ``right`` by ``Wording.key``."""
    lines = []
    for one in wordings_of(content):
        name = nfc(" ".join(right.get(one.key, one.recorded).split()))
        if name and name != one.recorded:
            lines.append({"dossier_id": one.dossier_id, "field": one.field, "was": one.recorded, "now": name})
    return lines
