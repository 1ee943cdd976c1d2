"""Official wording for print, loaded by an operator: other labels over the same codes, points and marks.

An overlay is a folder of files `r4/sheet-11.yaml`, each a copy of ours with other texts. A file whose codes, points
or star marks differ from ours is refused, so that an overlay can never change a score.
"""

import os
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from ocop.law.loading import build_sheet, read_rules, read_yaml
from ocop.law.sheets import Sheet, skeleton
from ocop.law.shelf import get_sheet

ENVIRONMENT = "OCOP_LAW_OVERLAY"

Overlay = Mapping[tuple[str, int], Sheet]


class OverlayRefusedError(ValueError):
    """An overlay file is unreadable or would change the law's numbers."""


def load_overlay(path: Path) -> Overlay:
    """Read every sheet file of a folder; OverlayRefusedError names the file and the first place that differs."""
    sheets = [_read(file) for file in sorted(path.glob("r*/sheet-*.yaml"))]
    return {(sheet.regime, sheet.number): sheet for sheet in sheets}


def sheet_for_print(regime: str, number: int) -> Sheet:
    """Return the sheet with the operator's wording where an overlay is set, our own otherwise."""
    folder = os.environ.get(ENVIRONMENT)
    overlay = _loaded(folder) if folder else {}
    return overlay.get((regime, number)) or get_sheet(regime, number)


@cache
def _loaded(folder: str) -> Overlay:
    return load_overlay(Path(folder))


def _read(file: Path) -> Sheet:
    try:
        data = read_yaml(file)
        ours = get_sheet(data["regime"], data["set"])
        theirs = build_sheet(data, read_rules(ours.regime))
    except (LookupError, TypeError, ValueError) as fault:
        raise OverlayRefusedError(f"Không đọc được tệp {file.name}: {fault}.") from fault
    for mine, other in zip(skeleton(ours), skeleton(theirs), strict=False):
        if mine != other:
            raise OverlayRefusedError(f"Tệp {file.name} đổi mã, điểm hoặc dấu sao: {other} thay vì {mine}.")
    if len(skeleton(ours)) != len(skeleton(theirs)):
        raise OverlayRefusedError(f"Tệp {file.name} thiếu hoặc thừa mức so với bộ {ours.number}.")
    return theirs
