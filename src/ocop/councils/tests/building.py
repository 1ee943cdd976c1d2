"""Rows for the tests of this room: a council of five with a secretary, a meeting, products on its agenda, whole sheets."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from typing import Any

from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from ocop.councils import operations
from ocop.councils.arithmetic import Mark
from ocop.councils.models import (
    AgendaItem,
    Capacity,
    Council,
    CouncilMeeting,
    CouncilMember,
    CriterionScore,
    EvaluationResult,
)
from ocop.councils.queries.setting_up import role_of_capacity
from ocop.councils.recount import CountingRules
from ocop.dossiers.law import law_of as dossier_law
from ocop.dossiers.models import Dossier, DossierState
from ocop.law.sheets import Sheet
from ocop.ledger.operations import record
from ocop.people.models import Role, RoleAssignment, UserAccount
from ocop.territory.models import AdministrativeUnit
from tests import builders
from tests.builders import AT

LATER = AT + timedelta(hours=1)
SCORERS = (Capacity.CHAIR, Capacity.DEPUTY, Capacity.MEMBER, Capacity.MEMBER, Capacity.EXPERT)


def officer(unit: AdministrativeUnit | None = None) -> UserAccount:
    return builders.account(Role.PROVINCIAL_OFFICER, unit or builders.province())


def council(unit: AdministrativeUnit | None = None, *, scorers: Iterable[str] = SCORERS, **rules: Any) -> Council:
    """A council with one account per scorer and a secretary, recorded by an officer; None leaves a parameter to its national default."""
    place = unit or builders.province()
    by = officer(place)
    given = {"quorum_ratio": Decimal("0.75"), "max_spread": Decimal(10), "size_min": 1, **rules}
    given = {name: value for name, value in given.items() if value is not None}
    number = Council.objects.filter(unit=place).count() + 1
    recorded = operations.record_rules(
        place, decision_number=f"{number}/QĐ-HĐ", effective_from=date(2026, 7, 1), by=by, at=AT, **given
    )
    made = operations.set_up_council(
        place, name=f"Hội đồng OCOP {place.full_name}", decision_number=f"{number}/QĐ-UBND",
        decided_on=date(2026, 7, 1), rules=recorded, by=by, at=AT,
    )  # fmt: skip
    _seat(made, [*scorers, Capacity.SECRETARY], by=by)
    return made


def _seat(of: Council, capacities: list[str], *, by: UserAccount) -> None:
    """Everybody with seat and role under one line of the ledger: seating one by one took a fifth of the tests of this room."""
    seats = CouncilMember.objects.bulk_create(
        CouncilMember(
            council=of, account=builders.account(full_name=f"Ủy viên {number}"), capacity=capacity,
            organisation=f"Sở số {number}", position=number,
        )
        for number, capacity in enumerate(capacities, start=1)
    )  # fmt: skip
    roles = RoleAssignment.objects.bulk_create(
        RoleAssignment(
            account=one.account, role=role_of_capacity(one.capacity), unit=of.unit, organisation_name=of.name,
            effective_from=timezone.localdate(AT),
        )
        for one in seats
    )  # fmt: skip
    with transaction.atomic():
        record("council_member_seated", of, by=by, at=AT, unit_path=of.unit_path, records=[*seats, *roles])


def seat(of: Council, capacity: str = Capacity.MEMBER, index: int = 0) -> CouncilMember:
    return of.members.filter(capacity=capacity).select_related("account").order_by("position")[index]


def chair(of: Council) -> UserAccount:
    return seat(of, Capacity.CHAIR).account


def secretary(of: Council) -> UserAccount:
    return seat(of, Capacity.SECRETARY).account


def scorers(of: Council) -> list[CouncilMember]:
    return list(of.members.exclude(capacity=Capacity.SECRETARY).select_related("account").order_by("position"))


def meeting(
    of: Council | None = None, *, products: int = 1, set_number: int = 11, opened: bool = True
) -> CouncilMeeting:
    """A meeting with products on its agenda; opened means everyone is present and the products may be opened."""
    body = of or council()
    by = secretary(body)
    evaluation_round = body.unit and builders.EvaluationRound.objects.filter(unit=body.unit).first()
    evaluation_round = evaluation_round or builders.evaluation_round(body.unit)
    made = operations.plan_meeting(
        body, evaluation_round, held_on=date(2026, 9, 1), place=f"Hội trường {body.meetings.count() + 1}", by=by, at=AT
    )
    dossiers = [waiting_dossier(made, set_number=set_number) for _ in range(products)]
    operations.put_on_agenda(made, dossiers, by=by, at=AT)
    if opened:
        presence = {member.pk: True for member in body.members.all()}
        operations.record_attendance(made, presence, by=by, at=AT)
        made = operations.open_meeting(made, by=by, at=AT)
    return made


def waiting_dossier(of: CouncilMeeting, *, set_number: int = 11) -> Dossier:
    place = builders.commune(f"25{of.council.unit.code:0>3}", "Tân Ninh", inside=of.council.unit)
    product = builders.product(builders.producer(place), set_number=set_number)
    return builders.dossier(product, state=DossierState.COUNCIL_REVIEW, round=of.round)


def open_product(of: CouncilMeeting, position: int = 1) -> AgendaItem:
    found = of.items.get(position=position)
    return operations.open_item(found, by=chair(of.council), at=AT)


def product_being_scored(**rules: Any) -> AgendaItem:
    """One open product before a council of five."""
    set_number = rules.pop("set_number", 11)
    return open_product(meeting(council(**rules), set_number=set_number))


def full_sheet(law: Sheet, *, level: str = "highest", **levels: int) -> list[Mark]:
    """A whole sheet: every criterion at its highest or lowest level, single ones given as ``c2_3=1``."""
    given = {code[1:].replace("_", "."): value for code, value in levels.items()}
    marks = []
    for criterion in law.scored_criteria:
        case = criterion.cases[0].code if criterion.cases else ""
        ladder = criterion.options_of(case or None)
        wanted = given.get(criterion.code)
        if wanted is None:
            wanted = ladder[-1].level if level == "highest" else 0
        marks.append(Mark(criterion.code, case if wanted else "", wanted))
    return marks


def sheet_with_total(law: Sheet, total: int) -> list[Mark]:
    """A whole sheet that adds up to ``total``: the highest levels first, then whatever still fits, zeros for the rest."""
    return list(_sheet_with_total(law, total))


@cache
def _sheet_with_total(law: Sheet, total: int) -> tuple[Mark, ...]:
    best: dict[int, list[Mark]] = {0: []}
    for criterion in law.scored_criteria:
        case = criterion.cases[0].code if criterion.cases else ""
        extended: dict[int, list[Mark]] = {}
        for gained, marks in best.items():
            for option in reversed(criterion.options_of(case or None)):
                extended.setdefault(gained + option.points, [*marks, Mark(criterion.code, case, option.level)])
            extended.setdefault(gained, [*marks, Mark(criterion.code, "", 0)])
        best = {gained: marks for gained, marks in extended.items() if gained <= total}
    return tuple(best[total])


def counting(**other: Any) -> CountingRules:
    """The second count's rules as the defaults of the law's data have them, written once more by hand."""
    usual = CountingRules(
        aggregate="mean",
        gates_by="agreed",
        cumulative=True,
        star_rule="min",
        story="warn",
        band_input="exact",
        decimals=2,
    )
    return replace(usual, **other)


def law_of(item: AgendaItem) -> Sheet:
    return dossier_law(item.dossier).sheet


def hand_in(item: AgendaItem, member: CouncilMember, marks: list[Mark], *, at: Any = AT) -> None:
    operations.save_marks(item, marks, by=member.account, at=at)
    operations.seal_sheet(item, by=member.account, at=at)


def everyone_hands_in(item: AgendaItem, totals: Iterable[int] | None = None) -> None:
    """Each scoring member hands in a sheet, with the given totals or all with the same full sheet."""
    law, members = law_of(item), scorers(item.meeting.council)
    sheets = [sheet_with_total(law, total) for total in totals] if totals else [full_sheet(law)] * len(members)
    for member, marks in zip(members, sheets, strict=True):
        hand_in(item, member, marks)


def hand_in_divided(item: AgendaItem, members: list[CouncilMember]) -> str:
    """Each hands in a full sheet, the first with the lowest level of a criterion with a star mark; return its code."""
    law = law_of(item)
    code = next(one.code for one in law.scored_criteria if one.has_gate and not one.cases)
    lowest = {f"c{code.replace('.', '_')}": 1}
    for place, member in enumerate(members):
        hand_in(item, member, full_sheet(law, **(lowest if place == 0 else {})))
    return code


def closed_product(totals: Iterable[int] | None = None, **rules: Any) -> AgendaItem:
    """A product whose sheets are all in and which the chair has closed."""
    given = list(totals) if totals is not None else None
    if given is not None and len(given) != len(SCORERS):
        rules["scorers"] = (Capacity.CHAIR, *[Capacity.MEMBER] * (len(given) - 1))
    item = product_being_scored(**rules)
    everyone_hands_in(item, given)
    operations.close_item(item, by=chair(item.meeting.council), at=LATER)
    item.refresh_from_db()
    return item


def agree_on_everything(item: AgendaItem) -> EvaluationResult:
    """The council agrees on the highest level any member chose, wherever the sheets differ in a gated criterion."""
    found = EvaluationResult.objects.get(item=item)
    for code in found.missing_agreed:
        rows = CriterionScore.objects.filter(
            sheet__item=item, sheet__scoring_pass=item.scoring_pass, criterion_code=code
        )
        level = max(rows.values_list("level", flat=True))
        found = operations.record_agreed_option(item, code, level=level, by=chair(item.meeting.council), at=LATER)
    return found


def browser(user: UserAccount) -> Client:
    """A browser in which a person is signed in."""
    client = Client()
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def url(name: str, pk: int) -> str:
    """Address of a page of this room."""
    return reverse(f"councils:{name}", args=[pk])
