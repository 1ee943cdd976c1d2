"""Deputies sign for the holder of an office inside their days, by a document, and not while the office says otherwise.

Letters and what the paper must say are those of NĐ 30/2020/NĐ-CP, Đ.13 and Phụ lục I, mục II.7, written down here by hand.
"""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from ocop.ledger.comparing import CHANGED, differing_records, told_by_the_chain
from ocop.ledger.errors import DomainError
from ocop.ledger.keeping import all_kept
from ocop.ledger.models import AuditEntry
from ocop.people.models import Deputyship, Role
from ocop.people.operations import end_deputy, pause_deputy, resume_deputy
from ocop.people.queries import signed_as
from ocop.people.queries.signing import deputy_lines, deputyships_visible_to
from ocop.people.rights import holds, may_sign_matter, roles_of, signs
from ocop.people.rules import may_hold
from tests.builders import AT, account, commune, province
from tests.kept_table import unnoticed

from .deputies import FIRST, LAST, OFFICE, PAPER, again, appoint

pytestmark = pytest.mark.django_db


def at_noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 5, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("day", "signs"),
    [(date(2026, 8, 31), False), (FIRST, True), (LAST, True), (date(2026, 10, 1), False)],
)
def test_a_deputy_signs_from_the_first_to_the_last_day(day: date, signs: bool) -> None:
    person = account(full_name="Lê Văn Phó")
    appoint(person)
    held = [(one.role, one.as_deputy) for one in roles_of(again(person), on=day)]
    assert held == ([(OFFICE, True)] if signs else [])
    signature = signed_as(person, OFFICE, commune().path, at=at_noon(day))
    assert signature.signs_for == ("KT. Chủ tịch" if signs else "")


@pytest.mark.parametrize(
    ("way", "letters"), [("in_place", "KT. Chủ tịch"), ("by_order", "TL. Chủ tịch"), ("by_authority", "TUQ. Chủ tịch")]
)
def test_the_paper_shows_for_whom_the_own_position_and_the_name(way: str, letters: str) -> None:
    person = account(full_name="Lê Văn Phó")
    appoint(person, way=way, matters=["commune_proposal"])
    signature = signed_as(person, OFFICE, commune().path, at=AT)
    assert signature.block == f"{letters}\nPhó Chủ tịch"
    assert signature.content() == {
        "account": person.pk, "name": "Lê Văn Phó", "position": "Phó Chủ tịch", "signs_for": letters, "document": PAPER,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("role", "position"),
    [
        ("commune_chair", "Chủ tịch"), ("provincial_chair", "Chủ tịch"), ("advisory_group_head", "Tổ trưởng"),
        ("minister", "Bộ trưởng"), ("central_council_chair", "Chủ tịch Hội đồng"), ("central_advisory_group_head", "Tổ trưởng"),
    ],
)  # fmt: skip
def test_the_holder_of_an_office_signs_as_what_the_holder_is(role: str, position: str) -> None:
    unit = {"commune_chair": commune, "provincial_chair": province, "advisory_group_head": province}.get(role)
    holder = account(role, unit() if unit else None, full_name="Phạm Văn Trưởng")
    signature = signed_as(holder, role, commune().path, at=AT)
    assert signature.content() == {"account": holder.pk, "name": "Phạm Văn Trưởng", "position": position}


def test_who_holds_the_office_and_is_deputy_elsewhere_signs_as_holder_at_home() -> None:
    person = account(Role.COMMUNE_CHAIR, commune("25462", "Bình Minh"))
    appoint(person)
    assert signed_as(person, OFFICE, commune().path, at=AT).signs_for == "KT. Chủ tịch"
    assert signed_as(person, OFFICE, commune("25462", "Bình Minh").path, at=AT).signs_for == ""


def test_a_deputy_reaches_the_own_commune_only() -> None:
    person = account()
    appoint(person, effective_to=None, effective_from=date(2026, 1, 1))
    assert holds(again(person), OFFICE, commune().path)
    assert not holds(again(person), OFFICE, commune("25462", "Bình Minh").path)


@pytest.mark.parametrize(
    ("way", "values", "field"),
    [
        ("by_authority", {"effective_to": None, "matters": ["commune_proposal"]}, "effective_to"),
        ("by_authority", {"matters": []}, "matters"),
        ("by_order", {"matters": []}, "matters"),
        ("by_order", {"matters": ["provincial_decision"]}, "matters"),
        ("by_order", {"matters": ["Mọi việc"]}, "matters"),
        ("in_place", {"position": " "}, "position"),
        ("in_place", {"document": ""}, "document"),
        ("in_place", {"effective_to": date(2026, 8, 31)}, "effective_to"),
    ],
)
def test_the_paper_says_what_the_decree_asks(way: str, values: dict[str, Any], field: str) -> None:
    with pytest.raises(DomainError) as refused:
        appoint(account(), way=way, **values)
    assert refused.value.field == field


def test_signing_in_place_needs_no_last_day() -> None:
    assert appoint(account(), effective_to=None).effective_to is None


def test_the_database_asks_for_an_end_of_an_authority() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Deputyship.objects.create(
            account=account(), role=OFFICE, unit=commune(), way="by_authority", effective_from=FIRST
        )


def test_paused_nothing_is_signed_until_the_holder_lets_go_on() -> None:
    person, officer = account(), account(Role.COMMUNE_OFFICER, commune())
    row = appoint(person, effective_from=date(2026, 1, 1), effective_to=None)
    for _ in range(2):
        pause_deputy(row, reason="Chủ tịch đã về", by=officer, at=AT)
    assert not holds(again(person), OFFICE, commune().path)
    assert signed_as(person, OFFICE, commune().path, at=AT).signs_for == ""
    for nobody in (officer, again(person)):
        with pytest.raises(DomainError):
            resume_deputy(row, by=nobody, at=AT)
    for _ in range(2):
        resume_deputy(row, by=account(OFFICE, commune()), at=AT)
    assert holds(again(person), OFFICE, commune().path)
    lines = AuditEntry.objects.filter(subject_kind="deputyship").order_by("sequence").values_list("action", "reason")
    assert list(lines) == [("deputy_appointed", ""), ("deputy_paused", "Chủ tịch đã về"), ("deputy_resumed", "")]


def test_nobody_resumes_the_own_deputyship_by_being_of_the_office() -> None:
    person = account(Role.COMMUNE_OFFICER, commune())
    row = appoint(person, effective_from=date(2026, 1, 1), effective_to=None)
    pause_deputy(row, reason="Chủ tịch đã về", by=account(OFFICE, commune()), at=AT)
    with pytest.raises(DomainError, match="không tự cho mình"):
        resume_deputy(row, by=again(person), at=AT)
    assert Deputyship.objects.get().paused_at == AT


def test_a_pause_has_a_reason_and_comes_from_the_office() -> None:
    row = appoint(account())
    with pytest.raises(DomainError, match="lý do"):
        pause_deputy(row, reason=" ", by=account(OFFICE, commune()), at=AT)
    for stranger in (
        account(Role.COMMUNE_OFFICER, commune("25462", "Bình Minh")),
        account(Role.PROVINCIAL_OFFICER, province()),
        row.account,
    ):
        with pytest.raises(DomainError, match="Chỉ người giữ chức vụ"):
            pause_deputy(row, reason="Không rõ", by=stranger, at=AT)


def test_a_deputyship_ends_on_a_day_and_is_not_made_longer() -> None:
    person, holder = account(), account(OFFICE, commune())
    row = appoint(person, by=holder)
    end_deputy(row, effective_to=date(2026, 9, 15), reason="Nghỉ hưu", by=holder, at=AT)
    end_deputy(row, effective_to=date(2026, 9, 20), reason="Nghỉ hưu", by=holder, at=AT)
    assert Deputyship.objects.get().effective_to == date(2026, 9, 15)
    assert AuditEntry.objects.filter(action="deputy_ended").count() == 1
    with pytest.raises(DomainError, match="không trước ngày bắt đầu"):
        end_deputy(row, effective_to=date(2026, 8, 1), reason="x", by=holder, at=AT)


def test_who_reads_which_deputies() -> None:
    here, there = account(), account()
    appoint(here)
    appoint(there, unit=commune("06970", "Ba Chẽ", inside=province("22", "Quảng Ninh")))
    seen = {
        "holder": account(OFFICE, commune()), "officer": account(Role.COMMUNE_OFFICER, commune()), "deputy": again(here),
        "administrator": account(Role.SYSTEM_ADMINISTRATOR), "province": account(Role.PROVINCIAL_OFFICER, province()),
        "producer": account(Role.PRODUCER_USER),
    }  # fmt: skip
    assert {name: [row.account for row in deputyships_visible_to(user)] for name, user in seen.items()} == {
        "holder": [here], "officer": [here], "deputy": [here], "administrator": [here, there], "province": [], "producer": [],
    }  # fmt: skip


def test_a_deputyship_changed_behind_the_back_of_the_system_is_named() -> None:
    appoint(account())
    kept = all_kept()["deputyship"]
    assert [one for one in differing_records(kept, told_by_the_chain()) if one] == []
    Deputyship.objects.update(effective_to=date(2027, 9, 30))
    assert [one.sentence for one in differing_records(kept, told_by_the_chain()) if one] == [CHANGED]


def test_the_roles_of_a_person_cost_one_query_with_deputyships(django_assert_num_queries: Any) -> None:
    person = account(Role.COMMUNE_OFFICER, commune("25462", "Bình Minh"))
    appoint(person, effective_from=date(2026, 1, 1), effective_to=None)
    reader = again(person)
    with django_assert_num_queries(1):
        assert [(held.role, held.as_deputy) for held in roles_of(reader)] == [
            (Role.COMMUNE_OFFICER, False),
            (OFFICE, True),
        ]


def test_every_change_of_a_deputyship_behind_the_systems_back_is_found() -> None:
    appoint(account())
    assert unnoticed("deputyship") == []


def test_two_duties_do_not_meet_on_a_day_to_come() -> None:
    """Appointed from tomorrow, a person becomes no administrator today either."""
    person, tomorrow = account(), timezone.localdate() + timedelta(days=1)
    appoint(person, effective_from=tomorrow, effective_to=None)
    assert not may_hold(again(person), Role.SYSTEM_ADMINISTRATOR)
    owner = account(Role.PRODUCER_USER)
    owner.role_assignments.update(effective_from=tomorrow)
    with pytest.raises(DomainError, match="Người của chủ thể"):
        appoint(owner, effective_from=tomorrow, effective_to=None)


def test_a_limited_deputy_signs_what_the_paper_names_and_nothing_else() -> None:
    limited, whole, holder = account(), account(), account(Role.PROVINCIAL_CHAIR, province())
    given = {
        "role": Role.PROVINCIAL_CHAIR,
        "unit": province(),
        "effective_from": date(2026, 1, 1),
        "effective_to": None,
    }
    appoint(limited, **given, way="by_order", matters=["result_sent_back"])
    appoint(whole, **given)
    asked = ("provincial_decision", "result_sent_back", "commune_proposal")
    found = {name: [signs(again(one), matter, commune().path) for matter in asked] for name, one in
             {"limited": limited, "whole": whole, "holder": holder}.items()}  # fmt: skip
    assert found == {"limited": [False, True, False], "whole": [True, True, False], "holder": [True, True, False]}
    assert holds(again(limited), Role.PROVINCIAL_CHAIR, commune().path)  # reads what the office reads
    refused = may_sign_matter(again(limited), "provincial_decision", commune().path)
    assert "không nêu “Quyết định công nhận" in refused.reason  # type: ignore[union-attr]


def test_words_typed_before_matters_were_a_choice_stay_readable_and_limit_nothing() -> None:
    person = account()
    row = appoint(
        person, way="by_order", matters=["commune_proposal"], effective_from=date(2026, 1, 1), effective_to=None
    )
    assert deputy_lines([row])[0].matters == "Báo cáo Mẫu 03 và văn bản đề nghị đánh giá, phân hạng (Đ.7.2.b)"
    Deputyship.objects.update(matters="Văn bản đề nghị")
    (line,) = deputy_lines(Deputyship.objects.all())
    assert (line.matters, signs(again(person), "commune_proposal", commune().path)) == ("Văn bản đề nghị", True)
