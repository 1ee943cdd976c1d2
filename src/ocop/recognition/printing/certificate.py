"""The certificate as PDF, set by Typst (QĐ 26/2026, Đ.4.3, 7.3.e). The law prescribes no layout: this one is our own.

The same certificate gives the same bytes for ever: every word comes from what was frozen when it was made, the drawing has a number
that is frozen too, the time in the file is the day of issue, fonts come from a package.
"""

import json
from datetime import UTC, date, datetime, time
from functools import cache
from pathlib import Path

import fontpkg_be_vietnam_pro
import typst

from ocop.ledger.chain import content_hash
from ocop.recognition.models import Certificate

from .qr import qr_svg

LAYOUTS = Path(__file__).parent
FONT_DIR = Path(fontpkg_be_vietnam_pro.__file__).parent / "files"


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONT_DIR])


def certificate_hash(certificate: Certificate) -> str:
    """Return the SHA-256 that stands on the paper: of all the certificate says, or as it was printed before that was kept."""
    return certificate.content.get("printed_hash") or content_hash(certificate.content)


def certificate_pdf(certificate: Certificate, *, output: str = "pdf", ppi: float = 200) -> bytes:
    """Return the certificate as PDF, or as PNG for a look at it."""
    paper = certificate.content["paper"]
    data = paper | {"hash": certificate_hash(certificate), "qr": qr_svg(paper["address"])}
    issued = certificate.content["facts"]["issued_on"]
    moment = datetime.combine(date.fromisoformat(issued), time(), tzinfo=UTC) if issued else None
    compiled = typst.Compiler(
        LAYOUTS / f"{paper['layout']}.typ",
        font_paths=_fonts(),
        sys_inputs={"data": json.dumps(data, ensure_ascii=False, sort_keys=True)},
    ).compile(format="png" if output == "png" else "pdf", ppi=ppi, timestamp=moment)
    return bytes(compiled[0] if isinstance(compiled, list) else compiled or b"")
