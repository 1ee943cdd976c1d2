"""Work lists, the decision in three steps, result and certificate: who sees them, what they say, what they cost."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from ocop.dossiers.models import Dossier
from ocop.people.models import UserAccount
from ocop.recognition.models import Certificate, RecognitionDecision
from ocop.recognition.operations import approve_result, close_without_decision, recognise
from ocop.recognition.pages import tasks_for
from tests import builders as make

from .builders import AT, chair, meeting, officer, scored_dossier

pytestmark = pytest.mark.django_db
TODAY = date(2026, 12, 20)
UNMET = [{"star": 4, "criterion": "2.3", "needs_level": 3}, {"star": 5, "criterion": "4.2", "needs_level": 4}]


@pytest.fixture(autouse=True)
def _december(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "now", lambda: AT)


def signed_in(client: Client, user: UserAccount) -> Client:
    client.force_login(user)
    return client


def recognised(by: UserAccount, **values: Any) -> Certificate:
    dossier = scored_dossier(**values)
    recognise([dossier], decision_number=f"{dossier.pk}/QĐ-UBND", decided_on=date(2026, 12, 15), by=by, at=AT)
    return Certificate.objects.get(dossier=dossier)


def page(client: Client, path: str, status: int = 200) -> str:
    response = client.get(path)
    assert response.status_code == status
    return response.content.decode()


@pytest.mark.parametrize(
    "role",
    [
        "producer_user",
        "commune_officer",
        "commune_chair",
        "council_member",
        "department_officer",
        "system_administrator",
    ],
)
def test_work_list_is_for_the_province(client: Client, role: str) -> None:
    signed_in(client, make.account(role, make.province()))
    page(client, "/cong-nhan/", status=403)


def test_the_chair_reads_the_mean_of_every_part_though_it_is_kept_as_a_fraction(client: Client) -> None:
    scored_dossier()
    text = page(signed_in(client, chair()), "/cong-nhan/")
    assert "31,4 · 20,33 · 28" in text


def test_work_list_of_another_province_is_empty(client: Client) -> None:
    dossier = scored_dossier()
    signed_in(client, make.account("provincial_chair", make.province("91", "An Giang")))
    assert dossier.product.name not in page(client, "/cong-nhan/")


def test_office_submits_the_ticked_results(client: Client) -> None:
    ticked, left = scored_dossier(state="province_scored"), scored_dossier(state="province_scored")
    signed_in(client, officer())
    for _ in range(2):
        assert client.post("/cong-nhan/trinh/", {"ho_so": [ticked.pk]}, follow=True).status_code == 200
    assert dict(Dossier.objects.values_list("pk", "state")) == {
        ticked.pk: "decision_pending",
        left.pk: "province_scored",
    }


def test_chair_decides_in_three_steps_and_nothing_is_written_before_the_last(client: Client) -> None:
    first, second = scored_dossier(), scored_dossier(mean="60", star=3)
    signed_in(client, chair())
    asked = {"viec": "recognise", "ho_so": [first.pk, second.pk]}
    assert "Số quyết định" in client.get("/cong-nhan/quyet-dinh/", asked).content.decode()
    typed = asked | {"decision_number": " 1887/QĐ-UBND ", "decided_on": "15/12/2026"}
    confirm = client.post("/cong-nhan/quyet-dinh/", typed).content.decode()
    assert ("không sửa hay xóa được" in confirm, RecognitionDecision.objects.count()) == (True, 0)
    back = client.post("/cong-nhan/quyet-dinh/", typed | {"sua": "1"}).content.decode()
    assert 'value="1887/QĐ-UBND"' in back.replace(" 1887/QĐ-UBND ", "1887/QĐ-UBND")
    done = client.post("/cong-nhan/quyet-dinh/", typed | {"xac_nhan": "1"}, follow=True)
    assert "Đã ghi quyết định 1887/QĐ-UBND" in done.content.decode()
    again = client.post("/cong-nhan/quyet-dinh/", typed | {"xac_nhan": "1"}, follow=True)
    assert (again.status_code, RecognitionDecision.objects.count(), Certificate.objects.count()) == (200, 1, 2)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"decision_number": "", "decided_on": "15/12/2026"}, "Hãy ghi số quyết định."),
        ({"decision_number": "1/QĐ", "decided_on": "31/02/2026"}, "Tháng 2 năm 2026 không có ngày 31"),
        ({"decision_number": "1/QĐ", "decided_on": "25/12/2026"}, "Ngày quyết định không thể sau hôm nay."),
    ],
)
def test_wrong_paper_is_explained_and_what_was_typed_stays(
    client: Client, typed: dict[str, str], sentence: str
) -> None:
    dossier = scored_dossier()
    signed_in(client, chair())
    answer = client.post(
        "/cong-nhan/quyet-dinh/", {"viec": "recognise", "ho_so": [dossier.pk], "xac_nhan": "1"} | typed
    )
    shown = answer.content.decode()
    assert (answer.status_code, sentence in shown, f'value="{typed["decided_on"]}"' in shown) == (422, True, True)
    assert "<title>Lỗi:" in shown


def test_officer_cannot_open_the_decision(client: Client) -> None:
    dossier = scored_dossier()
    signed_in(client, officer())
    page(client, f"/cong-nhan/quyet-dinh/?viec=recognise&ho_so={dossier.pk}", status=404)
    assert (
        client.post("/cong-nhan/quyet-dinh/", {"viec": "recognise", "ho_so": [dossier.pk], "xac_nhan": "1"}).status_code
        == 404
    )


def test_dossiers_of_another_province_cannot_be_slipped_in(client: Client) -> None:
    dossier = scored_dossier()
    signed_in(client, make.account("provincial_chair", make.province("91", "An Giang")))
    answer = client.get("/cong-nhan/quyet-dinh/", {"viec": "recognise", "ho_so": [dossier.pk]}, follow=True)
    assert "Hãy chọn ít nhất một sản phẩm" in answer.content.decode()


def test_a_list_that_became_shorter_is_not_decided_on_silently(client: Client) -> None:
    first, second = scored_dossier(), scored_dossier(mean="60", star=3)
    moved = make.dossier(state="council_review")
    signed_in(client, chair())
    typed = {"viec": "recognise", "decision_number": "1887/QĐ-UBND", "decided_on": "15/12/2026", "xac_nhan": "1"}
    answer = client.post("/cong-nhan/quyet-dinh/", typed | {"ho_so": [first.pk, second.pk, moved.pk]})
    shown = answer.content.decode()
    assert (answer.status_code, RecognitionDecision.objects.count()) == (422, 0)
    assert "1 sản phẩm đã chọn không còn trong danh sách này" in shown
    assert 'value="1887/QĐ-UBND"' in shown
    asked = client.get("/cong-nhan/quyet-dinh/", {"viec": "recognise", "ho_so": [first.pk, moved.pk]})
    assert "1 sản phẩm đã chọn không còn trong danh sách này" in asked.content.decode()
    client.post("/cong-nhan/quyet-dinh/", typed | {"ho_so": [first.pk, second.pk]})
    assert RecognitionDecision.objects.get().items.count() == 2


def test_closing_needs_a_reason_that_the_producer_reads(client: Client) -> None:
    user = make.account("producer_user")
    dossier = scored_dossier(product=make.product(make.producer(user=user)), mean="44", star=2)
    signed_in(client, chair())
    asked = {"viec": "close", "ho_so": [dossier.pk], "xac_nhan": "1"}
    assert client.post("/cong-nhan/quyet-dinh/", asked).status_code == 422
    client.post("/cong-nhan/quyet-dinh/", asked | {"reason": "Chưa đủ điểm, hãy bổ sung liên kết."})
    shown = page(signed_in(client, user), f"/cong-nhan/ho-so/{dossier.pk}/")
    said = ["Chưa đủ điểm, hãy bổ sung liên kết.", "Không được công nhận", "44,00", "6,00 điểm"]
    assert [one for one in said if one not in shown] == []


def test_producer_reads_its_points_and_what_the_next_star_asks(client: Client) -> None:
    user = make.account("producer_user")
    found = recognised(chair(), product=make.product(make.producer(user=user)), unmet=UNMET)
    shown = page(signed_in(client, user), f"/cong-nhan/ho-so/{found.dossier_id}/")
    said = [
        "79,00",
        "31,4",
        "20,33",
        "Sản phẩm được công nhận 4 sao",
        "Muốn lên 5 sao",
        "11,00 điểm",
        "Phong cách, ghi nhãn",
        "15/12/2029",
    ]
    assert [one for one in said if one not in shown] == []


def test_result_and_certificate_are_for_those_concerned(client: Client) -> None:
    user, by = make.account("producer_user"), chair()
    found = recognised(by, product=make.product(make.producer(user=user)))
    paths = [
        f"/cong-nhan/ho-so/{found.dossier_id}/",
        f"/cong-nhan/giay-chung-nhan/{found.pk}/",
        f"/cong-nhan/giay-chung-nhan/{found.pk}.pdf",
    ]
    allowed = [
        user,
        by,
        officer(),
        make.account("commune_officer", make.commune()),
        make.account("commune_chair", make.commune()),
    ]
    refused = [
        make.account("producer_user"),
        make.account("commune_officer", make.commune("25465", "Bình Minh")),
        make.account("council_member", make.province()),
    ]
    seen = [[signed_in(client, who).get(path).status_code for path in paths] for who in (*allowed, *refused)]
    assert seen == [[200, 200, 200]] * len(allowed) + [[404, 404, 404]] * len(refused)


def test_certificate_file_has_its_vietnamese_name(client: Client) -> None:
    by = chair()
    found = recognised(by, product=make.product(name="Trà sen"))
    answer = signed_in(client, by).get(f"/cong-nhan/giay-chung-nhan/{found.pk}.pdf")
    assert answer.content[:5] == b"%PDF-"
    assert answer["Content-Disposition"].startswith(
        "attachment; filename*=utf-8''Gi%E1%BA%A5y%20ch%E1%BB%A9ng%20nh%E1%BA%ADn"
    )


def test_ministry_sees_what_waits_and_by_when(client: Client) -> None:
    waiting = scored_dossier(mean="93", star=5)
    approve_result([waiting], decision_number="9/QĐ-UBND", decided_on=date(2026, 12, 15), by=chair(), at=AT)
    signed_in(client, make.account("central_officer"))
    shown = page(client, "/cong-nhan/tiem-nang-5-sao/")
    said = [waiting.product.name, "93,00", "Tỉnh Tây Ninh", "15/12/2026", "29/01/2027", "30/01/2027"]
    assert [one for one in said if one not in shown] == []
    page(signed_in(client, officer()), "/cong-nhan/tiem-nang-5-sao/", status=403)


def test_tasks_say_what_next_for_each_role() -> None:
    user = make.account("producer_user")
    by = chair()
    recognised(by, product=make.product(make.producer(user=user), name="Trà sen"))
    scored_dossier(state="province_scored")
    scored_dossier()
    approve_result(
        [scored_dossier(mean="93", star=5)], decision_number="9/QĐ", decided_on=date(2026, 12, 15), by=by, at=AT
    )
    ministry = tasks_for(make.account("central_officer"))
    assert [(task.title, task.count) for task in tasks_for(officer())] == [("Trình kết quả Hội đồng", 1)]
    assert [(task.title, task.count) for task in tasks_for(by)] == [("Quyết định công nhận sản phẩm", 1)]
    assert [(task.title, task.count, task.due_on) for task in ministry] == [
        ("Sản phẩm tiềm năng 5 sao", 1, date(2027, 1, 29))
    ]
    assert [(task.title, task.kind) for task in tasks_for(user)] == [("Xem kết quả: Trà sen", "done")]


def test_number_of_queries_is_the_same_for_one_row_and_for_many(client: Client, django_assert_num_queries: Any) -> None:
    by, one_meeting = chair(), meeting()
    scored_dossier(at=one_meeting)
    signed_in(client, by)
    page(client, "/cong-nhan/")
    with django_assert_num_queries(6):
        page(client, "/cong-nhan/")
    for _ in range(10):
        scored_dossier(at=one_meeting)
    with django_assert_num_queries(6):
        page(client, "/cong-nhan/")


def test_decision_page_costs_the_same_for_every_list(client: Client, django_assert_num_queries: Any) -> None:
    by, one_meeting = chair(), meeting()
    for number, size in ((1, 1), (2, 8)):
        dossiers = [scored_dossier(at=one_meeting) for _ in range(size)]
        found = recognise(dossiers, decision_number=f"{number}/QĐ", decided_on=date(2026, 12, 15), by=by, at=AT)
        signed_in(client, by)
        with django_assert_num_queries(6):
            page(client, f"/cong-nhan/quyet-dinh/{found.pk}/")


def test_closing_is_shown_in_no_public_place(client: Client) -> None:
    dossier = scored_dossier(mean="44", star=2)
    close_without_decision([dossier], reason="Chưa đủ", by=chair(), at=AT)
    page(client, f"/san-pham/x-{dossier.product_id}/", status=404)
