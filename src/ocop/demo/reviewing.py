"""Communes receive, assess and propose; provinces check and put into rounds."""

from datetime import datetime, timedelta

from django.utils.timezone import localdate

from ocop.dossiers.models import Dossier, EvaluationRound
from ocop.people.models import Role, UserAccount
from ocop.reviewing.operations.proposing import propose_dossier, save_commune_assessment, send_to_chair
from ocop.reviewing.operations.receiving import receive_dossier, request_supplement
from ocop.reviewing.operations.rounds import accept_into_round, add_extra_round, plan_rounds, receive_at_province
from ocop.reviewing.rules.commune import samples_required
from ocop.territory.models import AdministrativeUnit

DAY = timedelta(days=1)
EARLIEST_DOSSIER = 170 * DAY
CONTENTS = {
    "local_material": "Nguyên liệu lấy từ các hộ trong xã theo hợp đồng; xã đã xem vùng trồng và sổ thu mua.",
    "local_labour": "Phần lớn lao động là người trong xã, có danh sách đóng bảo hiểm kèm theo.",
    "idea_origin": "Ý tưởng do chủ thể khởi xướng từ nghề sẵn có của địa phương.",
    "local_identity": "Cách làm và câu chuyện gắn với phong tục, cảnh quan của xã.",
}


def officer_of(role: Role, unit: AdministrativeUnit) -> UserAccount:
    """The demo account that holds a role in a unit."""
    return UserAccount.objects.get(role_assignments__role=role, role_assignments__unit=unit, is_demo=True)


def receive(dossier: Dossier, *, at: datetime) -> None:
    """The commune officer receives the dossier."""
    receive_dossier(dossier, by=officer_of(Role.COMMUNE_OFFICER, dossier.unit), at=at)
    dossier.refresh_from_db()


def ask_at_commune(dossier: Dossier, *, at: datetime) -> None:
    """The commune officer asks for a supplement, to be answered while two days of the commune's own time are left (Đ.7.2)."""
    deadline = dossier.due_on
    if deadline is None:
        raise LookupError("a received dossier has its day")
    request_supplement(
        dossier,
        message="Phiếu kiểm nghiệm đã hết hạn; ảnh nhãn chưa rõ phần ghi thành phần. Đề nghị bổ sung và xem lại tiêu chí 4.1.",
        open_parts=["documents", "criterion:4.1"],
        due_on=deadline - 2 * DAY,
        by=officer_of(Role.COMMUNE_OFFICER, dossier.unit),
        at=at,
    )
    dossier.refresh_from_db()


def assess(dossier: Dossier, *, at: datetime) -> None:
    """The commune officer writes Form 03 and sends it to the chair."""
    officer = officer_of(Role.COMMUNE_OFFICER, dossier.unit)
    save_commune_assessment(dossier, contents=CONTENTS, meeting_held_on=None, version=0, by=officer, at=at)
    send_to_chair(dossier, by=officer, at=at + timedelta(minutes=30))
    dossier.refresh_from_db()


def propose(dossier: Dossier, *, at: datetime) -> None:
    """The commune chair signs and sends the package to the province."""
    propose_dossier(
        dossier,
        letter_number=f"{dossier.pk}/UBND-KT",
        letter_on=localdate(at),
        samples_sent=samples_required(dossier),
        by=officer_of(Role.COMMUNE_CHAIR, dossier.unit),
        at=at,
    )
    dossier.refresh_from_db()


def plan_province_rounds(province: AdministrativeUnit, *, at: datetime) -> None:
    """Plan the law's rounds of the years in which the dossiers of the demonstration are proposed, and one that is open now."""
    officer = officer_of(Role.PROVINCIAL_OFFICER, province)
    for year in sorted({(at - EARLIEST_DOSSIER).year, at.year, at.year + 1}):
        plan_rounds(province, year, by=officer, at=at)
    add_extra_round(
        province,
        proposals_before=localdate(at + 45 * DAY),
        finished_before=localdate(at + 90 * DAY),
        legal_source="Quy chế hoạt động của Hội đồng (trình diễn)",
        by=officer,
        at=at,
    )


def round_for(province: AdministrativeUnit, proposed: datetime) -> EvaluationRound:
    """The earliest round whose cut-off comes after a proposal."""
    return EvaluationRound.objects.filter(unit=province, proposals_before__gt=localdate(proposed)).order_by(
        "proposals_before"
    )[0]


def check_at_province(dossier: Dossier, *, at: datetime) -> None:
    """The provincial office registers the package."""
    receive_at_province(dossier, by=_provincial_officer(dossier), at=at)
    dossier.refresh_from_db()


def ask_at_province(dossier: Dossier, *, at: datetime) -> None:
    """The provincial office asks for a supplement."""
    request_supplement(
        dossier,
        message="Hồ sơ thiếu hợp đồng tiêu thụ còn hiệu lực. Đề nghị bổ sung.",
        open_parts=["documents"],
        due_on=localdate(at + 25 * DAY),
        by=_provincial_officer(dossier),
        at=at,
    )
    dossier.refresh_from_db()


def accept(dossier: Dossier, evaluation_round: EvaluationRound, *, at: datetime) -> None:
    """The provincial office puts the dossier into a round."""
    accept_into_round(dossier, evaluation_round, by=_provincial_officer(dossier), at=at)
    dossier.refresh_from_db()


def _provincial_officer(dossier: Dossier) -> UserAccount:
    province = dossier.unit.parent
    if province is None:
        raise LookupError("a commune stands in a province")
    return officer_of(Role.PROVINCIAL_OFFICER, province)
