"""One style sheet out of the files under static/web/css: the entry's imports are written out, so a page asks for one file."""

import re
from pathlib import Path

CSS_DIR = Path(__file__).resolve().parent.parent / "static" / "web" / "css"
ENTRY = CSS_DIR / "ocop.css"
IMPORT = re.compile(r'@import url\("(?P<file>[\w-]+\.css)"\) layer\((?P<layer>\w+)\);')
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
SPACE = re.compile(r"\s+")
TIGHT = re.compile(r" ?([{};,]) ?")


def source_files() -> list[Path]:
    """Return the entry and every file it imports, in order."""
    names = [match["file"] for match in IMPORT.finditer(ENTRY.read_text(encoding="utf-8"))]
    return [ENTRY, *(CSS_DIR / name for name in names)]


def bundle() -> str:
    """Return the whole style sheet with each file inside its layer, without comments and needless space."""

    def write_out(match: re.Match[str]) -> str:
        return f"@layer {match['layer']} {{ {(CSS_DIR / match['file']).read_text(encoding='utf-8')} }}"

    text = IMPORT.sub(write_out, ENTRY.read_text(encoding="utf-8"))
    tight = TIGHT.sub(r"\1", SPACE.sub(" ", COMMENT.sub("", text)))
    return tight.replace(";}", "}").strip() + "\n"  # the last declaration of a rule needs no semicolon


def write_stylesheet(target: Path) -> None:
    """Write the bundle."""
    target.write_text(bundle(), encoding="utf-8")
