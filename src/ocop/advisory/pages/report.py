"""What the pages of the group's report show around its forms."""

from typing import Any

from ocop.advisory.models import AdvisoryReport
from ocop.advisory.pages.trails import trail
from ocop.advisory.parts import missing_parts
from ocop.advisory.queries.reports import report_view
from ocop.dossiers.models import Dossier


def draft_page(dossier: Dossier, kept: AdvisoryReport) -> dict[str, Any]:
    """The draft, and what still stands in the way of a signature."""
    crumbs = trail(dossier=dossier, last="Viết báo cáo")
    return {"dossier": dossier, "report": report_view(kept), "missing": missing_parts(kept), "crumbs": crumbs}


def signing_page(dossier: Dossier, kept: AdvisoryReport) -> dict[str, Any]:
    """The whole report once more, before it is signed."""
    return {"dossier": dossier, "report": report_view(kept), "crumbs": trail(dossier=dossier, last="Ký báo cáo")}
