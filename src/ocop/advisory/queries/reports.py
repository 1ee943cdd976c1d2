"""A report to read: for the group, for the office, and for the council once it is signed."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Prefetch

from ocop.advisory.models import AdvisoryReport, Proposal, SiteSurvey, SurveyPhoto, TestRequest
from ocop.advisory.parts import PARTS
from ocop.dossiers.levels import EvaluationLevel
from ocop.dossiers.models import Dossier
from ocop.people.queries.naming import signer_name

PhotoLink = Callable[[SurveyPhoto], str]


@dataclass(frozen=True)
class SurveyView:
    """A visit with its photos, each with the address at which the reader's room shows it."""

    survey: SiteSurvey
    photos: list[tuple[SurveyPhoto, str]]


@dataclass(frozen=True)
class ReportView:
    """A report with everything that belongs to it."""

    report: AdvisoryReport
    signer: str  # as called when signing; empty for a draft
    remarks: list[tuple[str, str]]
    surveys: list[SurveyView]
    tests: list[TestRequest]

    @property
    def against(self) -> bool:
        """Whether the group proposes not to put the dossier before the council yet."""
        return self.report.proposal == Proposal.NOT_BEFORE_COUNCIL


def report_view(report: AdvisoryReport, *, photo_link: PhotoLink) -> ReportView:
    """Return a report to read, draft or signed; three queries. ``photo_link`` is where the reader's room shows a photo."""
    photos = Prefetch("photos", SurveyPhoto.objects.order_by("pk"))
    surveys = report.surveys.order_by("visited_on", "pk").prefetch_related(photos)
    return ReportView(
        report=report,
        signer=signer_name(report.signed_as, report.signed_by, report.signed_at),
        remarks=[(label, getattr(report, name)) for name, label in PARTS.items()],
        surveys=[survey_view(one, photo_link=photo_link) for one in surveys],
        tests=list(report.test_requests.order_by("pk")),
    )


def survey_view(survey: SiteSurvey, *, photo_link: PhotoLink) -> SurveyView:
    """Return a visit to read."""
    return SurveyView(survey, [(one, photo_link(one)) for one in survey.photos.all()])


def signed_report_of(
    dossier: Dossier, *, photo_link: PhotoLink, level: str = EvaluationLevel.PROVINCE
) -> ReportView | None:
    """Return the signed report of a level on a dossier, None while there is none: drafts stay with the group and the office."""
    reports = AdvisoryReport.objects.select_related("group", "signed_by")
    report = reports.filter(dossier=dossier.pk, evaluation_level=level, signed_at__isnull=False).first()
    return report_view(report, photo_link=photo_link) if report else None
