"""The mapping queue: who sees which case, how a place is decided, and how many queries the list needs."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from ocop.ledger.errors import DomainError
from ocop.ledger.queries import timeline_of
from ocop.people.models import Role, UserAccount
from ocop.products.models import Product
from ocop.recognition.importing.identity import UNNAMED
from ocop.recognition.importing.pages import tasks_for
from ocop.recognition.importing.resolving import resolve_product_place
from ocop.territory.models import AdministrativeUnit, UnitMappingCase
from tests.builders import AT, account, commune, producer, product, province

pytestmark = pytest.mark.django_db
PLACE = "thị xã Hòa Thành, Tây Ninh"


def waiting(
    of: Product | None = None, *, inside: AdministrativeUnit | None = None, place: str = PLACE
) -> UnitMappingCase:
    """A product whose place waits, with the commune "25459" of its province as the only candidate."""
    home = inside or province()
    case = UnitMappingCase.objects.create(
        subject_kind="product", subject_label="Bánh tráng", place_as_published=place, reason="Thử", province=home
    )
    case.candidates.add(commune("25459" if home.code == "80" else f"{home.code}001", inside=home))
    item = of or product()
    Product.objects.filter(pk=item.pk).update(
        unit=None, unit_path=home.path, place_as_published=place, mapping_case=case
    )
    return case


def officer(of: AdministrativeUnit | None = None) -> UserAccount:
    return account(Role.PROVINCIAL_OFFICER, of or province())


def signed_in(user: UserAccount) -> Client:
    client = Client()
    client.force_login(user)
    return client


def test_the_queue_is_for_the_province_and_the_administrator() -> None:
    url = reverse("importing:mapping_queue")
    roles: dict[Role, int] = dict.fromkeys(Role, 403)
    roles |= {Role.PROVINCIAL_OFFICER: 200, Role.SYSTEM_ADMINISTRATOR: 200}
    answers = {role: signed_in(account(role, province())).get(url).status_code for role in Role}
    assert answers == roles
    assert Client().get(url).status_code == 302


def test_a_case_of_another_province_does_not_exist_for_an_officer() -> None:
    other = waiting(inside=province("42", "Hà Tĩnh"))
    url = reverse("importing:resolve_case", args=[other.pk])
    assert signed_in(officer()).get(url).status_code == 404
    assert signed_in(officer(province("42"))).get(url).status_code == 200
    assert signed_in(account(Role.SYSTEM_ADMINISTRATOR)).get(url).status_code == 200
    assert signed_in(account(Role.COMMUNE_OFFICER, commune())).get(url).status_code == 404


def test_the_list_needs_the_same_queries_at_one_case_and_at_many(
    django_assert_num_queries: Callable[..., object],
) -> None:
    client = signed_in(officer())
    url = reverse("importing:mapping_queue")
    waiting()
    client.get(url)
    with django_assert_num_queries(10):
        client.get(url)
    for number in range(30):
        waiting(place=f"xã Cũ {number}, Tây Ninh")
    with django_assert_num_queries(10):
        response = client.get(url)
    assert len(response.context["page"].object_list) == 31


def test_the_list_is_searched_without_diacritics() -> None:
    waiting(product(name="Trà sen Đồng Tháp Mười"))
    waiting(product(name="Muối ớt"))
    found = signed_in(officer()).get(reverse("importing:mapping_queue"), {"q": "tra sen"}).context["groups"]
    assert [(group.case.product.name, group.count) for group in found] == [("Trà sen Đồng Tháp Mười", 1)]


def test_a_decision_sets_todays_commune_and_leaves_a_line() -> None:
    case, user = waiting(), officer()
    response = signed_in(user).post(
        reverse("importing:resolve_case", args=[case.pk]), {"choice": str(commune().pk), "unit": ""}
    )
    assert response.status_code == 302
    item = Product.objects.get(mapping_case=case)
    assert (item.unit, item.unit_path, item.place_as_published) == (commune(), "80/25459/", PLACE)
    case.refresh_from_db()
    assert (case.resolved_unit, case.resolved_by) == (commune(), user)
    entry = timeline_of(item).get()
    assert (entry.action, entry.actor, entry.details["unit"]) == ("product_place_resolved", user, "25459")


def test_any_commune_of_the_province_may_be_chosen() -> None:
    case, other = waiting(), commune("25630", "Long Hoa")
    client = signed_in(officer())
    client.post(reverse("importing:resolve_case", args=[case.pk]), {"choice": "khac", "unit": str(other.pk)})
    assert Product.objects.get(mapping_case=case).unit == other


@pytest.mark.parametrize(
    ("answer", "sentence"),
    [
        ({"choice": "", "unit": ""}, "Hãy chọn nơi sản xuất hiện nay."),
        ({"choice": "khac", "unit": ""}, "Hãy chọn xã, phường hoặc đặc khu khác."),
        ({"choice": "khac", "unit": "999999"}, "Hãy chọn một xã, phường hoặc đặc khu của tỉnh này."),
        ({"choice": "999999", "unit": ""}, "Hãy chọn một trong các nơi được nêu."),
    ],
)
def test_a_missing_or_foreign_answer_is_explained(answer: dict[str, str], sentence: str) -> None:
    case = waiting()
    response = signed_in(officer()).post(reverse("importing:resolve_case", args=[case.pk]), answer)
    assert [one for errors in response.context["form"].errors.values() for one in errors] == [sentence]
    assert Product.objects.get(mapping_case=case).unit is None


def test_one_decision_settles_the_same_place_of_the_same_producer() -> None:
    owner = producer()
    cases = [waiting(product(owner)) for _ in range(3)]
    elsewhere = waiting(product(owner), place="xã khác, Tây Ninh")
    stranger = waiting()
    decided = resolve_product_place(cases[0], commune(), by=officer(), at=AT)
    assert {item.mapping_case_id for item in decided} == {case.pk for case in cases}
    still_open = UnitMappingCase.objects.filter(resolved_at=None)
    assert set(still_open) == {elsewhere, stranger}


def test_products_of_unnamed_producers_are_decided_one_by_one() -> None:
    owner = producer(name=UNNAMED)
    cases = [waiting(product(owner)) for _ in range(2)]
    assert len(resolve_product_place(cases[0], commune(), by=officer(), at=AT)) == 1


def test_a_decided_case_cannot_be_decided_again() -> None:
    case, user = waiting(), officer()
    resolve_product_place(case, commune(), by=user, at=AT)
    with pytest.raises(DomainError, match="Nơi sản xuất này đã được xác định"):
        resolve_product_place(case, commune("25630", "Long Hoa"), by=user, at=AT)
    page = signed_in(user).get(reverse("importing:resolve_case", args=[case.pk]))
    assert "Đã xác định: Phường Tân Ninh" in page.content.decode()


def test_a_unit_outside_the_province_or_of_the_past_is_refused() -> None:
    case = waiting()
    hanoi = commune("42001", "Thành Sen", inside=province("42", "Hà Tĩnh"))
    with pytest.raises(DomainError, match="Phường Thành Sen không thuộc Tỉnh Tây Ninh"):
        resolve_product_place(case, hanoi, by=officer(), at=AT)
    with pytest.raises(DomainError, match="Hãy chọn một xã, phường hoặc đặc khu hiện nay"):
        resolve_product_place(case, province(), by=officer(), at=AT)


def test_the_work_list_counts_what_waits_for_this_person() -> None:
    waiting()
    waiting(inside=province("42", "Hà Tĩnh"))
    assert [(task.title, task.count) for task in tasks_for(officer())] == [("Xác định nơi sản xuất", 1)]
    assert [task.count for task in tasks_for(account(Role.SYSTEM_ADMINISTRATOR))] == [2]
    assert tasks_for(account(Role.COMMUNE_OFFICER, commune())) == []
