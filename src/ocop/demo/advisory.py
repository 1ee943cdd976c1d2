"""Advisory groups of the demonstration take dossiers on, visit, ask for tests, report."""

from datetime import datetime
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.timezone import localdate

from ocop.advisory.models import AdvisoryGroup, Proposal, SiteSurvey
from ocop.advisory.operations import (
    add_member,
    add_photo,
    record_survey,
    record_test_result,
    request_test,
    save_report,
    set_up_group,
    sign_report,
    start_review,
)
from ocop.dossiers.models import Dossier
from ocop.people.models import Role, UserAccount

from .accounts import person, row_of
from .moments import Diary
from .pictures import draw_visit
from .places import current_unit
from .reviewing import officer_of

WORDS = {
    "completeness": "Hồ sơ đủ phiếu đăng ký, báo cáo tự đánh giá, Mẫu 03; các giấy tờ còn giá trị (trình diễn).",
    "part_a": "Nguyên liệu và lao động địa phương đúng như mô tả; sổ thu mua ghi đều. Cần bổ sung hợp đồng liên kết cho vụ tới.",
    "part_b": "Câu chuyện sản phẩm rõ, gắn với nghề của địa phương. Kênh bán ngoài tỉnh mới bắt đầu.",
    "part_c": "Nhãn đủ nội dung; phiếu kiểm nghiệm còn hạn; nơi làm sạch, có sổ theo dõi từng mẻ.",
    "proposal": Proposal.PUT_BEFORE_COUNCIL,
    "proposal_reason": "",
}


def create_group(row: dict[str, Any], *, at: datetime) -> AdvisoryGroup:
    """Set up the advisory group of a province with its people."""
    unit = current_unit(row["province"])
    officer = officer_of(Role.PROVINCIAL_OFFICER, unit)
    group = set_up_group(
        unit,
        name=f"Tổ tư vấn Hội đồng OCOP {unit.name_in_text}",
        decision_number="03/QĐ-UBND (trình diễn)",
        decided_on=localdate(at),
        by=officer,
        at=at,
        is_demo=True,
    )
    for username in row["members"]:
        line = row_of(username)
        add_member(group, person(username), capacity=line["role"], organisation=line["organisation"], by=officer, at=at)
    return group


def take_on(dossier: Dossier, diary: Diary) -> None:
    """The head of the province's group starts, a member visits the place and writes the first remarks."""
    head, member = _people(dossier)
    start_review(dossier, by=head, at=diary.after(6))
    moment = diary.after(8)
    visit = record_survey(
        dossier,
        visited_on=localdate(moment),
        place=f"Nơi sản xuất của {dossier.producer.name}, {dossier.unit.full_name}"[:200],
        participants=f"{head.full_name}; {member.full_name}; đại diện chủ thể và UBND cấp xã",
        findings="Đã xem nơi làm, kho nguyên liệu, sổ theo dõi từng mẻ; hỏi chuyện người làm (trình diễn).",
        by=member,
        at=moment,
    )
    photograph(visit, by=member, at=moment)
    save_report(dossier, words={**WORDS, "part_c": "", "proposal": ""}, version=0, by=member, at=moment)
    dossier.refresh_from_db()


def photograph(visit: SiteSurvey, *, by: UserAccount, at: datetime) -> None:
    """Draw what was seen on a visit: no two pictures are the same."""
    drawn = SimpleUploadedFile("anh-khao-sat.jpg", draw_visit(visit.pk), "image/jpeg")
    add_photo(visit, drawn, by=by, at=at)


def report(dossier: Dossier, diary: Diary) -> None:
    """An extra test comes back, the head completes and signs the report."""
    head, member = _people(dossier)
    test = request_test(
        dossier, request="Chỉ tiêu vi sinh của một mẫu lấy tại kho (trình diễn).", by=member, at=diary.after(9)
    )
    moment = diary.after(14)
    record_test_result(test, result="Đạt, phiếu số 118/KN (trình diễn).", by=member, at=moment)
    save_report(dossier, words=WORDS, version=1, by=head, at=moment)
    sign_report(dossier, number=f"{dossier.pk}/BC-TTV (trình diễn)", signed_on=localdate(moment), by=head, at=moment)
    dossier.refresh_from_db()


def _people(dossier: Dossier) -> tuple[Any, Any]:
    province = dossier.unit.parent
    if province is None:
        raise LookupError("a commune stands in a province")
    return officer_of(Role.ADVISORY_GROUP_HEAD, province), officer_of(Role.ADVISORY_GROUP_MEMBER, province)
