"""The package of Đ.6.3.a: what it consists of, what is missing, sent once and never changed, registered and completed."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from ocop.dossiers.models import Dossier, DossierState, OfficeReport
from ocop.ledger.errors import DomainError
from ocop.ledger.models import AuditEntry
from ocop.ledger.queries import verify_chain
from ocop.ministry.models import CompletionRequest, SubmissionPackage
from ocop.ministry.operations import answer_request, ask_province, receive_package, send_package
from ocop.ministry.queries.contents import assemble
from ocop.ministry.verifying import changed_packages
from ocop.people.models import Role
from ocop.recognition.tests.builders import AT, chair, officer
from tests import builders as make

from .world import LETTER, approved, central_officer, received, sent, sign_advisory_report

pytestmark = pytest.mark.django_db


def test_the_system_puts_the_package_together_from_signed_records() -> None:
    found = assemble(approved())
    assert found.missing == ()
    assert [(one.code, one.found) for one in found.parts] == [
        ("advisory_report", "Báo cáo số 12/BC-TTV ngày 01/12/2026"),
        ("council_report", "Báo cáo số 5/BC-HĐ ngày 10/12/2026"),
        ("result_approval_decision", "Quyết định số 1900/QĐ-UBND ngày 15/12/2026"),
        ("dossier", "Bản nộp lần 1, 2 tệp minh chứng"),
        ("provincial_test_papers", "Không có"),
        ("samples", "05 sản phẩm mẫu"),
    ]


def test_tourism_sends_no_samples() -> None:
    dossier = approved(product=make.product(set_number=26))
    assert assemble(dossier).parts[-1].found == "Không gửi (sản phẩm du lịch)"
    with pytest.raises(DomainError, match="hãy ghi 0") as refused:
        send_package(dossier, **LETTER, by=officer(), at=AT)
    assert refused.value.field == "samples_sent"
    assert send_package(dossier, **{**LETTER, "samples_sent": 0}, by=officer(), at=AT).samples_sent == 0


def test_what_is_missing_is_named_and_nothing_is_sent() -> None:
    dossier = approved(report=False)
    with pytest.raises(DomainError, match="Chưa có báo cáo đã ký của Tổ tư vấn"):
        send_package(dossier, **LETTER, by=officer(), at=AT)
    assert not SubmissionPackage.objects.exists()
    sign_advisory_report(dossier)
    assert (
        send_package(dossier, **LETTER, by=officer(), at=AT).content["parts"][0]["found"].startswith("Văn bản số 2150")
    )


def test_a_renewal_from_ninety_points_sends_the_report_of_the_office_instead() -> None:
    dossier = approved(report=False)
    Dossier.objects.filter(pk=dossier.pk).update(dossier_type="re_recognition")
    renewed = Dossier.objects.get(pk=dossier.pk)
    assert assemble(renewed).missing == ("Chưa có báo cáo đã ký của cơ quan tham mưu cấp tỉnh.",)
    by = officer()
    OfficeReport.objects.create(
        dossier=renewed, drafted_by=by, drafted_at=AT, number="8/BC-VP", signed_on=date(2026, 12, 2), signed_by=by,
        signed_at=AT, content_hash="c" * 64,
    )  # fmt: skip
    assert assemble(renewed).parts[0].found == "Báo cáo của cơ quan tham mưu số 8/BC-VP ngày 02/12/2026"


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"letter_number": " "}, "letter_number"),
        ({"letter_on": date(2026, 12, 21)}, "letter_on"),  # tomorrow
        ({"letter_on": date(2026, 12, 14)}, "letter_on"),  # before the approval of 15/12
        ({"samples_sent": 4}, "samples_sent"),
    ],
)
def test_a_letter_that_does_not_fit_is_refused_at_its_field(changed: dict[str, Any], field: str) -> None:
    with pytest.raises(DomainError) as refused:
        send_package(approved(), **{**LETTER, **changed}, by=officer(), at=AT)
    assert refused.value.field == field


def test_only_the_office_of_the_province_sends_and_only_once() -> None:
    dossier = approved()
    for other in (chair(), central_officer(), make.account(Role.PROVINCIAL_OFFICER, make.province("42", "Hà Tĩnh"))):
        with pytest.raises(DomainError, match="Chỉ cơ quan tham mưu OCOP của tỉnh này"):
            send_package(dossier, **LETTER, by=other, at=AT)
    by = officer()
    first = send_package(dossier, **LETTER, by=by, at=AT)
    lines = AuditEntry.objects.count()
    assert send_package(dossier, **{**LETTER, "letter_number": "9/UBND"}, by=by, at=AT) == first
    assert AuditEntry.objects.count() == lines
    assert Dossier.objects.get(pk=dossier.pk).state == DossierState.POTENTIAL_FIVE_STAR


def test_the_central_office_registers_packages_by_one_sequence_a_year() -> None:
    first, second = sent(), sent(product=make.product(), number="1901/QĐ-UBND")
    by = central_officer()
    with pytest.raises(DomainError, match="Chỉ cơ quan tham mưu OCOP của Bộ"):
        receive_package(first, by=officer(), at=AT)
    numbers = [receive_package(one, by=by, at=AT).register_number for one in (second, first, second)]
    assert numbers == ["001/2026", "002/2026", "001/2026"]
    next_year = receive_package(sent(product=make.product(), number="1902/QĐ-UBND"), by=by, at=AT + timedelta(days=30))
    assert next_year.register_number == "001/2027"
    assert Dossier.objects.get(pk=first.dossier_id).state == DossierState.CENTRAL_REVIEW


def test_the_province_completes_what_the_ministry_asks_and_the_package_stays_as_sent() -> None:
    package, by = received(), central_officer()
    asked: dict[str, Any] = {"message": "Thiếu phiếu kiểm nghiệm.", "due_on": date(2027, 1, 10), "by": by, "at": AT}
    request = ask_province(package, **asked)
    assert ask_province(package, **asked) == request
    dossier = Dossier.objects.get(pk=package.dossier_id)
    assert (dossier.state, dossier.due_on) == (DossierState.CENTRAL_SUPPLEMENT, date(2027, 1, 10))
    answer: dict[str, Any] = {"answer": "Gửi kèm phiếu.", "letter_number": "2201/UBND", "at": AT}
    with pytest.raises(DomainError, match="Chỉ cơ quan tham mưu OCOP của tỉnh này"):
        answer_request(package, **answer, by=by)
    answer_request(package, **answer, by=officer())
    again = answer_request(package, **answer, by=officer())
    assert (again.answer, again.letter_number) == ("Gửi kèm phiếu.", "2201/UBND")
    assert Dossier.objects.get(pk=package.dossier_id).state == DossierState.CENTRAL_REVIEW
    assert SubmissionPackage.objects.get().content_hash == package.content_hash
    assert verify_chain().holds


@pytest.mark.parametrize(
    ("given", "field"),
    [({"message": " "}, "message"), ({"due_on": date(2026, 12, 19)}, "due_on")],
)
def test_a_request_names_what_is_missing_and_a_day_to_come(given: dict[str, Any], field: str) -> None:
    asked = {"message": "Thiếu nhãn.", "due_on": date(2027, 1, 10), **given}
    with pytest.raises(DomainError) as refused:
        ask_province(received(), **asked, by=central_officer(), at=AT)
    assert refused.value.field == field


def test_the_database_refuses_to_change_what_was_sent_and_what_was_answered() -> None:
    package = received()
    ask_province(package, message="Thiếu.", due_on=date(2027, 1, 10), by=central_officer(), at=AT)
    answer_request(package, answer="Đủ.", letter_number="1/UBND", by=officer(), at=AT)
    changes = (
        lambda: SubmissionPackage.objects.update(letter_number="1/UBND"),
        lambda: SubmissionPackage.objects.update(register_sequence=9),
        lambda: SubmissionPackage.objects.filter(pk=package.pk).delete(),
        lambda: CompletionRequest.objects.update(answer="Khác."),
    )
    for change in changes:
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


def test_a_package_changed_behind_the_back_is_named() -> None:
    from ocop.ledger.guarding import all_lifted

    package = sent()
    assert list(changed_packages()) == [None]
    with all_lifted(connection):
        SubmissionPackage.objects.update(content={**package.content, "samples": 0})
    (finding,) = changed_packages()
    assert finding is not None
    assert "2150/UBND-NN" in str(finding)
