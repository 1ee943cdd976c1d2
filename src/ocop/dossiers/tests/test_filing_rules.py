"""Rules of filing: who may write, what is frozen, what blocks, what a second press does (QĐ 26/2026, Đ.6.1, 7.1; process 11.2)."""

import hashlib
import json
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ocop.dossiers.models import Dossier, DossierSnapshot, DossierState, RegistrationForm, SelfScore, SupplementRequest
from ocop.dossiers.operations import filing as operations
from ocop.dossiers.operations.evidence import add_evidence, add_many, drop_orphans, remove_evidence, restore_evidence
from ocop.dossiers.operations.supplements_answer import answer_supplement
from ocop.dossiers.parts import DOCUMENTS, GENERAL, REGISTRATION, parts_of, sheet_of
from ocop.dossiers.queries.filing import completeness, own_dossiers, producer_tasks, self_assessment, self_choices
from ocop.dossiers.queries.filing_history import history_of
from ocop.dossiers.queries.filing_reading import changed_parts
from ocop.dossiers.rules.filing import may_edit
from ocop.dossiers.stale import StaleContentError, fingerprint
from ocop.ledger.errors import DomainError
from ocop.ledger.models import AuditEntry, Receipt
from ocop.ledger.queries import verify_chain
from ocop.producers.models import Delegation
from tests import builders

from .filing_world import AT, DAY, World, answer_criteria, answer_forms, answers_for, complete, photo, tea_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return tea_world()


def submit(dossier: Dossier, world: World, **options: Any) -> Receipt:
    return operations.submit_dossier(dossier, declared=True, by=world.user, at=AT, **options)


def ask(dossier: Dossier, *parts: str, level: str = "commune") -> SupplementRequest:
    """An officer's request, as the reviewing side leaves it."""
    state = DossierState.COMMUNE_SUPPLEMENT if level == "commune" else DossierState.PROVINCE_SUPPLEMENT
    Dossier.objects.filter(pk=dossier.pk).update(state=state)
    dossier.refresh_from_db()
    return SupplementRequest.objects.create(
        dossier=dossier, evaluation_level=level, message="Ảnh hợp đồng bị mờ.", open_parts=list(parts),
        due_on=date(2026, 9, 20), requested_by=builders.account(), requested_at=AT,
    )  # fmt: skip


# Starting


def test_a_product_has_one_open_dossier_however_often_it_is_started(world: World) -> None:
    assert world.start() == world.start()
    assert Dossier.objects.count() == 1


def test_a_dossier_is_governed_by_the_regime_and_the_sheet_of_its_first_day(world: World) -> None:
    dossier = world.start()
    assert (dossier.regime, dossier.set_number, dossier.year) == ("R4", 11, 2026)
    assert dossier.sheet_hash == sheet_of(dossier).sheet_hash
    assert dossier.unit_path == "80/25459/"


def test_a_stranger_cannot_start_a_dossier_for_someone_elses_product(world: World) -> None:
    with pytest.raises(DomainError, match="Chỉ chủ thể"):
        operations.start_dossier(world.product, by=builders.account("producer_user"), at=AT)
    assert Dossier.objects.count() == 0


def test_a_product_without_a_set_is_told_what_to_do(world: World) -> None:
    world.product.set_number = None
    with pytest.raises(DomainError, match="chưa chọn bộ tiêu chí"):
        world.start()


# Saving


def test_every_save_leaves_one_line_in_the_ledger_without_marks_or_personal_data(world: World) -> None:
    dossier = world.start()
    answer_forms(dossier, world.user)
    operations.save_self_score(dossier, "1.1", level=2, by=world.user, at=AT, description="Chè nhà trồng")
    lines = list(AuditEntry.objects.filter(subject_id=str(dossier.pk)).order_by("sequence"))
    assert [one.action for one in lines] == ["dossier_started", "answers_saved", "answers_saved", "self_score_saved"]
    assert [one.details for one in lines] == [{}, {"part": REGISTRATION}, {"part": GENERAL}, {"criterion": "1.1"}]
    assert verify_chain().broken_at is None


def test_saving_the_same_again_changes_nothing(world: World) -> None:
    dossier = world.start()
    for _ in range(2):
        operations.save_self_score(dossier, "1.1", level=2, by=world.user, at=AT)
        operations.save_registration(dossier, answers_for(REGISTRATION), by=world.user, at=AT)
    dossier.refresh_from_db()
    assert (dossier.version, AuditEntry.objects.filter(action="self_score_saved").count()) == (2, 1)


def test_no_level_met_is_kept_as_an_explicit_zero_and_differs_from_no_answer(world: World) -> None:
    dossier = world.start()
    operations.save_self_score(dossier, "1.1", level=0, by=world.user, at=AT)
    assert self_choices(dossier) == {"1.1": 0}
    assert "1.1" not in self_assessment(dossier).missing


@pytest.mark.parametrize(
    ("code", "answer", "sentence"),
    [
        ("9.9", {"level": 1}, "không có tiêu chí 9.9"),
        ("1.1", {"level": 4}, "mức 4 không có"),
        ("1.2", {"level": 0}, "có sẵn mức 0 điểm"),
        ("1.1", {"level": 1, "case_code": "a"}, "không chia trường hợp"),
        ("1.1", {"level": 1, "description": "x" * 5001}, "Mô tả dài quá"),
    ],
)
def test_a_level_the_sheet_does_not_print_is_refused(
    world: World, code: str, answer: dict[str, Any], sentence: str
) -> None:
    with pytest.raises(DomainError, match=sentence):
        operations.save_self_score(world.start(), code, by=world.user, at=AT, **answer)
    assert SelfScore.objects.count() == 0


def test_a_tourism_criterion_with_two_cases_needs_its_case() -> None:
    world = tea_world(set_number=26)
    dossier = world.start()
    with pytest.raises(DomainError, match="Hãy chọn trường hợp trước"):
        operations.save_self_score(dossier, "8", level=1, by=world.user, at=AT)
    operations.save_self_score(dossier, "8", case_code="a", level=1, by=world.user, at=AT)
    assert self_choices(dossier) == {"8": {"case": "a", "level": 1}}


def test_a_stale_form_never_overwrites(world: World) -> None:
    dossier = world.start()
    operations.save_self_score(dossier, "1.1", level=1, by=world.user, at=AT)
    seen = fingerprint({"case": "", "level": 1, "description": ""})
    operations.save_self_score(dossier, "1.1", level=2, by=world.user, at=AT)
    with pytest.raises(StaleContentError) as stale:
        operations.save_self_score(dossier, "1.1", level=3, by=world.user, at=AT, seen=seen)
    assert (stale.value.kept["level"], stale.value.sent["level"]) == (2, 3)
    assert self_choices(dossier) == {"1.1": 2}


def test_answers_of_a_stale_form_never_overwrite(world: World) -> None:
    dossier = world.start()
    answers = answers_for(REGISTRATION)
    operations.save_registration(dossier, answers, by=world.user, at=AT)
    seen = fingerprint(answers)
    operations.save_registration(dossier, {**answers, "phone": "0911111111"}, by=world.user, at=AT, seen=seen)
    with pytest.raises(StaleContentError):
        operations.save_registration(dossier, {**answers, "phone": "0922222222"}, by=world.user, at=AT, seen=seen)
    assert RegistrationForm.objects.get().answers["phone"] == "0911111111"


def test_text_is_kept_in_nfc(world: World) -> None:
    dossier = world.start()
    operations.save_self_score(dossier, "1.1", level=1, by=world.user, at=AT, description="Trà Đức Hòa")
    assert SelfScore.objects.get().description == "Trà Đức Hòa"


def test_saving_a_criterion_takes_the_same_number_of_queries_for_the_first_and_the_last(world: World) -> None:
    dossier = world.start()

    def queries(code: str) -> int:
        with CaptureQueriesContext(connection) as seen:
            operations.save_self_score(dossier, code, level=1, by=world.user, at=AT)
        return len(seen)

    first = queries("1.1")
    answer_criteria(dossier)
    SelfScore.objects.filter(criterion_code="11").delete()
    assert queries("11") == first


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
    operations.save_self_score(dossier, "1.1", level=1, by=world.user, at=AT)
    with pytest.raises(DomainError, match="vừa được sửa"):
        submit(dossier, world, seen_version=checked)


def test_nothing_can_be_changed_after_submission(world: World) -> None:
    dossier = complete(world)
    evidence = add_evidence(dossier, photo(), criterion_code="1.1", by=world.user, at=AT)
    submit(dossier, world)
    writes = (
        lambda: operations.save_self_score(dossier, "1.1", level=1, by=world.user, at=AT),
        lambda: operations.save_registration(dossier, answers_for(REGISTRATION), by=world.user, at=AT),
        lambda: add_evidence(dossier, photo("b.jpg", size=(9, 9)), criterion_code="1.1", by=world.user, at=AT),
        lambda: remove_evidence(evidence, by=world.user, at=AT),
    )
    for write in writes:
        with pytest.raises(DomainError, match="đang khóa"):
            write()


# Evidence


def test_the_same_file_is_kept_once_per_criterion(world: World) -> None:
    dossier = world.start()
    first = add_evidence(dossier, photo(), criterion_code="1.1", by=world.user, at=AT)
    assert add_evidence(dossier, photo("khac.jpg"), criterion_code="1.1", by=world.user, at=AT) == first
    assert add_evidence(dossier, photo(), criterion_code="1.5", by=world.user, at=AT) != first


def test_one_bad_photo_does_not_lose_the_others(world: World) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    files = [photo("a.jpg"), SimpleUploadedFile("b.jpg", b"\xff\xd8\xff" + b"0" * 50), photo("c.jpg", size=(50, 50))]
    kept, refused = add_many(world.start(), files, by=world.user, at=AT, criterion_code="1.1")
    assert [one.original_name for one in kept] == ["a.jpg", "c.jpg"]
    assert [one.name for one in refused] == ["b.jpg"]


def test_the_ledger_knows_the_hash_as_received_and_as_kept(world: World) -> None:
    file = photo()
    received = hashlib.sha256(file.read()).hexdigest()
    evidence = add_evidence(world.start(), file, criterion_code="1.1", by=world.user, at=AT)
    details = AuditEntry.objects.get(action="evidence_added").details
    assert details == {
        "evidence": evidence.pk,
        "criterion": "1.1",
        "sha256": evidence.sha256,
        "received_sha256": received,
    }


def test_a_dossier_takes_no_more_files_than_the_limit(world: World, settings: Any) -> None:
    settings.OCOP_EVIDENCE_MAX_FILES = 1
    dossier = world.start()
    add_evidence(dossier, photo(), by=world.user, at=AT)
    with pytest.raises(DomainError, match="mức tối đa"):
        add_evidence(dossier, photo(size=(7, 7)), by=world.user, at=AT)


def test_a_removed_file_keeps_its_row_and_can_be_brought_back(world: World) -> None:
    dossier = world.start()
    evidence = add_evidence(dossier, photo(), criterion_code="1.1", by=world.user, at=AT)
    remove_evidence(evidence, by=world.user, at=AT)
    evidence.refresh_from_db()
    assert evidence.removed_at == AT
    restore_evidence(evidence, by=world.user, at=AT)
    evidence.refresh_from_db()
    assert evidence.removed_at is None


def test_files_that_no_record_names_are_dropped_when_they_are_old(world: World) -> None:
    from django.utils import timezone

    dossier = world.start()
    kept = world.start().evidence
    add_evidence(dossier, photo(size=(33, 44)), by=world.user, at=AT)
    assert drop_orphans(older_than=timezone.now() - timedelta(days=1)) == 0
    kept.all().delete()
    assert drop_orphans(older_than=timezone.now() + timedelta(seconds=5)) >= 1


# Supplement


def test_only_the_parts_named_by_the_officer_are_open(world: World) -> None:
    dossier = complete(world)
    submit(dossier, world)
    ask(dossier, "criterion:1.5")
    open_parts = [part.key for part in parts_of(dossier) if may_edit(world.user, dossier, part.key)]
    assert open_parts == ["criterion:1.5"]
    with pytest.raises(DomainError, match="không nằm trong yêu cầu"):
        operations.save_self_score(dossier, "1.1", level=1, by=world.user, at=AT)


def test_an_answered_request_sends_the_dossier_back_to_the_step_that_asked(world: World) -> None:
    dossier = complete(world)
    submit(dossier, world)
    for level, back in (("commune", "commune_review"), ("province", "province_review")):
        request = ask(dossier, "criterion:1.5", level=level)
        answer_supplement(dossier, answer="Đã chụp lại.", by=world.user, at=AT)
        dossier.refresh_from_db()
        request.refresh_from_db()
        assert (dossier.state, request.answer, request.answered_by, request.answered_at) == (
            back,
            "Đã chụp lại.",
            world.user,
            AT,
        )
    assert [one.revision for one in DossierSnapshot.objects.order_by("revision")] == [1, 2, 3]


def test_answering_twice_gives_the_same_receipt(world: World) -> None:
    dossier = complete(world)
    submit(dossier, world)
    ask(dossier, "criterion:1.5")
    first = answer_supplement(dossier, answer="Đã sửa.", by=world.user, at=AT, revision=1)
    assert answer_supplement(dossier, answer="Đã sửa.", by=world.user, at=AT, revision=1) == first


def test_an_empty_answer_with_nothing_changed_is_asked_back(world: World) -> None:
    dossier = complete(world)
    submit(dossier, world)
    ask(dossier, "criterion:1.5", DOCUMENTS)
    with pytest.raises(DomainError, match="Hãy sửa ít nhất một phần"):
        answer_supplement(dossier, answer="  ", by=world.user, at=AT)
    add_evidence(dossier, photo(), criterion_code="1.5", by=world.user, at=AT)
    assert changed_parts(dossier) == ["criterion:1.5"]
    answer_supplement(dossier, answer="", by=world.user, at=AT)


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


# Delegation


def test_a_delegate_acts_with_the_producers_name_in_the_ledger(world: World) -> None:
    consultant = builders.account(full_name="Lê Tư Vấn")
    Delegation.objects.create(
        producer=world.producer, delegate=consultant, consent_given_by="Trần Thị Ánh", consent_on=DAY,
        effective_from=date(2026, 1, 1), recorded_by=world.user,
    )  # fmt: skip
    dossier = operations.start_dossier(world.product, by=consultant, at=AT)
    operations.save_self_score(dossier, "1.1", level=1, by=world.user, at=AT)
    lines = AuditEntry.objects.filter(subject_id=str(dossier.pk)).order_by("sequence")
    assert [one.on_behalf_of for one in lines] == [world.producer.name, ""]


# Reading


def test_the_history_draws_edits_together_and_shows_the_newest_first(world: World) -> None:
    dossier = complete(world)
    submit(dossier, world)
    assert [one.action for one in history_of(dossier)] == [
        "Nộp hồ sơ cho UBND xã",
        "Sửa nội dung hồ sơ (2 lần lưu)",
        "Tạo hồ sơ",
    ]


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
