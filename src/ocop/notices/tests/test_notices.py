"""Who is told, once; what people choose; when nothing leaves; words of users that stay words."""

import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.db import IntegrityError, transaction
from django.test import Client, TestCase
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from ocop.ledger.models import AuditEntry
from ocop.notices.channels.recording import Recording
from ocop.notices.kinds import harmless, kinds
from ocop.notices.models import Notice, NoticeDelivery
from ocop.notices.operations import choose, mark_read, notify
from ocop.notices.quiet import sending_moment
from ocop.notices.sending import page_of
from ocop.people.models import UserAccount
from ocop.territory.models import AdministrativeUnit
from tests import builders

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")
NOON = datetime(2026, 11, 30, 12, 0, tzinfo=VIETNAM)
WORDS = {"product": "Trà sen", "filed_on": "30/11/2026"}


@pytest.fixture
def place(db: None) -> AdministrativeUnit:
    return builders.commune()


@pytest.fixture
def no_way_out(settings: Any) -> None:
    settings.OCOP_NOTICE_CHANNELS = {"email": "", "sms": ""}


@pytest.fixture
def person(place: AdministrativeUnit) -> UserAccount:
    return builders.account(email="buoi@example.vn")


def tell(about: AdministrativeUnit, *people: UserAccount, at: datetime = NOON, of: str = "1", **words: str) -> int:
    with TestCase.captureOnCommitCallbacks(execute=True), transaction.atomic():
        return notify("dossier_filed", to=people, about=about, of=of, words=WORDS | words, at=at)


# --- Once ------------------------------------------------------------------------------------------------------------------


def test_a_person_is_told_once_of_one_act(place: AdministrativeUnit, person: UserAccount) -> None:
    assert (tell(place, person, person), tell(place, person), tell(place, person, of="2")) == (1, 0, 1)
    assert Notice.objects.filter(recipient=person).count() == 2
    assert NoticeDelivery.objects.count() == 2
    person.refresh_from_db()
    assert person.unread_notices == 2


def test_the_database_holds_one_notice_per_person_and_key(place: AdministrativeUnit, person: UserAccount) -> None:
    tell(place, person)
    known = Notice.objects.get()
    with pytest.raises(IntegrityError), transaction.atomic():
        Notice.objects.create(recipient=person, kind="x", key=known.key, title="x", subject_id="1", created_at=NOON)


def test_an_act_that_is_rolled_back_tells_nobody(place: AdministrativeUnit, person: UserAccount) -> None:
    with transaction.atomic():
        tell(place, person)
        transaction.set_rollback(True)
    assert (Notice.objects.count(), NoticeDelivery.objects.count()) == (0, 0)


@pytest.mark.django_db(transaction=True)
def test_outside_the_transaction_of_an_act_nobody_is_told() -> None:
    with pytest.raises(RuntimeError):
        notify("dossier_filed", to=[], about=UserAccount(pk=1), words=WORDS, at=NOON)


def test_a_missing_word_is_a_fault_of_the_operation(place: AdministrativeUnit, person: UserAccount) -> None:
    with pytest.raises(KeyError), transaction.atomic():
        notify("dossier_filed", to=[person], about=place, words={"product": "Trà"}, at=NOON)


def test_who_has_no_address_or_is_invented_hears_of_it_in_the_system_only(place: AdministrativeUnit) -> None:
    people = [builders.account(), builders.account(email="mau@example.vn", is_demo=True)]
    away = builders.account(email="nghi@example.vn", is_active=False)
    assert tell(place, *people, away) == 2
    assert NoticeDelivery.objects.count() == 0


@pytest.mark.usefixtures("no_way_out")
def test_without_a_mail_server_nothing_is_put_out(place: AdministrativeUnit, person: UserAccount) -> None:
    tell(place, person)
    assert (Notice.objects.count(), NoticeDelivery.objects.count()) == (1, 0)


# --- Quiet hours -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "leaves"),
    [
        ("2026-11-30 06:29", "2026-11-30 06:30"),
        ("2026-11-30 06:30", "2026-11-30 06:30"),
        ("2026-11-30 12:00", "2026-11-30 12:00"),
        ("2026-11-30 20:59", "2026-11-30 20:59"),
        ("2026-11-30 21:00", "2026-12-01 06:30"),
        ("2026-11-30 23:59", "2026-12-01 06:30"),
        ("2026-12-31 22:15", "2027-01-01 06:30"),
        ("2026-12-01 00:00", "2026-12-01 06:30"),
    ],
)
def test_in_the_evening_and_at_night_nothing_leaves(written: str, leaves: str) -> None:
    moment = datetime.fromisoformat(written).replace(tzinfo=VIETNAM)
    assert sending_moment(moment) == datetime.fromisoformat(leaves).replace(tzinfo=VIETNAM)


def test_a_notice_of_the_night_is_shown_at_once_and_mailed_in_the_morning(
    place: AdministrativeUnit, person: UserAccount
) -> None:
    tell(place, person, at=datetime(2026, 11, 30, 22, 0, tzinfo=VIETNAM))
    assert Notice.objects.count() == 1
    assert NoticeDelivery.objects.get().next_at == datetime(2026, 12, 1, 6, 30, tzinfo=VIETNAM)


# --- Words of users --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("Trà sen 1.000 g, lô 01.12.2026", "Trà sen 1.000 g, lô 01.12.2026"),
        ("Mật ong TP.HCM", "Mật ong TP. HCM"),
        ("evil.com", "evil. com"),
        ("http://evil.com/a", "http: //evil. com/a"),
        ("[x](https://evil.com)", "[x](https: //evil. com)"),
        ("<a href=//evil.com>x</a>", "<a href=//evil. com>x</a>"),
        ("a@evil.com", "a@evil. com"),
        ("evil．com", "evil．com".replace("．", "． ")),
        ("ev\u200bil.com", "evil. com"),
        ("Trà\r\nBcc: a@b.vn", "Trà Bcc: a@b. vn"),
        ("\u202egnp.exe", "gnp. exe"),
        ("mailto:a", "mailto: a"),
        ("x" * 121, "x" * 119 + "…"),
    ],
)
def test_words_of_users_become_no_link_and_no_line(typed: str, shown: str) -> None:
    assert harmless(typed) == shown


def test_braces_in_a_name_are_letters(place: AdministrativeUnit, person: UserAccount) -> None:
    tell(place, person, product="Trà {filed_on} {0.__class__}")
    assert Notice.objects.get().title == "Hồ sơ “Trà {filed_on} {0. __class__}” chờ xã tiếp nhận"


# --- The file of kinds -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("code", sorted(kinds()))
def test_a_kind_has_a_subject_without_names_and_a_page_that_exists(code: str) -> None:
    kind = kinds()[code]
    assert not re.search(r"[{}]", kind.subject)
    assert kind.subject.startswith("OCOP: ")
    assert page_of(Notice(kind=code, subject_id="12")).startswith("/")
    assert ("12" in page_of(Notice(kind=code, subject_id="12"))) is not kind.without_record


# --- Choices and pages -----------------------------------------------------------------------------------------------------


def test_mail_of_one_kind_can_be_switched_off(place: AdministrativeUnit, person: UserAccount) -> None:
    assert choose({("dossier_filed", "email"): False, ("no_such_kind", "email"): False}, by=person, at=NOON) == 1
    assert choose({("dossier_filed", "email"): False}, by=person, at=NOON) == 0
    tell(place, person)
    assert (Notice.objects.count(), NoticeDelivery.objects.count()) == (1, 0)
    choose({("dossier_filed", "email"): True}, by=person, at=NOON)
    tell(place, person, of="2")
    assert NoticeDelivery.objects.count() == 1
    lines = AuditEntry.objects.filter(action="notices_chosen").order_by("sequence").values_list("details", flat=True)
    assert list(lines) == [{"on": [], "off": ["dossier_filed:email"]}, {"on": ["dossier_filed:email"], "off": []}]


@pytest.fixture
def visitor(client: Client, person: UserAccount) -> Iterator[Client]:
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def test_the_bell_counts_without_a_query_and_opening_a_notice_reads_it(
    visitor: Client, place: AdministrativeUnit, person: UserAccount, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(25):
        tell(place, person, of=str(number))
    with django_assert_num_queries(5):  # session, account, count, rows, roles for the navigation
        html = visitor.get(reverse("notices:list")).content.decode()
    assert '<span class="bell__count">25' in html
    newest = Notice.objects.order_by("-pk").first()
    assert newest is not None
    assert visitor.get(reverse("notices:open", args=[newest.pk])).headers["Location"] == f"/ho-so/{place.pk}/xem-xet/"
    visitor.get(reverse("notices:open", args=[newest.pk]))
    assert '<span class="bell__count">24' in visitor.get(reverse("notices:list")).content.decode()
    visitor.post(reverse("notices:read_all"))
    html = visitor.get(reverse("notices:list")).content.decode()
    assert "bell__count" not in html
    assert "Bạn đã đọc hết." in html


def test_a_notice_belongs_to_its_reader(visitor: Client, place: AdministrativeUnit) -> None:
    tell(place, builders.account())
    assert visitor.get(reverse("notices:open", args=[Notice.objects.get().pk])).status_code == 404
    assert "Chưa có thông báo nào" in visitor.get(reverse("notices:list")).content.decode()


def test_marking_read_touches_own_notices_only(place: AdministrativeUnit, person: UserAccount) -> None:
    other = builders.account()
    tell(place, person, other)
    assert mark_read(Notice.objects.all(), by=person, at=NOON) == 1
    other.refresh_from_db()
    assert (person.unread_notices, other.unread_notices) == (0, 1)


def test_the_page_of_choices_keeps_what_was_ticked(visitor: Client, person: UserAccount) -> None:
    page = reverse("notices:choices")
    choosable = [code for code, kind in kinds().items() if kind.can_be_chosen]
    assert visitor.get(page).content.decode().count(" checked") == len(choosable) < len(kinds())
    everything = [f"{code}.email" for code in kinds() if code != "meeting_invitation"]
    visitor.post(page, {"gui": everything})
    assert visitor.get(page).content.decode().count(" checked") == len(choosable) - 1


@pytest.mark.usefixtures("no_way_out")
def test_without_channels_the_page_says_so(visitor: Client) -> None:
    assert "Chưa có cách gửi ra ngoài" in visitor.get(reverse("notices:choices")).content.decode()


# --- SMS and Zalo ----------------------------------------------------------------------------------------------------------


def test_an_adapter_named_in_the_settings_gets_the_notices(
    place: AdministrativeUnit, settings: Any, tmp_path: Path
) -> None:
    from ocop.jobs.working import work_off

    settings.DATA_DIR = tmp_path
    settings.OCOP_NOTICE_CHANNELS = {"sms": "ocop.notices.channels.recording.Recording", "zalo": ""}
    tell(place, builders.account(phone="0911222333"), builders.account(), at=timezone.now())
    NoticeDelivery.objects.update(next_at=timezone.now())
    work_off()
    path = Recording("sms").path
    assert path.read_text(encoding="utf-8").count("0911222333") == 1
    assert oct(path.stat().st_mode)[-3:] == "600"
    assert NoticeDelivery.objects.get().state == "sent"
