"""What tests type at every parameter of a council's working rules: another value than the national default."""

from decimal import Decimal
from typing import Any

from ocop.councils.parameter_kinds import TWO_THIRDS
from ocop.councils.parameters import BY_NAME

SAMPLES: dict[str, Any] = {
    "size_min": 4,
    "size_max": 14,
    "quorum_ratio": TWO_THIRDS,
    "chair_must_attend": False,
    "secretary_scores": True,
    "written_quorum_ratio": TWO_THIRDS,
    "written_deadline_days": 10,
    "written_meeting_trigger": "never",
    "aggregate": "median",
    "max_spread": Decimal("7.5"),
    "rescoring_limit": 2,
    "gates_by": "majority",
    "forward_requires_gates": True,
}


def typed_samples() -> dict[str, str]:
    """Return the samples as a person types them."""
    return {name: BY_NAME[name].kind.typed(value) for name, value in SAMPLES.items()}
