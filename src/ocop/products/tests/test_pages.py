"""Pages of products over HTTP: choosing a set, registering, changing, and who sees a product."""

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from django.test import Client
from django.urls import reverse

from ocop.people.models import Role, UserAccount
from ocop.products.models import Product
from tests.builders import account, commune, dossier, producer, product, province

pytestmark = pytest.mark.django_db
Counting = Callable[[int], AbstractContextManager[object]]


def signed_in(person: UserAccount) -> Client:
    client = Client()
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def test_a_farmer_chooses_a_set_and_registers_a_product() -> None:
    person = account()
    row = producer(user=person)
    client, address = signed_in(person), reverse("products:create", args=[row.pk])
    chooser = client.get(address).content.decode()
    assert chooser.count("Không gồm:") == 26
    assert "Bộ 12. Sản phẩm trà từ thực vật khác" in client.get(f"{address}?q=tra+hoa+vang").content.decode()
    assert client.get(f"{address}?bo=12").status_code == 200
    answer = client.post(f"{address}?bo=12", {"name": "Trà hoa vàng", "story": "Ngày xưa"})
    item = Product.objects.get()
    assert answer["Location"] == reverse("products:detail", args=[item.pk])
    assert (item.set_number, item.name, item.story) == (12, "Trà hoa vàng", "Ngày xưa")


def test_another_set_keeps_what_was_typed() -> None:
    person = account()
    client, row = signed_in(person), producer(user=person)
    address = reverse("products:create", args=[row.pk])
    typed = {"name": "Trà lá sen", "story": "Chuyện rất dài", "action": "other_set"}
    assert client.post(f"{address}?bo=11", typed)["Location"] == address
    form = client.get(f"{address}?bo=12").content.decode()
    assert ("Trà lá sen" in form, "Chuyện rất dài" in form) == (True, True)
    assert Product.objects.count() == 0
    client.post(f"{address}?bo=12", {"name": "Trà lá sen"})
    assert Product.objects.get().set_number == 12
    assert "Chuyện rất dài" not in client.get(f"{address}?bo=12").content.decode()


def test_the_name_that_was_searched_need_not_be_typed_again() -> None:
    person = account()
    client, address = signed_in(person), reverse("products:create", args=[producer(user=person).pk])
    found = client.get(f"{address}?q=sầu riêng sấy").content.decode()
    assert "Vì có “sầu riêng”, “sấy”" in found
    link = f"{address}?ten=s%E1%BA%A7u+ri%C3%AAng+s%E1%BA%A5y&amp;bo=7"
    assert f'href="{link}"' in found
    assert 'value="sầu riêng sấy"' in client.get(link.replace("&amp;", "&")).content.decode()


@pytest.mark.parametrize("chosen", ["0", "27", "x", "1.5", ""])
def test_an_unknown_set_leads_back_to_the_chooser(chosen: str) -> None:
    person = account()
    address = reverse("products:create", args=[producer(user=person).pk])
    answer = signed_in(person).post(f"{address}?bo={chosen}", {"name": "Trà"})
    assert "Sản phẩm của bạn thuộc bộ nào?" in answer.content.decode()
    assert Product.objects.count() == 0


def test_a_search_that_finds_nothing_shows_the_way_back() -> None:
    person = account()
    page = signed_in(person).get(f"{reverse('products:create', args=[producer(user=person).pk])}?q=xyz")
    assert "Không có bộ nào khớp" in page.content.decode()


@pytest.mark.parametrize(("kind", "warned"), [("small_medium_enterprise", True), ("cooperative", False)])
def test_an_enterprise_is_warned_that_large_ones_do_not_take_part(kind: str, warned: bool) -> None:
    person = account()
    row = producer(user=person, organisation_type=kind)
    page = signed_in(person).get(reverse("products:create", args=[row.pk])).content.decode()
    assert ("Chỉ doanh nghiệp nhỏ và vừa được tham gia" in page) is warned


def test_an_association_is_offered_tourism_only() -> None:
    person = account()
    row = producer(user=person, organisation_type="community_tourism_body")
    client, address = signed_in(person), reverse("products:create", args=[row.pk])
    assert client.get(address).content.decode().count("Không gồm:") == 1
    client.post(f"{address}?bo=11", {"name": "Chè"})
    assert Product.objects.count() == 0


def test_a_product_without_a_name_keeps_its_story() -> None:
    person = account()
    address = reverse("products:create", args=[producer(user=person).pk])
    page = signed_in(person).post(f"{address}?bo=11", {"name": "", "story": "Chuyện rất dài"})
    assert page.status_code == 422
    assert "Chuyện rất dài" in page.content.decode()
    assert list(page.context["form"].errors) == ["name"]


def test_others_do_not_see_or_change_a_product() -> None:
    item = product()
    client = signed_in(account(Role.PRODUCER_USER))
    pages = [
        reverse("products:detail", args=[item.pk]),
        reverse("products:edit", args=[item.pk]),
        reverse("products:create", args=[item.producer_id]),
    ]
    assert [client.get(page).status_code for page in pages] == [404, 404, 404]


@pytest.mark.parametrize(
    ("role", "reads", "edits", "registers"),
    [
        (Role.COMMUNE_OFFICER, 200, 403, 403), (Role.PROVINCIAL_OFFICER, 200, 200, 403), (Role.PROVINCIAL_CHAIR, 200, 403, 403),
        (Role.COUNCIL_MEMBER, 404, 404, 404),
    ],
)  # fmt: skip
def test_officials_of_the_place_read_and_only_the_provincial_officer_corrects(
    role: str, reads: int, edits: int, registers: int
) -> None:
    item = product()
    client = signed_in(account(role, commune() if role == Role.COMMUNE_OFFICER else province()))
    assert client.get(reverse("products:detail", args=[item.pk])).status_code == reads
    assert client.get(reverse("products:edit", args=[item.pk])).status_code == edits
    assert client.get(reverse("products:create", args=[item.producer_id])).status_code == registers


def test_an_official_sees_no_dossier_through_the_product() -> None:
    item = product()
    dossier(item)
    page = (
        signed_in(account(Role.COMMUNE_OFFICER, commune()))
        .get(reverse("products:detail", args=[item.pk]))
        .content.decode()
    )
    assert "Hồ sơ đánh giá" not in page


def test_the_owner_sees_the_dossiers_of_a_product() -> None:
    person = account()
    item = product(producer(user=person))
    assert (
        reverse("filing:start", args=[item.pk])
        in signed_in(person).get(reverse("products:detail", args=[item.pk])).content.decode()
    )
    row = dossier(item)
    page = signed_in(person).get(reverse("products:detail", args=[item.pk])).content.decode()
    assert reverse("filing:detail", args=[row.pk]) in page
    assert "Hồ sơ năm 2026" in page


def test_a_fixed_field_is_not_offered_and_not_taken() -> None:
    person = account()
    item = product(producer(user=person), name="Trà sen")
    dossier(item, state="submitted")
    client, address = signed_in(person), reverse("products:edit", args=[item.pk])
    assert "Một phần đã cố định" in client.get(address).content.decode()
    client.post(address, {"name": "Tên khác", "set_number": "12", "story": "Chuyện", "version": "0"})
    item.refresh_from_db()
    assert (item.name, item.set_number, item.story) == ("Trà sen", 11, "Chuyện")


def test_when_two_people_save_the_second_sees_what_differs_and_decides() -> None:
    person = account()
    item = product(producer(user=person), name="Trà sen")
    client, address = signed_in(person), reverse("products:edit", args=[item.pk])
    form = {"name": "Trà sen", "set_number": "11", "version": "0"}
    client.post(address, {**form, "story": "Một"})
    late = client.post(address, {**form, "story": "Hai"})
    page = late.content.decode()
    assert "người khác đã lưu" in page
    assert "Câu chuyện sản phẩm" in page
    assert "Hai" in page
    client.post(address, {**form, "story": "Hai", "version": late.context["form"]["version"].value()})
    item.refresh_from_db()
    assert item.story == "Hai"


def test_the_list_costs_the_same_for_one_and_for_many(django_assert_num_queries: Counting) -> None:
    person = account()
    row = producer(user=person)
    client = signed_in(person)
    product(row)
    client.get(reverse("products:list"))
    with django_assert_num_queries(5):
        client.get(reverse("products:list"))
    for _ in range(20):
        product(row)
    with django_assert_num_queries(5):
        assert len(client.get(reverse("products:list")).context["products"]) == 21
