"""The page on which the council settles levels: what decides the star first, then what does not, then what is settled."""

from typing import Any

from ocop.councils.models import AgendaItem
from ocop.councils.queries.results import gated_criteria


def settling_page(item: AgendaItem, *, projector: bool) -> dict[str, Any]:
    """Return the context of the page; the projector shows what decides the star alone, and nobody's name."""
    gated = gated_criteria(item)
    decisive = [one for one in gated if one.decisive]
    idle = [one for one in gated if one.idle]
    return {
        "projector": projector,
        "decisive": decisive,
        "prefilled": sum(one.majority is not None for one in decisive),
        "idle": idle,
        "by_majority": [one for one in idle if one.majority is not None],
        "settled": [one for one in gated if one.agreed is not None and not one.waiver],
        "unanimous": [one for one in gated if one.agreed is None and one.unanimous is not None and not one.waiver],
        "waived": [one for one in gated if one.waiver],
    }
