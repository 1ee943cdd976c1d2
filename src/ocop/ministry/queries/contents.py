"""What a package to the ministry consists of, and what of it is missing (QĐ 26/2026, Đ.6.3.a); the law's data names the parts.

Every part but the letter, the samples and further papers is a signed record that lies here; the package names each with its number,
its day and its hash, so that nobody can put another one in its place.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from ocop.advisory.models import AdvisoryReport, TestRequest
from ocop.councils.models import CouncilReport, EvaluationResult
from ocop.dossiers.law import law_of
from ocop.dossiers.levels import EvaluationLevel
from ocop.dossiers.models import Dossier, DossierSnapshot, DossierType, OfficeReport
from ocop.law.procedure import Package
from ocop.ministry.models import SubmissionPackage
from ocop.recognition.models import DecisionItem, RecognitionDecision
from ocop.recognition.queries.proof import decisions_with_proof, is_proven
from ocop.recognition.queries.results import results_of
from ocop.recognition.records import place_of, producer_of, product_of
from ocop.reviewing.rules.commune import samples_required
from ocop.vietnamese import format_date

from .access import approval_of

CODE = "five_star_first"
VERSION = 1
TITLES = {
    "proposal_letter": "Văn bản của UBND cấp tỉnh đề nghị đánh giá, phân hạng",
    "advisory_report": "Báo cáo đánh giá của Tổ tư vấn Hội đồng cấp tỉnh",
    "council_report": "Báo cáo đánh giá của Hội đồng cấp tỉnh",
    "result_approval_decision": "Quyết định phê duyệt kết quả của Chủ tịch UBND cấp tỉnh",
    "dossier": "Hồ sơ sản phẩm",
    "provincial_test_papers": "Văn bản xác nhận kiểm tra, kiểm nghiệm bổ sung của cấp tỉnh (nếu có)",
    "samples": "Sản phẩm mẫu",
}


@dataclass(frozen=True)
class PackagePart:
    """One part of a package: what was found, under which hash, or the sentence that says what is missing."""

    code: str
    found: str = ""
    content_hash: str = ""
    missing: str = ""

    @property
    def title(self) -> str:
        """What the law calls the part."""
        return TITLES[self.code]

    def content(self) -> dict[str, str]:
        """Return the part as it is frozen."""
        return {"code": self.code, "title": self.title, "found": self.found, "hash": self.content_hash}


@dataclass(frozen=True)
class Assembled:
    """What the system put together for a dossier: everything but the letter, which the office types."""

    package: Package
    approval: DecisionItem | None
    result: EvaluationResult | None
    parts: tuple[PackagePart, ...]
    samples: int

    @property
    def missing(self) -> tuple[str, ...]:
        """One sentence for each part that is missing."""
        return tuple(one.missing for one in self.parts if one.missing)


def assemble(dossier: Dossier) -> Assembled:
    """Put together the package of a dossier from the records that lie here, as many parts as the law of the dossier names."""
    package = law_of(dossier).procedure.package(CODE)
    approval, result = approval_of(dossier), results_of([dossier], level=EvaluationLevel.PROVINCE).get(dossier.pk)
    finders: dict[str, Callable[[], PackagePart]] = {
        "advisory_report": lambda: _advisory(dossier),
        "council_report": lambda: _council(result),
        "result_approval_decision": lambda: _approval(approval),
        "dossier": lambda: _dossier(dossier),
        "provincial_test_papers": lambda: _tests(dossier),
        "samples": lambda: _samples(dossier),
    }
    parts = tuple(finders[code]() for code in package.contents if code in finders)
    return Assembled(package, approval, result, parts, samples_required(dossier))


def _advisory(dossier: Dossier) -> PackagePart:
    """A renewal that reached 90 points has no report of the group: the signed office report stands in its place (OQ-11, assumed)."""
    renewed = dossier.dossier_type == DossierType.RE_RECOGNITION
    model: type[AdvisoryReport | OfficeReport] = OfficeReport if renewed else AdvisoryReport
    report = model._default_manager.filter(dossier=dossier, signed_at__isnull=False).order_by("pk").first()
    if report is None or report.signed_on is None:
        who = "cơ quan tham mưu cấp tỉnh" if renewed else "Tổ tư vấn"
        return PackagePart("advisory_report", missing=f"Chưa có báo cáo đã ký của {who}.")
    kind = "Báo cáo của cơ quan tham mưu" if renewed else "Báo cáo"
    return PackagePart("advisory_report", _paper(kind, report.number, report.signed_on), report.content_hash)


def _council(result: EvaluationResult | None) -> PackagePart:
    report = CouncilReport.objects.filter(meeting=result.item.meeting_id).first() if result else None
    if report is None:
        return PackagePart("council_report", missing="Chưa có báo cáo đã ký của Hội đồng cấp tỉnh.")
    return PackagePart("council_report", _paper("Báo cáo", report.number, report.signed_on), report.content_hash)


def _approval(approval: DecisionItem | None) -> PackagePart:
    if approval is None:
        return PackagePart(
            "result_approval_decision", missing="Chủ tịch UBND tỉnh chưa có quyết định phê duyệt kết quả."
        )
    decision = decisions_with_proof(RecognitionDecision.objects.filter(pk=approval.decision_id)).get()
    if not is_proven(decision):
        return PackagePart(
            "result_approval_decision",
            missing="Quyết định phê duyệt không khớp với nhật ký; hãy báo quản trị hệ thống.",
        )
    words = _paper("Quyết định", decision.decision_number, decision.decided_on)
    return PackagePart("result_approval_decision", words, decision.content_hash)


def _dossier(dossier: Dossier) -> PackagePart:
    snapshot = DossierSnapshot.objects.filter(dossier=dossier).order_by("-revision").first()
    if snapshot is None:
        return PackagePart("dossier", missing="Hồ sơ sản phẩm chưa được nộp.")
    files = len(snapshot.content.get("evidence", ()))
    return PackagePart("dossier", f"Bản nộp lần {snapshot.revision}, {files} tệp minh chứng", snapshot.content_hash)


def _tests(dossier: Dossier) -> PackagePart:
    """Tests that the advisory group asked for; the law takes them "if any", so one without a result keeps nothing back."""
    asked = TestRequest.objects.filter(report__dossier=dossier, report__evaluation_level=EvaluationLevel.PROVINCE)
    found, there = asked.count(), asked.exclude(result="").count()
    return PackagePart(
        "provincial_test_papers", f"{there} kết quả trên {found} kiểm nghiệm đã đề nghị" if found else "Không có"
    )


def _samples(dossier: Dossier) -> PackagePart:
    needed = samples_required(dossier)
    return PackagePart("samples", f"{needed:02d} sản phẩm mẫu" if needed else "Không gửi (sản phẩm du lịch)")


def _paper(kind: str, number: str, day: date) -> str:
    return f"{kind} số {number} ngày {format_date(day)}"


def content_of(package: SubmissionPackage, assembled: Assembled) -> dict[str, Any]:
    """Return everything a package says, as it is frozen when it is sent: texts, numbers and hashes only."""
    dossier, result = package.dossier, assembled.result
    letter = PackagePart("proposal_letter", _paper("Văn bản", package.letter_number, package.letter_on))
    return {
        "version": VERSION,
        "package": assembled.package.code,
        "article": assembled.package.article,
        "paper_sets": assembled.package.paper_sets,
        "electronic_sets": assembled.package.electronic_sets,
        "dossier": dossier.pk,
        "revision": dossier.revision,
        "product": product_of(dossier.product),
        "producer": producer_of(dossier.producer),
        "place": place_of(dossier.unit),
        "province": place_of(package.unit),
        "letter": {"number": package.letter_number, "on": package.letter_on.isoformat()},
        "samples": package.samples_sent,
        "approval": assembled.approval.decision_id if assembled.approval else None,
        "result": {
            "average_score": result.average_score if result else "",
            "star_rating": result.star_rating if result else None,
        },
        "parts": [one.content() for one in (letter, *assembled.parts)],
    }
