"""Pages of producers over HTTP: who sees which profile, what is protected, and that nothing typed is lost."""

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from django.http import Http404
from django.test import Client
from django.urls import reverse

from ocop.people.models import Role, UserAccount
from ocop.producers.models import Delegation, Producer
from ocop.producers.queries import get_producer_for, producers_visible_to
from tests.builders import START, account, commune, producer, province

pytestmark = pytest.mark.django_db
Counting = Callable[[int], AbstractContextManager[object]]
IN_COMMUNE = {Role.COMMUNE_OFFICER, Role.COMMUNE_CHAIR}
NATIONAL = {Role.CENTRAL_OFFICER, Role.SYSTEM_ADMINISTRATOR, Role.MINISTER}
# Process 12.1, row "Producer profile": central councils read what is assigned to them; editors, buyers, steering committees the public part.
WITHOUT_PROFILES = {
    Role.CENTRAL_ADVISORY_GROUP_HEAD, Role.CENTRAL_ADVISORY_GROUP_MEMBER, Role.CENTRAL_COUNCIL_MEMBER, Role.CENTRAL_COUNCIL_SECRETARY,
    Role.CENTRAL_COUNCIL_CHAIR, Role.STEERING_READER, Role.CONTENT_EDITOR, Role.BUYER,
}  # fmt: skip
HANDLING = {Role.PROVINCIAL_OFFICER, Role.PROVINCIAL_CHAIR, Role.SYSTEM_ADMINISTRATOR}
VISITING = {Role.DEPARTMENT_OFFICER, Role.SUPERVISION_TEAM_HEAD, Role.SUPERVISION_TEAM_MEMBER}
OFFICIALS = [role for role in Role if role not in WITHOUT_PROFILES and role != Role.PRODUCER_USER]


def signed_in(person: UserAccount) -> Client:
    client = Client()
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def official(role: str) -> UserAccount:
    unit = None if role in NATIONAL else commune() if role in IN_COMMUNE else province()
    return account(role, unit)


def page_of(row: Producer, name: str = "producers:detail") -> str:
    return reverse(name, args=[row.pk])


def form_of(row: Producer | None = None, **values: object) -> dict[str, object]:
    form: dict[str, object] = {
        "name": "Hợp tác xã Trà hoa vàng", "organisation_type": "cooperative", "province": "80", "commune": commune().code, "address": "Thôn 1",
        "phone": "0912 345 678", "representative_name": "Nguyễn Thị Hoa", "sex": "female", "ethnicity": "Dao",
        "founded_on": "1/3/2020", "version": row.version if row else "",
    }  # fmt: skip
    return {**form, **values}


@pytest.mark.parametrize("role", OFFICIALS)
def test_officials_read_profiles_inside_their_unit_only(role: str) -> None:
    """Who judges reads what was filed, in the dossier: a profile carries telephones and products that were never filed."""
    here, there = producer(), producer(commune("06970", "Ba Chẽ", inside=province("22", "Quảng Ninh")))
    client = signed_in(official(role))
    reads = role in IN_COMMUNE | HANDLING | VISITING
    assert client.get(page_of(here)).status_code == (200 if reads else 404)
    assert client.get(page_of(there)).status_code == (200 if reads and role in NATIONAL else 404)


@pytest.mark.parametrize("role", sorted(WITHOUT_PROFILES))
@pytest.mark.parametrize("scope", ["province", "nation"])
def test_roles_that_read_only_the_public_part_open_no_profile(role: str, scope: str) -> None:
    producer()
    assert list(producers_visible_to(account(role, province() if scope == "province" else None))) == []


def test_a_producer_sees_only_its_own_profile() -> None:
    person = account(Role.PRODUCER_USER)
    own, other = producer(user=person), producer()
    client = signed_in(person)
    assert client.get(page_of(own)).status_code == 200
    assert client.get(page_of(other)).status_code == 404
    assert client.get(page_of(other, "producers:edit")).status_code == 404
    assert client.get(page_of(other, "producers:delegations")).status_code == 404


def test_the_gatekeeper_and_the_list_agree() -> None:
    rows = [
        producer(),
        producer(commune("25460", "Bình Minh")),
        producer(commune("06970", "Ba Chẽ", inside=province("22", "Quảng Ninh"))),
    ]
    people = [official(role) for role in OFFICIALS] + [account(), account(Role.PRODUCER_USER)]
    for person in people:
        listed = set(producers_visible_to(person))
        for row in rows:
            if row in listed:
                assert get_producer_for(person, row.pk) == row
            else:
                with pytest.raises(Http404):
                    get_producer_for(person, row.pk)


@pytest.mark.parametrize("role", OFFICIALS)
def test_protected_data_is_shown_only_to_those_who_verify_it(role: str) -> None:
    row = producer()
    row.representative.ethnicity = "Sán Chỉ"
    row.representative.save()
    page = signed_in(official(role)).get(page_of(row)).content.decode()
    assert ("Sán Chỉ" in page) is (role in {Role.COMMUNE_OFFICER, Role.PROVINCIAL_OFFICER})


def test_a_producer_registers_on_one_page_also_without_scripts() -> None:
    person, place = account(), commune()
    client, address = signed_in(person), reverse("producers:create")
    assert "Phường Tân Ninh" not in client.get(address).content.decode()
    listed = client.post(
        address, form_of(commune="", action="communes", name="")
    )  # without scripts a button lists them
    assert list(listed.context["form"].errors) == []
    assert f'<option value="{place.code}">Phường Tân Ninh</option>' in listed.content.decode()
    assert 'value="Thôn 1"' in listed.content.decode()
    answer = client.post(address, form_of())
    row = Producer.objects.get()
    assert answer["Location"] == page_of(row)
    assert (row.name, row.phone, str(row.founded_on)) == ("Hợp tác xã Trà hoa vàng", "0912345678", "2020-03-01")


@pytest.mark.parametrize(
    ("field", "value"), [("name", ""), ("commune", "0"), ("organisation_type", "other_organisation"), ("phone", "gọi sau"), ("founded_on", "30/2/2020"), ("email", "khong-phai")]
)  # fmt: skip
def test_a_refused_registration_keeps_what_was_typed(field: str, value: str) -> None:
    client = signed_in(account())
    answer = client.post(reverse("producers:create"), form_of(**{field: value}))
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]
    assert "Thôn 1" in answer.content.decode()
    assert Producer.objects.count() == 0


def test_a_commune_of_another_province_is_refused() -> None:
    client = signed_in(account())
    other = commune("06970", "Ba Chẽ", inside=province("22", "Quảng Ninh"))
    answer = client.post(reverse("producers:create"), form_of(commune=other.code))
    assert list(answer.context["form"].errors) == ["commune"]


def test_a_producer_moves_to_another_province_without_losing_what_was_typed() -> None:
    person = account()
    row = producer(user=person)
    other = commune("06970", "Ba Chẽ", inside=province("22", "Quảng Ninh"))
    client, address = signed_in(person), page_of(row, "producers:edit")
    listed = client.post(address, form_of(row, province="22", address="Khu 1"))  # the commune is still one of Tây Ninh
    assert (list(listed.context["form"].errors), "Khu 1" in listed.content.decode()) == (["commune"], True)
    assert "Xã Ba Chẽ" in listed.content.decode() or "Phường Ba Chẽ" in listed.content.decode()
    client.post(address, form_of(row, province="22", commune=other.code, address="Khu 1"))
    row.refresh_from_db()
    assert (row.unit, row.unit_path, row.address) == (other, "22/06970/", "Khu 1")


@pytest.mark.parametrize("role", OFFICIALS)
def test_an_official_account_is_told_why_it_registers_nothing(role: str) -> None:
    answer = signed_in(official(role)).get(reverse("producers:create"))
    assert answer.status_code == 403
    assert "Tài khoản công vụ" in answer.content.decode()


def test_a_profile_is_changed() -> None:
    person = account()
    row = producer(user=person)
    answer = signed_in(person).post(page_of(row, "producers:edit"), form_of(row))
    row.refresh_from_db()
    assert answer["Location"] == page_of(row)
    assert (row.name, row.version) == ("Hợp tác xã Trà hoa vàng", 1)


def test_when_two_people_save_the_second_sees_what_differs_and_decides() -> None:
    person = account()
    row = producer(user=person)
    client, address = signed_in(person), page_of(row, "producers:edit")
    client.post(address, form_of(row, address="Thôn 1"))
    late = client.post(address, form_of(row, address="Thôn 2"))  # opened before the first save
    page = late.content.decode()
    assert late.status_code == 409
    assert "người khác đã lưu" in page
    assert "Địa chỉ (số nhà, thôn, ấp)" in page
    assert "Thôn 2" in page
    row.refresh_from_db()
    assert row.address == "Thôn 1"
    client.post(address, form_of(row, address="Thôn 2", version=late.context["form"]["version"].value()))
    row.refresh_from_db()
    assert row.address == "Thôn 2"


def test_an_imported_producer_without_representative_opens_and_is_completed() -> None:
    row = producer(organisation_type="other_organisation")
    row.representative.delete()
    client = signed_in(account(Role.PROVINCIAL_OFFICER, province()))
    assert client.get(page_of(row)).status_code == 200
    assert client.get(page_of(row, "producers:edit")).status_code == 200
    client.post(page_of(row, "producers:edit"), form_of(row, organisation_type="other_organisation"))
    assert Producer.objects.get(pk=row.pk).representative.full_name == "Nguyễn Thị Hoa"


def test_a_producer_delegates_and_ends_it() -> None:
    person, officer = account(), account(Role.COMMUNE_OFFICER, commune(), username="can-bo-tan-ninh")
    row = producer(user=person)
    client, address = signed_in(person), page_of(row, "producers:delegations")
    form = {
        "delegate": "can-bo-tan-ninh",
        "consent_given_by": "Hoa",
        "consent_on": "1/9/2026",
        "effective_from": "1/9/2026",
    }
    assert client.post(address, form)["Location"] == address
    given = Delegation.objects.get()
    assert given.delegate == officer
    client.post(reverse("producers:finish_delegation", args=[row.pk, given.pk]))
    given.refresh_from_db()
    assert given.effective_to is not None


def test_an_unknown_delegate_is_answered_in_words() -> None:
    person = account()
    row = producer(user=person)
    form = {"delegate": "khong-co", "consent_given_by": "Hoa", "consent_on": "1/9/2026", "effective_from": "1/9/2026"}
    page = signed_in(person).post(page_of(row, "producers:delegations"), form).content.decode()
    assert "Không có tài khoản với tên đăng nhập này" in page


def test_a_delegate_works_on_the_profile_but_not_on_delegations() -> None:
    consultant, row = account(), producer(user=account())
    Delegation.objects.create(
        producer=row,
        delegate=consultant,
        consent_given_by="Hoa",
        consent_on=START,
        effective_from=START,
        recorded_by=consultant,
    )
    client = signed_in(consultant)
    assert client.get(page_of(row)).status_code == 200
    assert client.get(page_of(row, "producers:edit")).status_code == 200
    assert client.get(page_of(row, "producers:delegations")).status_code == 403


def test_the_list_costs_the_same_for_one_and_for_many(django_assert_num_queries: Counting) -> None:
    client = signed_in(account(Role.PROVINCIAL_OFFICER, province()))
    producer()
    client.get(reverse("producers:list"))
    with django_assert_num_queries(6):
        client.get(reverse("producers:list"))
    for _ in range(25):
        producer()
    with django_assert_num_queries(6):
        assert len(client.get(reverse("producers:list")).context["page"]) == 26


def test_an_official_finds_a_producer_without_diacritics() -> None:
    client = signed_in(account(Role.PROVINCIAL_OFFICER, province()))
    wanted = producer(name="Hợp tác xã Đường Thốt Nốt")
    producer()
    assert list(client.get(f"{reverse('producers:list')}?q=duong+thot").context["page"]) == [wanted]
    assert "Không tìm thấy" in client.get(f"{reverse('producers:list')}?q=zzz").content.decode()
