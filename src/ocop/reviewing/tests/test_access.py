"""Who may read which dossier: a table written by hand, and random worlds against an oracle in plain Python."""

from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.http import Http404
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ocop.dossiers.models import CommuneAssessment, Dossier, DossierState
from ocop.dossiers.queries.access import dossiers_visible_to, get_dossier_for
from ocop.people.models import Role, RoleAssignment, UserAccount
from ocop.producers.models import ProducerUser
from ocop.reviewing.queries.worklists_commune import commune_dossiers
from ocop.reviewing.queries.worklists_province import province_dossiers
from ocop.reviewing.tests.reviewing_world import NINE
from tests import builders

pytestmark = pytest.mark.django_db

# State → who of P(roducer) C(ommune) T(ỉnh, province) M(inistry) reads it. Commune: officer and chair alike; province too.
READERS = {
    "draft": "P",
    "submitted": "PC",
    "commune_review": "PC",
    "commune_supplement": "PC",
    "commune_assessed": "PC",
    "province_review": "PCT",
    "province_supplement": "PCT",
    "in_round": "PCT",
    "advisory_review": "PCT",
    "council_review": "PCT",
    "province_scored": "PCT",
    "decision_pending": "PCT",
    "recognised": "PCT",
    "potential_five_star": "PCTM",
    "central_review": "PCTM",  # the ministry's office receives and checks what the province sent (Đ.7.4.a)
    "central_supplement": "PCTM",
    "central_advisory_review": "PCTM",
    "central_council_review": "PCTM",
    "central_scored": "PCTM",
    "central_decision_pending": "PCTM",
    "province_fallback": "PCT",  # the ministry reads on by the round in which it was evaluated
    "not_recognised": "PCT",
    "rejected": "PCT",
    "stopped": "PCT",
    "returned": "PC",
    "withdrawn": "PC",
}
# These two may also be reached after the commune forwarded the dossier; then the province reads them too.
READERS_AFTER_FORWARDING = {"returned": "PCT", "withdrawn": "PCT"}
LETTER_OF_ROLE = {
    Role.COMMUNE_OFFICER: "C",
    Role.COMMUNE_CHAIR: "C",
    Role.PROVINCIAL_OFFICER: "T",
    Role.PROVINCIAL_CHAIR: "T",
    Role.CENTRAL_OFFICER: "M",
    Role.MINISTER: "M",
}


def forward(dossier: Dossier) -> None:
    person = builders.account()
    CommuneAssessment.objects.create(
        dossier=dossier, drafted_by=person, drafted_at=NINE, signed_by=person, signed_at=NINE
    )


def may_read(user: UserAccount, dossier: Dossier) -> bool:
    """Ask the gatekeeper."""
    try:
        return get_dossier_for(user, dossier.pk) == dossier
    except Http404:
        return False


def test_the_table_names_every_state() -> None:
    assert list(READERS) == [state.value for state in DossierState]


def people_by_letter() -> list[tuple[str, UserAccount]]:
    """An account of every role in its own place, by the letter of the table; "-" for those who read no dossier by their role."""
    units = {"C": builders.commune(), "T": builders.province()}
    letters = [(LETTER_OF_ROLE.get(role, "-"), role) for role in Role]
    return [(letter, builders.account(role, units.get(letter), full_name=role.label)) for letter, role in letters]


@pytest.mark.parametrize("forwarded", [False, True])
def test_each_role_reads_what_the_matrix_says(*, forwarded: bool, every_cell: bool) -> None:
    """The list is asked for everybody, the gatekeeper for one of each letter: random worlds below show that the two agree."""
    owner, of = builders.account(full_name="chủ thể"), builders.producer()
    ProducerUser.objects.create(producer=of, account=owner, effective_from=date(2026, 1, 1))
    dossiers = {state: builders.dossier(builders.product(of), state=state, created_by=owner) for state in READERS}
    if forwarded:
        for dossier in dossiers.values():
            forward(dossier)
    expected = READERS | (READERS_AFTER_FORWARDING if forwarded else {})
    asked: set[str] = set()
    for letter, person in [("P", owner), *people_by_letter()]:
        wanted = {state for state, letters in expected.items() if letter in letters}
        assert set(dossiers_visible_to(person).values_list("state", flat=True)) == wanted, person.full_name
        if every_cell or letter not in asked:
            assert {state for state, one in dossiers.items() if may_read(person, one)} == wanted, person.full_name
        asked.add(letter)


@pytest.mark.parametrize("role", [Role.COMMUNE_OFFICER, Role.COMMUNE_CHAIR])
def test_another_commune_reads_nothing(role: Role) -> None:
    dossier = builders.dossier(state="commune_assessed")
    assert not may_read(builders.account(role, builders.commune("25462", "Bình Minh")), dossier)


@pytest.mark.parametrize("role", [Role.PROVINCIAL_OFFICER, Role.PROVINCIAL_CHAIR])
def test_another_province_reads_nothing(role: Role) -> None:
    dossier = builders.dossier(state="province_review")
    assert not may_read(builders.account(role, builders.province("42", "Hà Tĩnh")), dossier)


def test_strangers_and_closed_accounts_read_nothing() -> None:
    dossier = builders.dossier(state="commune_review")
    closed = builders.account(Role.COMMUNE_OFFICER, builders.commune(), is_active=False)
    assert list(dossiers_visible_to(AnonymousUser())) == []
    assert list(dossiers_visible_to(closed)) == []
    assert not may_read(closed, dossier)


@dataclass(frozen=True)
class DossierPlan:
    """A dossier to build: its place, its producer, its state."""

    place: int
    state: str
    forwarded: bool


@dataclass(frozen=True)
class RolePlan:
    """A role to assign: in a commune or its province, in force today or not."""

    role: str
    place: int
    in_force: bool


PLACES = (("80", "25459"), ("80", "25462"), ("42", "18073"))
IN_FORCE, OVER = (date(2026, 1, 1), None), (date(2025, 1, 1), date(2025, 12, 31))
dossier_plans = st.builds(DossierPlan, st.sampled_from(range(3)), st.sampled_from(list(READERS)), st.booleans())
role_plans = st.builds(
    RolePlan, st.sampled_from([role.value for role in Role]), st.sampled_from(range(3)), st.booleans()
)


def expected_to_read(plan: DossierPlan, roles: list[RolePlan], acts_for: set[int]) -> bool:
    """The matrix in plain Python, independent of the queries."""
    readers = READERS[plan.state]
    if plan.forwarded:
        readers = READERS_AFTER_FORWARDING.get(plan.state, readers)
    if "P" in readers and plan.place in acts_for:
        return True
    for held in roles:
        letter = LETTER_OF_ROLE.get(Role(held.role), "-")
        same_commune = held.place == plan.place
        same_province = PLACES[held.place][0] == PLACES[plan.place][0]
        here = {"C": same_commune, "T": same_province, "M": True}.get(letter, False)
        if held.in_force and letter in readers and here:
            return True
    return False


@given(
    plans=st.lists(dossier_plans, min_size=1, max_size=6),
    roles=st.lists(role_plans, max_size=4, unique_by=lambda one: (one.role, one.place)),
    acts_for=st.sets(st.sampled_from(range(3)), max_size=2),
)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_list_and_the_gatekeeper_agree_in_random_worlds(
    plans: list[DossierPlan], roles: list[RolePlan], acts_for: set[int]
) -> None:
    with transaction.atomic():
        communes = [
            builders.commune(code, f"Xã {code}", inside=builders.province(province, f"Tỉnh {province}"))
            for province, code in PLACES
        ]
        producers = [builders.producer(unit) for unit in communes]
        person = builders.account()
        for held in roles:
            begins, ends = IN_FORCE if held.in_force else OVER
            unit = communes[held.place]
            letter = LETTER_OF_ROLE.get(Role(held.role), "-")
            RoleAssignment.objects.create(
                account=person,
                role=held.role,
                unit={"C": unit, "T": unit.parent}.get(letter),
                effective_from=begins + timedelta(days=held.place),
                effective_to=ends,
            )
        for place in acts_for:
            ProducerUser.objects.create(producer=producers[place], account=person, effective_from=date(2026, 1, 1))
        built = []
        for plan in plans:
            dossier = builders.dossier(builders.product(producers[plan.place]), state=plan.state, created_by=person)
            if plan.forwarded:
                forward(dossier)
            built.append((plan, dossier))
        listed = set(dossiers_visible_to(person))
        for plan, dossier in built:
            expected = expected_to_read(plan, roles, acts_for)
            assert (dossier in listed) == expected, (plan, roles, acts_for)
            assert may_read(person, dossier) == expected, (plan, roles, acts_for)
        assert set(commune_dossiers(person)) | set(province_dossiers(person)) <= listed
        transaction.set_rollback(True)
