"""A province records rules, a council and its people on pages, and nothing typed is lost (QĐ 26/2026, Đ.7.3.b)."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from ocop.councils import operations
from ocop.councils.models import Capacity, Council, CouncilMember, CouncilRules
from ocop.councils.tests.parameter_samples import typed_samples
from ocop.people.models import Invitation, Role, UserAccount
from tests import builders
from tests.builders import AT

from . import building as b

pytestmark = pytest.mark.django_db
RULES = typed_samples() | {
    "decision_number": "15/QĐ-UBND", "effective_from": "01/07/2026", "quorum_ratio": "2/3", "chair_must_attend": "yes",
    "aggregate": "median", "max_spread": "", "rescoring_limit": "2", "gates_by": "majority", "forward_requires_gates": "yes",
    "secretary_scores": "no", "size_min": "7", "size_max": "9",
}  # fmt: skip
PERSON = {"full_name": "Lê Thị Ễn", "email": "en@example.vn", "capacity": "council_member", "organisation": "Sở Y tế"}


def office() -> Client:
    return b.browser(b.officer())


def test_from_rules_to_a_seated_chair_without_a_shell() -> None:
    browser = office()
    answer = browser.post(reverse("councils:rules_create"), RULES)
    rules = CouncilRules.objects.get()
    assert answer["Location"] == b.url("rules", rules.pk)
    values = [str(rules.quorum_ratio), rules.aggregate, rules.max_spread, rules.rescoring_limit, rules.gates_by]
    assert values == ["0.6666", "median", None, 2, "majority"]
    assert "2/3" in browser.get(answer["Location"]).content.decode()
    paper = {"name": "Hội đồng tỉnh", "decision_number": "100/QĐ-UBND", "decided_on": "02/07/2026", "rules": rules.pk}
    answer = browser.post(reverse("councils:council_create"), paper)
    council = Council.objects.get()
    assert answer["Location"] == b.url("council", council.pk)
    assert "mới có 0 người; quy chế yêu cầu ít nhất 7" in browser.get(answer["Location"]).content.decode()
    answer = browser.post(b.url("seat_create", council.pk), {**PERSON, "capacity": "council_chair"})
    invitation = Invitation.objects.get()
    assert answer["Location"] == reverse("people:invitation", args=[invitation.pk])
    assert CouncilMember.objects.get().capacity == Capacity.CHAIR
    assert "chưa nhận lời mời" in browser.get(b.url("council", council.pk)).content.decode()


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"quorum_ratio": "ba phần tư"}, "Hãy ghi tỷ lệ như 75 % hoặc 2/3."),
        ({"quorum_ratio": "3/2"}, "Tỷ lệ có mặt phải lớn hơn 0 và không quá 100 %."),
        ({"quorum_ratio": "0,75"}, "Ý bạn là 75 %? Hãy ghi tỷ lệ theo phần trăm, ví dụ 75 %."),
        ({"quorum_ratio": "0.75"}, "Ý bạn là 75 %?"),
        ({"quorum_ratio": ",6667"}, "Ý bạn là 66,67 %?"),
        ({"quorum_ratio": "0,75 %"}, "Ý bạn là 75 %?"),
        ({"quorum_ratio": "1"}, "Ý bạn là 100 %?"),
        ({"quorum_ratio": "1/0"}, "Hãy ghi tỷ lệ như 75 % hoặc 2/3."),
        ({"max_spread": "mười"}, "Hãy ghi số điểm, ví dụ 10 hoặc 7,5; để trống nếu không giới hạn."),
        ({"max_spread": "7,55"}, "nhiều nhất một chữ số thập phân."),
        ({"rescoring_limit": "10"}, "Hãy ghi một số từ 0 đến 9."),
        ({"effective_from": ""}, "Hãy ghi ngày có hiệu lực."),
        ({"decision_number": ""}, "Hãy ghi số quyết định ban hành quy chế."),
        ({"size_min": "9", "size_max": "7"}, "Số người nhiều nhất không ít hơn số người ít nhất."),
        ({"gates_by": ""}, "Hãy trả lời “Xét điều kiện theo dấu sao”."),
    ],
)
def test_a_value_that_cannot_be_right_gets_one_sentence_and_nothing_typed_is_lost(
    typed: dict[str, str], sentence: str
) -> None:
    answer = office().post(reverse("councils:rules_create"), {**RULES, **typed})
    text = answer.content.decode()
    assert (answer.status_code, CouncilRules.objects.count()) == (422, 0)
    assert sentence in text
    kept = {**RULES, **typed}
    for name in ("decision_number", "quorum_ratio", "rescoring_limit", "size_min"):
        assert not kept[name] or f'value="{kept[name]}"' in text


def test_a_refused_seat_takes_the_invitation_back_and_keeps_what_was_typed() -> None:
    council = b.council()
    answer = office().post(b.url("seat_create", council.pk), {**PERSON, "capacity": "council_chair"})
    assert answer.status_code == 422
    assert "Hội đồng đã có Chủ tịch" in answer.content.decode()
    assert 'value="Lê Thị Ễn"' in answer.content.decode()
    assert not UserAccount.objects.filter(email="en@example.vn").exists()


def test_somebody_known_is_seated_without_an_invitation() -> None:
    council = b.council()
    known = builders.account(Role.COMMUNE_CHAIR, builders.commune(), full_name="Lê Văn Ân")
    browser = office()
    assert "Lê Văn Ân" in browser.get(b.url("seat_create", council.pk)).content.decode()
    typed = {"account": known.pk, "capacity": "invited_expert", "organisation": "Hội Nông dân"}
    assert browser.post(b.url("seat_create", council.pk), typed)["Location"] == b.url("council", council.pk)
    assert not Invitation.objects.exists()
    assert "Lê Văn Ân (" not in browser.get(b.url("seat_create", council.pk)).content.decode()


def test_after_a_meeting_the_office_is_asked_for_day_and_decision_of_a_new_seat() -> None:
    meeting = b.meeting()
    answer = office().post(b.url("seat_create", meeting.council_id), PERSON)
    text = answer.content.decode()
    assert "Hãy ghi ngày giữ ghế." in text
    assert "Hãy ghi số quyết định bổ sung, thay thế." in text
    more = {"effective_from": "02/09/2026", "decision_number": "20/QĐ-UBND"}
    assert office().post(b.url("seat_create", meeting.council_id), {**PERSON, **more}).status_code == 302
    assert "từ 02/09/2026" in office().get(b.url("council", meeting.council_id)).content.decode()


def test_members_read_their_council_but_change_nothing() -> None:
    council = b.council()
    browser = b.browser(b.seat(council).account)
    text = browser.get(b.url("council", council.pk)).content.decode()
    assert "Sở số 1" in text
    assert "Thêm người" not in text
    assert browser.get(b.url("seat_create", council.pk)).status_code == 403


def _another(council: Council, number: int) -> None:
    for _ in range(number):
        operations.seat_member(
            council, builders.account(), capacity=Capacity.MEMBER, organisation="Sở", by=b.officer(), at=AT
        )


@pytest.mark.parametrize("more", [0, 6])
def test_the_page_of_a_council_costs_the_same_for_few_and_for_many(
    more: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    council, browser = b.council(), office()
    _another(council, more)
    browser.get(b.url("council", council.pk))
    # session, account, roles, council with rules, seats with invitations, attendance, names of then
    with django_assert_num_queries(7):
        browser.get(b.url("council", council.pk))


@pytest.mark.parametrize("more", [0, 5])
def test_the_list_of_councils_and_rules_costs_the_same_for_one_and_for_many(
    more: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    b.council()
    for _ in range(more):
        b.council()
    browser: Any = office()
    browser.get(reverse("councils:councils"))
    with django_assert_num_queries(6):  # session, account, roles, province, councils, rules
        browser.get(reverse("councils:councils"))
