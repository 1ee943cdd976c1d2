"""Choosing a commune without JavaScript, and the pages about units."""

from collections.abc import Callable

import pytest
from django import forms
from django.test import Client
from django.urls import reverse

from ocop.territory.forms import CommuneFormMixin
from ocop.territory.models import AdministrativeUnit
from tests.builders import account

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("units_loaded")]


class AddressForm(CommuneFormMixin, forms.Form):
    hamlet = forms.CharField(required=False)


def signed_in() -> Client:
    client = Client()
    client.force_login(account())
    return client


def test_first_the_provinces_are_offered_and_no_commune() -> None:
    form = AddressForm()
    assert len(form.fields["province"].choices) == 35  # type: ignore[attr-defined]
    assert list(form.fields["commune"].choices) == [("", "Chọn xã, phường, đặc khu")]  # type: ignore[attr-defined]


def test_a_province_without_a_commune_comes_back_with_the_list_and_what_was_typed() -> None:
    form = AddressForm({"province": "80", "commune": "", "hamlet": "Ấp 1"})
    assert form.errors == {"commune": ["Hãy chọn xã, phường hoặc đặc khu của Tỉnh Tây Ninh trong danh sách."]}
    assert len(form.fields["commune"].choices) == 97  # type: ignore[attr-defined]
    assert form["hamlet"].value() == "Ấp 1"


def test_a_commune_of_the_province_is_accepted() -> None:
    form = AddressForm({"province": "80", "commune": "25459", "hamlet": ""})
    assert form.is_valid()
    assert form.cleaned_data["commune"].path == "80/25459/"


def test_a_commune_of_another_province_is_refused() -> None:
    form = AddressForm({"province": "42", "commune": "25459", "hamlet": ""})
    assert form.errors["commune"] == ["Xã này không thuộc tỉnh đã chọn; hãy chọn lại trong danh sách."]


@pytest.mark.parametrize("province", ["99", "8" * 50, "0"])
def test_a_province_that_is_none_is_refused(province: str) -> None:
    form = AddressForm({"province": province, "commune": "25459", "hamlet": ""})
    assert form.errors["province"] == ["Hãy chọn một tỉnh hoặc thành phố trong danh sách."]


def test_a_record_preselects_its_province_and_commune() -> None:
    form = AddressForm(unit=AdministrativeUnit.objects.get(path="80/25459/"))
    assert (form["province"].value(), form["commune"].value()) == ("80", "25459")
    assert len(form.fields["commune"].choices) == 97  # type: ignore[attr-defined]


def test_the_options_of_a_province_are_public_facts() -> None:
    answer = Client().get(reverse("territory:communes"), {"province": "46"})
    assert answer.content.decode().count("<option") == 41
    plain = Client().get(reverse("territory:communes"), {"province": "46", "format": "json"}).json()
    assert len(plain["communes"]) == 40
    assert Client().get(reverse("territory:communes"), {"province": "xyz", "format": "json"}).json() == {"communes": []}


def test_the_list_shows_every_province_with_a_fixed_number_of_queries(
    django_assert_num_queries: Callable[..., object],
) -> None:
    client = signed_in()
    client.get(reverse("territory:list"))
    with django_assert_num_queries(5):
        page = client.get(reverse("territory:list"))
    assert (len(page.context["rows"]), page.context["total"]) == (34, "3.321")


def test_a_unit_shows_its_periods_and_its_origins() -> None:
    page = signed_in().get(reverse("territory:province", args=["75"]))
    assert [one.full_name for one in page.context["periods"]] == ["Tỉnh Đồng Nai", "Thành phố Đồng Nai"]
    assert sorted(one.predecessor.name for one in page.context["origins"]) == ["Bình Phước", "Đồng Nai"]
    assert signed_in().get(reverse("territory:commune", args=["25459"])).status_code == 200
    assert signed_in().get(reverse("territory:commune", args=["00002"])).status_code == 404
    assert Client().get(reverse("territory:list")).status_code == 302


@pytest.mark.parametrize(
    ("typed", "former", "today"),
    [
        ("Bình Phước", "Tỉnh Bình Phước, đến 30/06/2025", "Thành phố Đồng Nai"),
        ("tỉnh Hà Tây", "Tỉnh Hà Tây, đến 31/7/2008", "Thành phố Hà Nội"),
        ("thi xa hoa thanh", "Thị xã Hòa Thành, tỉnh tây ninh", "Phường Long Hoa, tỉnh Tây Ninh"),
        ("Xã Trường Đông, Tây Ninh", "Xã Trường Đông, thị xã Hòa Thành", "Phường Long Hoa, tỉnh Tây Ninh"),
        ("Quận 9", "Quận 9, đến 31/12/2020", "Phường Long Phước, thành phố Hồ Chí Minh"),
        ("H. Từ Liêm", "Huyện Từ Liêm, đến 2013", "Phường Từ Liêm, thành phố Hà Nội"),
        ("Nguyễn Trung Trực, Hà Nội", "Phường Nguyễn Trung Trực, đến 2023–2025", "Phường Ba Đình, thành phố Hà Nội"),
    ],
)
def test_former_units_are_found_and_lead_to_those_of_today(typed: str, former: str, today: str) -> None:
    page = signed_in().get(reverse("territory:list"), {"q": typed}).content.decode()
    lines = [line for line in page.split("<li>") if "nay thuộc" in line and former.casefold() in line.casefold()]
    assert len(lines) == 1
    assert f">{today}</a>" in lines[0]


@pytest.mark.parametrize("typed", ["Không có đâu", "Quận 9, Hà Nội", "9"])
def test_no_former_unit_is_invented(typed: str) -> None:
    assert "Đơn vị trước đây" not in signed_in().get(reverse("territory:list"), {"q": typed}).content.decode()
