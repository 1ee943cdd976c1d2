"""Home of a producer: the most urgent work first, then products with star, days left, the next step and its day."""

import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from ocop.dossiers.models import SelfScore
from ocop.people.models import UserAccount
from ocop.products.models import Product
from ocop.products.operations.picturing import add_photo
from ocop.recognition.tests.builders import certificate
from ocop.web.producer_home import products_at_home
from tests import builders as make
from tests.papers import jpeg_photo

pytestmark = pytest.mark.django_db
TODAY = date(2026, 9, 1)


@pytest.fixture
def person() -> UserAccount:
    return make.account("producer_user")


@pytest.fixture
def tea(person: UserAccount) -> Product:
    return make.product(make.producer(user=person, name="Hợp tác xã Trà"), name="Trà sen")


def step_of(person: UserAccount, on: date = TODAY) -> tuple[str, date | None, int | None]:
    (one,) = products_at_home(person, on=on)
    assert one.step
    return one.step.words, one.step.on, one.step.days_left


def test_a_product_without_a_dossier_starts_one(person: UserAccount, tea: Product) -> None:
    (one,) = products_at_home(person, on=TODAY)
    assert one.step
    assert (one.star, one.live, one.step.words) == (0, None, "Lập hồ sơ đánh giá")
    assert one.step.href == f"/ho-so/moi/{tea.pk}/" or str(tea.pk) in one.step.href


def test_a_draft_says_how_far_it_is(person: UserAccount, tea: Product) -> None:
    dossier = make.dossier(tea)
    for code, level in (("1.1", 1), ("1.2", 2), ("1.3", None)):
        SelfScore.objects.create(dossier=dossier, criterion_code=code, level=level, saved_at=make.AT)
    (one,) = products_at_home(person, on=TODAY)
    assert one.step
    assert (one.step.words, one.step.done) == ("Soạn tiếp hồ sơ", (2, 32))


def test_a_filed_dossier_says_who_has_it_and_until_when(person: UserAccount, tea: Product) -> None:
    make.dossier(tea, state="commune_review", submitted_at=make.AT, due_on=date(2026, 9, 11))
    assert step_of(person) == ("Đang ở: Cán bộ OCOP của xã", date(2026, 9, 11), 7)  # 3, 4, 7–11: working days


@pytest.mark.parametrize(
    ("on", "step"),
    [
        # Certificate until 01/06/2029; the window of Đ.7.6.a runs from 180 to 120 days before: 03/12/2028 to 01/02/2029.
        (date(2028, 12, 2), ("Nâng hạng được ngay; nộp hồ sơ phân hạng lại từ 03/12/2028 đến 01/02/2029", None, None)),
        (date(2028, 12, 3), ("Nộp hồ sơ phân hạng lại, hoặc nâng hạng", date(2029, 2, 1), 60)),
        (date(2029, 2, 1), ("Nộp hồ sơ phân hạng lại, hoặc nâng hạng", date(2029, 2, 1), 0)),
        (
            date(2029, 2, 2),
            ("Đã quá hạn phân hạng lại (01/02/2029): lập hồ sơ đánh giá lần đầu hoặc nâng hạng", None, None),
        ),
    ],
)
def test_a_star_in_force_says_when_to_file_again(
    on: date, step: tuple[str, date | None, int | None], person: UserAccount, tea: Product
) -> None:
    certificate(tea, star=4, issued_on=date(2026, 6, 1), regime="R4")
    assert step_of(person, on) == step
    (one,) = products_at_home(person, on=on)
    assert (one.star, one.days_left) == (4, (date(2029, 6, 1) - on).days)


def test_a_star_that_lapsed_says_what_to_file(person: UserAccount, tea: Product) -> None:
    certificate(tea, star=3, issued_on=date(2022, 6, 1), regime="R1")
    words = "Giấy chứng nhận 3 sao hết hạn ngày 01/06/2025: lập hồ sơ đánh giá lần đầu"
    assert step_of(person) == (words, None, None)
    assert products_at_home(person, on=TODAY)[0].step.href == f"/ho-so/moi/{tea.pk}/"  # type: ignore[union-attr]


def test_an_expired_star_is_not_shown_as_a_star(person: UserAccount, tea: Product) -> None:
    certificate(tea, star=4, issued_on=date(2020, 6, 1), regime="R2")
    (one,) = products_at_home(person, on=TODAY)
    assert one.live
    assert (one.star, one.days_left, str(one.live.word)) == (0, None, "Hết hạn")


def test_the_page_has_one_main_button_and_the_products_with_their_photos(
    person: UserAccount, tea: Product, client: Client
) -> None:
    certificate(tea, star=4, issued_on=timezone.localdate() - timedelta(days=30), regime="R4")
    photo = add_photo(tea, jpeg_photo("anh.jpg"), alt_text="Hộp trà", by=person, at=make.AT)
    make.dossier(make.product(tea.producer, name="Trà lài"))
    client.force_login(person)
    page = client.get("/trang-chu/").content.decode()
    main = page[page.index("<main") : page.index("</main>")]
    assert len(re.findall(r'class="button(?: button--primary)?[" ]', main)) == 1
    assert ("Soạn tiếp hồ sơ Trà lài" in main, "0/32 tiêu chí đã trả lời" in main) == (True, True)
    assert f"/anh/{photo.pk}-320.webp" in main
    assert ("4 sao" in main, "Giấy chứng nhận đến" in main) == (True, True)


def test_officers_and_newcomers_keep_their_own_home(client: Client) -> None:
    for person in (make.account("commune_officer", make.commune()), make.account()):
        client.force_login(person)
        assert "Sản phẩm của bạn" not in client.get("/trang-chu/").content.decode()


def test_home_takes_the_same_number_of_queries_for_one_product_and_for_many(
    person: UserAccount, tea: Product, client: Client, django_assert_num_queries: Any
) -> None:
    client.force_login(person)
    make.dossier(tea)
    certificate(tea, star=4, issued_on=date(2026, 6, 1), regime="R4")
    client.get("/trang-chu/")
    with django_assert_num_queries(15):
        client.get("/trang-chu/")
    for number in range(8):
        other = make.product(tea.producer, name=f"Trà {number}")
        make.dossier(other)
        certificate(other, star=3, issued_on=date(2026, 6, 1), regime="R4")
        add_photo(other, jpeg_photo("anh.jpg"), alt_text="", by=person, at=make.AT)
    with django_assert_num_queries(15):
        client.get("/trang-chu/")


def test_the_page_of_a_recognised_product_names_its_star(person: UserAccount, tea: Product, client: Client) -> None:
    certificate(tea, star=4, issued_on=date(2026, 6, 1), regime="R4")
    client.force_login(person)
    assert ">4 sao</a>" in client.get(f"/san-pham-cua-toi/{tea.pk}/").content.decode()


def test_the_result_of_a_decided_dossier_is_one_press_away(person: UserAccount, tea: Product, client: Client) -> None:
    dossier = make.dossier(tea, state="recognised")
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    body = client.get("/trang-chu/").content.decode()
    assert f'href="/cong-nhan/ho-so/{dossier.pk}/">Xem kết quả: Trà sen</a>' in body
