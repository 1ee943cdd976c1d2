"""How hard it is to rise on a criterion: weights for advice on the easiest way to the next star (``data/effort.yaml``)."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

import yaml

from ocop.law.sheets import Sheet


def weights_of(sheet: Sheet) -> dict[str, int]:
    """Return the weight of each criterion of a sheet by its code; 1 is an ordinary one."""
    known = weights_by_title()
    return {one.code: known.get(one.title, 1) for one in sheet.scored_criteria}


@cache
def weights_by_title() -> Mapping[str, int]:
    """Return the weights that are not 1, by the title of a criterion."""
    rows = yaml.safe_load((files("ocop.dossiers") / "data" / "effort.yaml").read_text(encoding="utf-8"))
    return {title: row["weight"] for row in rows for title in row["titles"]}
