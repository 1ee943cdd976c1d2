"""Mail arrives once: through a server that fails, a worker that dies between sending and writing it down, names that want to be headers."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone

from ocop.jobs.models import Job
from ocop.jobs.working import work_off
from ocop.notices import sending
from ocop.notices.channels.email import composed
from ocop.notices.channels.interface import Message, RefusedError
from ocop.notices.kinds import kinds
from ocop.notices.models import Notice, NoticeDelivery
from ocop.notices.operations import notify
from ocop.people.models import UserAccount
from tests import builders

from .smtp import Mailbox

pytestmark = pytest.mark.django_db
PEOPLE = 200


def people(number: int) -> list[UserAccount]:
    UserAccount.objects.bulk_create(
        UserAccount(username=f"n{one}", full_name=f"Người {one}", email=f"n{one}@example.vn") for one in range(number)
    )
    return list(UserAccount.objects.order_by("pk"))


def tell(to: list[UserAccount], product: str = "Trà sen", of: str = "1") -> None:
    """Tell people of a dossier, at an hour at which mail may leave."""
    with transaction.atomic():
        words = {"product": product, "filed_on": "30/11/2026"}
        notify("dossier_filed", to=to, about=builders.commune(), of=of, words=words, at=timezone.now())
    wake()


def wake() -> None:
    """Let everything that waits be due now."""
    NoticeDelivery.objects.filter(state="waiting").update(next_at=timezone.now())


def states() -> dict[str, int]:
    found: dict[str, int] = {}
    for state in NoticeDelivery.objects.values_list("state", flat=True):
        found[state] = found.get(state, 0) + 1
    return found


def test_two_hundred_notices_through_a_server_that_fails_three_times_arrive_once_each(mailbox: Mailbox) -> None:
    everybody = people(PEOPLE)
    tell(everybody)
    mailbox.answers.extend(["451 try again later", "hang up", "421 closing"])
    work_off()
    assert states() == {"sent": PEOPLE}
    assert len(mailbox.ids) == len(set(mailbox.ids)) == PEOPLE
    assert sorted(address for to in mailbox.recipients for address in to) == sorted(one.email for one in everybody)
    assert set(mailbox.ids) == {f"<{one}>" for one in NoticeDelivery.objects.values_list("message_id", flat=True)}
    assert sum(NoticeDelivery.objects.values_list("attempts", flat=True)) == PEOPLE + 3
    work_off()
    assert len(mailbox.ids) == PEOPLE
    assert {job.kind: job.state for job in Job.objects.all()}["deliver_notices"] == "done"


def test_a_worker_that_dies_between_sending_and_writing_it_down_loses_nothing(
    mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    tell(people(3))

    class DiedError(BaseException):
        """The process is gone."""

    def die(*_: Any) -> None:
        raise DiedError

    with monkeypatch.context() as broken:
        broken.setattr(sending, "_end", die)
        with pytest.raises(DiedError):
            list(sending.send_due(sending.Tally()))
    assert len(mailbox.ids) == 1
    assert states() == {"waiting": 3}
    wake()
    list(sending.send_due(sending.Tally()))
    assert states() == {"sent": 3}
    assert len(mailbox.ids) == 4
    assert len(set(mailbox.ids)) == 3  # the second copy carries the same Message-ID: the receiver knows it


def test_two_workers_do_not_send_one_notice_twice(mailbox: Mailbox) -> None:
    tell(people(1))
    slow, quick = NoticeDelivery.objects.get(), NoticeDelivery.objects.get()
    from ocop.notices.channels import channel_in_use

    channel = channel_in_use("email")
    assert channel is not None
    with channel.connected():
        for delivery in (quick, slow):
            sending._hand_over(delivery, channel, sending.Tally())
    assert len(mailbox.ids) == 1


def test_a_server_that_is_away_costs_no_attempt_and_is_left_alone_for_a_while(mailbox: Mailbox, settings: Any) -> None:
    settings.EMAIL_PORT, settings.OCOP_NOTICE_RETRY_SECONDS = 1, 60
    tell(people(5))
    before = timezone.now()
    work_off()
    rows = list(NoticeDelivery.objects.values_list("state", "attempts", "trouble"))
    assert rows == [("waiting", 0, "ConnectionRefusedError")] * 5
    waits = [row.next_at - before for row in NoticeDelivery.objects.all()]
    assert all(timedelta(seconds=59) < wait < timedelta(seconds=90) for wait in waits)
    assert sending.due(timezone.now()).count() == 0


def test_an_address_that_is_refused_for_good_is_not_tried_again(mailbox: Mailbox) -> None:
    first, second = people(2)
    mailbox.refused[first.email] = "550 no such user"
    tell([first, second])
    work_off()
    assert list(NoticeDelivery.objects.order_by("pk").values_list("state", "attempts", "trouble")) == [
        ("failed", 1, "recipient 550"), ("sent", 1, ""),
    ]  # fmt: skip


def test_a_mail_that_never_goes_through_ends_after_twelve_attempts(mailbox: Mailbox) -> None:
    (person,) = people(1)
    mailbox.refused[person.email] = "450 busy"
    tell([person])
    work_off()
    assert list(NoticeDelivery.objects.values_list("state", "attempts", "trouble")) == [("failed", 12, "recipient 450")]


def test_who_left_or_has_no_address_any_more_gets_no_mail(mailbox: Mailbox) -> None:
    left, erased = people(2)
    tell([left, erased])
    UserAccount.objects.filter(pk=left.pk).update(is_active=False)
    UserAccount.objects.filter(pk=erased.pk).update(email="")
    work_off()
    assert mailbox.ids == []
    assert states() == {"failed": 2}


def test_a_mail_has_a_fixed_subject_plain_text_and_a_link_with_a_number_only(mailbox: Mailbox) -> None:
    (person,) = people(1)
    tell([person], product="Trà sen Tháp Mười")
    work_off()
    (mail,) = mailbox.arrived
    notice = Notice.objects.get()
    assert mail.get_content_type() == "text/plain"
    assert mail["Subject"] == "OCOP: có hồ sơ mới"
    assert mail["From"] == "OCOP <khong-tra-loi@ocop.example.vn>"
    assert mail["To"] == person.email
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail.get_content().splitlines() == [
        "Hồ sơ “Trà sen Tháp Mười” chờ xã tiếp nhận",
        "",
        "Nộp ngày 30/11/2026.",
        "",
        f"Xem tại: https://ocop.example.vn/ho-so/{notice.subject_id}/xem-xet/",
        "",
        "Thư này do hệ thống OCOP gửi tự động, xin không trả lời. Tắt thư loại này: https://ocop.example.vn/thong-bao/cach-nhan/",
    ]


@pytest.mark.parametrize(
    "name",
    [
        "Trà\r\nBcc: ke-xau@evil.example",
        "Trà\nSubject: Trúng thưởng",
        "Trà\r\n\r\n<script>alert(1)</script>",
        "<a href=//evil.example>Trà</a>",
        "[Trà](http://evil.example)",
        "https://evil.example/dang-nhap",
        "www.evil.example",
        "evil.example",
        "Trà\u2028Bcc: ke-xau@evil.example",
        "\x00Trà\x0bX-Evil: 1",
    ],
)
def test_a_product_name_becomes_neither_header_nor_link(name: str, mailbox: Mailbox) -> None:
    (person,) = people(1)
    tell([person], product=name)
    work_off()
    (mail,) = mailbox.arrived
    assert mailbox.recipients == [[person.email]]
    assert {header.lower() for header in mail.keys()} == {  # noqa: SIM118 - headers, not a dictionary
        "content-type", "mime-version", "content-transfer-encoding", "subject", "from", "to", "date", "message-id",
        "auto-submitted",
    }  # fmt: skip
    text = mail.get_content()
    links = [
        word
        for word in text.split()
        if "evil.example" in word or word.startswith(("http://evil", "https://evil", "www.evil"))
    ]
    assert links == []
    assert text.splitlines()[2] == "Nộp ngày 30/11/2026."


@pytest.mark.parametrize("address", ["a@b.vn\r\nBcc: c@d.vn", "a@b.vn, c@d.vn", "a b@c.vn", "ai đó"])
def test_an_address_that_is_none_is_refused_before_anything_is_sent(address: str) -> None:
    person = UserAccount(username="x", email=address)
    with pytest.raises(RefusedError, match="address"):
        composed(Message(person, "id@x", "OCOP", "Tiêu đề", "Lời", "https://ocop.example.vn/"))


def at_night(at: datetime) -> datetime:
    return at + timedelta(hours=8)


def test_a_worker_that_comes_back_at_night_lets_mail_of_the_day_wait_for_the_morning(
    mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    tell(people(2))
    monkeypatch.setattr(sending, "sending_moment", at_night)
    work_off()
    assert (states(), mailbox.ids) == ({"waiting": 2}, [])
    left = NoticeDelivery.objects.order_by("next_at")[0].next_at - timezone.now()
    assert timedelta(hours=7) < left <= timedelta(hours=8)
    assert set(NoticeDelivery.objects.values_list("attempts", flat=True)) == {0}


@pytest.mark.parametrize("answer", ["451 greylisted", "421 closing"])
def test_what_somebody_waits_for_is_tried_again_at_night(
    mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch, answer: str
) -> None:
    monkeypatch.setitem(kinds(), "dossier_filed", replace(kinds()["dossier_filed"], at_once=True))
    monkeypatch.setattr(sending, "sending_moment", at_night)
    tell(people(2))
    mailbox.answers.append(answer)
    list(sending.send_due(sending.Tally()))
    assert all(
        one.next_at - timezone.now() < timedelta(hours=1) for one in NoticeDelivery.objects.filter(state="waiting")
    )
    wake()
    list(sending.send_due(sending.Tally()))
    assert states() == {"sent": 2}
