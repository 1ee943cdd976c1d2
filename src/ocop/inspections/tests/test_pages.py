"""Pages of a revocation: what each reader sees, what a refused form keeps, how many questions a list asks."""

from io import BytesIO
from zipfile import ZipFile

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from ocop.inspections.models import RevocationCase
from ocop.inspections.operations import dismiss_case, revoke
from ocop.recognition.models import Certificate
from tests import builders as make
from tests.papers import pdf_paper

from .builders import CONCLUSION, NOW, PAPER, TODAY, asked, chair, officer, opened, owned, submitted, verifying

pytestmark = pytest.mark.django_db
OPENING = {
    "ground": "criteria_not_met",
    "concluded_by": CONCLUSION.concluded_by,
    "conclusion_number": CONCLUSION.conclusion_number,
    "concluded_on": f"{CONCLUSION.concluded_on:%d/%m/%Y}",
    "summary": CONCLUSION.summary,
}


def page(person: object, name: str, *args: object) -> str:
    return make.browser(person).get(reverse(f"inspections:{name}", args=args)).content.decode()  # type: ignore[arg-type]


def test_the_office_finds_a_product_without_diacritics_and_opens_a_case() -> None:
    found, browser = owned()[1], make.browser(officer())
    listed = browser.get(reverse("inspections:find"), {"q": found.product.name.replace("à", "a")}).content.decode()
    assert reverse("inspections:open", args=[found.pk]) in listed
    answer = browser.post(
        reverse("inspections:open", args=[found.pk]), {**OPENING, "papers": pdf_paper("kết luận.pdf")}, follow=True
    )
    assert "Đã lập hồ sơ thu hồi" in answer.content.decode()
    assert RevocationCase.objects.get().files.count() == 1


def test_what_was_typed_is_answered_when_another_one_closed_the_case_meanwhile() -> None:
    case, browser = submitted(), make.browser(chair())
    dismiss_case(case, reason="Đã khắc phục.", by=chair(), at=NOW)
    address = reverse("inspections:dismiss", args=[case.pk])
    answer = browser.post(address, {"reason": "Kết luận không đúng."})
    assert answer.status_code == 422
    assert "Kết luận không đúng." in answer.content.decode()
    assert "Không thu hồi" in answer.content.decode()
    again = browser.post(address, {"reason": "Đã khắc phục."}, follow=True)
    assert "Đã kết thúc hồ sơ, không thu hồi." in again.content.decode()


def test_a_refused_case_keeps_what_was_typed_and_asks_for_the_file_again() -> None:
    found, browser = owned()[1], make.browser(officer())
    typed = {**OPENING, "conclusion_number": "", "papers": pdf_paper("kết luận.pdf")}
    answer = browser.post(reverse("inspections:open", args=[found.pk]), typed)
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "Hãy ghi số văn bản." in text
    assert "Tệp chưa được gửi" in text
    assert CONCLUSION.summary in text
    assert not RevocationCase.objects.exists()


def test_an_empty_list_says_when_a_case_is_opened() -> None:
    assert "Không có hồ sơ nào ở mục này" in page(officer(), "cases")


def test_a_list_asks_as_often_for_one_case_as_for_many(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    browser = make.browser(officer())
    address = reverse("inspections:cases")
    opened()
    browser.get(address)
    with django_assert_num_queries(6):
        browser.get(address)
    for _ in range(3):
        opened()
    with django_assert_num_queries(6):
        assert browser.get(address).content.decode().count("45/KL-SNNMT") == 4


def test_the_producer_reads_the_conclusion_and_not_the_report() -> None:
    user, found = owned()
    case = submitted(found)
    text = page(user, "case", case.pk)
    assert "Không còn đạt tiêu chí chất lượng." in text
    assert "Đã kiểm tra tại cơ sở" not in text
    assert "Đã kiểm tra tại cơ sở" in page(chair(), "case", case.pk)


def test_the_producer_answers_on_a_page_and_the_home_says_until_when() -> None:
    user, found = owned()
    case, browser = asked(found), make.browser(user)
    assert f"Giải trình: {found.product.name}" in browser.get(reverse("web:home")).content.decode()
    sent = {"answer": "Mẫu lấy sai lô.", "papers": pdf_paper("phiếu.pdf")}
    text = browser.post(reverse("inspections:explain", args=[case.pk]), sent, follow=True).content.decode()
    assert "Đã gửi giải trình" in text
    assert "Mẫu lấy sai lô." in text


def test_the_chair_records_the_decision_and_a_wrong_day_keeps_the_number() -> None:
    case, browser = submitted(), make.browser(chair())
    address = reverse("inspections:decide", args=[case.pk])
    wrong = browser.post(address, {"decision_number": "1902/QĐ-UBND", "decided_on": "31/12/2099"})
    assert wrong.status_code == 422
    assert "1902/QĐ-UBND" in wrong.content.decode()
    given = {"decision_number": "1902/QĐ-UBND", "decided_on": f"{TODAY:%d/%m/%Y}"}
    assert "Giấy chứng nhận đã bị thu hồi" in browser.post(address, given, follow=True).content.decode()
    assert "đã bị thu hồi" in browser.get(address, follow=True).content.decode()


def test_every_step_of_the_office_has_its_page() -> None:
    browser, found = make.browser(officer()), owned()[1]
    case = opened(found)
    steps = [
        ("start", {}, "Đã bắt đầu xác minh"),
        ("ask", {"message": "Vì sao?", "due_on": "hôm qua"}, "Hạn giải trình"),
        ("submit", {"reason": "Kết luận đúng."}, "Đã trình Chủ tịch UBND cấp tỉnh"),
    ]
    for name, typed, words in steps:
        answer = browser.post(reverse(f"inspections:{name}", args=[case.pk]), typed, follow=True)
        assert words in answer.content.decode(), name
    assert (
        "không làm được việc này"
        in browser.get(reverse("inspections:ask", args=[case.pk]), follow=True).content.decode()
    )


def test_a_case_is_dismissed_with_a_reason_that_the_producer_reads() -> None:
    user, found = owned()
    case = verifying(found)
    address = reverse("inspections:dismiss", args=[case.pk])
    by = officer()
    assert make.browser(by).post(address, {"reason": ""}).status_code == 422
    make.browser(by).post(address, {"reason": "Đã khắc phục."})
    assert "Đã khắc phục." in page(user, "case", case.pk)


def words_of(browser: Client, case: RevocationCase, form: str = "docx") -> str:
    answer = browser.get(reverse("inspections:paper", args=[case.pk, form]))
    assert answer.status_code == 200
    return ZipFile(BytesIO(answer.content)).read("word/document.xml").decode() if form == "docx" else ""


def test_the_draft_is_for_the_offices_and_the_decision_for_the_producer_too() -> None:
    user, found = owned()
    case, browser = submitted(found), make.browser(user)
    assert browser.get(reverse("inspections:paper", args=[case.pk, "pdf"])).status_code == 404
    assert "Dự thảo" in words_of(make.browser(chair()), case)
    revoke(case, **PAPER, by=chair(), at=NOW)
    words_of(browser, case, "pdf")
    text = words_of(browser, case)
    assert "1902/QĐ-UBND" in text
    assert found.product.name in text


def test_a_file_of_a_case_is_read_by_the_producer_and_by_nobody_else() -> None:
    user, found = owned()
    case = opened(found)
    address = reverse("inspections:case_file", args=[case.pk, case.files.get().pk])
    assert make.browser(user).get(address).status_code == 200
    assert make.browser(make.account("producer_user")).get(address).status_code == 404


def test_the_page_of_a_product_leads_the_office_to_a_case() -> None:
    found = owned()[1]
    browser, address = make.browser(officer()), reverse("products:detail", args=[found.product_id])
    assert reverse("inspections:open", args=[found.pk]) in browser.get(address).content.decode()
    case = opened(Certificate.objects.get())
    text = browser.get(address).content.decode()
    assert reverse("inspections:case", args=[case.pk]) in text
    assert reverse("inspections:open", args=[found.pk]) not in text
