"""One style sheet out of the files under static/web/css: the entry's imports are written out, so a page asks for one file."""

import re
from pathlib import Path

from .plain_css import plain_css

ROOMS_DIR = Path(__file__).resolve().parents[2]
CSS_DIR = Path(__file__).resolve().parent.parent / "static" / "web" / "css"
ENTRY = CSS_DIR / "ocop.css"
IMPORT = re.compile(r'@import url\("(?P<file>[\w-]+\.css)"\) layer\((?P<layer>\w+)\);')
STRENGTHS = {
    "tokens": 0,
    "base": 0,
    "components": 0,
    "utilities": 1,
    "print": 2,
}  # base is weak by itself: no class stands in it
ZERO = re.compile(r"(?<![\d.])0(?=\.\d)")
COLON = re.compile(r"([{;][a-z-]+): ")
SPACE = re.compile(r"\s+")
TIGHT = re.compile(r" ?([{};,]) ?")


def source_files() -> list[Path]:
    """Return the entry and every file it imports, in order."""
    names = [match["file"] for match in IMPORT.finditer(ENTRY.read_text(encoding="utf-8"))]
    return [ENTRY, *(CSS_DIR / name for name in names)]


def bundle() -> str:
    """Return the whole style sheet as every browser reads it, without comments and needless space."""

    def write_out(match: re.Match[str]) -> str:
        return f"@layer {match['layer']} {{ {(CSS_DIR / match['file']).read_text(encoding='utf-8')} }}"

    return _tight(plain_css(IMPORT.sub(write_out, ENTRY.read_text(encoding="utf-8")), STRENGTHS))


def _tight(text: str) -> str:
    tight = (
        COLON.sub(r"\1:", TIGHT.sub(r"\1", SPACE.sub(" ", text)))
        .replace(" > ", ">")
        .replace(" ~ ", "~")
        .replace("-width: ", "-width:")
        .replace(" !important", "!important")
        .replace(" / ", "/")
        .replace("@media (", "@media(")
        .replace("-motion: ", "-motion:")
    )
    return ZERO.sub("", tight).replace(";}", "}").strip() + "\n"  # the last declaration of a rule needs no semicolon


def write_stylesheet(target: Path) -> None:
    """Write the bundle."""
    target.write_text(bundle(), encoding="utf-8")


def sheets_of_rooms() -> dict[str, Path]:
    """Return the style sheets that rooms keep for their own pages, by the path under which they are asked for."""
    found = sorted(ROOMS_DIR.glob("*/static/*/**/*.css"))
    bundled = source_files()
    static = {file: next(one for one in file.parents if one.name == "static") for file in found}
    return {file.relative_to(static[file]).as_posix(): file for file in found if file not in bundled}


def write_room_sheet(source: Path, target: Path) -> None:
    """Write the sheet of a room as old browsers read it."""
    target.write_text(_tight(plain_css(source.read_text(encoding="utf-8"), STRENGTHS)), encoding="utf-8")
