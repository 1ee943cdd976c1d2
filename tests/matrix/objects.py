"""Objects in every state the table names, each brought there by the operations of the rooms."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cached_property
from typing import Any

from django.conf import settings
from django.test import Client
from django.utils import timezone

from ocop.councils import operations as councils
from ocop.councils.models import CouncilMeeting
from ocop.demo.choices import choices_reaching
from ocop.dossiers.models import Dossier, RegistrationForm, SelfScore
from ocop.filing.operations import evidence, filing
from ocop.law.tests.usual import get_sheet
from ocop.products.models import Product, ProductPhoto
from ocop.products.operations import picturing
from ocop.recognition.models import Certificate
from ocop.recognition.operations import approve_result, close_without_decision, recognise, submit_for_decision
from ocop.reviewing.operations import proposing, rounds
from ocop.reviewing.operations import receiving as reviewing
from tests import builders
from tests.papers import jpeg_photo, pdf_paper

from . import advising, background, complaining, importing, ministry, renewing
from .answers import ANSWERS, CONTENTS
from .leftover import add_leftovers
from .people import ANONYMOUS, People, Places, locked_out, seated
from .sheets import SET, close, fill_sheets

DAY = timedelta(days=1)


@dataclass
class World:
    """Places, people and objects; objects by the name the table uses."""

    places: Places
    people: People
    now: datetime = field(default_factory=timezone.now)
    objects: dict[str, Any] = field(default_factory=dict)
    clients: dict[str, Client] = field(default_factory=dict)
    sessions: dict[str, str] = field(default_factory=dict)

    def __getitem__(self, name: str) -> Any:
        return self.objects[name]

    def client_of(self, name: str) -> Client:
        """The browser of this person: signed in once, without anything from earlier steps."""
        if name not in self.clients:
            self.clients[name] = Client()
            if name != ANONYMOUS:
                backend = "allauth.account.auth_backends.AuthenticationBackend"
                self.clients[name].force_login(self.people[name], backend=backend)
                self.sessions[name] = self.clients[name].cookies[settings.SESSION_COOKIE_NAME].value
        client = self.clients[name]
        client.cookies.clear()
        if name in self.sessions:
            client.cookies[settings.SESSION_COOKIE_NAME] = self.sessions[name]
        return client

    @cached_property
    def round(self) -> Any:
        """The round that is open now."""
        return rounds.add_extra_round(
            self.places.province, proposals_before=timezone.localdate(self.now + 45 * DAY),
            finished_before=timezone.localdate(self.now + 90 * DAY), legal_source="1/QC",
            by=self.people["provincial_officer"], at=self.now - 40 * DAY,
        )  # fmt: skip


def furnish(world: World) -> None:
    """Make every object."""
    _plain(world)
    _on_the_way(world)
    _before_the_council(world)
    _decided(world)
    add_leftovers(world.objects, now=world.now)


def _plain(world: World) -> None:
    people, objects = world.people, world.objects
    objects["group"] = advising.make_groups(people, world.places)["home"]
    objects["producer"] = people.producers["home"]
    objects["delegation"] = people.producers["home"].delegations.get()
    objects["product"] = builders.product(people.producers["home"], set_number=SET)
    objects["photo"] = _pictured(world, objects["product"])
    objects |= importing.make_cases(people, world.places, at=world.now)
    objects["upload"] = importing.make_upload(people, world.places, at=world.now)
    objects["account"] = people["commune_officer_next"]
    objects["account.left"] = builders.account(full_name="Người đã nghỉ việc", is_active=False)
    objects["account.asked"] = locked_out(people.producers["home"], at=timezone.now())
    objects["assignment"] = people["commune_officer_next"].role_assignments.get()
    objects["deputyship"] = people["commune_deputy"].deputyships.get()
    objects["body"] = builders.body(world.places.commune, "Ủy ban nhân dân phường Tân Ninh")
    objects["body.next"] = builders.body(world.places.commune_next, "Ủy ban nhân dân phường Hòa Thành")
    objects |= seated(people, world.places, world.now) | complaining.after_recognition(people, at=world.now)
    objects |= background.make_jobs(people, at=world.now) | {"import": background.brought_in(people, at=world.now)}


def _pictured(world: World, product: Product) -> ProductPhoto:
    by, at = world.people["producer"], world.now - DAY
    return picturing.add_photo(product, jpeg_photo("hộp trà.jpg"), alt_text="Hộp trà", by=by, at=at)


def draft(world: World, name: str, *, at: datetime, star: int = 4, renews: bool = False) -> Dossier:
    """A complete draft of the producer at home: forms, levels and two files."""
    producer, by = world.people.producers["home"], world.people["producer"]
    made = renewing.start(builders.product(producer, set_number=SET, name=name), renews=renews, by=by, at=at)
    RegistrationForm.objects.filter(dossier=made).update(answers=ANSWERS | (renewing.CHANGES if renews else {}))
    choices = choices_reaching(get_sheet("R4", SET), star)
    told: dict[str, Any] = {"dossier": made, "description": "Mô tả tiêu chí.", "saved_at": at}
    SelfScore.objects.bulk_create(
        SelfScore(criterion_code=one.code, level=choices.get(one.code, 0), **told)
        for one in get_sheet("R4", SET).scored_criteria
    )
    for criterion, file in (("1.1", pdf_paper("hợp đồng.pdf")), ("5.1", jpeg_photo("ảnh.jpg"))):
        evidence.add_evidence(made, file, criterion_code=criterion, by=by, at=at)
    return Dossier.objects.get(pk=made.pk)


def _on_the_way(world: World) -> None:
    """One dossier at each step before the council."""
    for name, renews in (("draft", False), ("draft_renewal", True)):
        world.objects[f"dossier.{name}"] = draft(world, f"Trà {name}", at=world.now - DAY, renews=renews)
    stages: dict[str, Callable[[Dossier], Any]] = {
        "submitted": lambda one: None,
        "commune_review": lambda one: _receive(world, one),
        "commune_supplement": lambda one: _ask(world, one, days=10),
        "commune_supplement_late": lambda one: _ask(world, one, days=1),
        "commune_assessed": lambda one: _assess(world, one),
        "province_review_new": lambda one: _propose(world, one),
        "province_review": lambda one: _register(world, one),
        "province_supplement": lambda one: _ask_again(world, one),
        "in_round": lambda one: _accept(world, one),
        "advisory_review": lambda one: _advise(world, one, advising.take_on),
        "advisory_ready": lambda one: _advise(world, one, advising.write),
        "advisory_signed": lambda one: _advise(world, one, advising.sign),
        "withdrawn": lambda one: filing.withdraw_dossier(
            one, reason="Mùa kém.", by=world.people["producer"], at=world.now - 18 * DAY
        ),
        **renewing.stages(world, _register),
    }
    for name, step in stages.items():
        made = draft(world, f"Trà {name}", at=world.now - 20 * DAY, renews=name.startswith("renewal"))
        filing.submit_dossier(made, declared=True, by=world.people["producer"], at=world.now - 19 * DAY)
        step(made)
        world.objects[f"dossier.{name}"] = Dossier.objects.get(pk=made.pk)


def _receive(world: World, dossier: Dossier) -> None:
    reviewing.receive_dossier(dossier, by=world.people["commune_officer"], at=world.now - 18 * DAY)


def _ask(world: World, dossier: Dossier, *, days: int) -> None:
    _receive(world, dossier)
    start = world.now - 3 * DAY
    reviewing.request_supplement(
        dossier, message="Thiếu.", open_parts=["documents", "criterion:1.1"], due_on=timezone.localdate(start + days * DAY),
        by=world.people["commune_officer"], at=start,
    )  # fmt: skip


def _assess(world: World, dossier: Dossier) -> None:
    _receive(world, dossier)
    by, at = world.people["commune_officer"], world.now - 16 * DAY
    proposing.save_commune_assessment(dossier, contents=CONTENTS, meeting_held_on=None, version=0, by=by, at=at)
    proposing.send_to_chair(dossier, by=by, at=at)


def _propose(world: World, dossier: Dossier) -> None:
    _assess(world, dossier)
    at = world.now - 15 * DAY
    proposing.propose_dossier(
        dossier, letter_number="12/UBND", letter_on=timezone.localdate(at), samples_sent=5,
        by=world.people["commune_chair"], at=at,
    )  # fmt: skip


def _register(world: World, dossier: Dossier) -> None:
    _propose(world, dossier)
    rounds.receive_at_province(dossier, by=world.people["provincial_officer"], at=world.now - 14 * DAY)


def _ask_again(world: World, dossier: Dossier) -> None:
    _register(world, dossier)
    at = world.now - 13 * DAY
    reviewing.request_supplement(
        dossier, message="Thiếu.", open_parts=["documents"], due_on=timezone.localdate(at + 30 * DAY),
        by=world.people["provincial_officer"], at=at,
    )  # fmt: skip


def _accept(world: World, dossier: Dossier) -> None:
    _register(world, dossier)
    rounds.accept_into_round(dossier, world.round, by=world.people["provincial_officer"], at=world.now - 13 * DAY)


def _advise(world: World, dossier: Dossier, step: Callable[..., None]) -> None:
    _accept(world, dossier)
    step(world.people, dossier, at=world.now - 12 * DAY)


def quick_in_round(world: World, name: str) -> Dossier:
    """A dossier that came to the council with everything in it, the report of the advisory group included."""
    made = draft(world, name, at=world.now - 20 * DAY)
    filing.submit_dossier(made, declared=True, by=world.people["producer"], at=world.now - 19 * DAY)
    _advise(world, made, advising.sign)
    return Dossier.objects.get(pk=made.pk)


def _before_the_council(world: World) -> None:
    """Meetings planned, open, ready for the report; products waiting, open, ready to close, closed, final."""
    objects = world.objects
    objects["meeting.planned"] = _meeting(world, 1, ["Trà họp sau"])
    objects["item.planned"] = objects["meeting.planned"].items.get()
    running = _meeting(world, 2, ["Trà chờ", "Trà mở", "Trà đủ phiếu", "Trà đã đóng", "Trà đã chốt"])
    _open(world, running)
    waiting, opened, ready, closed, final = running.items.order_by("position")
    fill_sheets(world, opened, 4, sealed=())
    for item in (ready, closed, final):
        fill_sheets(world, item, 4)
    close(world, closed, finalise=False)
    close(world, final)
    objects |= {"meeting.open": running, "item.waiting": waiting, "item.open": opened, "item.ready": ready}
    objects |= {"item.closed": closed, "item.final": final}
    objects["meeting.finished"] = _meeting(world, 3, ["Trà chờ báo cáo"])
    _score_all(world, objects["meeting.finished"], [4])


def _meeting(world: World, days_ago: int, names: list[str]) -> CouncilMeeting:
    by, at = world.people["council_secretary"], world.now - days_ago * DAY
    told: dict[str, Any] = {"held_on": timezone.localdate(at), "place": f"Hội trường {days_ago}", "by": by, "at": at}
    made = councils.plan_meeting(world.people.councils["home"], world.round, **told)
    councils.put_on_agenda(made, [quick_in_round(world, name) for name in names], by=by, at=at)
    return made


def _open(world: World, meeting: CouncilMeeting) -> None:
    by, at = world.people["council_secretary"], world.now - DAY
    councils.record_attendance(meeting, {seat.pk: True for seat in meeting.council.members.all()}, by=by, at=at)
    councils.open_meeting(meeting, by=by, at=at)
    for item in meeting.items.order_by("position")[1:]:
        councils.open_item(item, by=world.people["council_chair"], at=at)


def _score_all(world: World, meeting: CouncilMeeting, stars: list[int]) -> None:
    by, at = world.people["council_secretary"], world.now - DAY
    councils.record_attendance(meeting, {seat.pk: True for seat in meeting.council.members.all()}, by=by, at=at)
    councils.open_meeting(meeting, by=by, at=at)
    for item, star in zip(meeting.items.order_by("position"), stars, strict=True):
        councils.open_item(item, by=world.people["council_chair"], at=at)
        fill_sheets(world, item, star)
        close(world, item)


def _decided(world: World) -> None:
    """A meeting with its report signed, and its dossiers scored, submitted, decided."""
    stars = {
        "province_scored": 4,
        "decision_pending": 4,
        "recognised": 4,
        "potential_five_star": 5,
        "decision_pending_low": 2,
        "not_recognised": 2,
        **ministry.STARS,
    }
    meeting = _meeting(world, 4, [f"Trà {name}" for name in stars])
    _score_all(world, meeting, list(stars.values()))
    at = world.now  # never the day before: some roles ended yesterday
    councils.sign_council_report(
        meeting, number="9/BC", signed_on=timezone.localdate(at), summary="Thống nhất.",
        by=world.people["council_chair"], at=at,
    )  # fmt: skip
    objects = world.objects
    objects |= {"meeting.closed": meeting, "item.decided": meeting.items.get(position=3)}
    by_name = dict(zip(stars, (item.dossier for item in meeting.items.order_by("position")), strict=True))
    chair, officer = world.people["provincial_chair"], world.people["provincial_officer"]
    submit_for_decision([one for name, one in by_name.items() if name != "province_scored"], by=officer, at=at)
    numbered: dict[str, Any] = {"decided_on": timezone.localdate(at), "by": chair, "at": at}
    fresh = {name: Dossier.objects.get(pk=one.pk) for name, one in by_name.items()}
    objects["decision"] = recognise([fresh["recognised"]], decision_number="1/QĐ", **numbered)
    high = [fresh[one] for one in ("potential_five_star", *ministry.STARS)]
    objects["decision.approval"] = approve_result(high, decision_number="2/QĐ", **numbered)
    objects |= ministry.make_all(world.people, fresh, world.round, at=at)
    close_without_decision([fresh["not_recognised"]], reason="Dưới 50 điểm.", by=chair, at=at)
    objects |= {f"dossier.{name}": Dossier.objects.get(pk=one.pk) for name, one in by_name.items()}
    objects["dossier.to_send_back"] = Dossier.objects.get(pk=by_name["decision_pending"].pk)
    objects["certificate"] = Certificate.objects.get(dossier=by_name["recognised"])
    objects["notice"] = background.notice_to(world.people, by_name["recognised"])
    objects["published_photo"] = _pictured(world, objects["certificate"].product)
