"""One answer for all rows that print the same place, the likeliest place first, and every answer taken back or refused with what stands on it."""

from datetime import timedelta

import pytest
from django.urls import reverse

from ocop.ledger.comparing import record_checks, told_by_the_chain
from ocop.ledger.errors import DomainError
from ocop.ledger.queries import timeline_of
from ocop.people.models import Role
from ocop.producers.models import Producer
from ocop.products.models import Product
from ocop.recognition.importing.ranking import best_of
from ocop.recognition.importing.resolving import resolve_product_place
from ocop.recognition.importing.taking_back import take_back_place
from ocop.recognition.importing.tests.test_queue import PLACE, officer, signed_in, waiting
from ocop.territory.models import AdministrativeUnit, UnitMappingCase, UnitSuccession
from tests.builders import AT, account, commune, producer, product, province

pytestmark = pytest.mark.django_db
LATER = AT + timedelta(hours=1)
REASON = "Chủ thể cho biết ở phường bên."


def printed(name: str, *, place: str = PLACE) -> Product:
    """A product of a producer of its own whose list printed the place of both."""
    owner = producer(name=f"Hợp tác xã {name}")
    home = province()
    Producer.objects.filter(pk=owner.pk).update(unit=None, unit_path=home.path, place_as_published=place)
    waiting(product(owner, name=name), place=place)
    return Product.objects.get(name=name)


def found_wrong() -> list[object]:
    told = told_by_the_chain()
    return [one for check in record_checks(lambda: told).values() for one in check() if one]


def test_one_answer_holds_for_all_producers_of_the_printed_place_and_leaves_out_whom_the_person_unticks() -> None:
    honey, salt, tea = printed("Mật"), printed("Muối"), printed("Trà")
    elsewhere = printed("Nước mắm", place="xã khác, Tây Ninh")
    page = reverse("importing:resolve_case", args=[honey.mapping_case_id])
    client = signed_in(officer())
    opened = client.get(page).content.decode()
    assert [f"{name} – Hợp tác xã {name}" in opened for name in ("Mật", "Muối", "Trà", "Nước mắm")] == [True] * 3 + [
        False
    ]
    answer = {"choice": str(commune().pk), "unit": "", "products": [str(honey.pk), str(salt.pk)]}
    assert client.post(page, answer).status_code == 302
    placed = dict(Product.objects.values_list("name", "unit_path"))
    assert placed == {"Mật": "80/25459/", "Muối": "80/25459/", "Trà": "80/", "Nước mắm": "80/"}
    assert Producer.objects.get(products=salt).unit == commune()
    assert {tea.mapping_case_id, elsewhere.mapping_case_id} == set(
        UnitMappingCase.objects.filter(resolved_at=None).values_list("pk", flat=True)
    )


def test_nothing_ticked_or_a_product_of_another_place_is_refused() -> None:
    honey, _, elsewhere = printed("Mật"), printed("Muối"), printed("Trà", place="xã khác, Tây Ninh")
    page = reverse("importing:resolve_case", args=[honey.mapping_case_id])
    client = signed_in(officer())
    none = client.post(page, {"choice": str(commune().pk), "unit": ""})
    assert none.context["form"].errors["products"] == ["Hãy đánh dấu ít nhất một sản phẩm mà câu trả lời này áp dụng."]
    foreign = client.post(page, {"choice": str(commune().pk), "unit": "", "products": [str(elsewhere.pk)]})
    assert foreign.context["form"].errors["products"] == [
        "Có sản phẩm vừa được người khác xác định. Hãy xem lại danh sách."
    ]
    assert UnitMappingCase.objects.filter(resolved_at__isnull=False).count() == 0


def test_the_likeliest_place_comes_first() -> None:
    case = waiting(place="xã Tân Thạnh, huyện Thanh Bình, Tây Ninh")
    plain, named = commune("25630", "Long Hoa"), commune("25633", "Tân Thành")
    case.candidates.set([commune(), plain, named])
    assert best_of(case)[0] == named  # spelt alike
    old = AdministrativeUnit.objects.create(
        code="30000", level="commune", unit_type="Xã", name="Tân Thạnh", path="cu/72/700/30000/", search_key="tan thanh",
        effective_from="1900-01-01", effective_to="2025-06-30",
    )  # fmt: skip
    UnitSuccession.objects.create(
        predecessor=old, successor=plain, whole=False, effective_on="2025-07-01", legal_source="NQ"
    )
    assert best_of(case)[:2] == [plain, named]  # what bore the name went there
    before = waiting(place=case.place_as_published)
    UnitMappingCase.objects.filter(pk=before.pk).update(resolved_unit=commune(), resolved_by=officer(), resolved_at=AT)
    assert best_of(case) == [commune(), plain, named]  # somebody answered before


def test_an_answer_is_taken_back_whole_and_can_be_given_anew() -> None:
    honey, salt, user = printed("Mật"), printed("Muối"), officer()
    case = UnitMappingCase.objects.get(pk=honey.mapping_case_id)
    resolve_product_place(case, commune(), among=[honey.pk, salt.pk], by=user, at=AT)
    client, before = signed_in(user), found_wrong()
    assert "Rút lại câu trả lời này" in client.get(reverse("importing:resolve_case", args=[case.pk])).content.decode()
    shown = client.get(reverse("importing:answers"))
    assert [(row["count"], row["resolved_unit__name"]) for row in shown.context["page"]] == [(2, "Tân Ninh")]
    page = reverse("importing:take_back", args=[shown.context["page"][0]["first"]])
    assert "Hãy ghi lý do rút lại." in client.post(page, {"reason": ""}).content.decode()
    assert client.post(page, {"reason": REASON}).status_code == 302
    assert set(Product.objects.values_list("unit", "unit_path")) == {(None, "80/")}
    assert set(Producer.objects.values_list("unit", "unit_path")) == {(None, "80/")}
    assert UnitMappingCase.objects.filter(resolved_at=None, resolved_by=None, resolved_unit=None).count() == 2
    newest = timeline_of(salt).order_by("-pk").first()
    assert newest is not None
    assert (newest.action, newest.reason) == ("product_place_taken_back", REASON)
    assert found_wrong() == before  # the ledger says all that was written
    resolve_product_place(case, commune("25630", "Long Hoa"), by=user, at=LATER)
    assert Product.objects.get(pk=honey.pk).unit_path == "80/25630/"


def test_what_was_built_upon_the_place_is_named_and_nothing_is_changed() -> None:
    honey, user = printed("Mật"), officer()
    case = UnitMappingCase.objects.get(pk=honey.mapping_case_id)
    with pytest.raises(DomainError, match="chưa được xác định nên không có gì để rút lại"):
        take_back_place(case, reason=REASON, by=user, at=AT)
    resolve_product_place(case, commune(), by=user, at=AT)
    honey.former_identities.create(name="Mật ong", effective_to=AT.date())
    with pytest.raises(DomainError) as refusal:
        take_back_place(case, reason=REASON, by=user, at=LATER)
    assert refusal.value.sentence == (
        "Chưa rút lại được nơi sản xuất này: Sản phẩm đã đổi tên hoặc nơi sản xuất: “Mật”."
    )
    assert Product.objects.get(pk=honey.pk).unit == commune()


def test_an_officer_of_another_province_takes_nothing_back() -> None:
    case = UnitMappingCase.objects.get(pk=printed("Mật").mapping_case_id)
    resolve_product_place(case, commune(), by=officer(), at=AT)
    other = officer(province("42", "Hà Tĩnh"))
    with pytest.raises(DomainError, match="thuộc cơ quan tham mưu cấp tỉnh của nơi sản xuất"):
        take_back_place(case, reason=REASON, by=other, at=LATER)
    assert signed_in(other).get(reverse("importing:take_back", args=[case.pk])).status_code == 404
    assert list(signed_in(other).get(reverse("importing:answers")).context["page"]) == []
    assert signed_in(account(Role.COMMUNE_OFFICER, commune())).get(reverse("importing:answers")).status_code == 403
