"""What a person would type at each form of the table, and the parts of an address beyond the object's number."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone

from ocop.councils.tests.parameter_samples import typed_samples
from ocop.dossiers.models import Dossier
from ocop.law.tests.usual import get_sheet
from ocop.products.fields import FIELDS
from ocop.vietnamese import slug
from tests.papers import jpeg_photo, pdf_paper

from . import complaining, importing, inspecting, ministry
from .advising import WORDS
from .answers import ANSWERS, CONTENTS, PEOPLE_FORM
from .leftover import OneFile
from .objects import SET, World
from .renewing import REPORT
from .typed_people import PEOPLE, PEOPLE_ADDRESSES
from .typed_people import day as _day


def address_of(world: World, route: str, subject: str) -> str:
    """The address of a route about an object of the world."""
    found = world[subject] if subject else None
    return reverse(route, args=_arguments(world, route, found)) + _query(world, route, found)


def _arguments(world: World, route: str, found: Any) -> list[Any]:
    if route in _FIXED:
        return _FIXED[route]
    if route in _ADDRESSES:
        return list(_ADDRESSES[route](world, found))
    return [] if found is None else [found.pk]


PAPERS = (
    "ministry:package_paper", "recognition:decision_paper", "recognition:notice_paper",
    "reviewing:commune_report_paper", "reviewing:office_report_paper",
)  # fmt: skip
ROOMS = ("dossiers:evidence", "advisory:review", "councils:item")
VIEWED = [f"{room}_{page}" for room in ROOMS for page in ("viewer", "leaf")]
_FIXED: dict[str, list[Any]] = {
    "account_confirm_email": ["x:y:z"],
    "account_reset_password_from_key": ["1", "set-password"],
    "web:guide_page": ["button"],
    "criteria:sheet": [SET],
    "confirming:confirm_sheet": [SET],
    "reviewing:receive_at_province": [],
    "reviewing:accept_into_round": [],
    "recognition:submit": [],
    "recognition:draft_paper": ["recognise", "docx"],
    "register_file": ["csv"],
    "ministry_table": ["DM_NhomSanPham", "csv"],
    "recognition:decide": [],
    "sitemap_part": [0],
    "territory:province": ["80"],
    "territory:commune": ["25459"],
}
_ADDRESSES: dict[str, Any] = {
    "filing:general_group": lambda world, found: [found.pk, "lich-su"],
    "filing:criterion": lambda world, found: [found.pk, "1.1"],
    "dossiers:evidence_file": lambda world, found: [found.pk, _paper(found).pk],
    "dossiers:evidence_picture": lambda world, found: [found.pk, _photo(found).pk],
    **dict.fromkeys(PAPERS, lambda world, found: [found.pk, "docx"]),
    "dossiers:form_paper": lambda world, found: [found.pk, "mau-01", "docx"],
    "councils:meeting_paper": lambda world, found: [found.pk, "bien-ban", "docx"],
    "products:rename": lambda world, found: [getattr(found, "product_id", found.pk)],
    "filing:evidence_remove": lambda world, found: [found.pk, _paper(found).pk],
    "products:photo": lambda world, found: [found.product_id, found.pk, 320, "webp"],
    "products:photo_change": lambda world, found: [found.product_id, found.pk],
    "photo": lambda world, found: [found.pk, 320, "jpg"],
    "producers:finish_delegation": lambda world, found: [found.producer_id, found.pk],
    "advisory:member_release": lambda world, found: [found.pk, found.members.get(position=2).pk],
    "advisory:review_evidence": lambda world, found: [found.pk, _paper(found).pk],
    "advisory:review_picture": lambda world, found: [found.pk, _photo(found).pk],
    "advisory:survey_edit": lambda world, found: [found.pk, found.advisory_reports.get().surveys.get().pk],
    **{f"{room}:survey_{page}": lambda world, found: [found.pk, _visited(found).pk] for room in ("advisory", "councils", "ministry") for page in ("photo", "picture", "viewer", "leaf")},
    "advisory:test_result": lambda world, found: [found.pk, found.advisory_reports.get().test_requests.get().pk],
    "councils:item_evidence": lambda world, found: [found.pk, _paper(found).pk],
    "councils:item_picture": lambda world, found: [found.pk, _photo(found).pk],
    **dict.fromkeys(VIEWED, lambda world, found: [found.pk, _paper(found).pk]),
    **PEOPLE_ADDRESSES,
    **inspecting.ADDRESSES, **complaining.ADDRESSES,
    **dict.fromkeys(("portal:product", "portal:product_life"), lambda world, found: [slug(found.product.name), found.product_id]),
    "portal_api:product": lambda world, found: [found.product_id],
    "scan_as_printed": lambda world, found: [found.token + "."],
    **dict.fromkeys(("scan", "scan_qr", "portal_api:certificate"), lambda world, found: [found.token]),
}  # fmt: skip


def _paper(found: Any) -> Any:
    if isinstance(found, OneFile):
        return found.row
    dossier = found if isinstance(found, Dossier) else found.dossier
    return dossier.evidence.get(criterion_code="1.1")


def _photo(found: Any) -> Any:
    if isinstance(found, OneFile):
        return found.row
    dossier = found if isinstance(found, Dossier) else found.dossier
    return dossier.evidence.get(criterion_code="5.1")


def _visited(found: Any) -> Any:
    dossier = found if isinstance(found, Dossier) else found.dossier
    return dossier.advisory_reports.get().surveys.get().photos.get()


def _query(world: World, route: str, found: Any) -> str:
    asked: dict[str, Callable[[], dict[str, Any]]] = {
        "products:create": lambda: {"bo": SET},
        "people:person": lambda: {"tinh": world.places.province.pk},
        "people:deputy_create": lambda: {"tinh": world.places.province.pk},
        "recognition:decide": lambda: {"viec": ministry.choice_for(world, found), "ho_so": found.pk},
        "territory:communes": lambda: {"province": "80"},
    }
    return f"?{urlencode(asked[route]())}" if route in asked else ""


def typed_at(world: World, route: str, subject: str) -> dict[str, Any]:
    """What is typed at a form; fresh on every call because files are read once."""
    found = world[subject] if subject else None
    make = _TYPED.get(route)
    return make(world, found) if make else {}


def _place(world: World) -> dict[str, Any]:
    return {"province": world.places.province.code, "commune": world.places.commune.code}


def _sheet_form(world: World, item: Any) -> dict[str, Any]:
    """Part A of a score sheet, every criterion at its first level."""
    part = get_sheet("R4", SET).parts[0]
    codes = [one.code for one in get_sheet("R4", SET).scored_criteria if one.part_code == part.code]
    return {"phan": part.code, **{f"muc-{code}": "1" for code in codes}}


def _product() -> dict[str, Any]:
    """Everything that is written about a product; the set of a new one stands in the address."""
    return {one.name: one.sample for one in FIELDS if one.name != "set_number"}


def _attendance(world: World, meeting: Any) -> dict[str, Any]:
    return {f"tv-{seat.pk}": "co" for seat in meeting.council.members.all()}


def _rules(world: World, _: Any) -> dict[str, Any]:
    """Working rules, every parameter with another value than its default."""
    return typed_samples() | {"decision_number": "76/QĐ-UBND", "effective_from": _day(0)}


def _meeting(world: World, _: Any) -> dict[str, Any]:
    council = world.people.councils["home"]
    return {"council": council.pk, "round": world.round.pk, "held_on": _day(3), "place": "Hội trường mới"}


def _group(world: World, _: Any) -> dict[str, Any]:
    decision = {"decision_number": "20/QĐ-TTV", "decided_on": _day(0)}
    return {"unit": world.places.province.pk, "name": "Tổ tư vấn mới", **decision}


def _survey(world: World, _: Any) -> dict[str, Any]:
    return {"visited_on": _day(-1), "place": "Ấp 2", "participants": "Ba người.", "findings": "Có kho riêng."}


def _answers(world: World, _: Any) -> dict[str, Any]:
    return {"history": "Từ năm 1985.", "structure": "Mười ba người.", "seen": ""}


def _registration(world: World, _: Any) -> dict[str, Any]:
    names = ("legal_representative", "representative_position", "contact_address", "email")
    return {**{name: ANSWERS[name] for name in names}, "phone": "0987654321", "seen": ""}


def _round_form(world: World, _: Any) -> dict[str, Any]:
    days = {"proposals_before": _day(60), "finished_before": _day(120)}
    return {"unit": world.places.province.pk, "legal_source": "2/QC", **days}


def _confirmation(world: World, _: Any) -> dict[str, Any]:
    return {"note": "Bản ký số, Phụ lục II", "seen_hash": get_sheet("R4", SET).sheet_hash}


def _agreed(world: World, item: Any) -> dict[str, Any]:
    """What a member's sheet says of the criteria with star marks: only a level that somebody chose is agreed on."""
    gated = [one.code for one in get_sheet("R4", SET).scored_criteria if one.has_gate]
    marks = item.sheets.order_by("pk")[0].scores.filter(criterion_code__in=gated)
    return {f"muc-{code}": str(level) for code, level in marks.values_list("criterion_code", "level")}


def _waiver(world: World, _: Any) -> dict[str, Any]:
    gated = next(one.code for one in get_sheet("R4", SET).scored_criteria if one.has_gate)
    return {"criterion_code": gated, "reason": "Không thuộc đối tượng."}


def _rejection(world: World, _: Any) -> dict[str, Any]:
    return {"rule_code": get_sheet("R4", SET).rejection_rules[0].code, "reason": "Có kết luận của cơ quan kiểm tra."}


def _delegation(world: World, _: Any) -> dict[str, Any]:
    days = {"consent_on": _day(0), "effective_from": _day(0)}
    return {"delegate": "commune_officer_next", "consent_given_by": "Trần Thị Ánh", **days}


_TYPED: dict[str, Any] = {
    **PEOPLE,
    "producers:create": lambda world, _: {**PEOPLE_FORM, **_place(world)},
    "producers:edit": lambda world, found: {**PEOPLE_FORM, **_place(world), "version": found.version},
    "producers:delegations": _delegation,
    "products:create": lambda world, _: _product(),
    "products:rename": lambda world, _: {"name": "Trà tên khác", "effective_on": f"{world.now:%d/%m/%Y}", "document": "Công văn 1"},
    "filing:erase": lambda world, _: {"reason": "Đơn ngày 1/9/2026", "confirmed": "on"},
    "products:edit": lambda world, found: _product() | {"name": "Trà đổi tên", "set_number": SET, "version": found.version},
    "products:photos": lambda world, _: {"photo": jpeg_photo("sau.jpg", tint=90), "alt_text": "Mặt sau hộp trà"},
    "products:photo_change": lambda world, _: {"alt_text": "Hộp trà bên ấm", "action": "describe"},
    "filing:registration": _registration,
    "filing:general_group": _answers,
    "filing:criterion": lambda world, _: {"level": "1", "description": "Đã sửa.", "action": "save"},
    "filing:evidence_upload": lambda world, _: {"papers": pdf_paper("giấy.pdf", "Giấy đăng ký"), "evidence_type": "business_registration"},
    "filing:kind": lambda *_: {"kind": "upgrade", "target_star": "4"},
    "filing:change_set": lambda world, _: {"bo": "12"},
    "filing:check": lambda world, found: {"declared": "on", "version": found.version},
    "filing:supplement": lambda world, found: {"answer": "Đã bổ sung.", "revision": found.revision},
    "filing:withdraw": lambda world, _: {"reason": "Mùa kém."},
    "reviewing:request_supplement": lambda world, _: {"message": "Thiếu.", "open_parts": ["documents"], "due_on": _day(7)},
    "reviewing:return_dossier": lambda world, _: {"reason": "Quá hạn."},
    "reviewing:commune_assessment": lambda world, _: {**CONTENTS, "version": "0"},
    "reviewing:office_report": lambda world, _: {**REPORT, "version": "0", "viec": "luu"},
    "reviewing:send_back": lambda world, _: {"reason": "Ghi rõ hơn."},
    "reviewing:propose": lambda world, _: {
        "letter_number": "15/UBND", "letter_on": _day(0), "samples_sent": "5", "confirmed": "1",
    },
    "reviewing:receive_at_province": lambda world, found: {"ho-so": [found.pk]},
    "reviewing:accept_into_round": lambda world, found: {"ho-so": [found.pk], "dot": world.round.pk},
    "reviewing:plan_rounds": lambda world, _: {"unit": world.places.province.pk, "year": timezone.localdate().year + 2},
    "reviewing:extra_round": _round_form,
    "confirming:confirm_sheet": _confirmation,
    "councils:rules_create": _rules,
    "councils:council_create": lambda world, _: {
        "name": "Hội đồng mới", "decision_number": "77/QĐ-UBND", "decided_on": _day(0), "rules": world["rules"].pk,
    },
    "councils:adopt": lambda world, found: {
        "rules": next(one.rules_id for one in world.people.councils.values() if one.unit_id == found.unit_id and one != found)
    },
    "councils:seat_create": lambda world, _: {
        "full_name": "Lê Thị Mới", "email": "moi@example.vn", "capacity": "council_member", "organisation": "Sở Y tế",
        "effective_from": _day(0), "decision_number": "78/QĐ-UBND",
    },
    "councils:seat_end": lambda world, _: {"effective_to": _day(0), "reason": "Nghỉ hưu."},
    "councils:seat_remove": lambda world, _: {"reason": "Ghi nhầm người."},
    "advisory:group_create": _group,
    "advisory:group": lambda *_: {"account": "newcomer", "capacity": "advisory_group_member", "organisation": "Sở"},
    "advisory:report": lambda world, _: {**WORDS, "version": "0"},
    "advisory:sign": lambda world, _: {"number": "12/BC-TTV", "signed_on": _day(0)},
    "advisory:supplement": lambda world, _: {"message": "Thiếu.", "open_parts": ["documents"], "due_on": _day(7)},
    "advisory:survey": _survey,
    "advisory:survey_edit": _survey,
    "advisory:test_request": lambda world, _: {"request": "Kim loại nặng."},
    "advisory:test_result": lambda world, _: {"result": "Đạt."},
    "councils:meeting_create": _meeting,
    "councils:consult": lambda world, _: {"council": world.people.councils["home"].pk, "dossiers": [world["dossier.renewal_reported"].pk]},
    "councils:to_meeting": lambda world, _: {"reason": "Cần thảo luận."},
    "councils:agenda": lambda world, found: {"ho_so": [ministry.waiting_for(world, found).pk]},
    "councils:agenda_move": lambda world, _: {"viec": "rut"},
    "councils:attendance": _attendance,
    "councils:recusal": lambda world, _: {"reason": "Người thân."},
    "councils:score": _sheet_form,
    "councils:save_criterion": lambda world, _: {"tieu_chi": "1.1", "muc": "1", "ghi_chu": "Đã xem."},
    "councils:seal": lambda world, _: {"comment": "Đạt."},
    "councils:close_item": lambda world, _: {"reason": ""},
    "councils:postpone": lambda world, _: {"reason": "Không còn đủ phiếu."},
    "councils:agreed": _agreed,
    "councils:rescore": lambda world, _: {"reason": "Chênh lệch."},
    "councils:waive": _waiver,
    "councils:reject": _rejection,
    "councils:report": lambda world, _: {"number": "10/BC", "signed_on": _day(0), "summary": "Thống nhất."},
    **ministry.TYPED,
    "recognition:submit": lambda world, found: {"ho_so": [found.pk]},
    "recognition:correct": lambda world, found: {
        "decision_number": "6/QĐ-UBND", "decided_on": _day(0), "reason": "Sai chính tả.",
        f"product-{found.items.get().dossier_id}": "Trà đúng tên",
    },
    "recognition:decide": lambda world, found: {
        "viec": ministry.choice_for(world, found), "ho_so": [found.pk], "decision_number": "5/QĐ-UBND", "decided_on": _day(0),
        "reason": "Xem lại tiêu chí 2.3.", "xac_nhan": "1",
    },
    **inspecting.TYPED, **complaining.TYPED,
    **importing.TYPED,
}  # fmt: skip
