"""What a person should look at in the names of a list: letters of other alphabets, old fonts, several products in one cell."""

import re

from ocop.recognition.importing.cells import clean
from ocop.recognition.importing.published.words import LOOK_ALIKES
from ocop.vietnamese.legacy import legacy_text

ITEM = re.compile(r"\s*(?:[-+•*]|\d{1,2}[.)])\s*\S")


def strange_letters(text: str) -> str:
    """Say which letters of a name were changed or cannot be meant; empty where none."""
    if text.translate(LOOK_ALIKES) != text:
        return f"chữ của bảng chữ khác trong “{text}” được đọc thành “{text.translate(LOOK_ALIKES)}”."
    if old := legacy_text(text):
        return f"“{text}” gõ bằng phông chữ cũ, có lẽ là “{old.meant}”."
    return ""


def several_names(value: object) -> bool:
    """Whether a cell lists several products: lines with bullets or numbers, or semicolons between names."""
    lines = [line for line in str(value or "").splitlines() if line.strip()]
    return (
        sum(bool(ITEM.match(line)) for line in lines) > 1
        or len([one for one in clean(value).split(";") if one.strip()]) > 1
    )
