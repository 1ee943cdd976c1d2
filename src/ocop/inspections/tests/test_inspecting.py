"""An inspection from the plan of the year to the follow-up (QĐ 26/2026, Đ.9): who leads, who reads what when, what freezes."""

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from ocop.inspections.models import Inspection, InspectionPhoto, RevocationCase
from ocop.inspections.operations import inspecting, open_case
from ocop.ledger.errors import DomainError
from ocop.ledger.models import AuditEntry
from ocop.notices.models import Notice
from ocop.people.models import UserAccount
from ocop.recognition.models import Certificate
from tests import builders as make
from tests.kept_table import unnoticed
from tests.papers import jpeg_photo, pdf_paper
from tests.racing import DONE, together

from .builders import CONCLUSION, DAY, NOW, TODAY, officer, owned

pytestmark = pytest.mark.django_db
PLAN: dict[str, Any] = {"kind": "periodic", "planned_on": TODAY, "team": "Văn phòng điều phối, Sở Y tế"}
REMEDY: dict[str, Any] = {
    "conclusion": "remedy", "conclusion_number": "12/KL", "conclusion_words": "Sửa nhãn.", "mend_by": TODAY + 20 * DAY,
}  # fmt: skip


def planned(found: Certificate, by: UserAccount | None = None, **values: Any) -> Inspection:
    return inspecting.plan_inspection(found, **{**PLAN, **values}, by=by or officer(), at=NOW)


def recorded(found: Certificate, by: UserAccount, **values: Any) -> Inspection:
    one = inspecting.start_inspection(planned(found, by), by=by, at=NOW)
    given = {
        "visited_on": TODAY,
        "findings": "Nhãn ghi thiếu.",
        "explain_by": None,
        "photos": [jpeg_photo("nhãn.jpg")],
        **values,
    }
    return inspecting.record_findings(one, **given, by=by, at=NOW)


def test_a_periodic_check_is_announced_and_an_unannounced_one_is_seen_when_it_begins() -> None:
    user, found = owned()
    by = officer()
    one = planned(found, by, kind="ad_hoc")
    address = reverse("inspections:inspection", args=[one.pk])
    browsers = [make.browser(user), make.browser(make.account("commune_officer", found.product.unit))]
    assert [browser.get(address).status_code for browser in browsers] == [404, 404]
    assert not Notice.objects.filter(recipient=user).exists()
    inspecting.start_inspection(one, by=by, at=NOW)
    assert [browser.get(address).status_code for browser in browsers] == [200, 200]
    other_user, other = owned()
    planned(other, by)
    assert Notice.objects.filter(recipient=other_user, kind="inspection_planned").count() == 1


def test_the_same_plan_again_is_one_and_a_second_waits_for_the_first() -> None:
    found, by = owned()[1], officer()
    assert planned(found, by) == planned(found, by)
    with pytest.raises(DomainError, match="chưa kết luận"):
        planned(found, by, planned_on=TODAY + DAY)


@pytest.mark.parametrize(("star", "role"), [(5, "central_officer"), (3, "central_officer")])
def test_the_ministry_inspects_five_stars_and_others_when_needed(star: int, role: str) -> None:
    found = owned(star=star)[1]
    assert planned(found, make.account(role)).led_by == "central_officer"
    assert planned(found, officer()).led_by == "provincial_officer"
    with pytest.raises(DomainError, match=r"Đ\.9\.4"):
        planned(found, make.account("commune_officer", make.commune()))


def test_findings_with_photos_are_answered_concluded_and_looked_at_again() -> None:
    user, found = owned()
    by = officer()
    one = recorded(found, by, explain_by=TODAY + 3 * DAY)
    with pytest.raises(DomainError, match="còn được giải trình"):
        inspecting.conclude(one, **REMEDY, by=by, at=NOW)
    for _ in range(2):
        inspecting.respond(one, explanation="Đang in nhãn mới.", by=user, at=NOW)
    with pytest.raises(DomainError, match="hạn khắc phục"):
        inspecting.conclude(one, **{**REMEDY, "mend_by": TODAY}, by=by, at=NOW)
    inspecting.conclude(one, **REMEDY, by=by, at=NOW)
    lines = AuditEntry.objects.count()
    inspecting.conclude(one, **REMEDY, by=by, at=NOW)
    assert AuditEntry.objects.count() == lines
    done = inspecting.follow_up(one, is_mended=True, follow_up="Đã thay nhãn.", by=by, at=NOW)
    assert (done.state, done.is_mended, done.photos.count()) == ("concluded", True, 1)
    with pytest.raises(DomainError, match="không có yêu cầu khắc phục"):
        inspecting.follow_up(one, is_mended=False, follow_up="Chưa.", by=by, at=NOW)
    with pytest.raises(IntegrityError, match="never changes"), transaction.atomic():
        Inspection.objects.filter(pk=one.pk).update(findings="Khác.")
    with pytest.raises(IntegrityError, match="never changes"), transaction.atomic():
        InspectionPhoto.objects.all().delete()
    kinds = set(Notice.objects.filter(recipient=user).values_list("kind", flat=True))
    assert {"inspection_findings", "inspection_concluded"} <= kinds


def test_a_day_to_explain_that_was_told_is_kept_or_put_off() -> None:
    by, told = officer(), TODAY + 3 * DAY
    one = recorded(owned()[1], by, explain_by=told)

    def corrected(day: date | None, *, days_later: int = 0) -> date | None:
        words = {"visited_on": TODAY, "findings": f"Sửa lời, hạn {day}.", "explain_by": day}
        return inspecting.record_findings(one, **words, by=by, at=NOW + days_later * DAY).explain_by

    for day in (None, told - DAY):
        with pytest.raises(DomainError, match=f"hết ngày {told:%d/%m/%Y}: hãy giữ ngày đó") as refusal:
            corrected(day)
        assert refusal.value.field == "explain_by"
    assert Inspection.objects.get().findings == "Nhãn ghi thiếu."
    assert [corrected(told), corrected(told + DAY)] == [told, told + DAY]
    assert corrected(told + DAY, days_later=9) == told + DAY  # a word put right after the day gives no new day
    with pytest.raises(DomainError, match="phải sau hôm nay"):
        corrected(told + 2 * DAY, days_later=9)


def test_a_conclusion_that_asks_for_a_revocation_fills_in_the_case() -> None:
    found, by = owned()[1], officer()
    one = recorded(found, by)
    words = {"conclusion": "revocation", "conclusion_number": "13/KL", "conclusion_words": "Không còn đạt."}
    inspecting.conclude(one, **words, by=by, at=NOW)
    browser = make.browser(by)
    page = browser.get(reverse("inspections:inspection", args=[one.pk])).content.decode()
    address = f"{reverse('inspections:open', args=[found.pk])}?kiem-tra={one.pk}"
    assert address in page
    opening = browser.get(address).content.decode()
    assert "13/KL" in opening
    assert "Không còn đạt." in opening


def test_the_steps_have_their_pages_and_a_refused_form_keeps_its_words() -> None:
    user, found = owned()
    by = officer()
    browser = make.browser(by)
    typed = {"kind": "periodic", "planned_on": f"{TODAY:%d/%m/%Y}", "team": "Ba người"}
    answer = browser.post(reverse("inspections:plan", args=[found.pk]), typed, follow=True)
    assert "Đã đưa vào kế hoạch" in answer.content.decode()
    pk = Inspection.objects.get().pk
    browser.post(reverse("inspections:start_inspection", args=[pk]))
    address = reverse("inspections:findings", args=[pk])
    wrong = browser.post(address, {"visited_on": "", "findings": "Nhãn mờ.", "photos": jpeg_photo("a.jpg")})
    assert wrong.status_code == 422
    assert "Nhãn mờ." in wrong.content.decode()
    assert "chọn lại ảnh" in wrong.content.decode()
    browser.post(address, {"visited_on": f"{TODAY:%d/%m/%Y}", "findings": "Nhãn mờ.", "photos": jpeg_photo("a.jpg")})
    own = make.browser(user)
    assert "Xem ghi nhận kiểm tra" in own.get(reverse("web:home")).content.decode()
    own.post(reverse("inspections:respond", args=[pk]), {"explanation": "Sẽ in lại."})
    assert "Sẽ in lại." in browser.get(reverse("inspections:conclude", args=[pk])).content.decode()
    photo = reverse("inspections:photo_picture", args=[pk, InspectionPhoto.objects.get().pk])
    assert (own.get(photo).status_code, make.browser(make.account("buyer")).get(photo).status_code) == (200, 404)


def test_the_plan_of_a_year_asks_as_often_for_one_as_for_many(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    by = officer()
    browser, address = make.browser(by), reverse("inspections:inspections")
    assert "chưa có lần kiểm tra nào" in browser.get(address).content.decode()
    planned(owned()[1], by)
    with django_assert_num_queries(6):
        browser.get(address)
    for _ in range(3):
        planned(owned()[1], by)
    with django_assert_num_queries(6):
        assert browser.get(address).content.decode().count("Trong kế hoạch") == 4


def test_no_column_of_an_inspection_changes_behind_the_back_of_the_ledger() -> None:
    recorded(owned()[1], officer())
    assert unnoticed("inspection", "inspectionphoto") == []


@pytest.mark.django_db(transaction=True)
def test_two_plans_for_one_product_at_once_are_one() -> None:
    found, by = owned()[1], officer()
    said = together(*[lambda day=day: planned(found, by, planned_on=TODAY + day * DAY) for day in range(3)])
    assert (said.count(DONE), Inspection.objects.count()) == (1, 1)


def test_findings_leave_as_a_spreadsheet() -> None:
    user, found = owned()
    by = officer()
    one = recorded(found, by)
    inspecting.respond(one, explanation="Sẽ in lại nhãn.", by=user, at=NOW)
    inspecting.conclude(one, **REMEDY, by=by, at=NOW)
    answer = make.browser(by).get(reverse("inspections:inspections"), {"tai": "csv"})
    text = b"".join(answer.streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]
    head, row = (line.split(",") for line in text.splitlines()[-2:])
    told = dict(zip(head, row, strict=True))
    assert (told["Nội dung ghi nhận"], told["Số ảnh"], told["Giải trình của chủ thể"]) == (
        "Nhãn ghi thiếu.",
        "1",
        "Sẽ in lại nhãn.",
    )
    assert (told["Kết luận"], told["Số văn bản"], told["Khắc phục"]) == ("Yêu cầu khắc phục", "12/KL", "")


def test_a_conclusion_and_the_case_it_opened_lead_to_each_other() -> None:
    found, by = owned()[1], officer()
    one = recorded(found, by)
    inspecting.conclude(one, **{**REMEDY, "conclusion": "revocation"}, by=by, at=NOW)
    browser = make.browser(by)
    address = f"{reverse('inspections:open', args=[found.pk])}?kiem-tra={one.pk}"
    first = browser.get(address).context["form"].initial
    typed = {**first, "concluded_on": f"{TODAY:%d/%m/%Y}", "papers": pdf_paper("kết luận.pdf")}
    browser.post(address, typed)
    case = RevocationCase.objects.get()
    assert case.inspection == one
    inspection_page = reverse("inspections:inspection", args=[one.pk])
    case_page = reverse("inspections:case", args=[case.pk])
    assert inspection_page in browser.get(case_page).content.decode()
    assert case_page in browser.get(inspection_page).content.decode()
    other = owned()[1]
    with pytest.raises(DomainError, match="chưa có kết luận"):
        open_case(other, ground="criteria_not_met", conclusion=CONCLUSION, files=[], inspection=one, by=by, at=NOW)
