"""Pages of public bodies over HTTP: search, forms that keep what was typed, a fixed number of queries."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from ocop.people.models import PublicBody, Role
from ocop.people.queries import body_name_on
from tests.builders import account, body, commune, province

pytestmark = pytest.mark.django_db
Counting = Callable[[int], AbstractContextManager[object]]


def signed_in(role: str | None = Role.SYSTEM_ADMINISTRATOR) -> Client:
    client = Client()
    client.force_login(account(role), backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def test_the_list_of_bodies_costs_the_same_for_one_and_for_many(django_assert_num_queries: Counting) -> None:
    client = signed_in()
    body(province())
    client.get(reverse("people:bodies"))
    with django_assert_num_queries(7):
        client.get(reverse("people:bodies"))
    for number in range(20):
        body(commune(f"25{number:03}", f"Phường {number}"), f"Ủy ban nhân dân phường số {number}")
    with django_assert_num_queries(7):
        page = client.get(reverse("people:bodies")).content.decode()
    assert page.count("Ủy ban nhân dân phường số") == 20


def test_bodies_are_found_without_diacritics_by_kind_and_by_province() -> None:
    client = signed_in()
    body(province())
    body(commune(), "Ủy ban nhân dân phường Tân Ninh")
    body(province("42", "Hà Tĩnh"), "Ủy ban nhân dân tỉnh Hà Tĩnh")
    found = client.get(reverse("people:bodies"), {"q": "uy ban", "loai": "provincial_committee", "tinh": province().pk})
    assert [name for _, name in found.context["lines"]] == ["Ủy ban nhân dân tỉnh Tây Ninh"]


def test_an_administrator_records_a_body_of_a_commune_in_two_steps() -> None:
    client, place = signed_in(), commune()
    address = f"{reverse('people:body_create')}?tinh={place.parent_id}"
    assert "Phường Tân Ninh" in client.get(address).content.decode()
    form = {
        "kind": "commune_committee", "unit": place.pk, "name": "Ủy ban nhân dân phường Tân Ninh", "abbreviation": "UBND",
        "effective_from": "1/7/2025", "legal_source": "Nghị quyết 1682/NQ-UBTVQH15",
    }  # fmt: skip
    answer = client.post(address, form)
    made = PublicBody.objects.get()
    assert answer["Location"] == reverse("people:body", args=[made.pk])
    assert (made.unit, made.names.get().effective_from) == (place, date(2025, 7, 1))


def test_a_refused_body_says_why() -> None:
    answer = signed_in().post(reverse("people:body_create"), {"kind": "commune_committee", "name": "UBND xã"})
    assert answer.status_code == 422
    assert "cần một xã, phường, đặc khu" in answer.content.decode()


def test_a_body_is_renamed_put_under_a_letterhead_and_merged() -> None:
    client, place = signed_in(), province()
    old = body(place, "Sở Nông nghiệp", "line_department")
    new = body(place, "Sở Nông nghiệp và Môi trường", "line_department")
    above = body(place, "Ủy ban nhân dân tỉnh Tây Ninh")
    steps: list[tuple[str, dict[str, object]]] = [
        ("people:body_rename", {"name": "Sở Nông nghiệp và PTNT", "effective_from": "1/8/2025", "legal_source": "1/NQ"}),
        ("people:body_letterhead", {"superior": above.pk, "place_name": "Tây Ninh"}),
        ("people:body_succession", {"kind": "merged", "successor": new.pk, "effective_on": "1/9/2025", "legal_source": "2/NQ"}),
    ]  # fmt: skip
    for route, typed in steps:
        address = reverse(route, args=[old.pk])
        assert client.get(address).status_code == 200
        assert client.post(address, typed)["Location"] == reverse("people:body", args=[old.pk])
    page = client.get(reverse("people:body", args=[old.pk])).content.decode()
    for shown in (
        "Sở Nông nghiệp và PTNT", "Từ 01/08/2025 đến hết 31/08/2025", "Ủy ban nhân dân tỉnh Tây Ninh",
        "Thôi hoạt động hết ngày 31/08/2025", "Sở Nông nghiệp và Môi trường",
    ):  # fmt: skip
        assert shown in page


def test_whoever_signed_in_reads_a_body_but_finds_no_way_to_change_it() -> None:
    one = body(province())
    page = signed_in(Role.PRODUCER_USER).get(reverse("people:body", args=[one.pk])).content.decode()
    assert body_name_on(one, date(2026, 1, 1)) in page
    assert reverse("people:body_rename", args=[one.pk]) not in page
