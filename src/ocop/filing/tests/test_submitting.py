"""Rules of submission: what is frozen, what blocks, what a second press does; withdrawing and reading (Đ.7.1)."""

import hashlib
import json
from datetime import date, timedelta
from decimal import Decimal

import pytest

from ocop.dossiers.models import Dossier, DossierSnapshot, SelfScore, SupplementRequest
from ocop.dossiers.parts import REGISTRATION, sheet_of
from ocop.dossiers.queries.history import history_of
from ocop.filing.operations import filing as operations
from ocop.filing.operations.evidence import add_evidence, remove_evidence
from ocop.filing.operations.self_scoring import save_self_score
from ocop.filing.pages.tasks import producer_tasks
from ocop.filing.queries.own_dossiers import completeness, own_dossiers
from ocop.filing.tests.filing_world import AT, DAY, World, answers_for, ask, complete, photo, submit, tea_world
from ocop.ledger.errors import DomainError
from ocop.ledger.models import AuditEntry, Receipt
from ocop.people.operations.roles import update_own_details
from tests import builders

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return tea_world()


# Submitting


def test_a_dossier_is_frozen_at_submission_with_a_hash_that_anyone_can_recompute(world: World) -> None:
    dossier = complete(world)
    add_evidence(dossier, photo(), criterion_code="1.1", by=world.user, at=AT)
    receipt = submit(dossier, world)
    snapshot = DossierSnapshot.objects.get()
    canonical = json.dumps(snapshot.content, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
    assert snapshot.content_hash == hashlib.sha256(canonical).hexdigest() == receipt.content_hash
    assert snapshot.content["self_scores"]["1.1"] == {"case": "", "level": 3, "description": "Có giấy tờ."}
    assert snapshot.content["evidence"][0]["criterion"] == "1.1"
    assert snapshot.content["head"]["sheet_hash"] == sheet_of(dossier).sheet_hash
    assert (snapshot.self_score_total, snapshot.self_score_star) == (Decimal(100), 5)
    assert receipt.entry.details["content_hash"] == snapshot.content_hash


def test_a_submitted_dossier_waits_for_the_commune_until_the_next_working_day(world: World) -> None:
    dossier = complete(world)
    submit(dossier, world)
    dossier.refresh_from_db()
    assert (dossier.state, dossier.revision, dossier.submitted_at) == ("submitted", 1, AT)
    # 1/9/2026 is a Tuesday, National Day is 2/9 with one day beside it.
    assert dossier.due_on == date(2026, 9, 3)


def test_criteria_without_papers_are_named_in_the_order_in_which_the_form_is_printed(world: World) -> None:
    slight = completeness(complete(world), on=DAY).slight
    named = [one.sentence.split(" ")[2] for one in slight]
    assert named[5:9] == ["1.6", "1.7", "2.1", "2.2"]
    assert named[-5:] == ["7", "8", "9", "10", "11"]


def test_submitting_twice_gives_the_same_receipt(world: World) -> None:
    dossier = complete(world)
    assert submit(dossier, world) == submit(dossier, world)
    assert (DossierSnapshot.objects.count(), Receipt.objects.count()) == (1, 1)


def test_a_dossier_without_the_declaration_of_truth_is_not_submitted(world: World) -> None:
    dossier = complete(world)
    with pytest.raises(DomainError, match="cam đoan") as refusal:
        operations.submit_dossier(dossier, declared=False, by=world.user, at=AT)
    assert refusal.value.field == "declared"
    assert Dossier.objects.get().state == "draft"


def test_an_incomplete_dossier_is_not_submitted_and_says_what_is_missing(world: World) -> None:
    dossier = complete(world)
    SelfScore.objects.filter(criterion_code="2.3").delete()
    assert [one.sentence for one in completeness(dossier, on=DAY).blocking] == [
        "Tiêu chí 2.3 – Phong cách, ghi nhãn: chưa trả lời."
    ]
    with pytest.raises(DomainError, match="còn 1 chỗ chưa xong"):
        submit(dossier, world)


def test_missing_evidence_warns_and_never_blocks(world: World) -> None:
    found = completeness(complete(world), on=DAY)
    assert found.blocking == ()
    assert "Tiêu chí 1.1 – Nguồn nguyên liệu: chưa có minh chứng." in [one.sentence for one in found.warnings]


def test_a_page_checked_before_the_last_change_cannot_be_submitted(world: World) -> None:
    dossier = complete(world)
    checked = dossier.version
    save_self_score(dossier, "1.1", level=1, by=world.user, at=AT)
    with pytest.raises(DomainError, match="vừa được sửa"):
        submit(dossier, world, seen_version=checked)


def test_nothing_can_be_changed_after_submission(world: World) -> None:
    dossier = complete(world)
    evidence = add_evidence(dossier, photo(), criterion_code="1.1", by=world.user, at=AT)
    submit(dossier, world)
    writes = (
        lambda: save_self_score(dossier, "1.1", level=1, by=world.user, at=AT),
        lambda: operations.save_registration(dossier, answers_for(REGISTRATION), by=world.user, at=AT),
        lambda: add_evidence(dossier, photo("b.jpg", size=(9, 9)), criterion_code="1.1", by=world.user, at=AT),
        lambda: remove_evidence(evidence, by=world.user, at=AT),
    )
    for write in writes:
        with pytest.raises(DomainError, match="đang khóa"):
            write()


# Withdrawing and discarding


def test_a_filed_dossier_is_withdrawn_with_a_reason_and_stays_on_file(world: World) -> None:
    dossier = complete(world)
    submit(dossier, world)
    with pytest.raises(DomainError, match="lý do"):
        operations.withdraw_dossier(dossier, reason=" ", by=world.user, at=AT)
    operations.withdraw_dossier(dossier, reason="Đổi bao bì", by=world.user, at=AT)
    dossier.refresh_from_db()
    assert (dossier.state, DossierSnapshot.objects.count()) == ("withdrawn", 1)
    assert AuditEntry.objects.get(action="dossier_withdrawn").reason == "Đổi bao bì"


def test_withdrawing_closes_an_open_request(world: World) -> None:
    dossier = complete(world)
    submit(dossier, world)
    ask(dossier)
    operations.withdraw_dossier(dossier, reason="Thôi", by=world.user, at=AT)
    assert not SupplementRequest.objects.filter(answered_at=None).exists()


@pytest.mark.parametrize("state", ["province_scored", "decision_pending", "recognised", "withdrawn"])
def test_a_dossier_with_a_result_is_not_withdrawn(world: World, state: str) -> None:
    dossier = builders.dossier(world.product, state=state)
    if state == "withdrawn":
        operations.withdraw_dossier(dossier, reason="Lần hai", by=world.user, at=AT)
        assert AuditEntry.objects.count() == 0
        return
    with pytest.raises(DomainError, match="không rút được"):
        operations.withdraw_dossier(dossier, reason="Muộn", by=world.user, at=AT)


def test_a_draft_that_was_never_submitted_can_be_thrown_away(world: World) -> None:
    dossier = complete(world)
    operations.discard_dossier(dossier, by=world.user, at=AT)
    assert Dossier.objects.count() == 0
    assert AuditEntry.objects.filter(action="dossier_discarded").count() == 1


def test_a_filed_dossier_cannot_be_thrown_away(world: World) -> None:
    dossier = complete(world)
    submit(dossier, world)
    with pytest.raises(DomainError, match="không xóa được"):
        operations.discard_dossier(dossier, by=world.user, at=AT)


# Reading


def test_the_history_draws_edits_together_and_shows_the_newest_first(world: World) -> None:
    dossier = complete(world)
    submit(dossier, world)
    assert [one.action for one in history_of(dossier)] == [
        "Nộp hồ sơ cho UBND xã",
        "Sửa nội dung hồ sơ (2 lần lưu)",
        "Tạo hồ sơ",
    ]


def test_the_history_names_who_acted_as_then(world: World) -> None:
    submit(complete(world), world)
    old, dossier = world.user.full_name, Dossier.objects.get()
    update_own_details(world.user, full_name="Tên Mới", phone="", by=world.user, at=AT + timedelta(days=30))
    assert {one.actor for one in history_of(dossier)} == {f"{old} (nay là Tên Mới)"}


def test_a_producer_is_told_what_is_next(world: World) -> None:
    assert [one.title for one in producer_tasks(world.user)] == [f"Lập hồ sơ cho {world.product.name}"]
    dossier = complete(world)
    assert [(one.title, one.note) for one in producer_tasks(world.user)] == [
        (f"Soạn tiếp hồ sơ {world.product.name}", "32/32 tiêu chí đã trả lời")
    ]
    submit(dossier, world)
    assert [(one.kind, one.note) for one in producer_tasks(world.user)] == [("wait", "Đã nộp")]
    request = ask(dossier)
    assert [(one.title, one.due_on) for one in producer_tasks(world.user)] == [
        (f"Hoàn thiện hồ sơ {world.product.name}", request.due_on)
    ]


def test_dossiers_that_wait_for_the_producer_come_first(world: World) -> None:
    filed = builders.dossier(builders.product(world.producer), state="commune_review")
    draft = builders.dossier(builders.product(world.producer))
    newest = builders.dossier(builders.product(world.producer), state="in_round")
    assert [row.dossier for row in own_dossiers(world.user, on=DAY)] == [draft, newest, filed]
