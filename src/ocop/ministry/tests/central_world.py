"""The ministry's side: its rounds, its advisory group, its council of five with a secretary, and a package led through them."""

from datetime import UTC, date, datetime
from typing import Any

from ocop.advisory import operations as advising
from ocop.advisory.tests.world import WORDS
from ocop.councils import operations as scoring
from ocop.councils.models import AgendaItem, Capacity, Council, CouncilMeeting
from ocop.councils.tests.building import (
    agree_on_everything,
    chair,
    full_sheet,
    hand_in,
    law_of,
    scorers,
    secretary,
    sheet_with_total,
)
from ocop.dossiers.models import Dossier, EvaluationRound
from ocop.ministry.models import SubmissionPackage
from ocop.ministry.operations import accept_at_ministry
from ocop.ministry.tests.world import central_officer, received
from ocop.people.models import Role, UserAccount
from ocop.recognition.operations import submit_for_decision
from ocop.reviewing.operations.rounds import plan_rounds
from tests import builders as make

FOUNDED = make.AT
AT = datetime(2027, 2, 10, 2, 0, tzinfo=UTC)
DAY = date(2027, 2, 10)
SEATS = (Capacity.CHAIR, Capacity.DEPUTY, *[Capacity.MEMBER] * 3, Capacity.SECRETARY)
ORGANISATIONS = (
    "Bộ Nông nghiệp và Môi trường",
    "Bộ Công Thương",
    "Bộ Y tế",
    "Bộ Khoa học và Công nghệ",
    "Cục Chất lượng",
    "Văn phòng OCOP",
)


class Ministry:
    """People of the ministry and what they set up."""

    def __init__(self) -> None:
        self.office, self.minister = central_officer(), make.account(Role.MINISTER)
        self.head, self.member = make.account(full_name="Quách Hưng"), make.account(full_name="Mai Ngân")
        self.rounds = plan_rounds(None, 2027, by=self.office, at=FOUNDED)
        by: dict[str, Any] = {"by": self.office, "at": FOUNDED}
        self.group = advising.set_up_group(
            None, name="Tổ tư vấn cấp trung ương", decision_number="5/QĐ-BNNMT", decided_on=date(2026, 8, 1), **by
        )
        for person, capacity in ((self.head, "advisory_group_head"), (self.member, "advisory_group_member")):
            advising.add_member(self.group, person, capacity=capacity, organisation="Vụ", **by)
        rules = scoring.record_rules(None, decision_number="6/QĐ-BNNMT", effective_from=date(2026, 8, 1), **by)
        self.council: Council = scoring.set_up_council(
            None,
            name="Hội đồng cấp trung ương",
            decision_number="7/QĐ-BNNMT",
            decided_on=date(2026, 8, 1),
            rules=rules,
            **by,
        )
        for capacity, organisation in zip(SEATS, ORGANISATIONS, strict=True):
            scoring.seat_member(self.council, make.account(), capacity=capacity, organisation=organisation, **by)

    @property
    def round(self) -> EvaluationRound:
        """The round for proposals before 30/01/2027."""
        return next(one for one in self.rounds if one.number == 2)

    def accepted(self, package: SubmissionPackage | None = None) -> Dossier:
        """A package in the round: before the central advisory group."""
        found = package or received()
        accept_at_ministry(found, round=self.round, by=self.office, at=AT)
        return Dossier.objects.get(pk=found.dossier_id)

    def advised(self, dossier: Dossier | None = None) -> Dossier:
        """A dossier with the signed report of the central group."""
        found = dossier or self.accepted()
        advising.start_review(found, by=self.head, at=AT)
        advising.save_report(found, words=WORDS, version=0, by=self.member, at=AT)
        advising.sign_report(found, number="8/BC-TTVTW", signed_on=DAY, by=self.head, at=AT)
        return Dossier.objects.get(pk=found.pk)

    def meeting(self, *dossiers: Dossier) -> CouncilMeeting:
        """An open meeting of the central council with everybody present."""
        by, place = secretary(self.council), f"Phòng họp {self.council.meetings.count() + 1}"
        made = scoring.plan_meeting(self.council, self.round, held_on=DAY, place=place, by=by, at=AT)
        scoring.put_on_agenda(made, dossiers, by=by, at=AT)
        scoring.record_attendance(made, {seat.pk: True for seat in self.council.members.all()}, by=by, at=AT)
        return scoring.open_meeting(made, by=by, at=AT)

    def scored(self, total: int | None = None, dossier: Dossier | None = None) -> Dossier:
        """A dossier the central council gave a result: full sheets, or sheets of a total."""
        found = dossier or self.advised()
        meeting = self.meeting(found)
        item: AgendaItem = scoring.open_item(meeting.items.get(), by=chair(self.council), at=AT)
        law = law_of(item)
        for seat in scorers(self.council):
            hand_in(item, seat, full_sheet(law) if total is None else sheet_with_total(law, total), at=AT)
        scoring.close_item(item, by=chair(self.council), at=AT)
        agree_on_everything(item)
        scoring.finalise_item(item, by=chair(self.council), at=AT)
        scoring.sign_council_report(meeting, number="9/BC-HĐTW", signed_on=DAY, by=chair(self.council), at=AT)
        return Dossier.objects.get(pk=found.pk)

    def submitted(self, total: int | None = None, dossier: Dossier | None = None) -> Dossier:
        """A dossier before the minister."""
        found = self.scored(total, dossier)
        submit_for_decision([found], by=self.office, at=AT)
        return Dossier.objects.get(pk=found.pk)


def member_of(ministry: Ministry, index: int = 0) -> UserAccount:
    """A plain member of the central council."""
    return ministry.council.members.filter(capacity=Capacity.MEMBER).order_by("position")[index].account
