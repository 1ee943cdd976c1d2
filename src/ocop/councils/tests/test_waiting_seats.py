"""A seat counts once it is known who holds it: the office that invents a person and opens the link itself holds no seat."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from ocop.councils import operations
from ocop.councils.models import Council, CouncilMember
from ocop.councils.queries.access import councils_visible_to
from ocop.councils.queries.standing import members_at
from ocop.jobs.working import work_off
from ocop.ledger.errors import DomainError
from ocop.ledger.models import AuditEntry
from ocop.notices.models import Notice, NoticeDelivery
from ocop.people.invitations import accept_invitation, confirm_person, invite_person, renew_invitation, send_invitation
from ocop.people.models import Invitation, Role, UserAccount
from ocop.people.rights import holds, inside_units_of
from ocop.territory.models import AdministrativeUnit
from tests import builders
from tests.kept_table import unnoticed

from . import building as b

pytestmark = pytest.mark.django_db
PASSWORD = "một câu rất dễ nhớ"
PERSON = {"full_name": "Lê Thị Ễn", "email": "en@example.vn", "capacity": "council_member", "organisation": "Sở Y tế"}


@pytest.fixture
def with_mail(settings: Any) -> None:
    settings.OCOP_NOTICE_CHANNELS = {"email": "ocop.notices.channels.email.Email"}
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"


def seat_somebody_new(council: Council, by: UserAccount) -> tuple[CouncilMember, Invitation]:
    now = timezone.now()
    made = invite_person(
        full_name="Lê Thị Ễn", phone="0911222333", email="en@example.vn", unit=council.unit, by=by, at=now
    )
    typed: dict[str, Any] = {"capacity": "council_member", "organisation": "Sở Y tế"}
    return operations.seat_member(council, made.account, **typed, by=by, at=now), made


def open_link(link: str) -> UserAccount:
    key, token = re.findall(r"loi-moi/([^/]+)/([^/]+)/", link)[0]
    return accept_invitation(key, token, password=PASSWORD, at=timezone.now())


def sent_link() -> str:
    NoticeDelivery.objects.filter(state="waiting").update(next_at=timezone.now())
    work_off()
    letter = next(one for one in mail.outbox if "được mời dùng hệ thống" in one.body)
    assert letter.to == ["en@example.vn"]
    return re.findall(r"http\S+loi-moi\S+", str(letter.body))[0]


def counts(seat: CouncilMember) -> bool:
    """Whether the seat is one of a meeting of today, with the role, for the person itself and for the quorum."""
    today = timezone.localdate()
    meeting = seat.council.meetings.model(council=seat.council, held_on=today)
    is_member = members_at(meeting).filter(pk=seat.pk).exists()
    person = UserAccount.objects.get(pk=seat.account_id)
    assert councils_visible_to(person).exists() == is_member
    assert holds(person, Role.COUNCIL_MEMBER) == is_member
    return is_member


def kinds_of(seat: CouncilMember) -> list[tuple[str, Any]]:
    actions = ("invitation_accepted", "invited_person_confirmed", "council_seat_counts")
    rows = AuditEntry.objects.filter(action__in=actions).order_by("pk")
    return [(row.action, row.details["way"]) for row in rows]


def test_the_office_that_opens_the_link_itself_holds_no_seat() -> None:
    council = b.council()
    officer, colleague = b.officer(), b.officer()
    seat, invitation = seat_somebody_new(council, officer)
    invented = open_link(renew_invitation(invitation, by=officer, at=timezone.now()))
    assert not counts(seat)
    assert not CouncilMember.objects.filter(
        inside_units_of(invented, [Role.COUNCIL_MEMBER], "council__unit_path")
    ).exists()
    invitation.refresh_from_db()
    for nobody in (
        officer,
        colleague,
        invented,
        builders.account(Role.PROVINCIAL_CHAIR, builders.province("42", "Hà Tĩnh")),
    ):
        with pytest.raises(DomainError, match="không tự xác nhận"):
            confirm_person(invitation, reason="Gọi hỏi", by=nobody, at=timezone.now())
    assert not counts(seat)
    assert kinds_of(seat) == [("invitation_accepted", "shown")]


def test_somebody_of_another_office_who_knows_the_person_lets_the_seat_count_and_the_ledger_says_so() -> None:
    council, officer = b.council(), b.officer()
    chair = builders.account(Role.PROVINCIAL_CHAIR, builders.province())
    seat, invitation = seat_somebody_new(council, officer)
    open_link(renew_invitation(invitation, by=officer, at=timezone.now()))
    assert list(Notice.objects.filter(kind="person_to_confirm").values_list("recipient", flat=True)) == [chair.pk]
    invitation.refresh_from_db()
    with pytest.raises(DomainError, match="bằng cách nào"):
        confirm_person(invitation, reason=" ", by=chair, at=timezone.now())
    for _ in range(2):
        confirm_person(invitation, reason="Gọi số máy bàn của Sở", by=chair, at=timezone.now())
    assert counts(seat)
    seat_line, confirmed = reversed(AuditEntry.objects.order_by("-pk")[:2])
    assert (seat_line.action, seat_line.details["way"], seat_line.actor) == ("council_seat_counts", "colleague", chair)
    assert (confirmed.action, confirmed.details["role"], confirmed.reason) == (
        "invited_person_confirmed", "provincial_chair", "Gọi số máy bàn của Sở",
    )  # fmt: skip


def test_whoever_made_a_newer_link_does_not_confirm_either() -> None:
    council, officer = b.council(), b.officer()
    chair = builders.account(Role.PROVINCIAL_CHAIR, builders.province())
    _, invitation = seat_somebody_new(council, officer)
    open_link(renew_invitation(invitation, by=chair, at=timezone.now()))
    invitation.refresh_from_db()
    with pytest.raises(DomainError, match="không tự xác nhận"):
        confirm_person(invitation, reason="Gọi hỏi", by=chair, at=timezone.now())
    confirm_person(invitation, reason="Gọi hỏi", by=builders.account(Role.SYSTEM_ADMINISTRATOR), at=timezone.now())


@pytest.mark.usefixtures("with_mail")
def test_a_link_that_went_to_the_person_alone_lets_the_seat_count(client: Client) -> None:
    council, officer = b.council(), b.officer()
    page = b.browser(officer).post(b.url("seat_create", council.pk), PERSON, follow=True).content.decode()
    assert "gửi thẳng tới Lê Thị Ễn" in page
    assert "Gửi riêng cho" not in page
    seat = CouncilMember.objects.get(account__email="en@example.vn")
    assert not counts(seat)
    link = sent_link()
    assert link not in page
    path = "/" + link.split("/", 3)[3]
    passwords = dict.fromkeys(("new_password1", "new_password2"), PASSWORD)
    assert client.post(path, passwords).status_code == 302
    assert counts(seat)
    assert kinds_of(seat) == [("council_seat_counts", "email"), ("invitation_accepted", "email")]
    assert client.get(path).status_code == 410


@pytest.mark.usefixtures("with_mail")
def test_a_newer_link_replaces_the_one_that_was_sent_whichever_way_it_goes() -> None:
    council, officer, now = b.council(), b.officer(), timezone.now()
    _, invitation = seat_somebody_new(council, officer)
    send_invitation(invitation, by=officer, at=now)
    first = sent_link()
    send_invitation(invitation, by=officer, at=now + timedelta(seconds=1))
    with pytest.raises(DomainError, match="hết hạn"):
        open_link(first)
    shown = renew_invitation(invitation, by=officer, at=now + timedelta(seconds=2))
    mail.outbox.clear()
    NoticeDelivery.objects.filter(state="waiting").update(next_at=timezone.now())
    work_off()  # the second message has not left yet: its link is over, so it never does
    assert [one.trouble for one in NoticeDelivery.objects.exclude(state="sent")] == ["link is over"]
    assert mail.outbox == []
    open_link(shown)


def test_a_seat_that_waits_is_said_on_the_page_of_the_council() -> None:
    council, officer = b.council(size_min=7), b.officer()
    _, invitation = seat_somebody_new(council, officer)
    page = b.browser(officer).get(b.url("council", council.pk)).content.decode()
    assert "chưa nhận lời mời; ghế chưa có hiệu lực" in page
    assert "1 người chưa nhận lời mời hoặc chưa được xác nhận đúng người" in page
    open_link(renew_invitation(invitation, by=officer, at=timezone.now()))
    page = b.browser(officer).get(b.url("council", council.pk)).content.decode()
    assert "chưa được xác nhận đúng người; ghế chưa có hiệu lực" in page


def test_a_colleague_confirms_on_a_page_and_finds_it_among_the_work() -> None:
    council, officer = b.council(), b.officer()
    chair = b.browser(builders.account(Role.PROVINCIAL_CHAIR, builders.province()))
    seat, invitation = seat_somebody_new(council, officer)
    open_link(renew_invitation(invitation, by=officer, at=timezone.now()))
    address = reverse("people:invitation_confirm", args=[invitation.pk])
    assert "Xác nhận người được mời: Lê Thị Ễn" in chair.get(reverse("web:home")).content.decode()
    assert address in chair.get(reverse("people:invitation", args=[invitation.pk])).content.decode()
    assert b.browser(officer).get(address).status_code == 403
    refused = chair.post(address, {"reason": ""})
    assert (refused.status_code, "bằng cách nào" in refused.content.decode()) == (422, True)
    assert chair.post(address, {"reason": "Gọi hỏi trực tiếp"}).status_code == 302
    assert counts(seat)
    assert "Gọi hỏi" not in chair.get(reverse("people:invitation", args=[invitation.pk])).content.decode()


def test_meetings_that_were_held_keep_the_members_they_had() -> None:
    meeting = b.meeting()
    today = timezone.localdate()
    officer, now = b.officer(), timezone.now()
    unit: AdministrativeUnit = meeting.council.unit
    invitation = invite_person(full_name="Lê Thị Ễn", phone="0911222333", unit=unit, by=officer, at=now)
    seat = operations.seat_member(
        meeting.council, invitation.account, capacity="council_member", organisation="Sở Y tế", effective_from=today,
        by=officer, at=now,
    )  # fmt: skip
    type(meeting).objects.filter(pk=meeting.pk).update(held_on=today)
    open_link(renew_invitation(invitation, by=officer, at=now))
    invitation.refresh_from_db()
    confirm_person(invitation, reason="Gọi hỏi", by=builders.account(Role.SYSTEM_ADMINISTRATOR), at=now)
    seat.refresh_from_db()
    assert (seat.awaits_confirmation, seat.counts_from) == (False, today + timedelta(days=1))
    assert not counts_at(seat)


def counts_at(seat: CouncilMember) -> bool:
    meeting = seat.council.meetings.get()
    return members_at(meeting).filter(pk=seat.pk).exists()


def test_who_confirmed_a_person_is_under_a_hash() -> None:
    council, officer = b.council(), b.officer()
    chair = builders.account(Role.PROVINCIAL_CHAIR, builders.province())
    _, invitation = seat_somebody_new(council, officer)
    open_link(renew_invitation(invitation, by=officer, at=timezone.now()))
    invitation.refresh_from_db()
    confirm_person(invitation, reason="Gọi hỏi", by=chair, at=timezone.now())
    assert unnoticed("invitation") == []
