"""A prepared question gives the rows of the query set it was made from, and has its SQL written once. On both databases."""

from datetime import date
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.contrib.sessions.models import Session
from django.db import connection
from django.db.models import Model, Q, QuerySet
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from ocop.ledger.prepared import Prepared, PreparedRecords
from ocop.people.models import RoleAssignment, UserAccount
from ocop.people.sessions import SessionStore
from tests import builders

pytestmark = pytest.mark.django_db
KEPT_PLANS = "SELECT COUNT(*) FROM pg_prepared_statements WHERE statement LIKE '%people_roleassignment%'"
FIELDS = ("account__full_name", "role", "effective_from", "ended_at_once", "account__date_joined", "effective_to")


def roles_of(account: Any, role: Any) -> QuerySet[RoleAssignment, Any]:
    found = RoleAssignment.objects.filter(Q(account_id=account) | Q(role=role), effective_from__gte=date(2026, 1, 1))
    return found.order_by("-pk").values_list(*FIELDS)


def columns(record: Model) -> dict[str, Any]:
    return {field.attname: getattr(record, field.attname) for field in record._meta.concrete_fields}


@pytest.fixture
def people() -> list[UserAccount]:
    return [
        builders.account(role, builders.province())
        for role in ("provincial_chair", "provincial_officer", "commune_chair")
    ]


def test_the_rows_are_those_of_the_query_set_with_days_moments_and_truths(people: list[UserAccount]) -> None:
    prepared = Prepared(roles_of)
    for person, role in ((people[0], "commune_chair"), (people[1], "provincial_officer"), (people[2], "nobody")):
        assert prepared.rows(person.pk, role) == list(roles_of(person.pk, role))
    assert [type(value) for value in prepared.rows(people[0].pk, "")[0][2:4]] == [date, bool]


def test_values_may_stand_in_any_order_and_more_than_once(people: list[UserAccount]) -> None:
    prepared = Prepared(lambda role, account: roles_of(account, role).filter(Q(role=role) | Q(account=account)))
    assert [row[1] for row in prepared.rows("commune_chair", people[0].pk)] == ["commune_chair", "provincial_chair"]


def test_a_hostile_value_stays_a_value(people: list[UserAccount]) -> None:
    assert Prepared(roles_of).rows(0, "' OR 1=1 --") == []


def test_the_question_is_built_once_and_asked_once_each_time(people: list[UserAccount]) -> None:
    built = []

    def build(account: Any, role: Any) -> QuerySet[RoleAssignment, Any]:
        built.append(account)
        return roles_of(account, role)

    prepared = Prepared(build)
    with CaptureQueriesContext(connection) as queries:
        for person in people:
            prepared.rows(person.pk, "")
    assert (len(built), len(queries)) == (1, 3)


def test_postgresql_keeps_one_plan_of_a_question_that_asks_for_it(people: list[UserAccount]) -> None:
    prepared = Prepared(roles_of, planned=True)
    for _turn in range(6):
        for account in (*(person.pk for person in people), 40_000, 3_000_000_000):  # of three sizes to PostgreSQL
            assert prepared.rows(account, "commune_chair") == list(roles_of(account, "commune_chair"))
    with connection.cursor() as cursor:
        cursor.execute(KEPT_PLANS if connection.vendor == "postgresql" else "SELECT 0")
        ((kept,),) = cursor.fetchall()
    assert kept == (1 if connection.vendor == "postgresql" else 0)


def test_records_are_those_of_the_query_set_with_what_they_stand_beside(people: list[UserAccount]) -> None:
    def held(number: Any) -> QuerySet[RoleAssignment]:
        return RoleAssignment.objects.filter(account=number).select_related("account", "unit__parent", "body")

    prepared = PreparedRecords(held)
    for person in people:
        usual, found = held(person.pk).get(), prepared.get(person.pk)
        assert (columns(found), columns(found.account)) == (columns(usual), columns(usual.account))
        assert (found.unit, found.body) == (usual.unit, None)
        with CaptureQueriesContext(connection) as queries:
            assert found.unit is not None
            assert found.unit.parent is None
        assert len(queries) == 0
    assert prepared.first(0) is None
    with pytest.raises(RoleAssignment.DoesNotExist):
        prepared.get(0)


def test_an_account_is_found_by_its_number_and_only_where_it_is_looked_for(people: list[UserAccount]) -> None:
    assert UserAccount.objects.get(pk=people[1].pk) == people[1]
    for absent in (0, -1):
        with pytest.raises(UserAccount.DoesNotExist):
            UserAccount.objects.get(pk=absent)
    group = Group.objects.create(name="Tổ OCOP")
    group.user_set.add(people[0])
    with pytest.raises(UserAccount.DoesNotExist):
        group.user_set.get(pk=people[1].pk)


def test_a_session_that_is_over_or_unknown_is_nobodys() -> None:
    begun = SessionStore()
    begun["ai"] = "Lê Thị Lan"
    begun.save()
    with CaptureQueriesContext(connection) as queries:
        assert SessionStore(begun.session_key)["ai"] == "Lê Thị Lan"
    assert len(queries) == 1
    Session.objects.update(expire_date=timezone.now())
    for key in (begun.session_key, "khong-co-phien-nay"):
        over = SessionStore(key)
        assert (over.get("ai"), over.session_key) == (None, None)


def test_the_pages_look_sessions_up_this_way(client: Client) -> None:
    client.force_login(builders.account(), backend="allauth.account.auth_backends.AuthenticationBackend")
    assert isinstance(client.session, SessionStore)
