"""What the pages of the group's report show around its forms."""

from typing import Any

from ocop.advisory.models import AdvisoryReport
from ocop.advisory.pages.trails import photo_link, trail
from ocop.advisory.parts import missing_parts
from ocop.advisory.queries.reports import report_view
from ocop.dossiers.models import Dossier


def draft_page(dossier: Dossier, kept: AdvisoryReport) -> dict[str, Any]:
    """The draft, and what still stands in the way of a signature."""
    return {
        **_page(dossier, kept, last="Viết báo cáo"),
        "title": "Báo cáo của Tổ tư vấn",
        "missing": missing_parts(kept),
    }


def signing_page(dossier: Dossier, kept: AdvisoryReport) -> dict[str, Any]:
    """The whole report once more, before it is signed."""
    return {**_page(dossier, kept, last="Ký báo cáo"), "title": "Ký báo cáo của Tổ tư vấn"}


def _page(dossier: Dossier, kept: AdvisoryReport, *, last: str) -> dict[str, Any]:
    return {
        "dossier": dossier,
        "report": report_view(kept, photo_link=photo_link(dossier)),
        "crumbs": trail(dossier=dossier, last=last),
    }
