"""Sets the description of a paper as PDF with Typst; the same description gives the same bytes (NĐ 30/2020/NĐ-CP, Phụ lục I)."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, datetime, time
from functools import cache
from io import BytesIO
from pathlib import Path
from threading import Lock
from typing import Any

import typst

from ocop.vietnamese import official_date

from .describing import Paper, as_data, clean, texts_of
from .letters import SERIF, SIGNS, notice_of, shown, unprintable_letters
from .measures import measures_on

TEMPLATE = Path(__file__).parent / "paper.typ"
FAMILIES = (
    "Times New Roman",
    "Noto Serif",
    "Be Vietnam Pro",
)  # the first where a site supplies it; the last for ≥ and ≤
_ONE_AT_A_TIME = Lock()  # PDFium works for one thread at a time
DOTTED_DATE = "ngày ...... tháng ...... năm ......"


def pdf_of(paper: Paper, *, site_fonts: Path | None = None) -> bytes:
    """Return a paper as PDF. ``site_fonts`` is a folder with fonts that a site has a licence for."""
    letters = unprintable_letters(map(clean, texts_of(paper)))
    data = as_data(paper)
    if letters:
        data = _with_codes(data)
        data["foot"] = [*data["foot"], notice_of(letters)]
    dated = paper.letterhead.dated
    data |= {
        "measures": asdict(measures_on(dated)) | {"since": ""},
        "place_date": place_and_date(paper),
        "fonts": [*(FAMILIES if site_fonts else FAMILIES[1:])],
    }
    compiled = typst.Compiler(
        TEMPLATE,
        font_paths=_fonts(site_fonts),
        sys_inputs={"data": json.dumps(data, ensure_ascii=False, sort_keys=True)},
    ).compile(format="pdf", timestamp=datetime.combine(dated or datetime(2000, 1, 1, tzinfo=UTC), time(), tzinfo=UTC))
    return bytes(compiled[0] if isinstance(compiled, list) else compiled or b"")


def pdf_of_all(papers: Sequence[Paper], *, site_fonts: Path | None = None) -> bytes:
    """Return papers as one PDF, each from a page of its own with its own page numbers."""
    import pypdfium2

    printed, target = [pdf_of(one, site_fonts=site_fonts) for one in papers], BytesIO()
    with _ONE_AT_A_TIME:
        whole = pypdfium2.PdfDocument.new()
        for content in printed:
            part = pypdfium2.PdfDocument(content)
            whole.import_pages(part)
            part.close()
        whole.save(target)
        whole.close()
    return target.getvalue()


def place_and_date(paper: Paper) -> str:
    """Return the line of place and date, with room for a pen where the paper is not dated yet; empty without a place."""
    head = paper.letterhead
    if not head.place:
        return ""
    return f"{head.place}, {official_date(head.dated) if head.dated else DOTTED_DATE}"


@cache
def _fonts(site_fonts: Path | None) -> typst.Fonts:
    folders = [SERIF, SIGNS, *([site_fonts] if site_fonts else [])]
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=folders)


def _with_codes(value: Any) -> Any:
    if isinstance(value, str):
        return shown(value)
    if isinstance(value, list):
        return [_with_codes(one) for one in value]
    if isinstance(value, dict):
        return {key: _with_codes(one) for key, one in value.items()}
    return value
