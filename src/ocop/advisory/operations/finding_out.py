"""What a group finds out: visits to the site, extra tests, what the producer still has to hand in (QĐ 26/2026, Đ.7.3.c)."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from ocop.advisory.models import AdvisoryReport, SiteSurvey, TestRequest
from ocop.advisory.queries.access import level_for
from ocop.advisory.rules import may_ask_producer, may_work
from ocop.dossiers.models import Dossier, SupplementRequest
from ocop.dossiers.operations.moving import lock_dossier, note
from ocop.ledger.errors import DomainError
from ocop.ledger.verdicts import insist
from ocop.people.models import UserAccount
from ocop.reviewing.operations.receiving import request_supplement
from ocop.vietnamese import format_date, nfc


def _report_at_work(dossier: Dossier, by: UserAccount) -> tuple[Dossier, AdvisoryReport]:
    """Lock a dossier whose report is being written by the person's group; raises ``DomainError`` otherwise."""
    locked = lock_dossier(dossier.pk)
    insist(may_work(by, locked))
    return locked, AdvisoryReport.objects.get(dossier=locked, evaluation_level=level_for(by, locked))


def ask_producer(
    dossier: Dossier, *, message: str, open_parts: Iterable[str], due_on: date, by: UserAccount, at: datetime
) -> SupplementRequest:
    """Ask the producer to complete named parts; answered, the dossier comes back to the group.

    Raises ``DomainError`` with the field when the person may not, or something is missing.
    """
    return request_supplement(
        dossier, message=message, open_parts=open_parts, due_on=due_on, by=by, at=at, may=may_ask_producer
    )


@transaction.atomic
def record_survey(
    dossier: Dossier,
    *,
    visited_on: date,
    place: str,
    participants: str,
    findings: str,
    survey: SiteSurvey | None = None,
    by: UserAccount,
    at: datetime,
) -> SiteSurvey:
    """Record a visit, or correct one (``survey``) before the report is signed; saving the same again writes nothing.

    The producer's timeline shows the day and the place. Raises ``DomainError`` with the field that is missing or wrong.
    """
    locked, report = _report_at_work(dossier, by)
    if visited_on > timezone.localdate(at):
        raise DomainError("Ngày khảo sát không được sau ngày hôm nay.", field="visited_on")
    texts = {"place": place, "participants": participants, "findings": findings}
    given = {name: nfc(words).strip() for name, words in texts.items()}
    asked = {
        "place": "Hãy ghi nơi khảo sát.",
        "participants": "Hãy ghi những người tham gia.",
        "findings": "Hãy ghi nội dung đã xem, đã nghe.",
    }
    for name, sentence in asked.items():
        if not given[name]:
            raise DomainError(sentence, field=name)
    same = report.surveys.filter(visited_on=visited_on, **given)
    if existing := (same.filter(pk=survey.pk) if survey else same).first():
        return existing
    kept = report.surveys.get(pk=survey.pk) if survey else SiteSurvey(report=report)
    kept.visited_on, kept.place = visited_on, given["place"]
    kept.participants, kept.findings = given["participants"], given["findings"]
    kept.recorded_by, kept.recorded_at = by, at
    kept.save()
    action = "site_survey_corrected" if survey else "site_survey_recorded"
    reason = f"Ngày {format_date(visited_on)}, tại {given['place']}"
    note(locked, action, by=by, at=at, reason=reason, details={"survey": kept.pk}, records=[kept])
    return kept


@transaction.atomic
def request_test(dossier: Dossier, *, request: str, by: UserAccount, at: datetime) -> TestRequest:
    """Ask for an extra test of quality; the same words again return the first request. Raises ``DomainError``."""
    locked, report = _report_at_work(dossier, by)
    words = nfc(request).strip()
    if not words:
        raise DomainError("Hãy ghi chỉ tiêu, mẫu cần kiểm nghiệm.", field="request")
    if existing := report.test_requests.filter(request=words).first():
        return existing
    made = TestRequest.objects.create(report=report, request=words, requested_by=by, requested_at=at)
    note(locked, "test_requested", by=by, at=at, details={"test": made.pk}, records=[made])
    return made


@transaction.atomic
def record_test_result(test: TestRequest, *, result: str, by: UserAccount, at: datetime) -> TestRequest:
    """Write down what a test found; may be corrected until the report is signed. Raises ``DomainError``."""
    locked, report = _report_at_work(test.report.dossier, by)
    kept = report.test_requests.select_for_update(of=("self",), no_key=True).get(pk=test.pk)
    words = nfc(result).strip()
    if not words:
        raise DomainError("Hãy ghi kết quả, số và ngày của phiếu kiểm nghiệm.", field="result")
    if kept.result == words:
        return kept
    kept.result, kept.answered_at = words, at
    kept.save(update_fields=["result", "answered_at"])
    note(locked, "test_result_recorded", by=by, at=at, details={"test": kept.pk}, records=[kept])
    return kept
