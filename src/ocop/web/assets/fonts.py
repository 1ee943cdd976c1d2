"""Be Vietnam Pro (SIL Open Font License) cut down to the letters the site prints: 13–15 KB a weight instead of 135 KB.

The package holds TrueType files only; they are subset and packed as WOFF2 once per installation.
"""

from pathlib import Path

import fontpkg_be_vietnam_pro

from .alphabet import SHIPPED
from .figures import add_tabular_figures

WEIGHTS = {400: "Regular", 600: "SemiBold", 700: "Bold"}
FEATURES = ["kern", "mark", "mkmk", "ccmp", "locl", "tnum"]
FONT_NAMES_KEPT = [0, 1, 2, 13, 14]  # copyright, family, style, licence, licence address: the licence asks for them


def font_file_name(weight: int) -> str:
    """Return the name under which a weight is served."""
    return f"be-vietnam-pro-{weight}.woff2"


def source_file(weight: int) -> Path:
    """Return the complete TrueType file of the package."""
    return Path(fontpkg_be_vietnam_pro.__file__).parent / "files" / f"BeVietnamPro-{WEIGHTS[weight]}.ttf"


def write_font(weight: int, target: Path) -> None:
    """Write the WOFF2 subset of one weight."""
    from fontTools import subset
    from fontTools.ttLib import TTFont

    options = subset.Options()
    options.layout_features = FEATURES
    options.hinting = False
    options.name_IDs = FONT_NAMES_KEPT
    font = TTFont(source_file(weight))
    add_tabular_figures(font)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=[ord(letter) for letter in SHIPPED])
    subsetter.subset(font)
    font.flavor = "woff2"
    font.save(target)
