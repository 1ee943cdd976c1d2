"""A report to read: for the group, for the office, and for the council once it is signed."""

from dataclasses import dataclass

from ocop.advisory.models import AdvisoryReport, Proposal, SiteSurvey, TestRequest
from ocop.advisory.parts import PARTS
from ocop.dossiers.models import Dossier
from ocop.people.queries.naming import signer_name


@dataclass(frozen=True)
class ReportView:
    """A report with everything that belongs to it."""

    report: AdvisoryReport
    signer: str  # as called when signing; empty for a draft
    remarks: list[tuple[str, str]]
    surveys: list[SiteSurvey]
    tests: list[TestRequest]

    @property
    def against(self) -> bool:
        """Whether the group proposes not to put the dossier before the council yet."""
        return self.report.proposal == Proposal.NOT_BEFORE_COUNCIL


def report_view(report: AdvisoryReport) -> ReportView:
    """Return a report to read, draft or signed; two queries."""
    return ReportView(
        report=report,
        signer=signer_name(report.signed_as, report.signed_by, report.signed_at),
        remarks=[(label, getattr(report, name)) for name, label in PARTS.items()],
        surveys=list(report.surveys.order_by("visited_on", "pk")),
        tests=list(report.test_requests.order_by("pk")),
    )


def signed_report_of(dossier: Dossier) -> ReportView | None:
    """Return the signed report on a dossier, None while there is none: drafts stay with the group and the office."""
    reports = AdvisoryReport.objects.select_related("group", "signed_by")
    report = reports.filter(dossier=dossier.pk, signed_at__isnull=False).first()
    return report_view(report) if report else None
