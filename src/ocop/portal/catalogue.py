"""The English catalogue of the public pages: find the Vietnamese sentences; and make the files gettext reads from each .po.

The compiled file is not kept in the tree; it is made beside the .po when it is missing or older (``ensure_compiled``).
"""

import ast
import os
import re
from collections.abc import Iterator
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent.parent
PO_FILE = PACKAGE / "web" / "locale" / "en" / "LC_MESSAGES" / "django.po"
# Vietnamese for the sentences of libraries that have none of their own.
PO_OF_LIBRARIES = PACKAGE / "web" / "locale" / "vi" / "LC_MESSAGES" / "django.po"
# What public pages are made of; pages of signed-in people are Vietnamese only.
PUBLIC_SOURCES = (
    "portal",
    "recognition/wording.py",
    "criteria/pages.py",
    "criteria/templates/criteria/_sheet_criterion.html",
    "criteria/templates/criteria/sheet.html",
    "criteria/templates/criteria/sheets.html",
    "web/context.py",
    "web/navigation.py",
    "web/drawings",
    "web/templatetags",
    "web/templates/cotton",
    "web/templates/web",
)

TRANSLATE = re.compile(r"""\{%\s*translate\s+(?P<quote>["'])(?P<text>.*?)(?P=quote)""")
BLOCK = re.compile(
    r"\{%\s*blocktranslate\b[^%]*%\}(?P<one>.*?)(?:\{%\s*plural\s*%\}(?P<many>.*?))?\{%\s*endblocktranslate\s*%\}",
    re.DOTALL,
)
VARIABLE = re.compile(r"\{\{\s*(\w+)[^}]*\}\}")
CALLS = {"_", "lazy", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy"}


def ensure_compiled(po_file: Path = PO_FILE) -> bool:
    """Make the .mo beside the .po when it is missing or older; return whether it is there and up to date."""
    mo_file = po_file.with_suffix(".mo")
    if not po_file.exists():
        return False
    if mo_file.exists() and mo_file.stat().st_mtime >= po_file.stat().st_mtime:
        return True
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    try:
        with po_file.open("rb") as source:
            catalogue = read_po(source, locale=po_file.parts[-3])
        draft = mo_file.with_name(f"{mo_file.name}.{os.getpid()}")
        with draft.open("wb") as target:
            write_mo(target, catalogue)
        draft.replace(mo_file)  # in one step: two processes may start at once
    except OSError:
        return False  # a read-only installation: `make install` compiled it, or English pages stay Vietnamese
    return True


def sentences_of_template(text: str) -> Iterator[str]:
    """Yield the message ids of a template."""
    for match in TRANSLATE.finditer(text):
        yield match["text"]
    for match in BLOCK.finditer(text):
        for part in (match["one"], match["many"]):
            if part is not None:
                yield VARIABLE.sub(r"%(\1)s", part.replace("%", "%%"))


def sentences_of_code(text: str) -> Iterator[str]:
    """Yield the message ids of a Python file."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in CALLS:
            for argument in node.args:
                if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
                    yield argument.value


def public_sentences() -> dict[str, str]:
    """Return every Vietnamese sentence of the public pages with the file in which it stands."""
    found: dict[str, str] = {}
    for source in PUBLIC_SOURCES:
        path = PACKAGE / source
        for file in sorted([path] if path.is_file() else [*path.rglob("*.html"), *path.rglob("*.py")]):
            if "/tests/" in file.as_posix() or "/ui/" in file.as_posix():
                continue
            read = sentences_of_template if file.suffix == ".html" else sentences_of_code
            for sentence in read(file.read_text(encoding="utf-8")):
                found.setdefault(sentence, file.relative_to(PACKAGE).as_posix())
    return found
