"""An upgrade or a renewal begins as a copy of the last dossier and asks only for what expired, changed or is missing."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from ocop.dossiers.models import Dossier, DossierSnapshot, Evidence
from ocop.dossiers.parts import sheet_of
from ocop.dossiers.queries.bundle import filing_of
from ocop.dossiers.questions import question_part
from ocop.filing.operations.evidence import add_evidence
from ocop.filing.operations.filing import save_general, submit_dossier
from ocop.filing.operations.starting import start_dossier
from ocop.filing.pages.following import FollowingPage, following_page
from ocop.filing.queries.completeness import completeness
from ocop.filing.tests.filing_world import AT, DAY, World, complete, photo, submit, tea_world
from ocop.ledger.models import AuditEntry
from ocop.reviewing.queries.changes import changes_since_recognition
from tests import builders as make

from .builders import certificate

pytestmark = pytest.mark.django_db
LATER = datetime(2026, 11, 2, 3, 0, tzinfo=UTC)
NOVEMBER = date(2026, 11, 2)
CHANGES = {"renewal.changes_since_recognition": "Thêm dây chuyền sấy lạnh."}


@pytest.fixture
def world() -> World:
    made = tea_world()
    draft = complete(made)
    add_evidence(draft, photo("da-het.jpg"), criterion_code="1.1", title="Phiếu kiểm nghiệm", valid_until=date(2026, 10, 1),
                 by=made.user, at=AT)  # fmt: skip
    add_evidence(draft, photo("con-han.jpg", size=(41, 30)), criterion_code="1.2", title="Hợp đồng", valid_until=NOVEMBER,
                 by=made.user, at=AT)  # fmt: skip
    add_evidence(draft, photo("chung.jpg", size=(42, 30)), title="Giấy đăng ký kinh doanh", by=made.user, at=AT)
    submit(draft, made)
    Dossier.objects.filter(pk=draft.pk).update(state="recognised")
    certificate(made.product, star=4, issued_on=DAY + timedelta(days=20), regime="R4")
    return made


def upgrade(world: World, at: datetime = LATER) -> Dossier:
    return start_dossier(world.product, kind="upgrade", target_star=5, by=world.user, at=at)


def page_of(dossier: Dossier) -> FollowingPage:
    found = following_page(filing_of(Dossier.objects.get(pk=dossier.pk)))
    assert found
    return found


def test_answers_levels_and_files_are_copied_by_reference(world: World) -> None:
    first = Dossier.objects.get()
    draft = upgrade(world)
    before, now = filing_of(first), filing_of(draft)
    assert draft.based_on == first
    assert {code: (one.case_code, one.level, one.description) for code, one in now.scores.items()} == {
        code: (one.case_code, one.level, one.description) for code, one in before.scores.items()
    }
    assert now.saved["history"] == before.saved["history"]
    kept = {one.title: one for one in now.evidence}
    assert sorted(kept) == ["Giấy đăng ký kinh doanh", "Hợp đồng"]
    assert kept["Hợp đồng"].sha256 == Evidence.objects.get(dossier=first, title="Hợp đồng").sha256
    line = AuditEntry.objects.filter(action="dossier_started").latest("sequence").details
    assert (line["based_on"], line["files"], line["scores"]) == (first.pk, 2, 32)


def test_only_what_expired_changed_or_is_missing_is_asked(world: World) -> None:
    draft = upgrade(world)
    tasks = {one.title: (one.status, one.hint) for one in page_of(draft).tasks}
    assert list(tasks) == [
        "Thay đổi từ khi được công nhận",
        "Kết quả sản xuất, kinh doanh",
        "Giấy tờ hết giá trị: Phiếu kiểm nghiệm",
    ]
    assert tasks["Giấy tờ hết giá trị: Phiếu kiểm nghiệm"] == (
        "todo", "Hết giá trị ngày 01/10/2026, không chép sang; gửi bản mới",
    )  # fmt: skip
    blocking = [one.sentence for one in completeness(draft, on=NOVEMBER).blocking]
    assert blocking == [
        "Thông tin chung (Mẫu 02, phần I, II, IV): chưa xem và lưu mục “Thay đổi từ khi được công nhận”.",
        "Thông tin chung (Mẫu 02, phần I, II, IV): chưa xem và lưu mục “Kết quả sản xuất, kinh doanh”.",
    ]


def test_what_was_done_this_time_is_ticked_and_the_dossier_can_be_filed(world: World) -> None:
    draft = upgrade(world)
    group = question_part("general", "R4").group("ket-qua")
    assert group
    results = {one.key: filing_of(Dossier.objects.earliest("pk")).saved[one.key] for one in group.questions}
    save_general(draft, {**CHANGES, **results}, by=world.user, at=LATER)
    add_evidence(draft, photo("moi.jpg", size=(43, 30)), criterion_code="1.1", by=world.user, at=LATER)
    assert {one.status for one in page_of(draft).tasks} == {"done"}
    assert completeness(draft, on=NOVEMBER).complete


def test_the_changes_are_filed_and_a_first_evaluation_is_not_asked_for_them(world: World) -> None:
    draft = upgrade(world)
    save_general(draft, CHANGES, by=world.user, at=LATER)
    assert "renewal.changes_since_recognition" not in DossierSnapshot.objects.get().content["general"]
    assert "renewal.changes_since_recognition" in {
        one.key for one in question_part("general", "R4", "re_recognition").questions
    }
    with pytest.raises(ValueError, match="no such question"):
        save_general(Dossier.objects.earliest("pk"), CHANGES, by=world.user, at=LATER)


def test_a_star_that_is_not_reached_names_its_marks(world: World) -> None:
    draft = upgrade(world)
    draft.self_scores.filter(criterion_code="1.1").update(level=1)
    titles = [one.title for one in page_of(draft).tasks]
    assert any(one.startswith("Tiêu chí 1.1") for one in titles) or any("Điểm cho 5 sao" in one for one in titles)


def test_a_dossier_of_an_earlier_decision_gives_no_level_and_says_so(world: World) -> None:
    Dossier.objects.update(regime="R3")
    draft = upgrade(world)
    page = page_of(draft)
    assert not draft.self_scores.exists()
    assert "không chép được điểm nào: mọi tiêu chí phải chấm lại" in page.note
    assert "Tự đánh giá 32 tiêu chí" in [one.title for one in page.tasks]
    assert {one.criterion_code for one in draft.evidence.all()} == {""}


def test_another_producer_never_gets_the_answers(world: World) -> None:
    other = make.producer(user=world.user, name="Hợp tác xã khác")
    world.product.producer = other
    world.product.save()
    draft = upgrade(world)
    assert (draft.based_on, draft.self_scores.count(), draft.evidence.count()) == (None, 0, 0)


def test_the_page_shows_the_short_list_first(world: World, client: Client) -> None:
    client.force_login(world.user)
    draft = upgrade(world)
    page = client.get(reverse("filing:detail", args=[draft.pk])).content.decode()
    assert page.index("Việc của lần này") < page.index("Đã chép từ hồ sơ năm 2026")
    assert "0 trên 3 việc của lần này đã xong" in page
    assert client.get(reverse("filing:general_group", args=[draft.pk, "thay-doi"])).status_code == 200
    first = Dossier.objects.earliest("pk")
    assert client.get(reverse("filing:general_group", args=[first.pk, "thay-doi"])).status_code == 404


def test_officers_read_what_changed_against_the_last_dossier(world: World) -> None:
    draft = upgrade(world)
    save_general(draft, CHANGES, by=world.user, at=LATER)
    draft.self_scores.filter(criterion_code="1.1").update(level=1)
    group = question_part("general", "R4").group("ket-qua")
    assert group
    results = {one.key: filing_of(Dossier.objects.earliest("pk")).saved[one.key] for one in group.questions}
    save_general(draft, results, by=world.user, at=LATER)
    submit_dossier(Dossier.objects.get(pk=draft.pk), declared=True, by=world.user, at=LATER)
    changes = changes_since_recognition(Dossier.objects.get(pk=draft.pk))
    assert changes
    assert [(one.kind, one.label) for one in changes] == [
        ("added", "Từ khi được công nhận, điều gì đã thay đổi"),
        ("changed", f"1.1 {sheet_of(draft).criterion('1.1').title}"),
        ("removed", "Tiêu chí 1.1"),
    ]
