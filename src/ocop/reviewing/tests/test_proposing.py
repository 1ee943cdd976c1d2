"""Mẫu 03 and the proposal to the province (QĐ 26/2026, Đ.6.2, 7.2)."""

from datetime import date

import pytest

from ocop.dossiers.models import CommuneAssessment, Dossier
from ocop.ledger.errors import DomainError
from ocop.ledger.models import AuditEntry
from ocop.people.models import Role
from ocop.reviewing.operations.receiving import (
    VersionConflictError,
    propose_dossier,
    save_commune_assessment,
    send_back_draft,
    send_to_chair,
)
from ocop.reviewing.tests.reviewing_world import CONTENTS, NINE, World, on
from tests import builders

pytestmark = pytest.mark.django_db


def save(world: World, dossier: Dossier, **values: object) -> CommuneAssessment:
    given: dict[str, object] = {
        "contents": CONTENTS,
        "meeting_held_on": None,
        "version": 0,
        "by": world.officer,
        "at": NINE,
        **values,
    }
    return save_commune_assessment(dossier, **given)  # type: ignore[arg-type]


def propose(world: World, dossier: Dossier, **values: object) -> CommuneAssessment:
    given: dict[str, object] = {
        "letter_number": "12/UBND-KT",
        "letter_on": date(2026, 9, 7),
        "samples_sent": 5,
        "by": world.chair,
        "at": NINE,
        **values,
    }
    return propose_dossier(dossier, **given)  # type: ignore[arg-type]


def test_a_draft_keeps_the_four_contents_and_counts_its_versions_7_2_a() -> None:
    world = World()
    dossier = world.received()
    draft = save(world, dossier)
    assert (draft.local_material, draft.version) == (CONTENTS["local_material"], 1)
    again = save(world, dossier, contents={**CONTENTS, "local_labour": "12 lao động."}, version=1)
    assert (again.local_labour, again.version) == ("12 lao động.", 2)


def test_a_second_officer_never_overwrites_what_the_first_saved() -> None:
    world = World()
    other = builders.account(Role.COMMUNE_OFFICER, world.commune, full_name="Trần Văn Minh")
    dossier = world.received()
    save(world, dossier, version=0)
    with pytest.raises(VersionConflictError) as caught:
        save(world, dossier, contents={**CONTENTS, "idea_origin": "Khác."}, version=0, by=other)
    assert caught.value.current.idea_origin == CONTENTS["idea_origin"]
    assert caught.value.sentence.startswith("Lê Thị Lan đã lưu bản thảo này lúc 09:00 ngày 07/09/2026.")
    assert CommuneAssessment.objects.get(dossier=dossier).idea_origin == CONTENTS["idea_origin"]


def test_saving_the_same_draft_twice_is_one_version_and_one_line() -> None:
    world = World()
    dossier = world.received()
    save(world, dossier)
    lines = AuditEntry.objects.count()
    assert save(world, dossier).version == 1
    assert AuditEntry.objects.count() == lines


@pytest.mark.parametrize("held_on", [date(2026, 9, 8), date(2026, 9, 4)])
def test_a_meeting_lies_between_receipt_and_today(held_on: date) -> None:
    world = World()
    with pytest.raises(DomainError) as caught:
        save(world, world.received(), meeting_held_on=held_on)
    assert caught.value.field == "meeting_held_on"


def test_all_four_contents_are_needed_before_the_chair_sees_it_7_2_a() -> None:
    world = World()
    dossier = world.received()
    save(world, dossier, contents={**CONTENTS, "local_identity": " "})
    with pytest.raises(DomainError, match=r"Mẫu 03 còn thiếu nội dung: Bản sắc, trí tuệ địa phương\."):
        send_to_chair(dossier, by=world.officer, at=NINE)
    save(world, dossier, version=1)
    assert send_to_chair(dossier, by=world.officer, at=NINE).state == "commune_assessed"


def test_sending_to_the_chair_twice_leaves_one_line() -> None:
    world = World()
    dossier = world.assessed()
    lines = AuditEntry.objects.count()
    assert send_to_chair(dossier, by=world.officer, at=NINE).state == "commune_assessed"
    assert AuditEntry.objects.count() == lines


def test_the_chair_may_send_the_draft_back_with_a_reason() -> None:
    world = World()
    dossier = world.assessed()
    with pytest.raises(DomainError, match="Hãy ghi rõ điều cần chỉnh sửa"):
        send_back_draft(dossier, reason="", by=world.chair, at=NINE)
    with pytest.raises(DomainError, match="Chỉ Chủ tịch UBND"):
        send_back_draft(dossier, reason="Thiếu số liệu.", by=world.officer, at=NINE)
    back = send_back_draft(dossier, reason="Thiếu số liệu.", by=world.chair, at=NINE)
    assert (back.state, back.due_on) == ("commune_review", date(2026, 9, 28))
    lines = AuditEntry.objects.count()
    assert send_back_draft(dossier, reason="Thiếu số liệu.", by=world.chair, at=NINE).state == "commune_review"
    assert AuditEntry.objects.count() == lines
    assert CommuneAssessment.objects.get(dossier=dossier).local_material == CONTENTS["local_material"]


def test_the_chair_signs_and_the_dossier_goes_to_the_province_7_2_b() -> None:
    world = World()
    dossier = world.assessed()
    signed = propose(world, dossier)
    dossier.refresh_from_db()
    assert dossier.state == "province_review"
    assert (signed.letter_number, signed.letter_on, signed.samples_sent) == ("12/UBND-KT", date(2026, 9, 7), 5)
    assert (signed.signed_by, signed.signed_at) == (world.chair, NINE)
    line = AuditEntry.objects.get(action="dossier_proposed")
    assert line.details["late_working_days"] == 0
    assert (line.details["paper_sets"], line.details["electronic_sets"]) == (1, 1)


def test_an_officer_cannot_sign_nor_the_chair_of_another_commune() -> None:
    world = World()
    dossier = world.assessed()
    other_chair = builders.account(Role.COMMUNE_CHAIR, builders.commune("25462", "Bình Minh"))
    for person in (world.officer, other_chair, world.office):
        with pytest.raises(DomainError, match="Chỉ Chủ tịch UBND của xã nhận hồ sơ"):
            propose(world, dossier, by=person)


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"letter_number": " "}, "letter_number"),
        ({"letter_on": date(2026, 9, 8)}, "letter_on"),
        ({"letter_on": date(2026, 9, 4)}, "letter_on"),
        ({"samples_sent": 4}, "samples_sent"),
        ({"samples_sent": 0}, "samples_sent"),
    ],
)
def test_the_letter_has_a_number_a_possible_date_and_five_samples_6_2(wrong: dict[str, object], field: str) -> None:
    world = World()
    dossier = world.assessed()
    with pytest.raises(DomainError) as caught:
        propose(world, dossier, **wrong)
    assert caught.value.field == field
    dossier.refresh_from_db()
    assert dossier.state == "commune_assessed"


def test_tourism_sends_no_samples_6_2_d() -> None:
    world = World()
    dossier = world.assessed(set_number=26)
    with pytest.raises(DomainError, match="không gửi sản phẩm mẫu"):
        propose(world, dossier, samples_sent=5)
    assert propose(world, dossier, samples_sent=0).samples_sent == 0


def test_a_late_proposal_is_accepted_and_flagged_7_2() -> None:
    world = World()
    dossier = world.assessed()
    propose(world, dossier, letter_on=date(2026, 10, 1), at=on(date(2026, 10, 1)))
    # Due on 28/9; 29/9, 30/9 and 1/10 are three working days.
    assert AuditEntry.objects.get(action="dossier_proposed").details["late_working_days"] == 3


def test_signing_twice_keeps_the_first_letter_and_one_line() -> None:
    world = World()
    dossier = world.assessed()
    propose(world, dossier)
    lines = AuditEntry.objects.count()
    assert propose(world, dossier, letter_number="99/UBND").letter_number == "12/UBND-KT"
    assert AuditEntry.objects.count() == lines
