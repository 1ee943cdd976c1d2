"""A complaint from the day it comes in to its answer: where it goes, by when, who reads what, what freezes."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from ocop.complaints import operations
from ocop.complaints.models import Complaint, ComplaintFile
from ocop.complaints.routing import bodies_for, due_day
from ocop.law.settings import all_settings
from ocop.law.tests.another_law import another_law
from ocop.ledger.errors import DomainError
from ocop.ledger.models import AuditEntry
from ocop.notices.models import Notice
from tests import builders as make
from tests.kept_table import unnoticed
from tests.papers import pdf_paper
from tests.racing import DONE, together

from .builders import DAY, NOW, PAPER, SAID, TODAY, answered, officer, owned, recorded

pytestmark = pytest.mark.django_db


def test_a_complaint_goes_to_its_body_and_is_due_thirty_days_after_it_came_in() -> None:
    user, product = owned()
    by = officer()
    one = recorded(product, by)
    assert one.due_on == SAID.received_on + timedelta(days=30)  # type: ignore[operator]
    assert Notice.objects.filter(recipient=by, kind="complaint_waiting").count() == 1
    assert Notice.objects.filter(recipient=user, kind="complaint_recorded").count() == 1
    assert recorded(product, by).pk == one.pk
    assert AuditEntry.objects.filter(action="complaint_recorded").count() == 1


@pytest.mark.parametrize(
    ("star", "bodies"),
    [
        (3, ["provincial_officer", "commune_officer", "central_officer"]),
        (5, ["central_officer", "commune_officer", "provincial_officer"]),
    ],
)
def test_the_star_of_today_proposes_who_answers(star: int, bodies: list[str], tmp_path: Path) -> None:
    product = owned(star=star)[1]
    assert bodies_for(product, on=TODAY) == bodies
    with another_law(tmp_path) as law:
        law.add_settings(date(2026, 5, 22), complaint__routing="by_star")
        assert bodies_for(product, on=TODAY) == bodies[:1]


@pytest.mark.parametrize(
    "days", [value for one in all_settings() if one.name == "complaint.answer_days" for value in one.values]
)
def test_the_term_is_a_dated_setting(days: int, tmp_path: Path) -> None:
    with another_law(tmp_path) as law:
        law.add_settings(date(2026, 5, 22), complaint__answer_days=days)
        assert due_day(owned()[1], date(2026, 6, 1)) == date(2026, 6, 1) + timedelta(days=days)


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"about": " "}, "about"),
        ({"complainant": ""}, "complainant"),
        ({"content": ""}, "content"),
        ({"body": "minister"}, "body"),
        ({"received_on": TODAY + DAY}, "received_on"),
    ],
)
def test_a_refused_complaint_names_its_field(wrong: dict[str, Any], field: str) -> None:
    with pytest.raises(DomainError) as refusal:
        recorded(owned()[1], **wrong)
    assert refusal.value.field == field
    assert not Complaint.objects.exists()


def test_a_producer_complains_about_its_own_product_and_takes_it_back() -> None:
    user, product = owned()
    one = recorded(product, user, complainant="Người khác", received_on=date(2020, 1, 1))
    assert (one.is_of_producer, one.complainant, one.received_on) == (True, product.producer.name, TODAY)
    with pytest.raises(DomainError, match="mới ghi nhận được"):
        recorded(owned()[1], user)
    operations.withdraw_complaint(one, reason="Đã được giải thích.", by=user, at=NOW)
    assert Complaint.objects.get().state == "withdrawn"


def test_a_complaint_is_passed_on_and_only_the_new_body_answers_it() -> None:
    product = owned(star=5)[1]
    by, ministry = officer(), make.account("central_officer")
    one = recorded(product, by)
    due = one.due_on
    one = operations.pass_on(one, body="central_officer", reason="Hạng 5 sao do Bộ công nhận.", by=by, at=NOW)
    assert (one.due_on, one.body) == (due, "central_officer")
    assert Notice.objects.filter(recipient=ministry, kind="complaint_waiting").count() == 1
    with pytest.raises(DomainError, match="của Bộ trả lời"):
        answered(one, by)
    assert answered(one, ministry).state == "answered"
    assert answered(one, ministry).answer_number == PAPER["answer_number"]
    assert ComplaintFile.objects.filter(purpose="answer").count() == 1


@pytest.mark.parametrize("missing", ["answer", "answer_number", "files"])
def test_an_answer_needs_words_a_number_and_its_paper(missing: str) -> None:
    by = officer()
    one = recorded(owned()[1], by)
    given = {**PAPER, "files": [pdf_paper("trả lời.pdf")]} | {missing: "" if missing != "files" else []}
    with pytest.raises(DomainError) as refusal:
        operations.answer_complaint(one, **given, by=by, at=NOW)
    assert refusal.value.field == {"files": "papers"}.get(missing, missing)


def test_the_producer_reads_the_answer_and_not_who_complains() -> None:
    user, product = owned()
    by = officer()
    one = answered(recorded(product, by), by)
    address = reverse("complaints:complaint", args=[one.pk])
    own, office = (make.browser(person).get(address).content.decode() for person in (user, by))
    for words in (SAID.content, PAPER["answer"], "trả lời.pdf"):
        assert words in own
        assert words in office
    for words in ("Trần Văn Khiếu", "đơn.pdf"):
        assert words not in own
        assert words in office
    paper = one.files.get(purpose="complaint")
    href = reverse("complaints:paper_file", args=[one.pk, paper.pk])
    assert [make.browser(person).get(href).status_code for person in (user, by)] == [404, 200]


def test_a_closed_complaint_never_changes() -> None:
    by = officer()
    one = answered(recorded(owned()[1], by), by)
    for change in (
        lambda: Complaint.objects.filter(pk=one.pk).update(answer="Khác"),
        lambda: Complaint.objects.filter(pk=one.pk)._raw_delete("default"),
        lambda: ComplaintFile.objects.filter(complaint=one).update(original_name="khác.pdf"),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            change()
    Complaint.objects.filter(pk=one.pk).update(complainant="")  # a person can be forgotten


def test_changes_behind_the_back_are_found() -> None:
    recorded(owned()[1])
    assert unnoticed("complaint", "complaintfile") == []


@pytest.mark.django_db(transaction=True)
def test_the_same_complaint_sent_twice_at_once_is_one() -> None:
    product, by = owned()[1], officer()
    assert together(*[lambda: recorded(product, by)] * 2) == [DONE, DONE]
    assert Complaint.objects.count() == 1


def test_the_list_counts_what_is_overdue_and_asks_as_often_for_one_as_for_many(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    by, address = officer(), reverse("complaints:complaints")
    recorded(owned()[1], by, received_on=TODAY - 40 * DAY)
    browser = make.browser(by)
    browser.get(address)
    with django_assert_num_queries(6):
        text = browser.get(address, {"loc": "qua-han", "co-quan": "tinh"}).content.decode()
    assert 'Quá hạn <span class="chips__count">1<' in text
    for _ in range(3):
        recorded(owned()[1], by)
    with django_assert_num_queries(6):
        assert browser.get(address).content.decode().count("Kết quả 3 sao") == 4
    assert "Không có khiếu nại nào khớp bộ lọc" in browser.get(address, {"q": "khongco"}).content.decode()


def test_a_refused_form_keeps_what_was_typed_and_the_office_finds_the_product() -> None:
    product, browser = owned()[1], make.browser(officer())
    address = reverse("complaints:record", args=[product.pk])
    assert address in browser.get(reverse("complaints:find"), {"q": product.name}).content.decode()
    typed = {
        "about": "Kết quả 3 sao",
        "complainant": "",
        "received_on": f"{TODAY:%d/%m/%Y}",
        "content": "Sai điểm.",
        "body": "provincial_officer",
    }
    answer = browser.post(address, {**typed, "papers": pdf_paper("đơn.pdf")})
    assert answer.status_code == 422
    assert "Sai điểm." in answer.content.decode()
    done = browser.post(address, {**typed, "complainant": "Trần Văn Khiếu"}, follow=True)
    assert "Đã ghi khiếu nại" in done.content.decode()


def test_an_office_finds_what_it_has_to_answer_at_home() -> None:
    by = officer()
    recorded(owned()[1], by)
    assert "Trả lời khiếu nại" in make.browser(by).get(reverse("web:home")).content.decode()


def test_who_answers_is_told_that_the_producer_reads_the_paper() -> None:
    by = officer()
    address = reverse("complaints:answer", args=[recorded(owned()[1], by).pk])
    assert "đã che tên, địa chỉ người khiếu nại" in make.browser(by).get(address).content.decode()
