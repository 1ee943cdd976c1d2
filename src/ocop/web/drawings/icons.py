"""Lucide icons. The package opens its archive of 1,700 drawings anew for each; here it is opened once in a process."""

from functools import cache, lru_cache
from pathlib import Path
from xml.etree import ElementTree as ET
from zipfile import ZipFile

import lucide
from django.utils.safestring import SafeString, mark_safe

NAMESPACE = "{http://www.w3.org/2000/svg}"


@cache
def _archive() -> ZipFile:
    return ZipFile(Path(lucide.__file__).with_name("lucide.zip"))


@lru_cache(maxsize=512)
def draw_icon(name: str, size: int) -> SafeString:
    """Return an icon, hidden from screen readers: the word stands beside it; raises ``KeyError`` for one that does not exist."""
    drawing = ET.fromstring(_archive().read(f"{name}.svg"))  # noqa: S314 - a drawing of the package
    for part in drawing.iter():
        part.tag = part.tag.removeprefix(NAMESPACE)
    side = str(size)
    drawing.attrib |= {"width": side, "height": side, "class": "icon", "aria-hidden": "true", "focusable": "false"}
    return mark_safe(" ".join(ET.tostring(drawing, encoding="unicode").split()))  # noqa: S308 - a drawing of the package
