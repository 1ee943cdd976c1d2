"""Everything the page of one package shows: what was sent, every part to read, requests and answers, the next steps."""

from datetime import date
from typing import Any

from django.urls import reverse

from ocop.advisory.models import SurveyPhoto
from ocop.advisory.queries.reports import ReportView, signed_report_of
from ocop.councils.models import CouncilReport
from ocop.ministry.models import SubmissionPackage
from ocop.ministry.queries.worklists import package_rows
from ocop.ministry.rules import may_accept_at_ministry, may_answer, may_ask, may_receive
from ocop.people.models import UserAccount
from ocop.recognition.queries.revoked import revoked_stars
from ocop.reviewing.pages.steps import ReviewStep


def package_page(package: SubmissionPackage, user: UserAccount, *, today: date) -> dict[str, Any]:
    """Return what the page shows to this person."""
    requests = package.completion_requests.select_related("requested_by", "answered_by").order_by("-requested_at")
    return {
        "package": package,
        "content": package.content,
        "row": package_rows([package], today=today)[0],
        "steps": _steps(user, package),
        "requests": list(requests),
        "stopped": revoked_stars([package.dossier], on=today).get(package.dossier_id, ""),
        **_papers(package),
    }


def _papers(package: SubmissionPackage) -> dict[str, Any]:
    """The signed reports that the package names: the provincial ones, whatever is written about the product later."""
    hashes = {one["code"]: one["hash"] for one in package.content["parts"]}
    report = CouncilReport.objects.filter(content_hash=hashes.get("council_report", "")).first()
    lines = report.content.get("items", []) if report else []
    return {
        "report": _advisory_report(package),
        "council_report": report,
        "council_lines": [one for one in lines if one["dossier"] == package.dossier_id],
    }


def _advisory_report(package: SubmissionPackage) -> ReportView | None:
    def photo_link(photo: SurveyPhoto) -> str:
        return reverse("ministry:survey_photo", args=[package.pk, photo.pk])

    return signed_report_of(package.dossier, photo_link=photo_link)


def _steps(user: UserAccount, package: SubmissionPackage) -> list[ReviewStep]:
    """The steps the person may take now, the main one first."""
    offered = (
        (may_receive, ReviewStep("Tiếp nhận, cấp số", _to("receive", package), "inbox", post=True, main=True)),
        (may_accept_at_ministry, ReviewStep("Đưa vào đợt của Bộ", _to("accept", package), "calendar-plus", main=True)),
        (may_ask, ReviewStep("Yêu cầu tỉnh hoàn thiện", _to("ask", package), "message-square-warning")),
        (may_answer, ReviewStep("Trả lời yêu cầu của Bộ", _to("answer", package), "reply", main=True)),
    )
    return [step for rule, step in offered if rule(user, package)]


def _to(name: str, package: SubmissionPackage) -> str:
    return reverse(f"ministry:{name}", args=[package.pk])
