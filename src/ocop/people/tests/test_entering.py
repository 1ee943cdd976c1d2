"""How often somebody may try at the door: by name and real address, never locked by strangers, counted for all processes."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.models import QuerySet
from django.test import Client, RequestFactory
from django.utils import timezone

from ocop.people.entering.addresses import network_of, real_address
from ocop.people.entering.devices import COOKIE
from ocop.people.entering.tries import Limit, key_of, take
from ocop.people.models import Role, SignInRecord, TryCount
from tests.builders import account, province
from tests.racing import together

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
PASSWORD = "mat-khau-thu-nghiem"
LOGIN = "/tai-khoan/login/"
PROXY = "10.0.0.5"


@pytest.fixture(autouse=True)
def _few_tries(settings: Any) -> None:
    settings.OCOP_TRUSTED_PROXIES = ["10.0.0.0/24"]
    few = {"sign_in": (3, 900), "sign_in_address": (8, 900), "sign_in_name": (6, 3600), "sign_in_besieged": (1, 3600)}
    settings.OCOP_LIMITS = {**settings.OCOP_LIMITS, **few}


def try_in(name: str, password: str, *, at: str, client: Client | None = None) -> Any:
    """Try a password from an address, behind the proxy."""
    sent = {"login": name, "password": password}
    return (client or Client()).post(LOGIN, sent, REMOTE_ADDR=PROXY, HTTP_X_FORWARDED_FOR=at)


def statuses(tries: int, name: str = "hoa", *, at: str = "198.51.100.{}") -> list[int]:
    return [try_in(name, f"sai-{number}", at=at.format(number)).status_code for number in range(tries)]


@pytest.mark.parametrize(
    ("speaker", "forwarded", "real"),
    [
        ("203.0.113.9", "", "203.0.113.9"),
        ("203.0.113.9", "192.0.2.1", "203.0.113.9"),  # no proxy of ours: what it says is not believed
        (PROXY, "192.0.2.1", "192.0.2.1"),
        (PROXY, "192.0.2.1, 198.51.100.7", "198.51.100.7"),  # the left one was sent along by the person
        (PROXY, "192.0.2.1, 198.51.100.7, 10.0.0.9", "198.51.100.7"),  # two proxies of ours
        (PROXY, "10.0.0.9, 10.0.0.8", "10.0.0.9"),  # somebody of our own network
        (PROXY, "khong-phai-dia-chi", PROXY),
        (PROXY, "192.0.2.1, <script>", PROXY),
        (PROXY, "198.51.100.7:51234", "198.51.100.7"),
        (PROXY, "[2001:db8::7]:51234", "2001:db8::7"),
        (PROXY, "::ffff:198.51.100.7", "198.51.100.7"),
        ("", "198.51.100.7", "198.51.100.7"),  # a socket of this machine
        (PROXY, "", PROXY),
    ],
)
def test_the_real_address_is_what_our_outermost_proxy_saw(speaker: str, forwarded: str, real: str) -> None:
    meta = {"REMOTE_ADDR": speaker, **({"HTTP_X_FORWARDED_FOR": forwarded} if forwarded else {})}
    assert real_address(RequestFactory().get("/", **meta)) == real


def test_without_a_proxy_of_ours_nothing_forwarded_is_believed(settings: Any) -> None:
    settings.OCOP_TRUSTED_PROXIES = []
    assert real_address(RequestFactory().get("/", REMOTE_ADDR=PROXY, HTTP_X_FORWARDED_FOR="1.2.3.4")) == PROXY


def test_one_subscriber_is_one_place() -> None:
    assert network_of("2001:db8:1:2::1") == network_of("2001:db8:1:2:ffff::9") != network_of("2001:db8:1:3::1")
    assert network_of("198.51.100.7") == "198.51.100.7"


def test_guessing_stops_with_a_page_that_says_when_to_come_back() -> None:
    account(username="hoa")
    assert statuses(4, at="198.51.100.7") == [200, 200, 200, 429]
    closed = try_in("hoa", PASSWORD, at="198.51.100.7")
    assert closed.status_code == 429
    assert 890 <= int(closed["Retry-After"]) <= 900
    until = timezone.localtime(TryCount.objects.get(key=key_of("sign_in", "hoa", "198.51.100.7")).until)
    assert f"từ {until:%H:%M}" in closed.content.decode()
    assert '<html lang="vi"' in closed.content.decode()


@pytest.mark.parametrize("forged", ["1.2.3.{}, 198.51.100.7", "{}, 198.51.100.7", "10.0.0.{}, 198.51.100.7"])
def test_a_forged_header_buys_no_new_tries(forged: str) -> None:
    account(username="hoa")
    assert statuses(4, at=forged) == [200, 200, 200, 429]


def test_the_way_a_name_is_typed_buys_no_new_tries() -> None:
    account(username="hoà")
    names = ("hoà", "HOÀ", "hoa\u0300", " hoà ")
    assert [try_in(name, "sai", at="198.51.100.7").status_code for name in names] == [200, 200, 200, 429]


def test_unknown_names_are_counted_as_known_ones_are() -> None:
    assert statuses(4, "khong-co", at="198.51.100.7") == [200, 200, 200, 429]


def test_strangers_never_keep_a_person_out_of_the_own_device() -> None:
    account(Role.COUNCIL_CHAIR, province(), username="chutich")
    device = Client()
    assert try_in("chutich", PASSWORD, at="192.0.2.1", client=device).status_code == 302
    device.post("/tai-khoan/logout/")
    statuses(40, "chutich")
    statuses(9, "chutich", at="192.0.2.1")  # from the chair's own network, too
    assert try_in("chutich", PASSWORD, at="192.0.2.1").status_code == 429
    assert try_in("chutich", PASSWORD, at="192.0.2.1", client=device).status_code == 302


def test_six_wrong_guesses_from_anywhere_do_not_lock_a_chair_out_of_a_new_device() -> None:
    account(Role.COUNCIL_CHAIR, province(), username="chutich")
    statuses(40, "chutich")
    assert try_in("chutich", PASSWORD, at="192.0.2.1").status_code == 302


def test_a_name_guessed_from_everywhere_leaves_each_place_fewer_tries() -> None:
    account(username="hoa")
    statuses(6)
    assert statuses(2, at="192.0.2.9") == [200, 429]


def test_a_device_knows_its_own_people_only_and_its_cookie_cannot_be_made() -> None:
    account(username="hoa")
    account(username="khac")
    device = Client()
    try_in("khac", PASSWORD, at="192.0.2.1", client=device)
    device.post("/tai-khoan/logout/")
    assert [try_in("hoa", "sai", at="192.0.2.1", client=device).status_code for _ in range(4)] == [200, 200, 200, 429]
    forger = Client()
    forger.cookies[COOKIE] = device.cookies[COOKIE].value.replace(":", "x:", 1)
    assert [try_in("khac", "sai", at="192.0.2.5", client=forger).status_code for _ in range(4)] == [200, 200, 200, 429]


def test_a_known_device_has_a_count_of_its_own(settings: Any) -> None:
    settings.OCOP_LIMITS = {**settings.OCOP_LIMITS, "sign_in_device": (2, 900)}
    account(username="hoa")
    device = Client()
    try_in("hoa", PASSWORD, at="192.0.2.1", client=device)
    device.post("/tai-khoan/logout/")
    assert [try_in("hoa", "sai", at="192.0.2.1", client=device).status_code for _ in range(3)] == [200, 200, 429]
    cookie = device.cookies[COOKIE]
    assert (cookie["httponly"], cookie["samesite"], "hoa" in cookie.value) == (True, "Lax", False)


def test_ten_typos_behind_one_proxy_stop_nobody_else() -> None:
    for number in range(12):
        account(username=f"nguoi{number}")
        try_in(f"nguoi{number}", "sai", at=f"198.51.100.{number}")
        assert try_in(f"nguoi{number}", PASSWORD, at=f"198.51.100.{number}").status_code == 302


def test_a_hundred_honest_sign_ins_a_minute_from_one_address_go_through() -> None:
    people = [account(username=f"nguoi{number}").username for number in range(40)]
    assert {try_in(name, PASSWORD, at="198.51.100.7").status_code for name in people} == {302}
    assert set(TryCount.objects.values_list("tries", flat=True)) <= {0}


def test_one_password_for_many_names_is_stopped_by_the_address() -> None:
    assert [try_in(f"ten{number}", "sai", at="198.51.100.7").status_code for number in range(9)] == [200] * 8 + [429]


def test_a_right_password_forgets_the_wrong_ones() -> None:
    account(username="hoa")
    for _ in range(2):
        assert statuses(2, at="198.51.100.7") == [200, 200]
        assert try_in("hoa", PASSWORD, at="198.51.100.7").status_code == 302


def test_a_count_begins_anew_when_it_has_run_out_and_old_rows_go() -> None:
    now, limit = timezone.now(), Limit(2, 60)
    assert [take("a" * 64, limit, at=now) for _ in range(3)] == [None, None, now + timedelta(seconds=60)]
    assert take("a" * 64, limit, at=now + timedelta(seconds=60)) is None
    take("b" * 64, limit, at=now + timedelta(hours=3))
    assert list(TryCount.objects.values_list("key", flat=True)) == ["b" * 64]


def test_the_count_stands_in_the_database_and_names_nobody() -> None:
    statuses(2, "hoa", at="198.51.100.7")
    rows = list(TryCount.objects.values_list("key", "tries"))
    assert sorted(tries for _, tries in rows) == [2, 2, 2]
    assert not [key for key, _ in rows if "hoa" in key or ("198" in key and "." in key)]
    assert (key_of("sign_in", "hoa", "198.51.100.7"), 2) in rows


def test_who_comes_while_the_first_try_is_being_written_is_counted_behind_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """Between "there is no count yet" and the look at it another process began one: that is no reason to refuse."""
    now, update = timezone.now(), QuerySet.update

    def begun_meanwhile(rows: QuerySet[TryCount], **values: Any) -> int:
        monkeypatch.setattr(QuerySet, "update", update)
        found = update(rows, **values)
        TryCount.objects.create(key="a" * 64, tries=1, until=now + timedelta(seconds=60))
        return found

    monkeypatch.setattr(QuerySet, "update", begun_meanwhile)
    assert take("a" * 64, Limit(2, 60), at=now) is None
    assert take("a" * 64, Limit(2, 60), at=now) == now + timedelta(seconds=60)


@pytest.mark.django_db(transaction=True)
def test_ten_at_the_same_moment_have_no_more_tries_than_one_after_the_other() -> None:
    now, told = timezone.now(), []
    together(*[lambda: told.append(take("a" * 64, Limit(4, 60), at=now))] * 10)
    assert [told.count(None), len(told)] == [4, 10]
    assert TryCount.objects.get().tries == 4


@pytest.mark.parametrize("url", ["/tai-khoan/signup/", "/tai-khoan/password/reset/"])
def test_other_forms_say_when_to_come_back_too(settings: Any, url: str) -> None:
    settings.OCOP_LIMITS = {**settings.OCOP_LIMITS, "sign_up": (2, 60), "reset_by_address": (2, 60)}
    answers = [
        Client().post(url, {"email": f"{number}@example.vn"}, REMOTE_ADDR=PROXY, HTTP_X_FORWARDED_FOR="192.0.2.1")
        for number in range(3)
    ]
    assert [answer.status_code == 429 for answer in answers] == [False, False, True]
    assert 0 < int(answers[-1]["Retry-After"]) <= 60


def test_codes_of_the_second_factor_are_counted_by_account(settings: Any) -> None:
    from allauth.mfa.models import Authenticator

    settings.OCOP_LIMITS = {**settings.OCOP_LIMITS, "second_factor": (3, 60)}
    for name in ("hoa", "khac"):
        Authenticator.objects.create(user=account(username=name), type="totp", data={"secret": "JBSWY3DPEHPK3PXP"})
    tried = []
    for number in range(4):  # a new session, a new address each time
        client = Client()
        assert try_in("hoa", PASSWORD, at=f"198.51.100.{number}", client=client).status_code == 302
        tried.append(client.post("/tai-khoan/2fa/authenticate/", {"code": "000000"}).status_code)
    assert tried == [200, 200, 200, 429]
    client = Client()
    try_in("khac", PASSWORD, at="198.51.100.1", client=client)
    assert client.post("/tai-khoan/2fa/authenticate/", {"code": "000000"}).status_code == 200


def test_who_came_in_and_left_is_kept_for_a_year() -> None:
    person = account(username="hoa")
    SignInRecord.objects.create(account=person, signed_in_at=timezone.now() - timedelta(days=366))
    client = Client()
    try_in("hoa", PASSWORD, at="198.51.100.7", client=client)
    client.post("/tai-khoan/logout/")
    one = SignInRecord.objects.get()
    assert (one.account, one.address, one.signed_out_at is not None) == (person, "198.51.100.7", True)


def test_the_state_of_the_database_matches_the_models() -> None:
    call_command("makemigrations", "people", check=True, dry_run=True, verbosity=0)
    assert [name for name in connection.introspection.table_names() if name.startswith("axes_")] == []
