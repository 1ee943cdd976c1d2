"""Public bodies: a name holds from its day on, papers of a day find the name of that day, nothing is recorded twice.

The dates are those of the reorganisation of 1/3/2025 (Nghị quyết 176/2025/QH15) and of 1/7/2025.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from ocop.ledger.comparing import CHANGED, differing_records, told_by_the_chain
from ocop.ledger.errors import DomainError
from ocop.ledger.keeping import all_kept
from ocop.ledger.models import AuditEntry
from ocop.ledger.verifying import Finding
from ocop.people.models import BodyLetterhead, BodyName, BodySuccession, PublicBody, Role, RoleAssignment
from ocop.people.operations import (
    correct_body_name,
    record_body,
    record_succession,
    rename_body,
    set_letterhead,
)
from ocop.people.queries import Letterhead, body_name_on, letterhead_on, role_lines
from ocop.people.queries.bodies import bodies_matching, body_of, names_of, working_bodies
from tests.builders import AT, account, body, commune, province

pytestmark = pytest.mark.django_db
OLD, NEW = "Sở Nông nghiệp và Phát triển nông thôn tỉnh Tây Ninh", "Sở Nông nghiệp và Môi trường tỉnh Tây Ninh"
MERGER = date(2025, 3, 1)
SOURCE = "Nghị quyết 15/NQ-HĐND"
BY: dict[str, Any] = {"by": None, "at": AT}


def department(name: str = OLD, **values: Any) -> PublicBody:
    return record_body(kind="line_department", unit=province(), name=name, abbreviation="SNNPTNT", **values, **BY)


def renamed(one: PublicBody, name: str = NEW, day: date = MERGER, abbreviation: str = "SNNMT") -> BodyName:
    return rename_body(one, name=name, abbreviation=abbreviation, effective_from=day, legal_source=SOURCE, **BY)


def succeeded(
    old: PublicBody, new: PublicBody, kind: str = "merged", day: date = MERGER, **values: Any
) -> BodySuccession:
    return record_succession(old, new, kind=kind, effective_on=day, legal_source=SOURCE, **values, **BY)


@pytest.mark.parametrize(
    ("day", "name", "abbreviation"),
    [
        (date(1999, 1, 1), OLD, "SNNPTNT"),
        (date(2025, 2, 28), OLD, "SNNPTNT"),
        (date(2025, 3, 1), NEW, "SNNMT"),
        (date(2030, 1, 1), NEW, "SNNMT"),
    ],
)
def test_a_paper_of_a_day_names_the_body_as_it_was(day: date, name: str, abbreviation: str) -> None:
    one = department()
    renamed(one)
    assert body_name_on(one, day) == name
    assert letterhead_on(one, day).abbreviation == abbreviation


def test_without_a_body_there_is_no_name() -> None:
    assert body_name_on(None, MERGER) == ""


def test_a_name_ends_on_the_day_before_the_next_one() -> None:
    one = department()
    renamed(one)
    shown = [(period.since, period.until) for period in names_of(PublicBody.objects.get(pk=one.pk))]
    assert shown == [(MERGER, None), (None, date(2025, 2, 28))]


def test_a_renaming_is_written_once_with_the_old_and_the_new_name() -> None:
    one = department()
    assert renamed(one) == renamed(one)
    entry = AuditEntry.objects.get(action="body_renamed")
    assert entry.details["changes"] == {"name": [OLD, NEW], "abbreviation": ["SNNPTNT", "SNNMT"]}
    assert (entry.details["from"], entry.unit_path) == ("2025-03-01", "80/")


def test_a_new_name_begins_after_the_one_in_use() -> None:
    one = department()
    renamed(one)
    for day in (MERGER, date(2025, 2, 28)):
        with pytest.raises(DomainError, match="01/03/2025") as refused:
            renamed(one, "Sở Nông nghiệp", day)
        assert refused.value.field == "effective_from"


def test_a_name_that_is_in_use_is_no_new_name() -> None:
    one = department()
    with pytest.raises(DomainError, match="đang dùng rồi"):
        renamed(one, OLD, abbreviation="SNNPTNT")


def test_the_same_body_is_recorded_once() -> None:
    one = department()
    assert department() == one
    assert department("sở nông nghiệp và phát triển nông thôn  tỉnh TÂY NINH") == one
    assert (PublicBody.objects.count(), AuditEntry.objects.filter(action="body_recorded").count()) == (1, 1)


def test_one_name_in_one_place_is_not_two_kinds_of_body() -> None:
    department()
    with pytest.raises(DomainError, match="đã được ghi là Sở, ngành cấp tỉnh"):
        record_body(kind="other_body", unit=province(), name=OLD, **BY)


def test_bodies_of_two_provinces_may_have_one_name() -> None:
    one = record_body(kind="other_body", unit=province(), name="Chi cục Phát triển nông thôn", **BY)
    assert one != record_body(
        kind="other_body", unit=province("42", "Hà Tĩnh"), name="Chi cục Phát triển nông thôn", **BY
    )


@pytest.mark.parametrize("place", [None, "80"])
def test_the_database_keeps_two_working_bodies_of_one_name_apart(place: str | None) -> None:
    unit = province() if place else None
    PublicBody.objects.create(kind="other_body", unit=unit, name_key="ban a")
    PublicBody.objects.create(kind="other_body", unit=unit, name_key="ban b", ended_on=MERGER)
    PublicBody.objects.create(kind="other_body", unit=unit, name_key="ban b")
    with pytest.raises(IntegrityError), transaction.atomic():
        PublicBody.objects.create(kind="other_body", unit=unit, name_key="ban a")


def test_another_body_does_not_take_a_name_that_is_in_use() -> None:
    department()
    with pytest.raises(DomainError, match="cơ quan khác ở đây mang tên này"):
        renamed(department("Sở Tài nguyên và Môi trường tỉnh Tây Ninh"), OLD)


@pytest.mark.parametrize(
    ("kind", "level", "said"),
    [
        ("commune_committee", "province", "cần một xã"), ("commune_committee", None, "cần một xã"),
        ("provincial_committee", "commune", "cần một tỉnh"), ("line_department", None, "cần một tỉnh"),
        ("agriculture_ministry", "province", "của cả nước"), ("district_committee", "commune", "cần một huyện cũ"),
    ],
)  # fmt: skip
def test_a_kind_of_body_works_at_its_level(kind: str, level: str | None, said: str) -> None:
    unit = {"province": province, "commune": commune}[level]() if level else None
    with pytest.raises(DomainError, match=said) as refused:
        record_body(kind=kind, unit=unit, name="Cơ quan", **BY)
    assert refused.value.field == "unit"


def test_a_name_written_wrong_is_corrected_with_a_reason() -> None:
    one = department("Sở Nông nghiệp Tây Ninh")
    written = one.names.get()
    for _ in range(2):
        correct_body_name(written, name=OLD, abbreviation="SNNPTNT", reason="Ghi thiếu chữ", **BY)
    assert body_name_on(PublicBody.objects.get(pk=one.pk), MERGER) == OLD
    entry = AuditEntry.objects.get(action="body_name_corrected")
    assert (entry.details["changes"]["name"], entry.reason) == (["Sở Nông nghiệp Tây Ninh", OLD], "Ghi thiếu chữ")
    assert [found.pk for found in bodies_matching("phat trien nong thon")] == [one.pk]


def test_correcting_a_former_name_leaves_the_name_of_today() -> None:
    one = department("Sở Nông nghip")
    renamed(one)
    correct_body_name(one.names.get(name="Sở Nông nghip"), name=OLD, abbreviation="SNN", reason="Sai chữ", **BY)
    assert [found.pk for found in bodies_matching("Môi trường")] == [one.pk]


def test_the_head_of_a_paper_names_the_superior_as_it_was_on_that_day() -> None:
    office = department("Chi cục Phát triển nông thôn tỉnh Tây Ninh")
    above = department()
    renamed(above)
    set_letterhead(office, superior=above, place_name="Tây Ninh", **BY)
    set_letterhead(office, superior=above, place_name="Tân An", effective_from=date(2025, 7, 1), **BY)
    issuer = "Chi cục Phát triển nông thôn tỉnh Tây Ninh"
    assert [letterhead_on(office, day) for day in (date(2025, 2, 1), date(2025, 4, 1), date(2025, 7, 1))] == [
        Letterhead(issuer, OLD, "Tây Ninh", "SNNPTNT"),
        Letterhead(issuer, NEW, "Tây Ninh", "SNNPTNT"),
        Letterhead(issuer, NEW, "Tân An", "SNNPTNT"),
    ]


def test_the_same_letterhead_again_changes_nothing() -> None:
    one = department()
    for _ in range(2):
        set_letterhead(one, superior=None, place_name="Tây Ninh", **BY)
    assert AuditEntry.objects.filter(action="body_letterhead_set").count() == 1


def test_a_body_does_not_stand_above_itself() -> None:
    one = department()
    with pytest.raises(DomainError, match="không đứng trên chính mình"):
        set_letterhead(one, superior=one, place_name="Tây Ninh", **BY)


def test_two_bodies_merge_and_the_old_ones_end_the_day_before() -> None:
    olds = [department(OLD), department("Sở Tài nguyên và Môi trường tỉnh Tây Ninh")]
    new = department(NEW)
    for old in olds:
        assert succeeded(old, new) == succeeded(old, new)
    assert {PublicBody.objects.get(pk=old.pk).ended_on for old in olds} == {date(2025, 2, 28)}
    assert {found.pk for found in working_bodies(date(2025, 2, 28))} == {olds[0].pk, olds[1].pk, new.pk}
    assert [found.pk for found in working_bodies(MERGER)] == [new.pk]
    assert AuditEntry.objects.filter(action="body_succeeded").count() == 2


def test_a_split_may_leave_the_old_body_at_work_a_merger_never_does() -> None:
    old, first, second = department(), department("Chi cục A"), department("Chi cục B")
    succeeded(old, first, "split", predecessor_ends=False)
    assert PublicBody.objects.get(pk=old.pk).ended_on is None
    succeeded(first, second, "merged", predecessor_ends=False)
    assert PublicBody.objects.get(pk=first.pk).ended_on == date(2025, 2, 28)


def test_only_a_split_has_several_successors() -> None:
    old, first, second = department(), department("Chi cục A"), department("Chi cục B")
    succeeded(old, first, "split")
    succeeded(old, second, "split")
    with pytest.raises(DomainError, match="chỉ chia, tách") as refused:
        succeeded(old, department("Chi cục C"), "merged")
    assert refused.value.field == "kind"


def test_successions_run_in_no_circle() -> None:
    first, second, third = department("Chi cục A"), department("Chi cục B"), department("Chi cục C")
    succeeded(first, second, "renamed", date(2025, 1, 1))
    succeeded(second, third, "renamed", date(2025, 2, 1))
    with pytest.raises(DomainError, match="không đi vòng"):
        succeeded(third, first, "renamed", date(2025, 3, 1))


def test_an_ended_body_takes_no_new_name() -> None:
    old = department()
    succeeded(old, department(NEW))
    with pytest.raises(DomainError, match="thôi hoạt động hết ngày 28/02/2025"):
        renamed(old, "Sở khác")


def test_a_succession_has_one_day() -> None:
    old, new = department(), department(NEW)
    succeeded(old, new)
    with pytest.raises(DomainError, match="đã ghi từ ngày 01/03/2025"):
        succeeded(old, new, day=date(2025, 4, 1))


def test_a_body_changed_behind_the_back_of_the_system_is_named() -> None:
    old, new = department(), department(NEW)
    set_letterhead(old, superior=None, place_name="Tây Ninh", **BY)
    succeeded(old, new)
    kinds = ("publicbody", "bodyname", "bodyletterhead", "bodysuccession")
    assert differing(kinds) == []
    BodyName.objects.filter(body=old).update(name="Sở khác")
    BodyLetterhead.objects.update(place_name="Tân An")
    BodySuccession.objects.update(effective_on=date(2025, 4, 1))
    PublicBody.objects.filter(pk=old.pk).update(ended_on=None)
    assert [one.sentence for one in differing(kinds)] == [CHANGED] * 4


def differing(kinds: Iterable[str]) -> list[Finding]:
    told = told_by_the_chain()
    return [one for kind in kinds for one in differing_records(all_kept()[kind], told) if one]


@pytest.mark.parametrize("role", [role for role in Role if role != Role.SYSTEM_ADMINISTRATOR])
def test_only_the_administrator_keeps_the_catalogue_of_bodies(role: str) -> None:
    with pytest.raises(DomainError, match="Chỉ người quản trị"):
        record_body(kind="other_body", unit=None, name="Liên minh", by=account(role), at=AT)


def test_the_body_of_a_place_is_found_by_its_kind() -> None:
    committee = body(commune(), "Ủy ban nhân dân phường Tân Ninh")
    body(province(), "Ủy ban nhân dân tỉnh Tây Ninh")
    assert body_of(commune(), "commune_committee", on=MERGER) == committee
    assert body_of(commune("25460", "Bình Minh"), "commune_committee", on=MERGER) is None


def test_a_role_that_is_over_names_its_body_as_it_was_called_then() -> None:
    one, person = department(), account()
    RoleAssignment.objects.create(
        account=person, role=Role.PROVINCIAL_OFFICER, unit=province(), body=one,
        effective_from=date(2024, 1, 1), effective_to=date(2025, 2, 1),
    )  # fmt: skip
    renamed(one)
    RoleAssignment.objects.create(
        account=person, role=Role.PROVINCIAL_OFFICER, unit=province(), body=one, effective_from=date(2025, 4, 1)
    )
    assert [line.place for line in role_lines(person)] == [NEW, OLD]
