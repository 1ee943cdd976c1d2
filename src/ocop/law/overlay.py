"""Official wording for print, loaded by an operator: other labels over the same codes, points and marks.

An overlay is a folder of files `r4/sheet-11.yaml`, each a copy of ours with other texts. A file whose codes, points
or star marks differ from ours is refused, so that an overlay can never change a score.
"""

import logging
import os
from collections.abc import Mapping
from pathlib import Path

from ocop.law.files import kept, read_yaml
from ocop.law.loading import build_sheet, numbers_version, read_rules
from ocop.law.sheets import Sheet, skeleton
from ocop.law.shelf import get_sheet, versions_of

logger = logging.getLogger(__name__)
ENVIRONMENT = "OCOP_LAW_OVERLAY"

Overlay = Mapping[str, Sheet]  # by the hash of the sheet whose words they replace


class OverlayRefusedError(ValueError):
    """An overlay file is unreadable or would change the law's numbers."""


def load_overlay(path: Path) -> Overlay:
    """Read every sheet file of a folder; OverlayRefusedError names the file and the first place that differs.

    A version that only corrects our own words carries the official wording of the version it stands on.
    """
    found = dict(_read(file) for file in sorted(path.glob("r*/sheet-*.yaml")))
    for theirs in list(found.values()):
        for ours in versions_of(theirs.regime, theirs.number):
            base = numbers_version(ours.regime, ours.number, ours.version)
            if base == theirs.version:
                found.setdefault(ours.sheet_hash, theirs)
    return found


def overlay_in_use() -> Overlay:
    """The overlay that the operator named, empty when there is none; OverlayRefusedError when a file of it cannot be used."""
    folder = os.environ.get(ENVIRONMENT)
    return _loaded(folder) if folder else {}


def sheet_for_print(sheet: Sheet) -> Sheet:
    """Return a version of a sheet with the operator's wording where an overlay has it, the sheet itself otherwise.

    A refused overlay prints our own words: a page never fails because of it, and the fault is logged.
    """
    try:
        return overlay_in_use().get(sheet.sheet_hash, sheet)
    except OverlayRefusedError:
        logger.exception("The overlay of official wording is refused; `ocop law check` names the place")
        return sheet


@kept
def _loaded(folder: str) -> Overlay:
    return load_overlay(Path(folder))


def _read(file: Path) -> tuple[str, Sheet]:
    try:
        data = read_yaml(file)
        ours = get_sheet(data["regime"], data["set"], data["version"])
        theirs = build_sheet(data, read_rules(ours.regime))
    except (LookupError, TypeError, ValueError) as fault:
        raise OverlayRefusedError(f"Không đọc được tệp {file.name}: {fault}.") from fault
    for mine, other in zip(skeleton(ours), skeleton(theirs), strict=False):
        if mine != other:
            raise OverlayRefusedError(f"Tệp {file.name} đổi mã, điểm hoặc dấu sao: {other} thay vì {mine}.")
    if len(skeleton(ours)) != len(skeleton(theirs)):
        raise OverlayRefusedError(f"Tệp {file.name} thiếu hoặc thừa mức so với bộ {ours.number}.")
    return ours.sheet_hash, theirs
